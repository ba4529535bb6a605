"""The modules that follow from the classes of nodes, see `tools.nodes`."""

import ast
import shutil
import textwrap
from pathlib import Path

from goescape.base.diag import Sink
from goescape.base.pos import PosTable
from goescape.check.checker import Config
from goescape.check.driver import check_package
from goescape.check.importer import KnownPackages
from goescape.ir import clone, dump
from goescape.ir import nodes as ir
from goescape.lower.package import lower_package
from goescape.lower.templates import NoTemplates
from goescape.syntax.parser import ExprCounter, parse_file
from goescape.toolchain import registry
from tools.nodes.__main__ import outputs

ROOT = Path(__file__).resolve().parents[2]


def test_they_are_up_to_date() -> None:
    stale = [path.name for path, text in outputs(ROOT).items() if path.read_text() != text]
    assert stale == [], "make nodes"


NEW = '''

@final
class Pair(ExprNode):
    """Two expressions, one of which may be missing, at a label."""

    __slots__ = ("label", "seen", "x", "y")

    def __init__(
        self, pos: int, type: Type, y: "Expr | None", x: "Expr", label: "Label | None"
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.y: "Expr | None" = y
        self.label: "Label | None" = label
        self.seen: "Annotated[bool, BESIDE]" = False
'''


def test_a_new_node_is_its_class_and_a_place_in_the_union(tmp_path: Path) -> None:
    folder = tmp_path / "src" / "goescape" / "ir"
    shutil.copytree(ROOT / "src" / "goescape" / "ir", folder)
    file = folder / "expressions.py"
    file.write_text(file.read_text().replace("    | Zero\n", "    | Zero\n    | Pair\n") + NEW)
    texts = {path.name: text for path, text in outputs(tmp_path).items()}
    for text in texts.values():
        ast.parse(text)
        assert "seen" not in text
    walked = "        out.append(node.x)\n        if node.y is not None:\n"
    assert f"    if isinstance(node, ir.Pair):\n{walked}" in texts["nodes_walk.py"]
    assert "node.x = current(node.x)\n        if node.y is not None:" in texts["nodes_settle.py"]
    args = "m.pos(x.pos), m.type(x.type), m.optional(x.y), m.expr(x.x), m.optional_label(x.label)"
    assert args in texts["nodes_copy.py"]
    assert "k.PAIR" in texts["nodes_out.py"]
    args = "pos, r.type(), r.optional(), r.expr(), r.optional_label()"
    assert f"ir.Pair({args})" in texts["nodes_in.py"]
    assert '"Pair"' in texts["nodes_dump.py"]
    assert "Pair as Pair" in texts["nodes.py"]


PROGRAM = """
type T struct { a, b int; next *T }
func (t *T) M(x int) int { return t.a + x }
type I interface { M(int) int }
var g = []int{3: 1, 2}

func f(t *T, i I, m map[string]int, c chan int, xs []int, s string, any interface{}) (n int, err error) {
    defer i.M(1)
    v, ok := m[s+"x"+s]
    t.b, n = n, -v
    xs = append(xs[1:2:3], g...)
    h := func(k int) { n += k; go func() { c <- k }() }
outer:
    for i := 0; i < len(xs); i++ {
        for k, x := range xs {
            if ok && x > 1 { continue outer } else { h(k) }
            goto done
        }
    }
done:
    switch y := any.(type) {
    case int, *T:
        println(y)
    case string:
        n = len([]byte(y))
    }
    switch { case n > 1: n++; fallthrough; default: n-- }
    select { case x, ok := <-c: _, _ = x, ok; case c <- n: default: }
    u := &T{next: new(T), a: [2]int{1, 2}[n]}
    q, z := map[int]*T{1: u}, make([]int, n, 2*n)
    w, e := make(map[int]int, 3), make(chan int)
    b := u.M
    _, _, _, _, _, _, _ = q, z, w, e, b, (*T).M, any.(I)
    p := &n
    *u = T{a: *p}
    return
}
"""


def test_a_copy_shows_what_the_original_shows() -> None:
    toolchain = registry.default()
    table, sink, counter = PosTable(), Sink(), ExprCounter()
    text = "package p\n" + textwrap.dedent(PROGRAM)
    file = parse_file(text.encode(), "p.go", table, sink, counter)
    checked = check_package(
        [file], "p", table, KnownPackages({}), Config(toolchain, "go1.27"), sink, counter.next
    )
    assert not sink.has_errors, [d.message for d in sink.diagnostics]
    unit = lower_package(
        checked.pkg, checked.files, checked.info, toolchain, table, NoTemplates()
    ).unit
    compared = 0
    for func in unit.funcs:
        assert dump.function(clone.snapshot(func), unit.pkg) == dump.function(func, unit.pkg)
        compared += 1
    assert compared > 5
    shown = dump.unit(unit)
    missing = [kind for kind in KINDS if f"{kind}<" not in shown and f"{kind}(" not in shown]
    assert missing == []


# What the program above has of what no other form of text stands for.
KINDS = [
    cls.__name__
    for cls in (
        ir.Declare, ir.AssignList, ir.Assign, ir.ExprStmt, ir.LabelMark, ir.Jump, ir.If, ir.Return,
        ir.AssignOp, ir.For, ir.Range, ir.Switch, ir.GoDefer, ir.Send, ir.TypeSwitch, ir.Select,
        ir.Field, ir.Binary, ir.Call, ir.Convert, ir.AddrOf, ir.MethodExpr, ir.Index, ir.BuiltinCall,
        ir.Deref, ir.StructLit, ir.Unary, ir.SliceOp, ir.SliceLit, ir.MakeSlice, ir.PtrLit, ir.Concat,
        ir.New, ir.ArrayLit, ir.MapIndex, ir.InterfaceMethod, ir.TypeExpr, ir.TypeAssert, ir.Receive,
        ir.MakeChan, ir.MakeMap, ir.MethodValue, ir.MapLit,
    )
]  # fmt: skip
