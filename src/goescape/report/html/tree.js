// The list of sites: by package and function, dearest first, or in the order of the source.

const HEIGHTS = { package: 34, function: 30, site: 48 };
// So many sites are shown at once, without anything to be opened.
const ENOUGH_OPEN = 60;

const ORDERS = [
  ["tree", "Tree", "By package and function"],
  ["cost", "Dearest", "Dearest first: bytes, ×10 a loop, half if only sometimes, a tenth before a panic or an error"],
  ["source", "Source", "In the order of the source"],
];

class SiteTree {
  /** `open(row)` is told what was chosen. */
  constructor(holder, open) {
    this.holder = holder;
    this.open = open;
    this.rows = new Rows(holder, (row, number) => this.draw(row, number));
    this.found = [];
    this.order = "tree";
    // What somebody has opened or closed: `true` and `false` by the key of a row.
    this.toggled = new Map();
    this.active = -1;
    this.selected = null;
    holder.addEventListener("keydown", (event) => this.onKey(event));
    holder.addEventListener("focus", () => this.activate(Math.max(this.active, 0)));
  }

  /** Shows sites in an order. */
  set(found, order) {
    const active = this.rows.rows[this.active]?.key;
    this.order = order;
    this.found = order === "source" ? found.toSorted(bySource) : found;
    this.groups = order === "tree" ? grouped(found) : [];
    this.heaviest = Math.max(...this.groups.map((group) => group.sum.weight), 1);
    this.build();
    this.active = Math.max(this.rows.rows.findIndex((row) => row.key === active), -1);
  }

  build() {
    const rows = this.order === "tree" ? this.ofTree() : this.found.map((site, i) => siteRow(site, 1, i, this.found.length));
    this.rows.set(rows, (row) => HEIGHTS[row.kind]);
  }

  ofTree() {
    const rows = [];
    for (const group of this.groups) {
      group.isOpen = this.isOpen(group);
      rows.push(group);
      if (!group.isOpen) continue;
      for (const inner of group.functions) {
        inner.isOpen = this.isOpen(inner);
        rows.push(inner);
        if (inner.isOpen) rows.push(...inner.sites.map((site, i) => siteRow(site, 3, i, inner.sites.length)));
      }
    }
    return rows;
  }

  isOpen(group) {
    const isFew = this.found.length <= ENOUGH_OPEN || (group.kind === "package" && this.groups.length === 1);
    return this.toggled.get(group.key) ?? isFew;
  }

  toggle(row, isOpen = !row.isOpen) {
    if (row.kind === "site" || row.isOpen === isOpen) return;
    this.toggled.set(row.key, isOpen);
    this.build();
    this.activate(this.rows.rows.findIndex((each) => each.key === row.key));
  }

  /** The site that is looked at; opens what it is in. */
  select(site) {
    this.selected = site;
    if (site && this.order === "tree") {
      const group = this.groups.find((each) => each.package === packageOf(site));
      const inner = group?.functions.find((each) => each.function === site.function);
      if (inner && !(group.isOpen && inner.isOpen)) {
        this.toggled.set(group.key, true).set(inner.key, true);
        this.build();
      }
    }
    const number = this.rows.rows.findIndex((row) => row.site && row.site === site);
    if (number >= 0) {
      this.active = number;
      this.rows.reveal(number);
    }
    this.mark();
  }

  /** The site that comes so many after the selected one. */
  after(distance) {
    const order = this.order === "tree" ? this.inTree() : this.found;
    const at = order.indexOf(this.selected);
    if (at < 0) return order[distance > 0 ? 0 : order.length - 1] ?? null;
    return order[at + distance] ?? null;
  }

  inTree() {
    return this.groups.flatMap((group) => group.functions.flatMap((inner) => inner.sites));
  }

  // ---------------------------------------------------------------------------------------- keys

