"""Method wrappers: functions that adapt a method to how interfaces and method values call it.

    func (p *T) M()            for a method of T                 { (*p).M() }
    func (x U) M()             for a method of what U embeds     { x.T.M() }
    x.M as a value             bound to its receiver             { receiver.M() }

    func I.M(x I)              for a method of an interface      { x.M() }

They are made when everything else has been inlined, for the types that the package's own code has mentioned,
in that order; a type that was also found in another package's export data is taken care of there. Unless
explanations are asked for, only wrappers into which something is inlined matter: nothing would ever be said
about the others.
"""

from typing import Final, final

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.added import ifacemethod
from goescape.lower.making import passing, receivers
from goescape.lower.order.unit import Assembly
from goescape.types import lookup, sizes, typeset, universe
from goescape.types.model import (
    Interface,
    Named,
    Pointer,
    Signature,
    Struct,
    Tuple,
    Type,
    unalias,
    underlying,
)
from goescape.types.objects import VAR_PARAM, VAR_RECV, VAR_RESULT, Func, Package, Var
from goescape.types.typestring import gc_type_string, link_string


@final
class _Method:
    """A method in the method set of a type or of a pointer to it."""

    def __init__(self, obj: Func, path: list[int], is_indirect: bool) -> None:
        self.obj: Final = obj
        # Embedded fields that lead to it.
        self.path: Final = path
        # One of these is a pointer.
        self.is_indirect: Final = is_indirect

    @property
    def applies_to_values(self) -> bool:
        """Whether the type itself has the method, not only a pointer to it."""
        return self.is_indirect or not isinstance(unalias(_receiver_of(self.obj)), Pointer)


@final
class Wrappers:
    """Makes wrappers one after the other."""

    def __init__(self, asm: Assembly) -> None:
        self.asm: Final = asm
        self._seen: Final[set[str]] = set()
        self._seen_values: Final[set[str]] = set()

    def of_types(self) -> list["Wrapper"]:
        """Wrappers of the methods of all types that need them."""
        mentioned = self.asm.mentioned
        for t in mentioned.had:
            self._seen.add(link_string(t))
        out: list[Wrapper] = []
        for t in [*mentioned.needed, universe.error_type()]:
            key = link_string(t)
            if key in self._seen:
                continue
            self._seen.add(key)
            if self._is_ours(t):
                for found in methods_of(t):
                    out.extend(self._of_method(t, found))
        return out

    def values(self) -> list[tuple[Type, Func]]:
        """Method values that need wrappers, unless one has been made when it comes to them."""
        mentioned = self.asm.mentioned
        for recv, obj in mentioned.had_values:
            self._seen_values.add(_value_key(recv, obj))
        return list(mentioned.needed_values)

    def of_value(self, recv: Type, obj: Func) -> list["Wrapper"]:
        """The wrapper for `x.M` not called, x of type `recv`, if it is not made yet."""
        key = _value_key(recv, obj)
        if key in self._seen_values:
            return []
        self._seen_values.add(key)
        found = lookup.lookup_field_or_method(recv, True, obj.pkg, obj.name)
        # Of an instance of a generic type, the instance's own method.
        bound = found.obj if isinstance(found.obj, Func) else obj
        if bound.is_abstract:
            bound = ifacemethod.Declarations(_types_on(recv, found.index[:-1])[-1]).of(bound)
        return [Wrapper(self.asm, recv, _Method(bound, [], False), True)]

    def _is_ours(self, t: Type) -> bool:
        if not isinstance(t, Named) or t.targs or t.is_shape:
            return True
        if t.obj.pkg is None:
            # Predeclared types are taken care of by the runtime.
            return self.asm.pkg.path == "runtime"
        return t.obj.pkg is self.asm.pkg

    def _of_method(self, t: Type, found: _Method) -> list["Wrapper"]:
        if isinstance(underlying(t), Interface):
            return [Wrapper(self.asm, t, found, False)]
        recv = _receiver_of(found.obj)
        out: list[Wrapper] = []
        has_pointer_recv = isinstance(unalias(recv), Pointer)
        is_own = not found.path
        if not (is_own and not has_pointer_recv):
            if not has_pointer_recv or found.is_indirect or found.obj.is_abstract:
                out.append(Wrapper(self.asm, t, found, False))
        if not (is_own and has_pointer_recv):
            out.append(Wrapper(self.asm, Pointer(t), found, False))
        if sizes.is_off_heap(t):
            # Pointers to such types are mere numbers: interfaces hold pointers to them.
            out.append(Wrapper(self.asm, Pointer(Pointer(t)), found, False))
        return out


