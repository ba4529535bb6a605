"""Assembly files: symbols that decide about wrappers between calling conventions."""

from goescape.ir.nodes import AssemblySymbols
from goescape.load import assembly

AMD64 = {"GOARCH_amd64"}


def symbols(text: str) -> AssemblySymbols:
    found = AssemblySymbols()
    assembly.scan(text, "a/b", AMD64, found)
    return found


def test_definitions_and_calls() -> None:
    found = symbols(
        "TEXT ·Load(SB), NOSPLIT, $0-16\n\tCALL ·helper(SB)\n\tCALL runtime·panicIndex(SB)\n"
    )
    assert found.defined == {"a/b.Load"}
    assert found.called == {"a/b.helper", "runtime.panicIndex"}


def test_conventions_are_told_apart() -> None:
    found = symbols(
        "TEXT runtime·cmp<ABIInternal>(SB), $0\n\tJMP ·body<>(SB)\n\tJMP ·go<ABIInternal>(SB)\n"
    )
    assert found.defined_as_go == {"runtime.cmp"}
    assert not found.defined
    assert not found.called


def test_macros_define_functions() -> None:
    text = "#define F(NAME, SIZE) \\\nTEXT NAME(SB), $SIZE; \\\n\tRET\nF(·f16, 16)\nF(·f32, 32)\n"
    assert symbols(text).defined == {"a/b.f16", "a/b.f32"}


def test_conditions_decide() -> None:
    text = "#ifdef GOARCH_arm64\nTEXT ·x(SB), $0\n#else\nTEXT ·y(SB), $0\n#endif\n#ifndef GOARCH_amd64\nTEXT ·z(SB), $0\n#endif\n"
    assert symbols(text).defined == {"a/b.y"}


def test_comments_and_data_are_no_functions() -> None:
    text = "// TEXT ·a(SB), $0\n/* TEXT ·b(SB)\n */\nDATA ·c+0(SB)/8, $1\nGLOBL ·c(SB), $8\n"
    found = symbols(text)
    assert not found.defined
    assert not found.called
