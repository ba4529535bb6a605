// The source of a file: lines that allocate are coloured by what they cost, the way of a value is lit.

const LINE = 20;
// Files of which as many marks are drawn beside the scroll bar.
const MARKS_ENOUGH = 400;

class SourceView {
  /** `choose(site)` is told which site was clicked. */
  constructor(stage, choose) {
    this.stage = stage;
    this.choose = choose;
    this.file = -1;
    this.view = null;
    this.site = null;
    this.steps = [];
    this.step = -1;
    this.wanted = null; // sites that pass the filters; null for all
  }

  close() {
    this.view?.end();
    this.view = null;
    this.file = -1;
  }

  /** The lines of a file; `line` is scrolled to. */
  show(file, line) {
    if (file !== this.file) this.open(file);
    this.focus = line;
    this.view?.redraw();
    const number = this.rowOf(line);
    if (number < 0) return;
    this.view.reveal(number);
    this.revealColumns(number);
  }

  /** Scrolls sideways until what is marked on a line is seen. */
  revealColumns(number) {
    const { holder } = this.view;
    holder.scrollLeft = 0;
    const marked = this.view.drawn.get(number)?.querySelector(".mark-lit, .mark-site");
    if (!marked) return;
    const [box, room] = [marked.getBoundingClientRect(), holder.getBoundingClientRect()];
    const gutter = holder.querySelector(".gutter").offsetWidth;
    if (box.right > room.right) holder.scrollLeft = Math.min(box.right - room.right + 60, box.left - room.left - gutter - 30);
  }

  open(file) {
    this.close();
    this.file = file;
    const { path, text } = files[file];
    const stretches = text < 0 ? [] : part(`text-${text}`);
    this.lines = stretches.flatMap(([first, joined]) => joined.split("\n").map((each, i) => [first + i, each]));
    this.states = states(this.lines.map(([, each]) => each));
    this.byLine = sitesIn(file);
    const holder = el("div", {
      class: "lines", tabindex: "0", role: "region", "aria-label": `Source of ${path}`,
    });
    this.stage.replaceChildren(this.head(path), el("div", { class: "source" }, holder, this.ruler(path)));
    this.view = new Rows(holder, (row) => this.draw(row));
    const rows = [];
    this.numbers = new Map();
    this.lines.forEach(([line], i) => {
      if (i > 0 && line !== this.lines[i - 1][0] + 1) rows.push({ gap: line - this.lines[i - 1][0] - 1 });
      this.numbers.set(line, rows.length);
      rows.push({ i });
    });
    if (!rows.length) rows.push({ gap: -1 });
    const longest = this.lines.reduce((most, [, each]) => Math.max(most, each.length + 7 * (each.match(/\t/g)?.length ?? 0)), 0);
    this.view.inner.style.minWidth = `calc(${longest}ch + 260px)`;
    this.view.set(rows, () => LINE);
  }

  rowOf(line) {
    return this.numbers?.get(line) ?? -1;
  }

  head(path) {
    const inFile = [...this.byLine.values()].flat();
    const cut = path.lastIndexOf("/") + 1;
    const whole = this.lines.length === files[this.file].lines;
    return el(
      "header",
      { class: "head" },
      el("h2", null, el("span", { class: "before" }, path.slice(0, cut)), path.slice(cut)),
      el("p", null, inFile.length ? `${counted(inFile.length, "site", "sites")}, ${inWords(sumOf(inFile))}` : "", whole ? "" : " · excerpt"),
      legend(),
    );
  }

  /** Where in the file something allocates. */
  ruler(path) {
    const count = files[this.file].lines ?? 1;
    const ruler = el("div", { class: "ruler", "aria-hidden": "true", title: `Where ${baseName(path)} allocates` });
    if (this.lines.length !== count) return ruler;
    const heavy = [...this.byLine].sort((x, y) => y[1][0].weight - x[1][0].weight).slice(0, MARKS_ENOUGH);
    for (const [line, found] of heavy) {
      const mark = el("i", { class: `level-${lineLevel(found)}` });
      // As in the source itself, if all of it can be seen.
      mark.style.top = `min(${(100 * (line - 1)) / count}%, ${(line - 1) * LINE}px)`;
      ruler.append(mark);
    }
    ruler.addEventListener("click", (event) => {
      const box = ruler.getBoundingClientRect();
      this.view.reveal(Math.floor(((event.clientY - box.top) / box.height) * count), 0.5, true);
    });
    return ruler;
  }

  /** The site and its way, and the step that is lit; -1 for none. */
  light(site, steps, step) {
    this.site = site;
    this.steps = steps;
    this.step = step;
    this.view?.redraw();
  }

  // ------------------------------------------------------------------------------------- drawing

