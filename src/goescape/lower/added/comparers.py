"""Bodies of generated functions that compare two values, or hash one, by the signature of their type.

    func type..eq.SM8(p, q unsafe.Pointer) (r bool)       func type..hash.SM8(p unsafe.Pointer, h uintptr) uintptr

Only the calls in them are made: what is compared on the spot is of no consequence to anything said about
them. Contents of strings are compared late, after their lengths and all that is cheap.
"""

from typing import Final, final

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.syntax import directive
from goescape.toolchain.toolchain import Toolchain
from goescape.types import universe
from goescape.types.model import UNSAFE_POINTER, Pointer, Signature, Tuple, Type
from goescape.types.objects import VAR_PARAM, VAR_RESULT, Package, Scope, Var

_HASHES: Final = {
    "F": "f32hash",
    "G": "f64hash",
    "S": "strhash",
    "I": "interhash",
    "E": "nilinterhash",
    "M4": "memhash32",
    "M8": "memhash64",
}


@final
class Piece:
    """A piece of a signature: `M8`, `S`, or an array `[10S]`."""

    def __init__(self, kind: str, n: int, elem: str, size: int) -> None:
        self.kind: Final = kind
        # Bytes, or elements of an array.
        self.n: Final = n
        self.elem: Final = elem
        # Bytes.
        self.size: Final = size


def pieces(sig: str, word: int) -> list[Piece]:
    """The pieces of a signature, in order."""
    found: list[Piece] = []
    at = 0
    while at < len(sig):
        kind = sig[at]
        at += 1
        end = at
        while end < len(sig) and sig[end].isdigit():
            end += 1
        n = int(sig[at:end]) if end > at else _size_of(kind, word)
        elem, size = "", n
        if kind == "[":
            close = _closing(sig, end)
            elem = sig[end:close]
            size = n * sum([piece.size for piece in pieces(elem, word)])
            end = close + 1
        found.append(Piece(kind, n, elem, size))
        at = end
    return found


def _size_of(kind: str, word: int) -> int:
    """The size of what a letter without a number stands for."""
    if kind == "F":
        return 4
    return 8 if kind == "G" else 2 * word


def _closing(sig: str, at: int) -> int:
    depth = 1
    while True:
        if sig[at] == "[":
            depth += 1
        elif sig[at] == "]":
            depth -= 1
            if depth == 0:
                return at
        at += 1


def function(pos: int, kind: str, sig: str, pkg: Package) -> ir.Func:
    """`type..KIND.SIG`, without its body yet. Names of its variables belong to the package compiled."""
    pointer = universe.TYP[UNSAFE_POINTER]
    if kind == "eq":
        params = [_var(pos, pkg, "p", pointer), _var(pos, pkg, "q", pointer)]
        result = Var(pos, pkg, "r", universe.bool_type(), VAR_RESULT)
    else:
        params = [_var(pos, pkg, "p", pointer), _var(pos, pkg, "h", universe.uintptr_type())]
        result = Var(pos, pkg, "", universe.uintptr_type(), VAR_RESULT)
    signature = Signature(None, Tuple(params), Tuple([result]), False)
    func = ir.Func(pos, f".{kind}.{sig}", Package("type", "type", Scope(None)), signature)
    func.dup_ok = True
    func.pragma = directive.NOINLINE
    declare.declare_params(func, signature)
    func.body = []
    return func


def _var(pos: int, pkg: Package, name: str, t: Type) -> Var:
    return Var(pos, pkg, name, t, VAR_PARAM)


