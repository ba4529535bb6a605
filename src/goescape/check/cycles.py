"""Types defined as themselves: `type A B; type B A`."""

from goescape.check import checker as ck
from goescape.check import validtype
from goescape.syntax import nodes as ast
from goescape.types.objects import Object, TypeName
from goescape.types.universe import INVALID_TYPE


def direct_cycles(c: "ck.Checker") -> None:
    """Report cycles of declarations that consist of type names only; one type of each becomes invalid.

    This comes before anything is declared: such types never get an underlying type.
    """
    done: set[TypeName] = set()
    for obj in c.objects:
        if isinstance(obj, TypeName):
            _follow(c, obj, done)


def _follow(c: "ck.Checker", obj: TypeName, done: set[TypeName]) -> None:
    path: list[TypeName] = []
    current: TypeName | None = obj
    while current is not None and current not in done:
        if current in path:
            current.type = INVALID_TYPE
            c.color[current] = ck.BLACK
            cycle: list[Object] = list(path[path.index(current) :])
            validtype.cycle_error(c, cycle, validtype.first_in_source(cycle))
            break
        path.append(current)
        current = _right_hand_side(c, current)
    done.update(path)


def _right_hand_side(c: "ck.Checker", obj: TypeName) -> TypeName | None:
    """The type of this package that obj is declared as, if its declaration just names one."""
    info = c.decls.get(obj)
    if info is None or info.type_decl is None:
        return None
    name = info.type_decl.type
    if not isinstance(name, ast.Name):
        return None
    other = c.pkg.scope.lookup(name.value)
    return other if isinstance(other, TypeName) and other in c.decls else None
