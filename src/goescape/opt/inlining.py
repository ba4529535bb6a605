"""Putting a copy of a function's body in the place of a call.

    x = f(a, b)   ─▶   p, q := a, b; var r T; body with `return e` as `r = e; goto end`; end: — value r

Parameters, results and locals become local variables of the caller. Every copied node is at its own
position *and* at that of the call: messages name the call. A literal in the body becomes a new function,
named after the function it came from; its own lines keep their positions, because it is a function of its
own, but the expression that makes it is at the call.
"""

import base64
import hashlib
from typing import Final, final

from goescape.base.bug import InternalError
from goescape.base.pos import BASE_SHIFT, PosTable, base_of
from goescape.ir import clone, walk
from goescape.ir import nodes as ir
from goescape.ir.remark import IMPRECISE_CALL, Remark
from goescape.opt.inlinable import Frame, Inlinable

_POS_IN_BASE: Final = (1 << BASE_SHIFT) - 1


def inline_call(
    inlinable: Inlinable, caller: ir.Func, call: ir.Call, callee: ir.Func
) -> ir.InlinedCall:
    """Give `call` its replacement, a copy of the body of `callee`."""
    inlinable.keep(caller)
    frames = inlinable.frames
    parent = inlinable.positions.bases[base_of(call.pos)].inlining
    frames.append(Frame(parent, call.pos, callee))
    inlinable.unit.inlined.append(callee)
    body = inlinable.body(callee)
    if body is None:
        raise InternalError(f"no body of {callee.name} to inline", call.pos)
    if body.template is None:
        body.template = _imported(inlinable, callee, call.pos)
        inlinable.note_template(body)
    frame = len(frames) - 1
    copied = _Copied(inlinable, caller, call, callee, frame, _copy_hash(frames, frame))
    copied.is_wrapper = body.template.is_wrapper
    for pos in body.template.imprecise_calls:
        at = copied.pos(pos) if pos > 0 else -pos
        inlinable.remarks.append(Remark(IMPRECISE_CALL, at, ""))
    replacement = _Copy(copied, caller, call, body.template, body.delays_results).make()
    call.inlined = replacement
    return replacement


def _imported(inlinable: Inlinable, callee: ir.Func, pos: int) -> ir.Func:
    func_table = inlinable.unit.func_table
    template = func_table.imported_body(callee)
    if template is None:
        raise InternalError(f"the summary has no body of {callee.name}", pos)
    for at in func_table.take_imprecise_calls():
        inlinable.remarks.append(Remark(IMPRECISE_CALL, at, ""))
    inlinable.check_silently(func_table.take_instances())
    return template


def _copy_hash(frames: list[Frame], frame: int) -> str:
    """What distinguishes literals of one inlined body from those of another: a hash of the calls inlined."""
    text = str(frame)
    parents: list[int] = []
    at = frames[frame].parent
    while at >= 0:
        parents.append(at)
        at = frames[at].parent
    for parent in reversed(parents):
        text += f" {parent}"
    digest = hashlib.sha256(b"\x01" + text.encode()).digest()
    return "#" + base64.b64encode(digest[:8]).decode() + "#"


@final
class _Copied(clone.Adaptation):
    """Positions and literals of an inlined body."""

    def __init__(
        self,
        inlinable: Inlinable,
        caller: ir.Func,
        call: ir.Call,
        callee: ir.Func,
        frame: int,
        copy_hash: str,
    ) -> None:
        self.unit: Final = inlinable.unit
        self.positions: Final[PosTable] = inlinable.positions
        self.caller: Final = caller
        self.call: Final = call
        self.callee: Final = callee
        self.frame: Final = frame
        self.copy_hash: Final = copy_hash
        self.is_wrapper: bool = False
        # Within literals positions stay as they are.
        self.literal_depth: int = 0
        self._bases: Final[dict[int, int]] = {}

    def pos(self, pos: int) -> int:
        if pos == 0 or self.literal_depth != 0:
            return pos
        if self.is_wrapper:
            # Its body is not copied but made anew: that of an instance at the call, that of a closure
            # which stands for a method where the method is mentioned.
            return pos if self.callee.is_literal else self.call.pos
        base = base_of(pos)
        found = self._bases.get(base)
        if found is None:
            found = self.positions.add_inlining(base, self.call.pos, self.frame)
            self._bases[base] = found
        return found << BASE_SHIFT | (pos & _POS_IN_BASE)

    def literal(self, cloner: clone.Cloner, original: ir.Func) -> ir.Func:
        number = original.name[len(original.name.rstrip("0123456789")) :]
        if self.literal_depth == 0:
            named_after, outer = self.callee, self.caller
            infix = ".func" if not outer.is_literal else "."
            pkg = self.callee.pkg
        else:
            named_after, outer, infix = cloner.func, cloner.func, "."
            pkg = cloner.func.pkg
        if original.range_parent is not None:
            infix = "-range"
        elif original.wrapper_kind != "":
            infix = f".{original.wrapper_kind}wrap"
        name = f"{named_after.name}{infix}{number}"
        func = ir.Func(original.pos, name, pkg, original.signature)
        func.named_within(named_after, name)
        func.enclosing = outer
        func.dup_ok = outer.dup_ok
        if self.literal_depth == 0:
            func.copy_hash = self.copy_hash
        self.unit.funcs.append(func)
        return func

    def enter(self) -> None:
        self.literal_depth += 1

    def leave(self) -> None:
        self.literal_depth -= 1


