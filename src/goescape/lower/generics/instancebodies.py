"""Bodies of instances: forwarding functions, and the tasks that read both kinds."""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.generics import instances, stencil
from goescape.lower.making import passing
from goescape.lower.order.bodytask import BodyTask
from goescape.lower.order.unit import Assembly, Instances
from goescape.lower.typeargs import shapes
from goescape.types.model import Named, Type
from goescape.types.objects import Func


@final
class ForwardingBody(BodyTask):
    """`F[int]`: passes its parameters and the dictionary on to the shaped function."""

    def __init__(self, asm: Assembly, func: ir.Func, obj: Func, targs: list[Type]) -> None:
        super().__init__(func)
        self.asm: Final = asm
        self.obj: Final = obj
        self.targs: Final = targs

    @property
    def is_instance(self) -> bool:
        return True

    def run(self) -> None:
        func = self.func
        declare.declare_params(func, func.signature)
        passing.name_results(func, self.asm.template(self.obj))
        owner = owner_of(self.obj, func)
        callee = self._callee(owner)
        text = instances.static_dictionary(self.asm, owner, self.targs)
        args: list[ir.Expr] = [ir.Use(func.pos, param) for param in func.params]
        dict_arg = ir.DictArg(func.pos, instances.dictionary_type(), text)
        args.insert(1 if func.is_method else 0, dict_arg)
        func.is_wrapper = True
        func.body = [passing.pass_on(func, func.pos, callee, args)]

    def _callee(self, owner: Func | Named) -> ir.Expr:
        if isinstance(owner, Named):
            named = self.func.recv_named
            if named is None:
                raise InternalError("method without receiver", self.func.pos)
            shaped_type = self.asm.generics.types.shaped(named)
            shaped = instances.method(self.asm, shaped_type, self.obj)
        else:
            shaped = instances.function(self.asm, self.obj, self.targs, True)
        if self.func.is_method:
            return instances.method_use(self.func.pos, self.obj, shaped)
        return ir.FuncUse(self.func.pos, shaped.signature, shaped)


def owner_of(obj: Func, func: ir.Func) -> Func | Named:
    """What the dictionary of an instance belongs to."""
    sig = declare.signature_of(obj)
    if sig.recv is None or sig.tparams:
        return obj
    named = func.recv_named
    if named is None or named.origin is None:
        raise InternalError(f"method {obj.name} of something that is not an instance", obj.pos)
    return named.origin


@final
class ShapedBody(BodyTask):
    """`F[go.shape.int]`: a copy of the template."""

    def __init__(self, asm: Assembly, func: ir.Func, obj: Func, env: shapes.Env) -> None:
        super().__init__(func)
        self.asm: Final = asm
        self.obj: Final = obj
        self.env: Final = env

    @property
    def is_instance(self) -> bool:
        return True

    def run(self) -> None:
        template = self.asm.template(self.obj)
        stencil.fill(self.asm, self.func, template, self.env, owner_of(self.obj, self.func))


@final
class InstanceBodies(Instances):
    """Instances, as `unit` asks for them."""

    def read(self, asm: Assembly, named: Named, targs: list[Type]) -> None:
        instances.read_instance(asm, named, targs)

    def method(self, asm: Assembly, obj: Func) -> ir.Func:
        return instances.method_of_instance(asm, obj)

    def forwarding(self, asm: Assembly, func: ir.Func, obj: Func, targs: list[Type]) -> BodyTask:
        return ForwardingBody(asm, func, obj, targs)

    def shaped(self, asm: Assembly, func: ir.Func, obj: Func, env: shapes.Env) -> BodyTask:
        return ShapedBody(asm, func, obj, env)

    def fill_plain(self, asm: Assembly, func: ir.Func, template: ir.Func) -> None:
        stencil.fill_plain(asm, func, template)
