// Which sites are wanted: words and filters, as the link has them.

const COSTS = [
  ["always", "always allocates", (site) => site.allocates === "always"],
  ["maybe", "sometimes", (site) => site.allocates === "maybe"],
  ["never", "nothing", (site) => site.allocates === "never"],
  ["64", "64 B and more", (site) => sizeOf(site) >= 64],
  ["1024", "1 KiB and more", (site) => sizeOf(site) >= 1024],
  ["65536", "64 KiB and more", (site) => sizeOf(site) >= 65536],
  ["unknown", "size not known", (site) => site.allocates !== "never" && site.size_class === null],
];
const LOOPS = [
  ["in", "in a loop", (site) => site.loop_depth > 0],
  ["deep", "in a loop in a loop", (site) => site.loop_depth > 1],
  ["out", "not in a loop", (site) => site.loop_depth === 0],
];
const CHANGES = [
  ["changed", "any change", (site) => site.change !== "same"],
  ["gained", "+ gained", (site) => site.change === "gained"],
  ["lost", "− lost", (site) => site.change === "lost"],
  ["dearer", "▲ dearer", (site) => site.change === "dearer"],
  ["cheaper", "▼ cheaper", (site) => site.change === "cheaper"],
];
const MARKS = { gained: "+", lost: "−", dearer: "▲", cheaper: "▼" };

function sizeOf(site) {
  return site.allocates === "never" ? 0 : (site.size_class ?? 0);
}

/** The filters: what they are called, and [value, label, test, number of sites] of each possible value. */
const FILTERS = new Map([
  ["cause", { label: "Cause", values: causeValues() }],
  ["cost", { label: "Cost", values: counting(COSTS) }],
  ["loop", { label: "Loops", values: counting(LOOPS) }],
  ["package", { label: "Package", values: packageValues() }],
]);
if (index.base) FILTERS.set("change", { label: "Change", values: counting(CHANGES) });

function counting(values) {
  return values.map(([value, label, test]) => [value, label, test, sites.filter(test).length]);
}

/** How many sites there are of each key. */
function counts(key) {
  const found = new Map();
  for (const site of sites) found.set(key(site), (found.get(key(site)) ?? 0) + 1);
  return found;
}

function causeValues() {
  const found = [...counts((site) => site.cause)].sort(([x], [y]) => (x < y ? -1 : 1));
  const values = found.map(([cause, count]) => [cause || "none", causes[cause]?.short ?? (cause || "its kind allocates"), (site) => site.cause === cause, count]);
  // What has no cause comes last.
  return values[0]?.[0] === "none" ? [...values.slice(1), values[0]] : values;
}

function packageValues() {
  const found = [...counts(packageOf)].map(([number, count]) => [packages[number], packages[number], (site) => packageOf(site) === number, count]);
  return found.sort(([x], [y]) => (x < y ? -1 : 1));
}

/** What is looked for; `words` and a value for each filter, "" for all. */
class Choice {
  constructor(parameters) {
    this.words = parameters.get("q") ?? "";
    this.values = {};
    for (const name of FILTERS.keys()) this.values[name] = parameters.get(name) ?? "";
  }

  get isAll() {
    return !this.words.trim() && Object.values(this.values).every((value) => !value);
  }

  sites() {
    const tests = [];
    for (const [name, { values }] of FILTERS) {
      const chosen = values.find(([value]) => value === this.values[name]);
      if (chosen) tests.push(chosen[2]);
    }
    const words = this.words.toLowerCase().split(/\s+/).filter(Boolean);
    return sites.filter(
      (site) => tests.every((test) => test(site)) && (!words.length || hasWords(site, words)),
    );
  }
}

function hasWords(site, words) {
  site.words ??= [
    site.name, functions[site.function].title, packages[packageOf(site)], site.why, site.what, site.cause,
    placeOf(site.file, site.line),
  ].join("\n").toLowerCase();
  return words.every((word) => site.words.includes(word));
}