@final
class _Copy:
    """One call being replaced."""

    def __init__(
        self,
        copied: _Copied,
        caller: ir.Func,
        call: ir.Call,
        template: ir.Func,
        delays_results: bool,
    ) -> None:
        self.caller: Final = caller
        self.call: Final = call
        self.template: Final = template
        self.delays_results: Final = delays_results
        self.end: Final = ir.Label(f"{ir.END_OF_BODY}{caller.n_inlined}")
        caller.n_inlined += 1
        self.cloner: Final = clone.Cloner(copied, caller)

    def make(self) -> ir.InlinedCall:
        self._variables()
        locals = self.cloner.locals
        results = [locals[result] for result in self.template.results]
        init = self._callee_effects()
        init.extend(self._arguments())
        if not self.delays_results:
            for result in results:
                init.append(ir.Declare(self.call.pos, result))
                init.append(ir.Assign(self.call.pos, self._use(result), None, False))
        body = self.cloner.stmts(self.template.body or [])
        self.cloner.defined(self.template)
        self._replace_returns(body, results)
        body.append(ir.LabelMark(self.call.pos, self.end))
        uses = [self._use(result) for result in results]
        inlined = ir.InlinedCall(self.call.pos, self.call.type, body, uses, self.template)
        inlined.init = init or None
        if self.template.reads_dictionary and self.template.dict_param is not None:
            inlined.dictionary = self.cloner.local(self.template.dict_param)
        return inlined

    def _variables(self) -> None:
        """All variables of the body become locals of the caller."""
        cloner = self.cloner
        cloner.funcs[self.template] = self.caller
        for var in self.template.locals:
            copy = cloner.variable(var)
            copy.kind = ir.LOCAL
            copy.inlined = True
            self.caller.locals.append(copy)
        self._name_anew(self.template.params, "~p")
        self._name_anew(self.template.results, "~r")

    def _name_anew(self, variables: list[ir.Local], prefix: str) -> None:
        """Parameters and results without a name get one from the function they are now part of."""
        for i, var in enumerate(variables):
            if var.name == "" or var.is_blank or var.name.startswith(prefix):
                copy = self.cloner.local(var)
                copy.name = f"{prefix}{i}"
                copy.pkg = self.caller.pkg

    def _use(self, var: ir.Local) -> ir.Use:
        return ir.Use(self.call.pos, var)

    def _callee_effects(self) -> list[ir.Stmt]:
        """What evaluating the callee does besides finding the function."""
        init: list[ir.Stmt] = []
        if self.call.init is not None:
            init.extend(self.call.init)
            self.call.init = None
        fun = self.call.fun
        while True:
            if isinstance(fun, ir.Call) and fun.inlined is not None:
                fun = fun.inlined
            if fun.init is not None:
                init.extend(fun.init)
                fun.init = None
            if isinstance(fun, ir.Convert) and fun.kind == ir.CONV_NOP:
                fun = fun.x
            elif isinstance(fun, ir.InlinedCall):
                init.extend(fun.body)
                fun.body = []
                fun = fun.results[0]
            else:
                return init

    def _arguments(self) -> list[ir.Stmt]:
        """Parameters are defined by one assignment."""
        params = self.template.params
        if not params:
            return []
        targets: list[ir.Expr | None] = []
        declared: list[ir.Stmt] = []
        assign = ir.AssignList(self.call.pos, ir.LIST_PAIRS, targets, list(self.call.args), True)
        for param in params:
            var = self.cloner.local(param)
            declared.append(ir.Declare(self.call.pos, var))
            var.defn = assign
            targets.append(self._use(var))
        assign.init = declared or None
        return [assign]

    def _replace_returns(self, stmts: list[ir.Stmt], results: list[ir.Local]) -> None:
        """`return e` becomes an assignment to the results and a jump to the end; literals are left alone."""
        for i, stmt in enumerate(stmts):
            if isinstance(stmt, ir.Return):
                stmts[i] = self._returned(stmt, results)
            else:
                for inner in walk.stmt_lists(stmt):
                    self._replace_returns(inner, results)

    def _returned(self, stmt: ir.Return, results: list[ir.Local]) -> ir.Stmt:
        pos = self.call.pos
        block: list[ir.Stmt] = list(stmt.init or [])
        if stmt.values:
            targets: list[ir.Expr | None] = [self._use(result) for result in results]
            assign = ir.AssignList(pos, ir.LIST_PAIRS, targets, stmt.values, False)
            if self.delays_results:
                for result in results:
                    block.append(ir.Declare(pos, result))
                    result.defn = assign
            block.append(assign)
        block.append(ir.Jump(pos, ir.JUMP_GOTO, self.end))
        return ir.Block(pos, block)