@final
class Wrapper:
    """One wrapper that may be made."""

    def __init__(self, asm: Assembly, recv: Type, found: _Method, is_value: bool) -> None:
        self.asm: Final = asm
        self.recv: Final = recv
        self.obj: Final = found.obj
        self._path: Final = found.path
        self._is_value: Final = is_value

    def callee(self) -> ir.Func | None:
        """The method that is called; None if that is decided at run time."""
        return None if self.obj.is_abstract else self.asm.func(self.obj)

    def make(self, is_inlinable: bool) -> ir.Func:
        """The function; `is_inlinable` says whether the method has a body that can be inlined."""
        asm = self.asm
        pos = asm.table.autogenerated()
        sig = self._signature(pos)
        pkg = self._package()
        func = ir.Func(pos, self._name(pkg), pkg, sig)
        func.dup_ok = True
        func.is_wrapper = True
        recv: ir.Expr
        if self._is_value:
            hidden = ir.Local(pos, ".this", self.recv, ir.PARAM, func, asm.pkg)
            func.capture(hidden, pos)
            recv = ir.Use(pos, hidden)
        else:
            recv = ir.Use(pos, self._param(func, self._receiver(), self.recv, ir.PARAM))
        args: list[ir.Expr] = []
        for var in sig.params.vars:
            param = self._param(func, var, build.var_type(var), ir.PARAM)
            args.append(ir.Use(pos, param))
        for var in sig.results.vars:
            self._param(func, var, build.var_type(var), ir.RESULT)
        passing.name_results(func, self.callee())
        if not self._is_value and _is_double_pointer(self.recv):
            recv = build.deref(pos, recv, implicit=True)
        recv = build.embedded(pos, recv, self._path)
        recv = receivers.adjust(pos, recv, self.obj)
        callee = self._method(func, pos, recv)
        if isinstance(callee, ir.MethodExpr):
            args.insert(0, recv)
        if self._path and not is_inlinable and self._passes_pointer():
            func.body = [passing.tail_call(func, pos, callee, args)]
        else:
            func.body = [passing.pass_on(func, pos, callee, args)]
        return func

    def _passes_pointer(self) -> bool:
        """Whether the receiver is a pointer, before and after."""
        if not isinstance(unalias(self.recv), Pointer):
            return False
        return self.obj.is_abstract or isinstance(unalias(_receiver_of(self.obj)), Pointer)

    def _package(self) -> Package:
        """The package that the receiver's type belongs to."""
        named = declare.receiver_base(self.recv)
        if named is None or named.obj.pkg is None:
            return self.asm.pkg
        return named.obj.pkg

    def _name_package(self) -> Package | None:
        """The package that made-up names belong to: that of the receiver's type, if it has a name."""
        named = declare.receiver_base(self.recv)
        if named is None:
            return None
        return self.asm.pkg if named.obj.pkg is None else named.obj.pkg

    def _name(self, pkg: Package) -> str:
        """`T.M`, `(*T).M`, `T.M-fm`."""
        if declare.receiver_base(self.recv) is None and not _is_double_pointer(self.recv):
            recv = link_string(self.recv)
        else:
            recv = gc_type_string(self.recv, self._name_package() or pkg)
            local = declare.receiver_base(self.recv)
            if local is not None and local.local_suffix:
                recv = f"{recv}·{local.local_suffix}"
        if isinstance(unalias(self.recv), Pointer):
            recv = f"({recv})"
        named = None if _is_double_pointer(self.recv) else declare.receiver_base(self.recv)
        owner = None if named is None else named.obj.pkg
        method_name = self.obj.name
        if not self.obj.exported and self.obj.pkg is not None and self.obj.pkg is not owner:
            method_name = f"{self.obj.pkg.path}.{method_name}"
        return f"{recv}.{method_name}" + ("-fm" if self._is_value else "")

    def _receiver(self) -> Var:
        """The receiver as the method declares it; methods of interfaces have none."""
        recv = declare.signature_of(self.obj).recv
        if recv is None or self.obj.is_abstract:
            return Var(self.asm.table.autogenerated(), None, "", self.recv, VAR_RECV)
        return recv

    def _param(self, func: ir.Func, declared: Var, t: Type, kind: int) -> ir.Local:
        """A parameter or result that stands for one of the method's, where that is declared."""
        vars = func.results if kind == ir.RESULT else func.params
        name, pkg = declared.name, self.obj.pkg
        if name in ("", "_"):
            name = f"{'~r' if kind == ir.RESULT else '~p'}{len(vars)}"
            pkg = self._name_package()
        var = ir.Local(declared.pos, name, t, kind, func, pkg)
        func.locals.append(var)
        vars.append(var)
        return var

    def _signature(self, pos: int) -> Signature:
        callee = self.callee()
        sig = declare.signature_of(self.obj) if callee is None else callee.signature
        params = [Var(v.pos, v.pkg, v.name, v.type, VAR_PARAM) for v in sig.params.vars]
        results = [Var(v.pos, v.pkg, v.name, v.type, VAR_RESULT) for v in sig.results.vars]
        recv = None if self._is_value else Var(pos, None, "", self.recv, VAR_RECV)
        return Signature(recv, Tuple(params), Tuple(results), sig.variadic)

    def _method(self, func: ir.Func, pos: int, recv: ir.Expr) -> ir.Expr:
        """What is called."""
        sig = func.signature
        if self.obj.is_abstract:
            plain = Signature(None, sig.params, sig.results, sig.variadic)
            return ir.InterfaceMethod(pos, plain, recv, self.obj)
        params = [Var(pos, None, "", recv.type, VAR_PARAM), *sig.params.vars]
        full = Signature(None, Tuple(params), sig.results, sig.variadic)
        return ir.MethodExpr(pos, full, recv.type, self.obj, self.asm.func(self.obj))


