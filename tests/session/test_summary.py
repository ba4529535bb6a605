"""A package read back from its summary is the package that was checked."""

from pathlib import Path
from typing import Final

import pytest

from goescape.base import constant
from goescape.base.bug import InternalError
from goescape.base.pos import PosTable
from goescape.ir import dump
from goescape.load.model import Package
from goescape.opt.passes import Flags
from goescape.session import pipeline
from goescape.session.importing import OwnTemplates, SummaryImporter
from goescape.session.store import Entry, Store
from goescape.session.summaries import StoredSummaries
from goescape.summary import writer
from goescape.summary.table import Imports
from goescape.toolchain import registry
from goescape.types.model import Interface, Named, Pointer, Signature, Struct, Type, unalias
from goescape.types.objects import Const, Func, Object, TypeName, Var
from goescape.types.typestring import Qualifier, type_string

BASE: Final = """package base

type Node[T any] struct {
	next *Node[T]
	Val  T `json:"val"`
}

func (n *Node[T]) Push(v T) *Node[T] { return &Node[T]{n, v} }

func (n *Node[T]) Each(yield func(T) bool) {
	for ; n != nil; n = n.next {
		if !yield(n.Val) {
			return
		}
	}
}

type hidden struct{ x, y int }

func (h hidden) Sum() int   { return h.x + h.y }
func (h *hidden) Reset()    { *h = hidden{} }
func Hidden() *hidden       { return &hidden{1, 2} }

type Pair[K comparable, V any] = struct {
	Key K
	Val V
}

type Number interface{ ~int | ~float64 }

type Visitor interface {
	Visit(n int) Visitor
	error
}

func Map[T, U any](in []T, f func(T) U) []U {
	type step struct{ at int }
	var out []U
	for i := range in {
		s := step{i}
		out = append(out, f(in[s.at]))
	}
	return out
}

func Sum[N Number](xs ...N) (total N) {
	add := func(x N) { total += x }
outer:
	for _, x := range xs {
		switch {
		case x == 0:
			continue outer
		}
		add(x)
	}
	return
}

func Show[T interface{ String() string }](c chan T, m map[string]T) string {
	defer func() { recover() }()
	select {
	case v, ok := <-c:
		if ok {
			return v.String()
		}
	default:
	}
	for k, v := range m {
		switch w := any(v).(type) {
		case error:
			return w.Error() + k
		case nil:
			return helper
		}
	}
	for i := range 3 {
		go use(i)
	}
	return string([]byte{'a', 1: 'b'})
}

var helper = "x"

func use(int) {}

func Keep(p *int) *int { return p }

var sink *int

func Leak(p *int, n int) { sink = p }

//go:noinline
func Variadic(format string, args ...any) (n int, err error) { return 0, nil }

const (
	Big    = 1 << 200
	Third  = 1.0 / 3
	Name   = "caf\\u00e9\\xff"
	Turn   = 2 + 3i
	On     = true
	Typed  uint8 = 7
)

type Color int

const Red Color = 1

func (c Color) String() string { return "red" }

type Table map[Color][3]chan<- func(...int) <-chan *Table

var All = []interface{ Sum() int }{Hidden()}
"""

USER: Final = """package user

import "base"

type List = base.Node[string]

type Wrapper struct {
	*base.Node[base.Color]
	base.Visitor
}

func Lengths(xs []string) []int { return base.Map(xs, func(s string) int { return len(s) }) }

func Total() int { return base.Sum(1, 2, 3) + base.Hidden().Sum() }

func Colors(c chan base.Color) string { return base.Show(c, nil) }

func Walk(l *List) (n int) {
	for s := range l.Each {
		n += len(s)
	}
	return
}

func Both[T any](n *base.Node[T], v T) *base.Node[T] { return n.Push(v).Push(v) }

func Stay() int {
	x := 1
	return *base.Keep(&x)
}

func Go() {
	x := 1
	base.Leak(&x, 2)
}
"""


class Run:
    """Packages taken from source to summary, one after the other."""

    def __init__(self, directory: Path) -> None:
        self.store = Store(directory)
        self.summaries = StoredSummaries(self.store)
        self.begin()

    def begin(self) -> None:
        """Nothing has been read yet."""
        self.positions = PosTable()
        self.imports = Imports(self.summaries, self.positions)

    def add(self, path: str, source: str) -> pipeline.Analysis:
        self.begin()
        files = (f"{path}.go",)
        package = Package(path, path, "/src/" + path, files, (), lang="go1.27")
        sources = pipeline.Sources([(f"/src/{path}/{path}.go", source.encode())])
        importer = SummaryImporter(self.imports, package)
        analysis = pipeline.analyze(
            package,
            sources,
            self.positions,
            importer,
            self.imports,
            registry.default(),
            Flags(1, 0, 1),
        )
        assert not analysis.result.defect, analysis.result.traceback
        assert not analysis.result.errors
        self.store.put(2 * "0" + path, Entry(bytes(32), self.encode(analysis), b""))
        self.summaries.keys[path] = 2 * "0" + path
        return analysis

    def encode(self, analysis: pipeline.Analysis) -> bytes:
        assert analysis.checked is not None
        assert analysis.lowered is not None
        templates = OwnTemplates(analysis.lowered)
        return writer.encode(analysis.checked.pkg, self.positions, templates, self.imports, {}, {})


@pytest.fixture
def done(tmp_path: Path) -> Run:
    made = Run(tmp_path)
    made.add("base", BASE)
    made.add("user", USER)
    return made


