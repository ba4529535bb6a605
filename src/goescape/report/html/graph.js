// The flows of a function, drawn.

const NODE_HEIGHT = 26;
const CHAR = 6.7;
const LABEL_ENOUGH = 30;
// More than this nobody can read.
const FLOWS_ENOUGH = 120;

/** The flows of a site, or of its whole function, as a picture; `go(file, line)` is told where somebody clicks. */
function drawGraph(graph, isWhole, go) {
  const flows = graph.flows.map((flow, i) => ({ ...flow, isOwn: graph.way.has(i) })).filter((flow) => isWhole || flow.isOwn);
  const numbers = [...new Set(flows.flatMap((flow) => [flow.src, flow.dst]))];
  const own = new Set(flows.filter((flow) => flow.isOwn).flatMap((flow) => [flow.src, flow.dst]));
  const nodes = numbers.map((number) => {
    const node = graph.nodes[number];
    const text = cutTo(node.heap ? "heap" : node.label || "(temporary)", LABEL_ENOUGH);
    const isFirst = own.has(number) && node.site && !flows.some((flow) => flow.isOwn && flow.dst === number);
    return { ...node, text, isOwn: own.has(number), isFirst, width: text.length * CHAR + 22 };
  });
  const edges = merged(flows, numbers);
  const size = layOut(nodes, edges, NODE_HEIGHT);
  const count = counted(edges.length, "flow", "flows");
  return svg(
    "svg",
    {
      class: "graph", width: Math.ceil(size.width), height: Math.ceil(size.height), role: "img",
      viewBox: `0 0 ${Math.ceil(size.width)} ${Math.ceil(size.height)}`,
      "aria-label": `${count}: ${edges.map((edge) => `${nodes[edge.src].text} to ${nodes[edge.dst].text}, ${edge.label}`).join("; ")}`,
    },
    svg("defs", null, arrow("arrow", "tip"), arrow("arrow-own", "tip own")),
    edges.toSorted((x, y) => Number(x.isOwn) - Number(y.isOwn)).map((edge) => drawEdge(edge, go)),
    nodes.map((node) => drawNode(node, go)),
  );
}

/** Flows between the same nodes make one edge. */
function merged(flows, numbers) {
  const at = new Map(numbers.map((number, i) => [number, i]));
  const found = new Map();
  for (const flow of flows) {
    const key = `${flow.src} ${flow.dst}`;
    const words = `${flow.derefs < 0 ? "&" : "*".repeat(Math.min(flow.derefs, 4))} ${flow.words}`.trim();
    const edge = found.get(key);
    if (!edge) found.set(key, { ...flow, src: at.get(flow.src), dst: at.get(flow.dst), all: [words] });
    else {
      edge.isOwn ||= flow.isOwn;
      if (!edge.all.includes(words)) edge.all.push(words);
    }
  }
  for (const edge of found.values()) {
    edge.label = cutTo(edge.all.join(" · "), LABEL_ENOUGH + 10);
    edge.width = edge.label.length * 5.6 + 10;
  }
  return [...found.values()];
}

function arrow(id, classes) {
  return svg(
    "marker",
    { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { class: classes, d: "M0 0.5 L8 4 L0 7.5 z" }),
  );
}

function drawEdge(edge, go) {
  const points = edge.points.map((point, i) => {
    if (i === 0) return { x: point.x, y: point.y + NODE_HEIGHT / 2 };
    return i === edge.points.length - 1 ? { x: point.x, y: point.y - NODE_HEIGHT / 2 - 1 } : point;
  });
  if (edge.isBack) {
    points[0].y -= NODE_HEIGHT + 1;
    points[points.length - 1].y += NODE_HEIGHT + 1;
  }
  const own = edge.isOwn ? " own" : "";
  return svg(
    "g",
    { class: `edge${own}`, onclick: () => edge.line && go(edge.file, edge.line) },
    svg("title", null, `${edge.all.join("\n")}\n${placeOf(edge.file, edge.line)}`),
    svg("path", { d: edge.src === edge.dst ? loop(points[0]) : curve(points), "marker-end": `url(#arrow${edge.isOwn ? "-own" : ""})` }),
    edge.at && svg("rect", { x: edge.at.x - edge.width / 2, y: edge.at.y - 9, width: edge.width, height: 18, rx: 3 }),
    edge.at && svg("text", { x: edge.at.x, y: edge.at.y + 3.5 }, edge.label),
  );
}

/** A line through points that is vertical at each of them. */
function curve(points) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  let before = first;
  for (const point of rest) {
    const middle = (before.y + point.y) / 2;
    path += ` C${before.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    before = point;
  }
  return path;
}

function loop({ x, y }) {
  return `M${x + 12} ${y} c 30 20 50 -30 12 -24`;
}

function drawNode(node, go) {
  const classes = ["node", node.end && "end", node.isFirst && "first", node.isOwn && "own", !node.label && "helper"];
  const { x, y, width } = node;
  return svg(
    "g",
    { class: classes.filter(Boolean).join(" "), onclick: () => node.line && go(node.file, node.line) },
    svg("title", null, [node.label || node.text, placeOf(node.file, node.line)].filter(Boolean).join("\n")),
    svg("rect", { x: x - width / 2, y: y - NODE_HEIGHT / 2, width, height: NODE_HEIGHT, rx: node.end ? 13 : 5 }),
    svg("text", { x, y: y + 4 }, node.text),
  );
}

function cutTo(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