  draw(row) {
    if (row.gap) return el("div", { class: "line gap" }, row.gap < 0 ? "The text of this file is not in the page." : `⋯ ${counted(row.gap, "line", "lines")}`);
    const [line, text] = this.lines[row.i];
    const found = this.byLine.get(line) ?? [];
    const steps = this.steps.flatMap((step, i) => (step.file === this.file && step.line === line ? [i] : []));
    const lit = steps.includes(this.step) ? this.steps[this.step] : null;
    const isOut = found.length > 0 && this.wanted !== null && !found.some((site) => this.wanted.has(site));
    const isHere = this.site?.file === this.file && this.site.line === line;
    const classes = [
      "line", found.length && `level-${lineLevel(found)}`, isOut && "out", steps.length && "on-way", lit && "lit",
      isHere && "here", line === this.focus && "focus",
      found.length && found.every((site) => site.allocates !== "always") && "maybe",
    ];
    return el(
      "div",
      { class: classes.filter(Boolean).join(" ") },
      el("span", { class: "gutter" }, this.numbersOf(steps), this.price(line, found), el("span", { class: "no" }, line)),
      el("code", null, this.code(text, this.states[row.i], this.marked(line, text, lit, isHere))),
      lit && el("span", { class: "said" }, `← ${lit.words}`),
    );
  }

  /** The steps that happen on a line; if they are many, the first and the last. */
  numbersOf(steps) {
    const isLit = steps.includes(this.step);
    const label = steps.length > 2 ? `${isLit ? this.step + 1 : steps[0] + 1}…` : null;
    const title = steps.length > 2 ? `Steps ${steps.map((i) => i + 1).join(", ")}` : null;
    const drawn = label ? [label] : steps.map((i) => i + 1);
    return el("span", { class: "steps", title }, drawn.map((text) => el("b", { class: isLit && (label || text === this.step + 1) ? "now" : null }, text)));
  }

  price(line, found) {
    if (!found.length) return el("span", { class: "price" });
    const more = found.length > 1 ? ` +${found.length - 1}` : "";
    const label = `Line ${line}: ${found.map((site) => `${site.name} ${site.price || site.verdict}`).join(", ")}`;
    const choose = () => this.choose(found[(found.indexOf(this.site) + 1) % found.length]);
    return el(
      "button",
      { type: "button", class: "price", tabindex: "-1", title: label, "aria-label": label, onclick: choose },
      (found[0].price || found[0].verdict).replace("×loop", "↻") + more,
    );
  }

  /** Which columns of a line are marked, as [class, from, to]. */
  marked(line, text, lit, isHere) {
    if (lit) return ["lit", lit.begin - 1, Math.max(lit.end - 1, lit.begin)];
    return isHere ? ["site", ...extentOf(this.site, text)] : null;
  }

  /** Tokens in their colours, with a stretch that is marked. */
  code(text, state, marked) {
    const pieces = [];
    let at = 0;
    const upTo = (end, kind) => {
      if (end > at) pieces.push(...split(text, at, end, kind, marked));
      at = Math.max(at, end);
    };
    for (const [kind, from, to] of tokens(text, state)[0]) {
      upTo(from, null);
      upTo(to, kind);
    }
    upTo(text.length, null);
    return pieces;
  }
}

/** A stretch of a line as one piece, or up to three if what is marked ends within it. */
function split(text, from, to, kind, marked) {
  const [name, begin, end] = marked ?? [null, to, to];
  const cuts = [from, Math.min(Math.max(begin, from), to), Math.min(Math.max(end, from), to), to];
  return [0, 1, 2].map((i) => {
    if (cuts[i] >= cuts[i + 1]) return null;
    const classes = [kind, i === 1 && name && `mark-${name}`].filter(Boolean).join(" ");
    const piece = text.slice(cuts[i], cuts[i + 1]);
    return classes ? el("span", { class: classes }, piece) : piece;
  });
}

/** The columns of what a site is about: its expression, if that is on the line, or the word at its position. */
function extentOf(site, text) {
  const at = Math.max(site.column - 1, 0);
  const [start] = site.name.split("…");
  let begin = start ? text.indexOf(start) : -1;
  while (begin >= 0 && begin + start.length < at) begin = text.indexOf(start, begin + 1);
  if (begin >= 0 && begin <= at) return [begin, begin + start.length];
  const word = /^[\p{L}\p{Nd}_]+|^./u.exec(text.slice(at));
  return [at, at + (word ? word[0].length : 1)];
}

function lineLevel(found) {
  return levelOf(found.reduce((sum, site) => sum + site.weight, 0));
}

function legend() {
  const labels = ["< 64 B", "64 B", "512 B", "4 KiB"];
  return el(
    "p",
    { class: "legend", title: "The weight of a line: bytes, ×10 a loop, half if only sometimes, a tenth before a panic or an error" },
    labels.map((label, i) => [el("i", { class: `level-${i + 1}` }), label]),
    el("i", { class: "level-2 maybe" }),
    "sometimes",
  );
}
