"""Unused variables and imports: errors in Go."""

from goescape.base import codes
from goescape.check import checker as ck
from goescape.types.objects import VAR_LOCAL, Scope, Var


def note_scope(c: "ck.Checker", scope: Scope) -> None:
    """A block begins: its variables are looked at when the function ends (literals may use them)."""
    c.func_scopes.append(scope)


def variables(c: "ck.Checker", scope: Scope, mark: int) -> None:
    """Report the unused variables of a function that ends; its blocks were noted from `mark` on.

    Literals inside it have ended before and took their blocks with them.
    """
    scopes = [scope, *c.func_scopes[mark:]]
    del c.func_scopes[mark:]
    for each in scopes:
        _report(c, each)


def _report(c: "ck.Checker", scope: Scope) -> None:
    unused: list[tuple[int, str]] = []
    for name in scope.names():
        obj = scope.lookup(name)
        if isinstance(obj, Var) and obj.kind == VAR_LOCAL and not obj.used:
            unused.append((obj.pos, obj.name))
    unused.sort()
    for pos, name in unused:
        c.error(pos, codes.UNUSED_VAR, f"declared and not used: {name}")


def imports(c: "ck.Checker") -> None:
    """Report imports that nothing uses."""
    for pkg_name in c.imports:
        if pkg_name.used or pkg_name.name == "_" or pkg_name.imported.is_fake:
            continue
        path = pkg_name.imported.path
        elem = path.rsplit("/", 1)[-1]
        if pkg_name.name in ("", ".", elem):
            c.error(pkg_name.pos, codes.UNUSED_IMPORT, f'"{path}" imported and not used')
        else:
            c.error(
                pkg_name.pos,
                codes.UNUSED_IMPORT,
                f'"{path}" imported as {pkg_name.name} and not used',
            )
