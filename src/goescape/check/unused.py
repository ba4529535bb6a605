"""Unused variables and imports: errors in Go."""

from goescape.check import checker as ck
from goescape.types.objects import VAR_LOCAL, Scope, Var


def note_scope(c: "ck.Checker", scope: Scope) -> None:
    """A block has ended: its variables are looked at when the function ends (literals may use them)."""
    c.func_scopes.append(scope)


def exempt(c: "ck.Checker", var: Var) -> None:
    """The variable of a type-switch clause is reported at the guard."""
    c.exempt_vars.add(var)


def variables(c: "ck.Checker", scope: Scope) -> None:
    """Queue the check of a function's variables behind that of the literals inside it."""
    scopes = [scope, *c.func_scopes]
    c.func_scopes.clear()
    c.ended_scopes.extend(scopes)


def report_variables(c: "ck.Checker") -> None:
    """Report all local variables that nothing uses."""
    for scope in c.ended_scopes:
        for name in scope.names():
            obj = scope.lookup(name)
            if isinstance(obj, Var) and obj.kind == VAR_LOCAL and not obj.used:
                if obj not in c.exempt_vars:
                    c.soft_error(obj.pos, f"declared and not used: {obj.name}")


def imports(c: "ck.Checker") -> None:
    """Report local variables and imports that nothing uses."""
    report_variables(c)
    for pkg_name in c.imports:
        if pkg_name.used or pkg_name.name == "_" or pkg_name.imported.is_fake:
            continue
        path = pkg_name.imported.path
        name = pkg_name.imported.name
        elem = path.rsplit("/", 1)[-1]
        if pkg_name.name in ("", ".", name) and (name == elem or pkg_name.name == "."):
            c.soft_error(pkg_name.pos, f'"{path}" imported and not used')
        else:
            c.soft_error(pkg_name.pos, f'"{path}" imported as {pkg_name.name} and not used')