  onKey(event) {
    const row = this.rows.rows[this.active];
    const last = this.rows.rows.length - 1;
    const moves = {
      ArrowDown: Math.min(this.active + 1, last),
      ArrowUp: Math.max(this.active - 1, 0),
      Home: 0,
      End: last,
      PageDown: Math.min(this.active + 12, last),
      PageUp: Math.max(this.active - 12, 0),
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) this.activate(moves[event.key]);
    else if (event.key === "Enter" && row) this.choose(row);
    else if (event.key === "ArrowRight" && row) {
      if (row.isOpen) this.activate(Math.min(this.active + 1, last));
      else this.toggle(row, true);
    } else if (event.key === "ArrowLeft" && row) {
      if (row.isOpen) this.toggle(row, false);
      else this.activate(this.above(this.active));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The row that a row is in. */
  above(number) {
    const { level } = this.rows.rows[number];
    let at = number;
    while (at > 0 && this.rows.rows[at].level >= level) at--;
    return at;
  }

  activate(number) {
    if (!this.rows.rows[number]) return;
    this.active = number;
    this.rows.reveal(number);
    this.mark();
  }

  /** Shows which row is active and which is selected; rows stay, since a click may be on its way to one. */
  mark() {
    for (const [number, drawn] of this.rows.drawn) {
      const isSelected = this.rows.rows[number].site !== undefined && this.rows.rows[number].site === this.selected;
      drawn.classList.toggle("active", number === this.active);
      drawn.classList.toggle("selected", isSelected);
      drawn.setAttribute("aria-selected", String(isSelected));
    }
    const node = this.rows.drawn.get(this.active);
    if (node) this.holder.setAttribute("aria-activedescendant", node.id);
    else this.holder.removeAttribute("aria-activedescendant");
  }

  choose(row) {
    if (row.kind !== "site") this.toggle(row);
    this.open(row);
  }

  // ------------------------------------------------------------------------------------- drawing

  draw(row, number) {
    const isSelected = row.kind === "site" && row.site === this.selected;
    const node = el("div", {
      id: `row-${number}`,
      class: `row ${row.kind}${number === this.active ? " active" : ""}${isSelected ? " selected" : ""}`,
      role: "treeitem",
      "aria-level": row.level,
      "aria-setsize": row.setSize,
      "aria-posinset": row.position,
      "aria-selected": String(isSelected),
      "aria-expanded": row.kind === "site" ? null : String(row.isOpen),
      onclick: () => {
        this.active = number;
        this.choose(row);
      },
    });
    return row.kind === "site" ? this.drawSite(node, row.site) : this.drawGroup(node, row);
  }

  drawGroup(node, row) {
    node.title = shown(`${row.name}: ${counted(row.sum.count, "site", "sites")}, ${inWords(row.sum)}`);
    const share = el("span", { class: "share", "aria-hidden": "true" });
    share.style.width = `${Math.max((100 * row.sum.weight) / this.heaviest, row.sum.weight ? 1 : 0)}%`;
    return add(
      node,
      el("span", { class: "twist", "aria-hidden": "true" }, row.isOpen ? "▾" : "▸"),
      el("span", { class: "name" }, row.kind === "package" ? pathName(row.name) : row.name),
      el("span", { class: "count" }, row.sum.count.toLocaleString("en")),
      el("span", { class: "bytes" }, shortSum(row.sum)),
      row.kind === "package" && share,
    );
  }

  drawSite(node, site) {
    const where = files[site.file];
    const isInTree = this.order === "tree";
    const place = site.isLost ? "gone" : `${isInTree ? baseName(where.path) : where.path}:${site.line}`;
    return add(
      node,
      el("span", { class: `dot level-${site.level}`, "aria-hidden": "true" }),
      el("span", { class: "name" }, mark(site), site.name),
      el("span", { class: "price" }, site.price || site.verdict),
      el("span", { class: "why" }, el("span", { class: "place" }, place), ` ${site.why}`),
    );
  }
}

/** What became of a site since the earlier run, as a sign. */
function mark(site) {
  return MARKS[site.change] ? el("span", { class: `mark ${site.change}`, title: site.change }, MARKS[site.change]) : null;
}

function siteRow(site, level, i, setSize) {
  return { kind: "site", key: site.key, site, level, position: i + 1, setSize };
}

/** Heaviest first, each with its place among all of them. */
function ranked(groups) {
  groups.sort((x, y) => y.sum.weight - x.sum.weight || (x.name < y.name ? -1 : 1));
  groups.forEach((group, i) => Object.assign(group, { position: i + 1, setSize: groups.length }));
  return groups;
}

/** Packages with their functions, each with its sites, heaviest first. */
function grouped(found) {
  return ranked(
    [...Map.groupBy(found, packageOf)].map(([number, inPackage]) => ({
      kind: "package",
      level: 1,
      key: `p${number}`,
      package: number,
      name: packages[number],
      sum: sumOf(inPackage),
      functions: ranked([...Map.groupBy(inPackage, (site) => site.function)].map(functionRow)),
    })),
  );
}

function functionRow([number, inFunction]) {
  return {
    kind: "function",
    level: 2,
    key: `f${number}`,
    function: number,
    name: functions[number].title,
    sum: sumOf(inFunction),
    sites: inFunction,
  };
}

function bySource(x, y) {
  if (x.file !== y.file) return (files[x.file]?.path ?? "") < (files[y.file]?.path ?? "") ? -1 : 1;
  return x.line - y.line || x.column - y.column;
}

function shortSum(sum) {
  if (!sum.always && !sum.maybe) return sum.lost ? "gone" : "0 B";
  return `${sum.always ? inBytes(sum.bytes) : "?"}${(sum.maybe && sum.always) || sum.unknown ? " +" : ""}`;
}

/** A path whose last part is what one looks for. */
function pathName(path) {
  const cut = path.lastIndexOf("/") + 1;
  return [el("span", { class: "before" }, path.slice(0, cut)), el("span", { class: "last" }, path.slice(cut))];
}

function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
