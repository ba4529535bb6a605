// Where the nodes of a graph go: in layers, values flowing downwards.

const GAP_X = 26;
const LAYER = 34; // from the top of a layer to that of the next; labels have layers of their own
const SWEEPS = 8;

/**
 * Places for nodes `{width}` and edges `{src, dst, label, width}`: adds `x` (the middle) and `y` to nodes, and to edges
 * `points`, the last but one of which is the place of the label. Returns the size.
 */
function layOut(nodes, edges, height) {
  const layers = layersOf(nodes, edges);
  const cells = nodes.map((node, i) => ({ node, width: node.width, layer: 2 * layers[i], up: [], down: [] }));
  const ways = edges.map((edge) => chain(edge, cells));
  const rows = [];
  for (const cell of cells) (rows[cell.layer] ??= []).push(cell);
  for (let i = 0; i < rows.length; i++) rows[i] ??= [];
  arrange(rows);
  const width = place(rows);
  for (const cell of cells) {
    cell.y = cell.layer * LAYER + height / 2 + 4;
    if (cell.node) Object.assign(cell.node, { x: cell.x, y: cell.y });
  }
  edges.forEach((edge, i) => {
    edge.points = ways[i].map(({ x, y }) => ({ x, y }));
    edge.at = ways[i].find((cell) => cell.isLabel) ?? null;
  });
  return { width, height: (rows.length - 1) * LAYER + height + 8 };
}

/** The layer of each node, by the longest way to it; edges that lead back do not count. */
function layersOf(nodes, edges) {
  const out = nodes.map(() => []);
  for (const edge of edges) if (edge.src !== edge.dst) out[edge.src].push(edge);
  const state = new Uint8Array(nodes.length);
  const order = [];
  for (let root = 0; root < nodes.length; root++) {
    if (state[root]) continue;
    // Depth first, without recursion.
    const stack = [[root, 0]];
    state[root] = 1;
    while (stack.length) {
      const top = stack[stack.length - 1];
      const edge = out[top[0]][top[1]++];
      if (!edge) {
        state[top[0]] = 2;
        order.push(top[0]);
        stack.pop();
      } else if (state[edge.dst] === 1) edge.isBack = true;
      else if (!state[edge.dst]) {
        state[edge.dst] = 1;
        stack.push([edge.dst, 0]);
      }
    }
  }
  const layers = new Int32Array(nodes.length);
  for (const node of order.reverse()) {
    for (const edge of out[node]) if (!edge.isBack) layers[edge.dst] = Math.max(layers[edge.dst], layers[node] + 1);
  }
  // What outlives all functions is below everything.
  const lowest = Math.max(0, ...layers);
  nodes.forEach((node, i) => {
    if (node.heap) layers[i] = Math.max(lowest, 1);
  });
  return layers;
}

/** The cells that an edge goes through, one in each layer; the label is in the first of them. */
function chain(edge, cells) {
  const [from, to] = edge.isBack ? [cells[edge.dst], cells[edge.src]] : [cells[edge.src], cells[edge.dst]];
  if (from === to) return [from, from];
  const way = [from];
  for (let layer = from.layer + 1; layer < to.layer; layer++) {
    const isLabel = way.length === 1;
    const cell = { width: isLabel ? edge.width : 6, layer, up: [], down: [], isLabel };
    cells.push(cell);
    way.push(cell);
  }
  way.push(to);
  for (let i = 1; i < way.length; i++) {
    way[i - 1].down.push(way[i]);
    way[i].up.push(way[i - 1]);
  }
  return edge.isBack ? way.reverse() : way;
}

/** Orders the cells of each layer so that few edges cross. */
function arrange(rows) {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? rows : rows.toReversed()) {
      row.forEach((cell, i) => {
        const around = isDown ? cell.up : cell.down;
        cell.middle = around.length ? around.reduce((sum, each) => sum + each.rank, 0) / around.length : (cell.rank ?? i);
      });
      row.sort((x, y) => x.middle - y.middle);
      row.forEach((cell, i) => (cell.rank = i));
    }
  }
}

/** Gives cells their x: as near to their neighbours as the order allows. Returns the width of all. */
function place(rows) {
  for (const row of rows) {
    let x = 0;
    for (const cell of row) {
      cell.x = x + cell.width / 2;
      x += cell.width + GAP_X;
    }
  }
  for (let sweep = 0; sweep < 2 * SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? rows : rows.toReversed()) pull(row, isDown);
  }
  const every = rows.flat();
  const left = Math.min(...every.map((cell) => cell.x - cell.width / 2));
  for (const cell of every) cell.x += 4 - left;
  return Math.max(...every.map((cell) => cell.x + cell.width / 2)) + 4;
}

/** Moves the cells of a layer towards the middle of their neighbours, and apart. */
function pull(row, isDown) {
  const wanted = row.map((cell) => {
    const around = isDown ? cell.up : cell.down;
    return around.length ? around.reduce((sum, each) => sum + each.x, 0) / around.length : cell.x;
  });
  row.forEach((cell, i) => {
    const before = row[i - 1];
    const least = before ? before.x + (before.width + cell.width) / 2 + GAP_X : -Infinity;
    cell.x = Math.max(wanted[i], least);
  });
  // What was pushed to the right comes back half of the way.
  const shift = row.reduce((sum, cell, i) => sum + cell.x - wanted[i], 0) / (row.length || 1);
  for (const cell of row) cell.x -= shift;
}
