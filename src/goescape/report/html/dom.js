// Elements and texts. What comes from data gets into the page by `shown`, as text, never as markup.

// Characters that nobody sees, or that move others about; a tab is a tab.
const UNSEEN = /(?![\t ])[\p{C}\p{Z}]/gu;

function escapedChar(char) {
  const code = char.codePointAt(0);
  const hex = (digits) => code.toString(16).padStart(digits, "0");
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`; // a byte that is no UTF-8
  if (code < 0x80) return `\\x${hex(2)}`;
  return code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}

/** A text as people may see it: nothing in it hides, or turns the direction of writing. */
function shown(text) {
  return String(text).replace(UNSEEN, escapedChar);
}

/** An element; `on…` are listeners, other properties attributes, strings among the children texts. */
function el(name, properties, ...children) {
  return filled(document.createElement(name), properties, children);
}

function svg(name, properties, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function filled(node, properties, children) {
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : shown(value));
  }
  add(node, ...children);
  return node;
}

/** Adds children; `false` and `null` are none. */
function add(node, ...children) {
  for (const child of children.flat(2)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : shown(child));
  }
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

/** A text in which `…` marks code. */
function withCode(text) {
  return text.split("`").map((part, number) => (number % 2 ? el("code", null, part) : part));
}

/** Says something to those who listen to the page. */
function say(text) {
  byId("said").textContent = shown(text);
}
