"""Which declarations may have which directives: what the compiler checks once the types are right."""

from typing import Final

from goescape.base import codes
from goescape.base.diag import Sink
from goescape.syntax import directive
from goescape.syntax import nodes as ast

_EMBED_SINCE: Final = 16  # go1.16
_LINKNAME_CHECKED_SINCE: Final = 18


def check(
    files: list[ast.File], sink: Sink, lang_minor: int, complete: bool, is_wasm: bool = False
) -> None:
    """Report misplaced and contradictory directives of a package.

    `lang_minor` is N of the language version go1.N, 0 for any. A complete package has no functions that are
    implemented outside of Go. Directives about wasm are for wasm alone.
    """
    if lang_minor == 0:
        lang_minor = _LINKNAME_CHECKED_SINCE
    symbols = _linkable(files)
    linked: dict[str, bool] = {}
    for file in files:
        _check_file(file, sink, lang_minor, is_wasm)
        _check_linknames(file, sink, symbols, linked, lang_minor)
    for file in files:
        for decl in file.decls:
            if isinstance(decl, ast.FuncDecl):
                _check_func(decl, sink, complete, linked, is_wasm)


def _check_file(file: ast.File, sink: Sink, lang_minor: int, is_wasm: bool) -> None:
    _allow(file.pragma, directive.BUILD, False, sink, is_wasm)
    has_embed = _imports(file, "embed")
    for decl in file.decls:
        if decl.pragma is not None:
            _check_decl(decl, False, has_embed, sink, lang_minor, is_wasm)
    for decl in file.local_decls:
        _check_decl(decl, True, has_embed, sink, lang_minor, is_wasm)


def _check_decl(
    decl: ast.Decl, local: bool, has_embed: bool, sink: Sink, lang_minor: int, is_wasm: bool
) -> None:
    allowed = directive.OF_FUNCTIONS if isinstance(decl, ast.FuncDecl) else 0
    is_var = isinstance(decl, ast.VarDecl)
    _allow(decl.pragma, allowed, is_var, sink, is_wasm)
    if isinstance(decl, ast.VarDecl) and decl.pragma is not None and decl.pragma.embeds:
        message = _embed_error(decl, local, has_embed, lang_minor)
        if message:
            sink.error(decl.pragma.embeds[0][0], codes.INVALID_DIRECTIVE, message)


def _allow(pragma: ast.Pragma | None, allowed: int, embed: bool, sink: Sink, is_wasm: bool) -> None:
    if pragma is None:
        return
    for pos, flag in pragma.places:
        if flag & directive.OF_WASM:
            if is_wasm and not allowed & directive.NOINLINE:
                name = "go:wasmimport" if flag == directive.WASM_IMPORT else "go:wasmexport"
                sink.error(pos, codes.INVALID_DIRECTIVE, f"misplaced {name} directive")
        elif flag & ~allowed:
            sink.error(pos, codes.INVALID_DIRECTIVE, "misplaced compiler directive")
    if not embed:
        for pos, _ in pragma.embeds:
            sink.error(pos, codes.INVALID_DIRECTIVE, "misplaced go:embed directive")


def _embed_error(decl: ast.VarDecl, local: bool, has_embed: bool, lang_minor: int) -> str:
    if not has_embed:
        return 'go:embed requires import "embed" (or import _ "embed", if package is not used)'
    if len(decl.names) > 1:
        return "go:embed cannot apply to multiple vars"
    if decl.values is not None:
        return "go:embed cannot apply to var with initializer"
    if local:
        return "go:embed cannot apply to var inside func"
    if lang_minor < _EMBED_SINCE:
        return (
            f"go:embed requires go1.16 or later (-lang was set to go1.{lang_minor}; check go.mod)"
        )
    return ""


def _imports(file: ast.File, path: str) -> bool:
    for decl in file.decls:
        if isinstance(decl, ast.ImportDecl) and decl.path is not None:
            if decl.path.value[1:-1] == path:
                return True
    return False


def _linkable(files: list[ast.File]) -> dict[str, bool]:
    """The package's functions and variables by name."""
    names: dict[str, bool] = {}
    for file in files:
        for decl in file.decls:
            if isinstance(decl, ast.FuncDecl):
                if decl.recv is None and decl.name.value != "init":
                    names[decl.name.value] = True
            elif isinstance(decl, ast.VarDecl):
                for name in decl.names:
                    names[name.value] = True
    names.pop("_", None)
    return names


def _check_linknames(
    file: ast.File,
    sink: Sink,
    symbols: dict[str, bool],
    linked: dict[str, bool],
    lang_minor: int,
) -> None:
    if file.pragma is None or not file.pragma.linknames:
        return
    has_unsafe = _imports(file, "unsafe")
    for pos, local, remote in file.pragma.linknames:
        if not has_unsafe:
            sink.error(
                pos,
                codes.INVALID_DIRECTIVE,
                '//go:linkname only allowed in Go files that import "unsafe"',
            )
        elif "[" in remote and "]" in remote:
            sink.error(
                pos,
                codes.INVALID_DIRECTIVE,
                "//go:linkname reference of an instantiation is not allowed",
            )
        elif local in symbols:
            if local in linked:
                sink.error(pos, codes.INVALID_DIRECTIVE, f"duplicate //go:linkname for {local}")
            linked[local] = True
        elif lang_minor >= _LINKNAME_CHECKED_SINCE:
            sink.error(
                pos,
                codes.INVALID_DIRECTIVE,
                "//go:linkname must refer to declared function or variable",
            )


def _check_func(
    decl: ast.FuncDecl, sink: Sink, complete: bool, linked: dict[str, bool], is_wasm: bool
) -> None:
    flags = decl.pragma.flags if decl.pragma is not None else 0
    if flags & directive.SYSTEMSTACK and flags & directive.NOSPLIT:
        sink.error(
            decl.pos, codes.INVALID_DIRECTIVE, "go:nosplit and go:systemstack cannot be combined"
        )
    is_imported = is_wasm and flags & directive.WASM_IMPORT != 0
    if decl.body is None:
        name = decl.name.value
        is_elsewhere = is_imported or (decl.recv is None and name in linked)
        if (complete or name == "init") and not is_elsewhere:
            sink.error(decl.pos, codes.BAD_DECL, "missing function body")
        return
    if flags & directive.NOESCAPE:
        sink.error(
            decl.pos,
            codes.INVALID_DIRECTIVE,
            "can only use //go:noescape with external func implementations",
        )
    if is_imported:
        sink.error(
            decl.pos,
            codes.INVALID_DIRECTIVE,
            "can only use //go:wasmimport with external func implementations",
        )
    keeps = flags & directive.UINTPTR_KEEP_ALIVE and not flags & directive.UINTPTR_ESCAPES
    if keeps and not flags & directive.NOSPLIT:
        sink.error(decl.pos, codes.INVALID_DIRECTIVE, "go:uintptrkeepalive requires go:nosplit")
