// Go source as tokens, as far as colours need it.

const NORMAL = 0;
const IN_COMMENT = 1;
const IN_RAW = 2;

const KEYWORDS = new Set(
  ("break case chan const continue default defer else fallthrough for func go goto if import interface map " +
    "package range return select struct switch type var").split(" "),
);
const KNOWN = new Set(
  ("append cap clear close complex copy delete imag len make max min new panic print println real recover " +
    "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string " +
    "uint uint8 uint16 uint32 uint64 uintptr true false iota nil").split(" "),
);
const TOKEN =
  /(?<comment>\/\/.*|\/\*)|(?<raw>`)|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>\.?\d(?:[\w.]|(?<=[eEpP])[+-])*)|(?<word>[\p{L}_][\p{L}\p{Nd}_]*)/gu;

/** The tokens of a line that have a colour, as [kind, from, to], and the state behind the line. */
function tokens(line, state) {
  const found = [];
  let at = 0;
  while (at <= line.length) {
    if (state !== NORMAL) {
      const mark = state === IN_COMMENT ? "*/" : "`";
      const end = line.indexOf(mark, at);
      const to = end < 0 ? line.length : end + mark.length;
      if (to > at) found.push([state === IN_COMMENT ? "comment" : "string", at, to]);
      if (end < 0) return [found, state];
      state = NORMAL;
      at = to;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(line);
    if (!match) break;
    const { comment, raw, string, number, word } = match.groups;
    const to = match.index + match[0].length;
    if (raw || comment === "/*") {
      state = raw ? IN_RAW : IN_COMMENT;
      found.push([raw ? "string" : "comment", match.index, to]);
    } else if (comment) found.push(["comment", match.index, to]);
    else if (string) found.push(["string", match.index, to]);
    else if (number) found.push(["number", match.index, to]);
    else if (KEYWORDS.has(word)) found.push(["keyword", match.index, to]);
    else if (KNOWN.has(word)) found.push(["known", match.index, to]);
    at = to;
  }
  return [found, state];
}

/** The states before each of the lines. */
function states(lines) {
  const found = new Uint8Array(lines.length);
  let state = NORMAL;
  lines.forEach((line, number) => {
    found[number] = state;
    // Most lines cannot change it.
    if (state !== NORMAL || line.includes("`") || line.includes("/*")) state = tokens(line, state)[1];
  });
  return found;
}