@final
class Body:
    """The calls of one function, in order."""

    def __init__(self, toolchain: Toolchain, func: ir.Func, elems: list[ir.Func]) -> None:
        # More memory is compared by a call.
        self._inline_max: Final = toolchain.release.generated.compared_inline_max
        self._word: Final = toolchain.target.layout.word
        self.func: Final = func
        # The functions for elements of arrays, in order.
        self._elems: Final = elems
        self._n_arrays: int = 0
        self._offset: int = 0
        # Where strings start whose contents have not been compared yet.
        self._strings: Final[list[int]] = []
        self.stmts: Final[list[ir.Stmt]] = []

    def compare(self, sig: str) -> None:
        """`p` and `q` point to values of a type with this signature."""
        for piece in pieces(sig, self._word):
            if piece.kind == "S":
                self._strings.append(self._offset)
            elif piece.kind == "M" and piece.n > self._inline_max:
                self._call("memequal", [*self._both(self._offset), self._number(piece.n)])
            elif piece.kind in ("E", "I"):
                self._compare_strings()
                self._compare_interfaces("efaceeq" if piece.kind == "E" else "ifaceeq")
            elif piece.kind == "[":
                self._compare_strings()
                at = self._index()
                self._element([self._add(0, at), self._add(1, at)])
            self._offset += piece.size
        self._compare_strings()

    def hash(self, sig: str) -> None:
        """`p` points to a value of a type with this signature, `h` is the hash so far."""
        for piece in pieces(sig, self._word):
            if piece.kind == "[":
                self._element([self._add(0, self._index()), self._param(1)])
            elif piece.kind != "K":
                self._hash(piece)
            self._offset += piece.size

    def _hash(self, piece: Piece) -> None:
        args = [self._add(0, self._number(self._offset)), self._param(1)]
        key = f"M{piece.n}" if piece.kind == "M" else piece.kind
        name = _HASHES.get(key, "memhash")
        if name == "memhash":
            args.append(self._number(piece.n))
        self._call(name, args)

    def _compare_strings(self) -> None:
        for start in self._strings:
            pointer = universe.TYP[UNSAFE_POINTER]
            args = [self._load(0, start, pointer), self._load(1, start, pointer)]
            args.append(self._load(0, start + self._word, universe.uintptr_type()))
            self._call("memequal", args)
        self._strings.clear()

    def _compare_interfaces(self, name: str) -> None:
        at = self._offset
        table = self._load(0, at, Pointer(universe.uintptr_type()))
        pointer = universe.TYP[UNSAFE_POINTER]
        data = [self._load(0, at + self._word, pointer), self._load(1, at + self._word, pointer)]
        self._call(name, [table, *data])

    # ------------------------------------------------------------------------------------ parts

    def _index(self) -> ir.Expr:
        return ir.Use(self.func.pos, self.func.temp(self.func.pos, universe.uintptr_type()))

    def _param(self, which: int) -> ir.Expr:
        return ir.Use(self.func.pos, self.func.params[which])

    def _number(self, value: int) -> ir.Expr:
        return build.int_literal(self.func.pos, value, universe.uintptr_type())

    def _both(self, offset: int) -> list[ir.Expr]:
        return [self._add(0, self._number(offset)), self._add(1, self._number(offset))]

    def _add(self, which: int, offset: ir.Expr) -> ir.Expr:
        """`unsafe.Add(p, offset)`."""
        args = [self._param(which), offset]
        t = universe.TYP[UNSAFE_POINTER]
        return ir.BuiltinCall(self.func.pos, t, universe.BUILTIN_UNSAFE_ADD, args, False)

    def _load(self, which: int, offset: int, t: Type) -> ir.Expr:
        """`*(*T)(unsafe.Add(p, offset))`."""
        address = self._add(which, self._number(offset))
        pointer = ir.Convert(self.func.pos, Pointer(t), ir.CONV_NOP, address, False)
        return build.deref(self.func.pos, pointer)

    def _element(self, args: list[ir.Expr]) -> None:
        callee = self._elems[self._n_arrays]
        self._n_arrays += 1
        self._do(ir.FuncUse(self.func.pos, callee.signature, callee), args)

    def _call(self, name: str, args: list[ir.Expr]) -> None:
        """Call a function of the runtime of which nothing is known."""
        pos = self.func.pos
        params = [Var(pos, None, "", arg.type, VAR_PARAM) for arg in args]
        sig = Signature(None, Tuple(params), Tuple([]), False)
        runtime = Package("go.runtime", "runtime", Scope(None))
        self._do(ir.FuncUse(pos, sig, ir.Func(pos, name, runtime, sig)), args)

    def _do(self, fun: ir.Expr, args: list[ir.Expr]) -> None:
        pos = self.func.pos
        self.stmts.append(ir.ExprStmt(pos, ir.Call(pos, build.NO_VALUE, fun, args, False)))
