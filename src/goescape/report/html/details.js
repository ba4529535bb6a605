// What is known of a site: its sentence, its way, who calls, its graph, figures.

const HOW = {
  called: "calls it", inlined: "calls it, inlined", deferred: "defers it", "in a goroutine": "starts it as a goroutine",
  "taken as a value": "takes it as a value", "written in": "has it written in it",
};
// Callers within callers that are shown at once; one may open more.
const CALLERS_OPEN = 6;
const PATHS = { panic: "only before a panic", error: "only before an error is returned" };

class Details {
  /** `actions`: step(number), play(), go(file, line), close(), choose(site). */
  constructor(holder, actions) {
    this.holder = holder;
    this.actions = actions;
    this.isWhole = false;
    // Sections that somebody has closed.
    this.closed = new Set(["figures"]);
  }

  show(site, steps, isTold) {
    this.site = site;
    this.steps = steps;
    const found = detailsOf(site);
    this.holder.hidden = false;
    this.holder.scrollTop = 0;
    this.holder.replaceChildren();
    add(
      this.holder,
      this.head(site),
      el("p", { class: "sentence" }, withCode(found.sentence)),
      ...(found.others ?? []).map((other) => el("p", { class: "other" }, "Also: ", withCode(other))),
      isTold && el("p", { class: "other" }, "This is what the earlier run said: the site does not allocate any more."),
      this.way(),
      this.section("callers", "Who calls", () => this.callers(site)),
      this.section("graph", "Where its value flows", () => this.graph(site)),
      this.advice(site),
      this.section("figures", "Figures", () => this.figures(site, found)),
    );
  }

  hide() {
    this.site = null;
    this.holder.hidden = true;
    this.holder.replaceChildren();
  }

  head(site) {
    const inner = functions[site.function];
    const close = el("button", { type: "button", class: "close", title: "Close (Esc)", "aria-label": "Close", onclick: this.actions.close }, "✕");
    return el(
      "header",
      null,
      el("div", { class: "kind" }, el("span", null, site.what.replaceAll("-", " ")), close),
      el("h2", null, el("code", null, site.name)),
      el(
        "p",
        { class: "where" },
        site.isLost ? "was " : null,
        site.isLost ? null : this.link(site.file, site.line),
        " in ",
        el("code", null, inner.title),
      ),
      el("ul", { class: "badges" }, this.badges(site).map(([kind, text]) => el("li", { class: kind }, text))),
    );
  }

  badges(site) {
    const found = [];
    if (site.price) found.push([`cost level-${site.level}`, site.price]);
    if (site.allocates === "maybe") found.push(["", "sometimes"]);
    if (site.allocates === "never" && site.verdict === "heap" && !site.isLost) found.push(["", "escapes at no cost"]);
    if (site.verdict !== "heap") found.push(["", site.verdict.replaceAll("-", " ")]);
    if (site.loop_depth) found.push(["", site.loop_depth > 1 ? `${site.loop_depth} loops around it` : "in a loop"]);
    if (PATHS[site.path]) found.push(["", PATHS[site.path]]);
    if (site.copies > 1) found.push(["", `${site.copies} copies`]);
    if (MARKS[site.change]) {
      const before = site.before && site.change !== "lost" ? `, was ${site.before}` : "";
      found.push([site.change, `${MARKS[site.change]} ${site.change}${before}`]);
    }
    return found;
  }

  /** A place in the source that one can go to. */
  link(file, line) {
    if (file < 0 || !line) return null;
    return el("button", { type: "button", class: "go", title: placeOf(file, line), onclick: () => this.actions.go(file, line) }, `${baseName(files[file].path)}:${line}`);
  }

  section(name, title, fill) {
    const node = el("details", { class: "section", "data-name": name }, el("summary", null, el("h3", null, title)));
    let isFilled = false;
    const open = () => {
      if (node.open) this.closed.delete(name);
      else this.closed.add(name);
      if (node.open && !isFilled) {
        isFilled = true;
        add(node, fill());
      }
    };
    node.addEventListener("toggle", open);
    node.open = !this.closed.has(name);
    return node;
  }

  // ----------------------------------------------------------------------------------------- way

  way() {
    const { steps, actions } = this;
    if (!steps.length) return null;
    const button = (title, label, act) => el("button", { type: "button", title, "aria-label": title, onclick: act }, label);
    this.position = el("span", { class: "position" });
    this.playing = button("Follow the way (Space)", "▶", actions.play);
    this.items = steps.map((step, i) => this.stepOf(step, i));
    return el(
      "section",
      { class: "section way" },
      el(
        "div",
        { class: "heading" },
        el("h3", null, "The way of its value"),
        this.position,
        el(
          "span",
          { class: "buttons" },
          button("Step before (p)", "‹", () => actions.step(-1, true)),
          this.playing,
          button("Next step (n)", "›", () => actions.step(1, true)),
        ),
      ),
      el("ol", null, this.items),
    );
  }

  stepOf(step, i) {
    const before = this.steps[i - 1];
    const isNew = step.function && (!before || before.function !== step.function || before.level !== step.level);
    const item = el(
      "li",
      null,
      isNew && el("span", { class: "within" }, "in ", el("code", null, step.function), step.inlined ? " (inlined)" : ""),
      el(
        "button",
        { type: "button", class: "step", onclick: () => this.actions.step(i, false) },
        el("b", null, i + 1),
        el("span", { class: "words" }, step.words),
        step.line > 0 && el("span", { class: "place", title: placeOf(step.file, step.line) }, `${baseName(files[step.file].path)}:${step.line}`),
        step.text && el("code", null, step.text),
      ),
    );
    item.style.setProperty("--level", step.level);
    return item;
  }

