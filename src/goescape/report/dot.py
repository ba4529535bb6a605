"""A location graph in DOT, the language of Graphviz."""

from goescape.load.names import escaped
from goescape.understand.flowgraph import Edge, Graph, Node
from goescape.understand.places import Paths


def document(graph: Graph, paths: Paths) -> str:
    """Escaping places are red, the ways by which they were found are bold; values flow along the arrows."""
    connected = {edge.src for edge in graph.edges} | {edge.dst for edge in graph.edges}
    shown = [node for node in graph.nodes if node.number in connected]
    lines = [
        "digraph escape {",
        f"  label={_quote(f'{graph.package}.{graph.function}')};",
        "  rankdir=LR;",
        '  node [shape=box, fontname="monospace", fontsize=10];',
        '  edge [fontname="monospace", fontsize=9];',
    ]
    by_function: dict[str, list[Node]] = {}
    for node in shown:
        by_function.setdefault(node.function, []).append(node)
    for number, (function, nodes) in enumerate(by_function.items()):
        rows = [_node(node, paths) for node in nodes]
        if function == "":
            lines += rows
            continue
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_quote(function)};")
        lines += [f"  {row}" for row in rows]
        lines.append("  }")
    lines += [_edge(edge) for edge in graph.edges]
    lines.append("}")
    return "\n".join(lines) + "\n"


def _node(node: Node, paths: Paths) -> str:
    if node.is_heap:
        return '  n0 [label="heap", shape=cylinder, style=filled, fillcolor="#f4cccc"];'
    label = node.label or "(temporary)"
    if node.position:
        label += f"\n{paths.shorten(node.position)}"
    style = ', color=red, style=filled, fillcolor="#fdecea"' if node.escapes else ""
    if not node.label:
        style += ", fontcolor=gray"
    return f"  n{node.number} [label={_quote(label)}{style}];"


def _edge(edge: Edge) -> str:
    operator = "&" if edge.derefs < 0 else "*" * edge.derefs
    label = f"{operator} {edge.why}".strip()
    style = ", color=red, penwidth=2" if edge.decisive else ""
    return f"  n{edge.src} -> n{edge.dst} [label={_quote(label)}{style}];"


def _quote(text: str) -> str:
    shown = "\n".join(map(escaped, text.split("\n")))
    quoted = shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'
