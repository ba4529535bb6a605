"""What is below a function: found from facts, across packages, with the calls that lead there."""

from pathlib import Path

from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.session import Session
from goescape.understand import below

FILES = {
    "go.mod": "module m\n\ngo 1.27\n",
    "a.go": 'package a\n\nimport "m/b"\n\ntype I interface{ M() }\n\n'
    "func Start(i I, f func()) {\n\tfor range 3 {\n\t\tb.Make()\n\t}\n\ti.M()\n\tf()\n\tb.Free()\n}\n",
    "b/b.go": "package b\n\nvar kept *int\n\n//go:noinline\nfunc Make() { more(1) }\n\n"
    "//go:noinline\nfunc more(n int) { kept = new(int); if n > 0 { Make() } }\n\n"
    "//go:noinline\nfunc Free() { asm() }\n\nfunc asm()\n",
    "b/b.s": "",
}


def found(directory: Path) -> below.Below:
    for name, text in FILES.items():
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    session = Session(Request([], str(directory), FlagRules(str(directory))))
    session.analyze(["."])
    result = below.CallGraph(session).below("m", "Start")
    assert result is not None
    return result


def test_functions_and_the_way_to_them(tmp_path: Path) -> None:
    reached = {each.function.name.name: each for each in found(tmp_path).reached}
    assert list(reached) == ["Start", "Make", "Free", "more"]
    more = reached["more"]
    assert [name.name for name in more.chain] == ["Start", "Make"]
    assert more.loop_depth == 1
    assert len(more.sites()) == 1
    assert not reached["Free"].sites()


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    result = found(tmp_path)
    assert [call.method for _, call in result.open_calls] == ["M", ""]
    assert [name.name for name in result.unknown] == ["asm"]


def test_no_such_function(tmp_path: Path) -> None:
    found(tmp_path)
    session = Session(Request([], str(tmp_path), FlagRules(str(tmp_path))))
    session.analyze(["."])
    assert below.CallGraph(session).below("m", "Missing") is None
