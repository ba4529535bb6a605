"""A location graph in DOT, the language of Graphviz."""

from typing import Final

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
    lines += [*_LEGEND, "}"]
    return "\n".join(lines) + "\n"


_HEAP_STYLE: Final = ', color=red, style=filled, fillcolor="#fdecea"'
_DECISIVE_STYLE: Final = ", color=red, penwidth=2"
_LEGEND: Final = [
    "  subgraph cluster_legend {",
    '    label="legend"; fontname="monospace"; fontsize=9; color=gray;',
    "    node [fontsize=9]; edge [fontsize=8];",
    '    l1 [label="stays on the stack"];',
    f'    l2 [label="has to be on the heap"{_HEAP_STYLE}];',
    '    l3 [label="(temporary)\\nnot in the source", fontcolor=gray];',
    '    l1 -> l3 [label="its value flows"];',
    '    l1 -> l3 [label="* what it points to flows"];',
    f'    l2 -> l3 [label="& its address flows\\nbold: the way by which it was found"{_DECISIVE_STYLE}];',
    "  }",
]


def _node(node: Node, paths: Paths) -> str:
    if node.is_heap:
        return '  n0 [label="heap", shape=cylinder, style=filled, fillcolor="#f4cccc"];'
    label = node.label or "(temporary)"
    if node.position:
        label += f"\n{paths.shorten(node.position)}"
    style = _HEAP_STYLE if node.escapes else ""
    if not node.label:
        style += ", fontcolor=gray"
    return f"  n{node.number} [label={_quote(label)}{style}];"


def _edge(edge: Edge) -> str:
    operator = "&" if edge.derefs < 0 else "*" * edge.derefs
    label = f"{operator} {edge.why}".strip()
    style = _DECISIVE_STYLE if edge.decisive else ""
    return f"  n{edge.src} -> n{edge.dst} [label={_quote(label)}{style}];"


def _quote(text: str) -> str:
    shown = "\n".join(map(escaped, text.split("\n")))
    quoted = shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'