def describe(obj: Object | None) -> list[str]:
    """Everything that importers can see of an object, as text."""
    assert obj is not None
    lines = [f"{type(obj).__name__} {obj.name}"]
    if isinstance(obj, Const):
        assert obj.value is not None
        lines.append(constant.exact_string(obj.value))
    if isinstance(obj, (Const, Var)):
        assert obj.type is not None
        lines.append(spelled(obj.type))
    elif isinstance(obj, Func):
        lines += describe_func(obj)
    elif isinstance(obj, TypeName):
        assert obj.type is not None
        lines.append(spelled(obj.type))
        named = unalias(obj.type)
        if isinstance(named, Named):
            lines.append(spelled(named.underlying()))
            lines += describe_fields(named.underlying())
            for tparam in named.tparams:
                assert tparam.bound is not None
                lines.append(f"{tparam.obj.name} {tparam.idx} {spelled(tparam.bound)}")
            for method in named.methods:
                lines += describe_func(method)
    return lines


def describe_func(func: Func) -> list[str]:
    sig = func.signature
    assert sig is not None
    bounds = [spelled(p.bound) for p in sig.tparams + sig.recv_tparams if p.bound is not None]
    facts = [func.has_ptr_recv, func.is_abstract, func.pragma, func.leaks, func.pos & 0xFFFFFFFFFF]
    recv = "" if sig.recv is None or sig.recv.type is None else spelled(sig.recv.type)
    return [f"{func.name} {recv} {spelled(sig)} {bounds} {facts}"]


def describe_fields(t: Type) -> list[str]:
    if isinstance(t, Struct):
        names = [f"{field.name} {field.embedded}" for field in t.fields]
        return names + t.tags
    if isinstance(t, Interface):
        return [method.name for method in t.methods]
    return []


def spelled(t: Type) -> str:
    return type_string(t, Qualifier(None, by_path=True))


@pytest.mark.parametrize(("path", "source"), [("base", BASE), ("user", USER)])
def test_the_scope_comes_back(done: Run, path: str, source: str) -> None:
    analysis = done.add(path, source)
    done.begin()
    assert analysis.checked is not None
    scope = analysis.checked.pkg.scope
    decoded = done.imports.package(path).scope
    exported = [name for name in scope.names() if name[0].isupper()]
    assert [name for name in decoded.names() if name[0].isupper()] == exported
    for name in exported:
        assert describe(decoded.lookup(name)) == describe(scope.lookup(name))


def test_templates_come_back(done: Run) -> None:
    analysis = done.add("base", BASE)
    done.begin()
    assert analysis.lowered is not None
    pkg = done.imports.package("base")
    compared = 0
    for obj, template in analysis.lowered.all_templates():
        found = decoded_func(pkg.scope.lookup, obj)
        decoded = done.imports.template(found)
        assert decoded is not None
        assert dump.function(decoded, pkg) == dump.function(template, template.pkg)
        compared += 1
    assert compared == 5


def decoded_func(lookup, obj: Func) -> Func:  # type: ignore[no-untyped-def]
    """The function or method of a decoded package that corresponds to `obj`."""
    assert isinstance(obj.signature, Signature)
    recv = obj.signature.recv
    if recv is None or recv.type is None:
        found = lookup(obj.name)
        assert isinstance(found, Func)
        return found
    base = recv.type.elem if isinstance(recv.type, Pointer) else recv.type
    assert isinstance(base, Named)
    named = lookup(base.obj.name).type
    return next(method for method in named.resolve().methods if method.name == obj.name)


def test_equal_packages_give_equal_bytes(tmp_path: Path) -> None:
    runs = [Run(tmp_path / "one"), Run(tmp_path / "two")]
    runs[1].add("unrelated", "package unrelated\n\nfunc F() {}\n")
    for path, source in (("base", BASE), ("user", USER)):
        analyses = [made.add(path, source) for made in runs]
        first, second = (made.encode(a) for made, a in zip(runs, analyses, strict=True))
        assert first == second


def test_nothing_is_decoded_before_it_is_asked_for(done: Run) -> None:
    fresh = Imports(done.summaries, PosTable())
    pkg = fresh.package("user")
    assert len(fresh.positions.bases) == 1
    # Looking at a name brings its own package's file, and what its signature mentions.
    assert pkg.scope.lookup("Nothing") is None
    assert pkg.scope.lookup("Stay") is not None
    assert [base.filename for base in fresh.positions.bases[1:]] == ["/src/user/user.go"]


def test_leaks_are_known_to_importers(done: Run) -> None:
    analysis = done.add("user", USER)
    texts = [f"{message.line}: {message.text}" for message in analysis.result.messages]
    at = USER.split("\n").index("func Go() {") + 2
    assert f"{at}: moved to heap: x" in texts
    assert not any(text.startswith(f"{at - 7}:") for text in texts)


def test_a_damaged_summary_is_an_internal_error(done: Run) -> None:
    done.store.put("00base", Entry(bytes(32), b"some other format", b""))
    fresh = Imports(done.summaries, PosTable())
    with pytest.raises(InternalError):
        fresh.package("base")


def test_a_summary_that_vanished_is_not_a_missing_package(done: Run) -> None:
    done.store.path("00base").unlink()
    fresh = Imports(done.summaries, PosTable())
    with pytest.raises(InternalError):
        fresh.package("base")
    assert fresh.find("never/seen") is None
