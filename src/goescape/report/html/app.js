// What is looked at, where the link says it, and keys.

const PACE = 1100; // milliseconds between steps
const THEMES = { auto: "◐ Auto", light: "○ Light", dark: "● Dark" };
const KEYS = [
  ["j, k", "next site, site before"],
  ["n, p", "next step of the way, step before"],
  ["Space", "follow the way, or stop"],
  ["/", "search"],
  ["Enter", "open what is marked in the list"],
  ["Esc", "back: from a search, a step, a site"],
  ["o", "overview"],
  ["t", "light or dark"],
  ["?", "these keys"],
];

const state = {
  choice: new Choice(new URLSearchParams()),
  order: "tree",
  found: sites,
  site: null,
  step: -1,
  // A place that is looked at besides: [file, line].
  place: null,
};
let timer = 0;

const tree = new SiteTree(byId("rows"), chooseRow);
const source = new SourceView(byId("stage"), chooseSite);
const details = new Details(byId("details"), { step: takeStep, play, go, close: closeSite });
const selects = new Map();

// -------------------------------------------------------------------------------------- the link

/** The parameters that say what is looked at. */
function parameters() {
  const found = new URLSearchParams();
  if (state.site) found.set("site", state.site.key);
  if (state.step >= 0) found.set("step", state.step + 1);
  if (state.place) found.set("at", placeOf(...state.place));
  if (state.choice.words) found.set("q", state.choice.words);
  for (const [name, value] of Object.entries(state.choice.values)) if (value) found.set(name, value);
  if (state.order !== "tree") found.set("order", state.order);
  return found;
}

/** Writes the link; `isNew`: one can go back to what was before. */
function remember(isNew) {
  const hash = `#${parameters()}`;
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  history[isNew ? "pushState" : "replaceState"](null, "", hash);
}

/** Shows what the link says. */
function follow() {
  const given = new URLSearchParams(location.hash.slice(1));
  stop();
  const order = given.get("order");
  state.order = ORDERS.some(([name]) => name === order) ? order : "tree";
  state.choice = new Choice(given);
  state.site = byKey.get(given.get("site")) ?? null;
  const step = Number(given.get("step")) - 1;
  state.step = state.site && Number.isInteger(step) ? Math.min(step, stepsOf(state.site).length - 1) : -1;
  state.place = placeFrom(given.get("at"));
  if (given.has("site") && !state.site) say("There is no such site in this page.");
  showChoice();
  showList();
  showStage();
}

function placeFrom(text) {
  const cut = text?.lastIndexOf(":") ?? -1;
  const file = cut < 0 ? -1 : files.findIndex(({ path }) => path === text.slice(0, cut));
  return file < 0 ? null : [file, Number(text.slice(cut + 1)) || 1];
}

// -------------------------------------------------------------------------------------- showing

function showChoice() {
  byId("search").value = state.choice.words;
  for (const [name, select] of selects) {
    select.value = state.choice.values[name];
    select.classList.toggle("set", select.value !== "");
  }
  for (const button of byId("orders").children) {
    button.setAttribute("aria-pressed", String(button.dataset.order === state.order));
  }
}

function showList() {
  state.found = state.choice.sites();
  const sum = sumOf(state.found);
  tree.set(state.found, state.order);
  tree.select(state.site);
  const isAll = state.choice.isAll;
  const count = isAll ? counted(sum.count, "site", "sites") : `${sum.count.toLocaleString("en")} of ${sites.length.toLocaleString("en")}`;
  const reset = el("button", { type: "button", class: "reset", onclick: resetChoice }, "Clear");
  byId("count").title = shown(inWords(sum));
  byId("count").replaceChildren(el("b", null, count), isAll ? el("span", null, ` · ${shortSum(sum)}`) : reset);
  source.wanted = isAll ? null : new Set(state.found);
}

function showStage() {
  const { site, step } = state;
  const steps = site ? stepsOf(site) : [];
  document.body.classList.toggle("with-site", site !== null);
  if (!site) details.hide();
  else if (details.site !== site) details.show(site, steps, site.isLost);
  source.light(site, steps, step);
  const at = state.place ?? (step >= 0 && steps[step].line ? [steps[step].file, steps[step].line] : null) ?? (site && [site.file, site.line]);
  if (at && at[0] >= 0) source.show(...at);
  else showSummary();
  details.light(step, timer !== 0);
}

function showSummary() {
  source.close();
  byId("stage").replaceChildren(summary(state.found, state.choice.isAll, setFilter, chooseSite));
}

function isSummary() {
  return source.file < 0;
}

// -------------------------------------------------------------------------------------- choosing

function chooseSite(site) {
  if (!site) return;
  stop();
  Object.assign(state, { site, step: -1, place: null });
  remember(true);
  tree.select(site);
  showStage();
  say(detailsOf(site).sentence);
}

function closeSite() {
  stop();
  Object.assign(state, { site: null, step: -1, place: null });
  remember(true);
  tree.select(null);
  showStage();
}