  /** Which step is lit; -1 for none. */
  light(step, isPlaying) {
    if (!this.steps?.length || !this.site) return;
    this.items.forEach((item, i) => {
      item.classList.toggle("now", i === step);
      if (i === step) item.firstElementChild.parentNode.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    this.position.textContent = step < 0 ? counted(this.steps.length, "step", "steps") : `${step + 1} of ${this.steps.length}`;
    this.playing.textContent = isPlaying ? "⏸" : "▶";
    if (step >= 0) this.items[step].scrollIntoView({ block: "nearest" });
  }

  // ------------------------------------------------------------------------------------- callers

  callers(site) {
    const inner = functions[site.function];
    const calls = callersOf(site.function);
    const notes = [];
    if (!calls.length) notes.push("Nothing that was analyzed calls it by name: an entry, a function for others, or nobody.");
    if (inner.offered) notes.push("A method of this name is called through an interface, perhaps this one.");
    return [
      el("p", { class: "root" }, el("code", null, inner.title), site.loop_depth ? " allocates this in a loop" : " allocates this"),
      calls.length ? this.callerList(calls, new Set([site.function])) : null,
      ...notes.map((note) => el("p", { class: "note" }, note)),
    ];
  }

  /** Functions that call, with their calls, each of which leads to who calls it. */
  callerList(calls, around) {
    const groups = [...Map.groupBy(calls, (call) => call.caller)];
    return el("ul", { class: "callers" }, groups.map(([caller, found]) => this.callerOf(caller, found, around)));
  }

  callerOf(caller, found, around) {
    const inner = functions[caller];
    const further = around.has(caller) ? [] : callersOf(caller);
    const item = el("li");
    const twist = el("button", { type: "button", class: "twist", "aria-expanded": "false", "aria-label": `Who calls ${inner.title}` }, "▸");
    const isRoot = !further.length;
    let list = null;
    twist.addEventListener("click", () => {
      list ??= add(item, this.callerList(further, new Set([...around, caller]))).lastElementChild;
      const isOpen = twist.getAttribute("aria-expanded") === "false";
      list.hidden = !isOpen;
      twist.setAttribute("aria-expanded", String(isOpen));
      twist.textContent = isOpen ? "▾" : "▸";
    });
    const first = found[0];
    add(
      item,
      isRoot ? el("span", { class: "twist", "aria-hidden": "true" }, around.has(caller) ? "↻" : "·") : twist,
      el(
        "div",
        null,
        el("code", { title: `${packages[inner.package]}.${inner.name}` }, inner.title),
        el("span", { class: "how" }, around.has(caller) ? "recursion" : HOW[first.how], first.loop_depth ? " in a loop" : ""),
        found.filter((call) => call.line).slice(0, 4).map((call) => this.link(call.file, call.line)),
        found.length > 4 && el("span", { class: "how" }, `and ${found.length - 4} more`),
      ),
    );
    // One who is alone is worth following at once.
    if (!isRoot && around.size < CALLERS_OPEN && callersOf([...around].at(-1)).length === found.length) twist.click();
    return item;
  }

  // --------------------------------------------------------------------------------------- graph

  graph(site) {
    const graph = flowsOf(site);
    if (!graph) return el("p", { class: "note" }, "Nowhere that would keep it: there is nothing to draw.");
    const more = graph.flows.length - graph.way.size;
    const canWiden = more > 0 && graph.flows.length <= FLOWS_ENOUGH;
    const holder = el("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": "Drawing of the flows" });
    const draw = () => holder.replaceChildren(drawGraph(graph, this.isWhole && canWiden, this.actions.go));
    const check = el("input", { type: "checkbox", onchange: () => { this.isWhole = check.checked; draw(); } });
    check.checked = this.isWhole;
    draw();
    return [
      canWiden ? el("label", { class: "note" }, check, ` with those of the other sites of ${functions[site.function].title}`) : null,
      holder,
      el("p", { class: "note" }, el("code", null, "&"), " its address, ", el("code", null, "*"), " what it points to. Flows that decided nothing are left out: ", el("code", null, "goescape graph"), " draws them all."),
    ];
  }

  // ------------------------------------------------------------------------------------- figures

  advice(site) {
    const cause = causes[site.cause];
    if (!cause) return null;
    return el("section", { class: "section advice" }, el("h3", null, "What helps"), el("p", null, withCode(cause.advice)));
  }

  figures(site, found) {
    const orUnknown = (value) => (value === null ? "known at run time" : value.toLocaleString("en"));
    const rows = [
      ["package", packages[packageOf(site)]],
      ["verdict", site.verdict],
      ["cause", site.cause || "none"],
      ["bytes", orUnknown(site.bytes)],
      ["size class", orUnknown(site.size_class)],
      ["objects", orUnknown(site.objects)],
      ["allocates", site.reason ? `${site.allocates}: ${site.reason}` : site.allocates],
      ["loops", String(site.loop_depth)],
      ["path", site.path],
      ["copies", String(site.copies)],
      ...(found.inlined_from ?? []).map(([name, file, line]) => ["inlined from", [name, " ", this.link(file, line)]]),
      ...(found.inlined_at ?? []).slice(0, 20).map(([file, line]) => ["inlined at", this.link(file, line)]),
      ...(found.shapes ?? []).map((shape) => ["type arguments", shape]),
      ["identity", site.identity],
    ];
    return el("dl", null, rows.flatMap(([name, value]) => [el("dt", null, name), el("dd", null, value)]));
  }
}
