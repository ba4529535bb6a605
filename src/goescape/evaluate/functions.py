"""Index checks that need no code: the last thing the compiler tells about a package.

The compiler decides them when it has decided everything else, on the way from trees to code, going through each
function in the order of evaluation. That order is made in two steps, which are two modules here:

  `hoist`   takes operands out of expressions that may have effects or have to be in memory (calls, slices,
            `&&`, elements of maps, …): they get temporaries, assigned in statements before the one at hand. What
            is to be evaluated, then, is a list of `steps`;
  `rest`    goes through what remains of the statements, step by step.

An index is in range by what it says itself (`bounds`): if it was taken out, only its type says something. All
that has to be known of a tree, therefore, is which of its expressions are in temporaries by now (`state`). The
assignments of one statement take out more, namely what an earlier one of them may change: a store through a
pointer may change whatever has its address taken (`addresses`), temporaries included, which are used again
(`temporaries`).

Functions come in the order of the package's list. Literals that capture variables follow the function that
makes them, the last one made first, each followed by its own.
"""

from goescape.evaluate import addresses, bounds, hoist
from goescape.evaluate.state import Body, Evaluation
from goescape.ir import nodes as ir
from goescape.ir import scc, walk
from goescape.ir.remark import Remark


def run(unit: ir.Unit, optimizes: bool) -> list[Remark]:
    """Go through all functions of a package; returns what there is to say."""
    remarks: list[Remark] = []
    for func in unit.funcs:
        if not scc.is_capturing_literal(func) and _has_candidates(unit, func):
            _evaluate(unit, func, optimizes, remarks)
    return remarks


def _evaluate(unit: ir.Unit, func: ir.Func, optimizes: bool, remarks: list[Remark]) -> None:
    todo = [Body(func, False)]
    while todo:
        body = todo.pop()
        constants = addresses.constants(body.func)
        state = Evaluation(unit, body, optimizes, constants, remarks)
        hoist.stmts(state, body.func.body or [])
        for step in state.out:
            step.run(state)
        todo.extend(state.literals)


def _has_candidates(unit: ir.Unit, func: ir.Func) -> bool:
    """Whether any index in the function and its literals is in range: there are few such functions."""
    stack: list[ir.Node] = list(func.body or [])
    while stack:
        node = stack.pop()
        if isinstance(node, ir.Index):
            if bounds.is_needless(unit, node, False):
                return True
        elif isinstance(node, ir.FuncLit):
            if node.func.captures:
                stack.extend(node.func.body or [])
            continue
        walk.add_children(node, stack)
    return False
