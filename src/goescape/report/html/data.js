// The data: an index, read at once, and parts, read when somebody looks.

const parts = new Map();

/** The data of a part; null if there is none. */
function part(name) {
  if (!parts.has(name)) {
    const holder = byId(name);
    parts.set(name, holder && JSON.parse(holder.textContent));
    holder?.remove();
  }
  return parts.get(name);
}

const index = part("index");
const { files, functions, packages, causes } = index;

/** A row as an object, by the names of its columns. */
function named(columns, row) {
  const found = {};
  for (let i = 0; i < columns.length; i++) found[columns[i]] = row[i];
  return found;
}

// Weights from which a site is as dear as its level; colours follow.
const LEVELS = [Number.MIN_VALUE, 64, 512, 4096];

function levelOf(weight) {
  let level = 0;
  while (level < LEVELS.length && weight >= LEVELS[level]) level++;
  return level;
}

/** The sites, dearest first; those that are gone come last. */
const sites = index.sites.map((row, number) => {
  const site = named(index.columns.sites, row);
  site.number = number;
  site.isLost = site.change === "lost" && site.file < 0;
  site.allocates = site.isLost ? "never" : site.allocates;
  site.level = site.isLost ? 0 : levelOf(site.weight);
  return site;
});

// By what a link names a site: its identity, and a number if copies of it were decided differently.
const byKey = new Map();
for (const site of sites) {
  site.key = site.identity;
  for (let copy = 2; byKey.has(site.key); copy++) site.key = `${site.identity}~${copy}`;
  byKey.set(site.key, site);
}

function packageOf(site) {
  return functions[site.function].package;
}

function placeOf(file, line) {
  return file < 0 ? "" : `${files[file].path}:${line}`;
}

/** Sentence, steps and the like. */
function detailsOf(site) {
  return part(`details-${packageOf(site)}`).sites[site.number];
}

function stepsOf(site) {
  return detailsOf(site).steps.map((row) => named(index.columns.steps, row));
}

/** The flows of the function a site is in, and which of them are those of the site; null if it goes nowhere. */
function flowsOf(site) {
  const graph = part(`details-${packageOf(site)}`).graphs[site.function];
  const way = graph?.ways[site.number];
  if (!way?.length) return null;
  return {
    nodes: graph.nodes.map((row) => named(index.columns.nodes, row)),
    flows: graph.flows.map((row) => named(index.columns.flows, row)),
    way: new Set(way),
  };
}

let callersByFunction = null;

/** What leads to a function. */
function callersOf(number) {
  if (!callersByFunction) {
    const { columns, rows } = part("calls");
    callersByFunction = Map.groupBy(rows.map((row) => named(columns, row)), (call) => call.function);
  }
  return callersByFunction.get(number) ?? [];
}

let sitesByFile = null;

/** The sites of a file by line, dearest first. */
function sitesIn(file) {
  sitesByFile ??= Map.groupBy(sites.filter((site) => site.file >= 0), (site) => site.file);
  return Map.groupBy(sitesByFile.get(file) ?? [], (site) => site.line);
}

// ------------------------------------------------------------------------------------------ sums

/** `9 KiB` for people. */
function inBytes(count) {
  for (const [unit, size] of [["GiB", 2 ** 30], ["MiB", 2 ** 20], ["KiB", 2 ** 10]]) {
    if (count >= 10 * size) return `${Math.round(count / size).toLocaleString("en")} ${unit}`;
  }
  return `${count.toLocaleString("en")} B`;
}

/** What sites come to. */
function sumOf(found) {
  const sum = { count: found.length, always: 0, maybe: 0, loops: 0, bytes: 0, unknown: 0, weight: 0, lost: 0 };
  for (const site of found) {
    if (site.isLost) sum.lost++;
    if (site.allocates === "never") continue;
    sum.weight += site.weight;
    if (site.loop_depth) sum.loops++;
    if (site.allocates === "maybe") {
      sum.maybe++;
      continue;
    }
    sum.always++;
    if (site.size_class === null) sum.unknown++;
    else sum.bytes += site.size_class;
  }
  return sum;
}

/** `216 B + 4 sometimes`: bytes of what always allocates, each once. */
function inWords(sum) {
  const found = [];
  if (sum.bytes) found.push(inBytes(sum.bytes));
  if (sum.unknown) found.push("?");
  if (sum.maybe) found.push(`${sum.maybe.toLocaleString("en")} sometimes`);
  return found.join(" + ") || "0 B";
}

function counted(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