def _is_double_pointer(t: Type) -> bool:
    outer = unalias(t)
    return isinstance(outer, Pointer) and isinstance(unalias(outer.elem), Pointer)


def _value_key(recv: Type, obj: Func) -> str:
    path = "" if obj.pkg is None or obj.exported else obj.pkg.path
    return f"{link_string(recv)} {path} {obj.name}"


def _receiver_of(obj: Func) -> Type:
    return declare.signature_of(obj).recv_type or build.NO_VALUE


def methods_of(t: Type) -> list[_Method]:
    """All methods of `t` and of pointers to it: exported ones first, then by name."""
    names: dict[tuple[str, str], Package | None] = {}
    _collect_names(t, names, set())
    found: list[_Method] = []
    declarations: dict[Type, ifacemethod.Declarations] = {}
    for (_, name), owner in sorted(
        names.items(), key=lambda item: (not item[0][1][:1].isupper(), item[0][1], item[0][0])
    ):
        result = lookup.lookup_field_or_method(t, True, owner, name)
        obj = result.obj
        if name == "_" or not isinstance(obj, Func):
            continue
        if obj.signature is not None and obj.signature.tparams:
            continue
        path = result.index[:-1]
        on_the_way = _types_on(t, path)
        if obj.is_abstract:
            iface = on_the_way[-1]
            if iface not in declarations:
                declarations[iface] = ifacemethod.Declarations(iface)
            obj = declarations[iface].of(obj)
        # Whether the way to a promoted method leads through an embedded pointer.
        is_indirect = any(isinstance(unalias(each), Pointer) for each in on_the_way[1:])
        found.append(_Method(obj, path, is_indirect))
    return found


def _types_on(t: Type, path: list[int]) -> list[Type]:
    """`t`, and the types of the fields that `path` leads through."""
    types = [t]
    for idx in path:
        struct = underlying(types[-1])
        if isinstance(struct, Pointer):
            struct = underlying(struct.elem)
        types.append(build.var_type(lookup.struct_field(struct, idx)))
    return types


def _collect_names(t: Type, names: dict[tuple[str, str], Package | None], seen: set[Type]) -> None:
    t = unalias(t)
    if isinstance(t, Pointer):
        t = unalias(t.elem)
    if t in seen:
        return
    seen.add(t)
    if isinstance(t, Named):
        for obj in _declared(t):
            _note(names, obj.name, obj.pkg)
    under = underlying(t)
    if isinstance(under, Struct):
        for field in under.fields:
            if field.embedded and field.type is not None:
                _collect_names(field.type, names, seen)
    elif isinstance(under, Interface):
        for obj in typeset.type_set(under).methods:
            _note(names, obj.name, obj.pkg)


def _declared(t: Named) -> list[Func]:
    origin = t if t.origin is None else t.origin
    return origin.resolve().methods


def _note(names: dict[tuple[str, str], Package | None], name: str, pkg: Package | None) -> None:
    path = "" if name[:1].isupper() or pkg is None else pkg.path
    names.setdefault((path, name), pkg)
