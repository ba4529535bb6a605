"""What a clause of a select communicates, made alike from trees and from templates."""

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir


def communication(func: ir.Func, pos: int, comm: ir.Stmt, rest: list[ir.Stmt]) -> ir.CommClause:
    """A clause whose communication has been lowered as the plain statement it looks like.

    A received value that needs an interface conversion is received into a temporary first; the assignment
    of a two-value form goes to the head of the body. In a template it may depend on type arguments what is needed:
    then the assignment stays what it is.
    """
    if isinstance(comm, ir.Send):
        return ir.CommClause(pos, comm, rest)
    if isinstance(comm, ir.ExprStmt):
        return ir.CommClause(pos, _receive(comm.pos, [None, None], comm.x, False, None), rest)
    if isinstance(comm, ir.Assign):
        return _single(func, pos, comm, rest)
    if isinstance(comm, ir.AssignList):
        first = comm.values[0]
        init = first.init
        first.init = None
        if init is not None and len(init) == 1:
            received = init[0]
            if isinstance(received, ir.AssignList):
                received.kind = ir.LIST_SELECT_RECEIVE
                return ir.CommClause(pos, received, [comm, *rest])
    raise InternalError("unexpected communication in select", pos)


def _single(func: ir.Func, pos: int, comm: ir.Assign, rest: list[ir.Stmt]) -> ir.CommClause:
    """`case x = <-c` or `case x := <-c`."""
    value = comm.value
    if value is None:
        raise InternalError("communication without receive", pos)
    if isinstance(value, ir.Convert) and value.implicit:
        if value.kind == ir.CONV_GENERIC:
            return ir.CommClause(pos, comm, rest)
        if not comm.defines and value.kind == ir.CONV_IFACE:
            received = value.x
            temp = func.temp(pos, received.type)
            declare: list[ir.Stmt] = [ir.Declare(pos, temp)]
            selected = _receive(pos, [ir.Use(pos, temp), None], received, True, declare)
            temp.defn = ir.Assign(pos, ir.Use(pos, temp), received, True)
            value.x = ir.Use(pos, temp)
            return ir.CommClause(pos, selected, [comm, *rest])
        value = value.x
    # The variable's definition remains `comm`, which is no longer part of the tree: to whoever asks, the
    # receive is one more assignment of the variable.
    selected = _receive(comm.pos, [comm.target, None], value, comm.defines, comm.init)
    return ir.CommClause(pos, selected, rest)


def _receive(
    pos: int,
    targets: list[ir.Expr | None],
    value: ir.Expr,
    defines: bool,
    init: list[ir.Stmt] | None,
) -> ir.AssignList:
    node = ir.AssignList(pos, ir.LIST_SELECT_RECEIVE, targets, [value], defines)
    node.init = init
    return node
