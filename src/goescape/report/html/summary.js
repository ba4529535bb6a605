// What is seen when no site is looked at: what all of it comes to.

const BARS_ENOUGH = 12;
const DEAREST_ENOUGH = 10;

/** The overview of the sites that are wanted; `filter(name, value)` narrows, `choose(site)` opens. */
function summary(found, isAll, filter, choose) {
  const sum = sumOf(found);
  const paid = sum.always + sum.maybe;
  return el(
    "div",
    { class: "summary" },
    el("p", { class: "lead" }, el("b", null, paid.toLocaleString("en")), paid === 1 ? " site allocates" : " sites allocate", isAll ? "" : " among those that are wanted"),
    el("ul", { class: "figures" }, figuresOf(sum).map(([value, label]) => el("li", null, el("b", null, value), label))),
    index.base && changes(found, filter),
    index.notes.length > 0 && el("section", { class: "notes" }, el("h2", null, "Left out"), el("ul", null, index.notes.map((note) => el("li", null, note)))),
    found.length > 0 && el(
      "div",
      { class: "tables" },
      bars("By cause", Map.groupBy(paidOf(found), (site) => site.cause || "none"), (cause) => causes[cause]?.short ?? "its kind allocates", (cause) => filter("cause", cause)),
      bars("By package", Map.groupBy(paidOf(found), packageOf), (number) => packages[number], (number) => filter("package", packages[number])),
    ),
    found.length > 0 && dearest(found, choose),
    el("p", { class: "made" }, el("code", null, index.command), ` · goescape ${index.goescape}`),
  );
}

function paidOf(found) {
  return found.filter((site) => site.allocates !== "never");
}

function figuresOf(sum) {
  return [
    [sum.always.toLocaleString("en"), "always"],
    [sum.maybe.toLocaleString("en"), "sometimes"],
    [sum.loops.toLocaleString("en"), "in loops"],
    [inBytes(sum.bytes) + (sum.unknown ? " + ?" : ""), "once each, of what always allocates"],
  ];
}

function changes(found, filter) {
  const counts = Object.keys(MARKS).map((name) => [name, found.filter((site) => site.change === name).length]);
  const buttons = counts.map(([name, count]) =>
    el("button", { type: "button", class: `change ${name}`, disabled: count === 0, onclick: () => filter("change", name) }, el("b", null, `${MARKS[name]} ${count.toLocaleString("en")}`), ` ${name}`),
  );
  return el("section", { class: "changes" }, el("h2", null, "Since ", el("code", null, baseName(index.base))), el("div", null, buttons));
}

/** Groups by weight, as bars that filter. */
function bars(title, groups, label, choose) {
  const sums = [...groups].map(([key, found]) => [key, sumOf(found)]).sort((x, y) => y[1].weight - x[1].weight);
  const most = sums[0]?.[1].weight ?? 1;
  const rows = sums.slice(0, BARS_ENOUGH).map(([key, sum]) => {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${Math.max((100 * sum.weight) / most, 0.5)}%`;
    return el(
      "li",
      null,
      el("button", { type: "button", title: `${label(key)}: ${inWords(sum)}`, onclick: () => choose(key) }, bar, el("span", { class: "name" }, label(key)), el("span", { class: "count" }, sum.count.toLocaleString("en")), el("span", { class: "bytes" }, inWords(sum))),
    );
  });
  const rest = sums.length - rows.length;
  return el("section", { class: "bars" }, el("h2", null, title), el("ul", null, rows), rest > 0 && el("p", { class: "note" }, `and ${rest.toLocaleString("en")} more`));
}

function dearest(found, choose) {
  const rows = paidOf(found).slice(0, DEAREST_ENOUGH).map((site) =>
    el(
      "li",
      null,
      el(
        "button",
        { type: "button", onclick: () => choose(site) },
        el("span", { class: `cost level-${site.level}` }, site.price),
        el("code", null, mark(site), site.name),
        el("span", { class: "why" }, `${functions[site.function].title} · ${site.why}`),
        el("span", { class: "place" }, placeOf(site.file, site.line)),
      ),
    ),
  );
  return el("section", { class: "dearest" }, el("h2", null, "Dearest"), el("ol", null, rows));
}