/** What was chosen in the list: functions show where they are declared. */
function chooseRow(row) {
  if (row.kind === "site") chooseSite(row.site);
  else if (row.kind === "function" && functions[row.function].file >= 0) {
    const { file, line } = functions[row.function];
    Object.assign(state, { site: null, step: -1, place: [file, line] });
    remember(true);
    showStage();
  }
}

function go(file, line) {
  stop();
  state.place = [file, line];
  remember(true);
  showStage();
}

function setFilter(name, value) {
  state.choice.values[name] = value;
  changeChoice();
}

function resetChoice() {
  state.choice = new Choice(new URLSearchParams());
  changeChoice();
  byId("search").focus();
}

function changeChoice() {
  remember(false);
  showChoice();
  showList();
  if (isSummary()) showSummary();
  else source.view?.redraw();
}

// -------------------------------------------------------------------------------------- the way

/** To a step, or, if `isRelative`, so many further. */
function takeStep(number, isRelative) {
  stop();
  lightStep(isRelative ? state.step + number : number);
}

function lightStep(step) {
  const steps = state.site ? stepsOf(state.site) : [];
  if (step < -1 || step >= steps.length) return;
  Object.assign(state, { step, place: null });
  remember(false);
  showStage();
  if (step >= 0) say(`Step ${step + 1}: ${steps[step].words}`);
}

function play() {
  if (timer) {
    stop();
    return;
  }
  const count = state.site ? stepsOf(state.site).length : 0;
  if (!count) return;
  const next = () => {
    timer = state.step + 2 < count || state.step === -1 ? window.setTimeout(next, PACE) : 0;
    lightStep(state.step + 1);
    if (state.step === count - 1) stop();
  };
  if (state.step === count - 1) state.step = -1;
  next();
}

function stop() {
  window.clearTimeout(timer);
  timer = 0;
  if (state.site) details.light(state.step, false);
}

// ------------------------------------------------------------------------------------- the frame

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  byId("theme").textContent = THEMES[name];
  try {
    localStorage.setItem("goescape-theme", name);
  } catch {
    // A page from a disk may not remember.
  }
}

function nextTheme() {
  const names = Object.keys(THEMES);
  setTheme(names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length]);
}

function rememberedTheme() {
  try {
    const name = localStorage.getItem("goescape-theme");
    return name in THEMES ? name : "auto";
  } catch {
    return "auto";
  }
}

function frame() {
  const sum = sumOf(sites);
  byId("title").textContent = shown(index.title);
  byId("totals").textContent = `${counted(sum.always + sum.maybe, "site", "sites")} · ${inWords(sum)}`;
  byId("theme").addEventListener("click", nextTheme);
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("home").addEventListener("click", (event) => {
    event.preventDefault();
    closeSite();
  });
  byId("search").addEventListener("input", (event) => {
    state.choice.words = event.target.value;
    changeChoice();
  });
  byId("help-keys").append(...KEYS.flatMap(([keys, words]) => [el("dt", null, keys.split(", ").map((key) => el("kbd", null, key))), el("dd", null, words)]));
  for (const [name, { label, values }] of FILTERS) byId("filters").append(selectOf(name, label, values));
  for (const [name, label, title] of ORDERS) {
    const choose = () => {
      state.order = name;
      changeChoice();
    };
    byId("orders").append(el("button", { type: "button", title, "data-order": name, "aria-pressed": "false", onclick: choose }, label));
  }
}

function selectOf(name, label, values) {
  const select = el("select", { "aria-label": label, onchange: () => setFilter(name, select.value) });
  select.append(el("option", { value: "" }, label));
  for (const [value, text, , count] of values) {
    if (!count) continue;
    const option = el("option", null, `${text} (${count.toLocaleString("en")})`);
    // As it is: a link has it so.
    option.value = value;
    select.append(option);
  }
  selects.set(name, select);
  return select;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const isTyping = event.target.closest("input[type=search], select") !== null;
  if (event.key === "Escape") back();
  else if (isTyping && event.key === "Enter" && event.target === byId("search")) chooseSite(tree.after(1) ?? state.found[0]);
  else if (isTyping) return;
  else if (event.key === " " && event.target.closest("button, summary, input")) return;
  else if (!act(event.key)) return;
  event.preventDefault();
}

function act(key) {
  const actions = {
    j: () => chooseSite(tree.after(1)),
    k: () => chooseSite(tree.after(-1)),
    n: () => takeStep(1, true),
    p: () => takeStep(-1, true),
    " ": play,
    "/": () => byId("search").select(),
    o: closeSite,
    t: nextTheme,
    "?": () => byId("help").showModal(),
  };
  actions[key]?.();
  return key in actions;
}

/** One thing less: the search, the step, the site. */
function back() {
  if (document.activeElement === byId("search")) byId("rows").focus();
  else if (state.step >= 0 || state.place) {
    stop();
    Object.assign(state, { step: -1, place: null });
    remember(false);
    showStage();
  } else if (state.site) closeSite();
}

setTheme(rememberedTheme());
frame();
follow();
window.addEventListener("popstate", follow);
document.addEventListener("keydown", onKey);
performance.mark("goescape-ready");
