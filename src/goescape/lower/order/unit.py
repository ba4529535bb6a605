"""Putting a package's functions together in the compiler's order.

The order of `ir.Unit.funcs` decides the order of messages, so it is reproduced exactly: the synthetic `init`
with its literals, then the declared functions, then whatever reading the bodies brings up. Bodies wait on a
stack: the one queued last is read first. A function is queued when its object is first mentioned; mentioning
a type mentions its underlying type and then its methods. Reading a body appends its literals as they are
met; an instance of a generic function is appended after its body has been read.

Three parties report here: lowering of syntax trees (`source`), instantiation of templates (`generics`), and
later passes that ask for methods (`ir.FuncTable`). What they are asked in turn stands here, in abstract classes.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.bug import InternalError
from goescape.base.pos import PosTable
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.order import derivedmention, exportlink, readers, typemention
from goescape.lower.order.bodytask import BodyTask
from goescape.lower.order.exportorder import ExportOrder, Written, WrittenBodies
from goescape.lower.order.typemention import TypeReader
from goescape.lower.templates import TemplateSource
from goescape.lower.typeargs.instancetable import InstanceTable
from goescape.lower.typeargs.shapes import Env
from goescape.toolchain.toolchain import Toolchain
from goescape.types.model import Alias, Named, Pointer, Signature, Tuple, Type
from goescape.types.objects import Func as FuncObject
from goescape.types.objects import Package, Var


class LocalBodies(WrittenBodies):
    """Syntax trees of the package being lowered (implemented by `sourcebodies`)."""

    @abstractmethod
    def task(self, func: ir.Func, obj: FuncObject) -> BodyTask | None:
        """The task that lowers a declared, non-generic function's body; None if it has none."""

    @abstractmethod
    def position(self, obj: FuncObject) -> int:
        """Where a declared function is reported: the token after `func`."""

    @abstractmethod
    def template(self, obj: FuncObject) -> ir.Func | None:
        """The template of a generic function or method declared in this package (lowered on first demand)."""


@final
class NoBodies(LocalBodies):
    """Before `package` has put its own in place."""

    def task(self, func: ir.Func, obj: FuncObject) -> BodyTask | None:
        return None

    def position(self, obj: FuncObject) -> int:
        return obj.pos

    def template(self, obj: FuncObject) -> ir.Func | None:
        return None

    def written(self, obj: FuncObject) -> list[Written]:
        return []


class Instances(ABC):
    """Instances of generic declarations (implemented by `instancebodies`)."""

    @abstractmethod
    def read(self, asm: "Assembly", named: Named, targs: list[Type]) -> None:
        """Read what an instance of a type is made of, then its methods, unless that has been done."""

    @abstractmethod
    def method(self, asm: "Assembly", obj: FuncObject) -> ir.Func:
        """The function of a method object that belongs to an instance of a type."""

    @abstractmethod
    def forwarding(
        self, asm: "Assembly", func: ir.Func, obj: FuncObject, targs: list[Type]
    ) -> BodyTask:
        """The task that lets an instance for known arguments pass on to the shaped one."""

    @abstractmethod
    def shaped(self, asm: "Assembly", func: ir.Func, obj: FuncObject, env: Env) -> BodyTask:
        """The task that copies the template of a shaped instance."""

    @abstractmethod
    def fill_plain(self, asm: "Assembly", func: ir.Func, template: ir.Func) -> None:
        """Give `func` the body of an imported function that is not generic, as this package reads it."""


class AddedFunctions(ABC):
    """Functions that the compiler adds while it reads bodies (implemented by `descriptors`)."""

    @abstractmethod
    def read(self, func: ir.Func, start: int) -> None:
        """A body has been read, and its literals stand in the list from `start` on: add its functions."""

    @abstractmethod
    def read_to_be_inlined(self, func: ir.Func) -> None:
        """An imported body is read for the first time: the compiler forgets all functions that it added meanwhile."""

    @abstractmethod
    def instance_value(self, func: ir.Func, dictionary: str) -> None:
        """An instance is mentioned as a value, and so is its dictionary."""

    @abstractmethod
    def read_instance(self, func: ir.Func) -> None:
        """An instance that an inlined body has brought along has been read: its functions come last."""


@final
class Assembly(TypeReader):
    """The functions and variables of one package while it is being lowered."""

    def __init__(
        self,
        pkg: Package,
        toolchain: Toolchain,
        table: PosTable,
        imported: TemplateSource,
        instances: Instances,
    ) -> None:
        super().__init__(pkg, InstanceTable(toolchain.release.generated.shape_name_max), imported)
        self.toolchain: Final = toolchain
        self.table: Final = table
        self.imported: Final = imported
        self.local: LocalBodies = NoBodies()
        self.unit: Final = ir.Unit(pkg, self, toolchain)
        self.layout: Final = toolchain.target.layout
        self.instances: Final = instances
        # None: generated functions that compare values are left out.
        self.added: AddedFunctions | None = None
        # Stands for the function of tasks that read none.
        self.no_function: Final = ir.Func(0, "", pkg, Signature(None, Tuple([]), Tuple([]), False))
        # Messages that building itself emits: positions of "imprecise interface call" lines, in order.
        self.imprecise_calls: Final[list[int]] = []
        self._funcs: Final[dict[FuncObject, ir.Func]] = {}
        self._globals: Final[dict[Var, ir.Global]] = {}
        self._read_globals: Final[set[Var]] = set()
        # Functions that have been mentioned: their body is queued, read, or not here.
        self._mentioned: Final[set[FuncObject]] = set()
        # Waiting bodies (last first) and, before any of them, the shaped counterparts of instances.
        self._bodies: Final[list[BodyTask]] = []
        self._shapes: Final[list[BodyTask]] = []
        # While imported bodies are read for inlining: literals are in no list, instances in this one.
        self._reads_imported: bool = False
        self._instances: Final[list[ir.Func]] = []
        # What pointers point to; gathered when the package itself has been read.
        self._pointed_to: list[Type] | None = None
        self._export_order: ExportOrder | None = None
        # Imported functions whose bodies were read, which passes them on to importers of this package.
        self.inlined: Final[dict[FuncObject, ir.Func]] = {}

    # ------------------------------------------------------------------ functions and variables

    def func(self, obj: FuncObject) -> ir.Func:
        """The function that a non-generic object stands for; does not count as a mention."""
        func = self._funcs.get(obj)
        if func is None and _is_of_instance(obj):
            return self.instances.method(self, obj)
        if func is None:
            func = declare.function(obj, self.pkg, self.local.position(obj))
            self._funcs[obj] = func
        return func

    def method(self, obj: FuncObject) -> ir.Func:
        return self.func(obj)

    def mention(self, obj: FuncObject) -> ir.Func:
        func = self.func(obj)
        if obj not in self._mentioned:
            self._mentioned.add(obj)
            before = self.types.enter(obj.pkg, obj, False)
            if obj.signature is not None:
                typemention.mention_signature(self, obj.signature, obj)
            if obj.pkg is self.pkg:
                task = self.local.task(func, obj)
                if task is not None:
                    self.push_body(task)
            self.types.source = before
        return func

    def read_instance(self, named: Named, targs: list[Type]) -> None:
        self.instances.read(self, named, targs)

    def mention_behind(self, origin: Alias, targs: list[Type]) -> None:
        derivedmention.mention_behind(self, origin, targs)

    def method_value(self, recv: Type, obj: FuncObject) -> None:
        """`x.M`, x of type `recv`, is mentioned without being called."""
        met = (recv, obj)
        if self.types.is_imported:
            self.mentioned.had_values.append(met)
        else:
            self.mentioned.needed_values.append(met)

    def global_var(self, var: Var) -> ir.Global:
        """The package-level variable (of this or another package) that an object stands for."""
        found = self._globals.get(var)
        if found is None:
            if var.type is None:
                raise InternalError(f"variable {var.name} has no type", var.pos)
            found = ir.Global(var.pos, var.name, var.type, var.pkg, var)
            self._globals[var] = found
        return found

    def mention_global(self, var: Var) -> ir.Global:
        """As `global_var`, mentioned by code: the first time it is read, with its type, where it is declared."""
        found = self.global_var(var)
        if var not in self._read_globals:
            self._read_globals.add(var)
            before = self.types.enter(var.pkg, var, False)
            self.needs_type(found.type)
            self.types.source = before
        return found

    def declared_pos(self, obj: FuncObject) -> int:
        """Where a function, perhaps of another package, is reported."""
        return self.local.position(obj) if obj.pkg is self.pkg else self.template(obj).pos

    def template(self, obj: FuncObject) -> ir.Func:
        """The template of a generic function or method, from wherever it is declared."""
        found = self.local.template(obj) if obj.pkg is self.pkg else self.imported.template(obj)
        if found is None:
            raise InternalError(f"no template for {obj.name}", obj.pos)
        return found

    # ----------------------------------------------------------------------------------- the list

    def closure(self, func: ir.Func) -> None:
        """A function literal has been met: its place in the list is here, before its own literals."""
        if not self._reads_imported:
            self.unit.funcs.append(func)

    def imported_body(self, func: ir.Func) -> ir.Func | None:
        obj = func.obj
        template = None if obj is None else self.imported.template(obj)
        if obj is None or template is None:
            return None
        self.pointed_to()
        copy = declare.function(obj, self.pkg, template.pos)
        self.inlined[obj] = copy
        self._reads_imported = True
        owner = self.pkg if obj.pkg is None else obj.pkg
        self.types.source = readers.Source(owner, obj, is_body=True)
        self.instances.fill_plain(self, copy, template)
        self.types.source = self.types.own
        if self.added is not None:
            self.added.read_to_be_inlined(copy)
        self.drain()
        self._reads_imported = False
        return copy

    def has_body(self, obj: FuncObject) -> bool:
        return self.readers.has_body(obj)

    def take_imprecise_calls(self) -> list[int]:
        taken = list(self.imprecise_calls)
        self.imprecise_calls.clear()
        return taken

    def take_instances(self) -> list[ir.Func]:
        taken = list(self._instances)
        self._instances.clear()
        return taken

    def pointed_to(self) -> list[Type]:
        found = self._pointed_to
        if found is None:
            found = [t.elem for _, t in self.types.read if isinstance(t, Pointer)]
            self._pointed_to = found
        return found

    def needs_type(self, type: Type) -> None:
        """`type` has been mentioned: so are the methods of all named types in it."""
        typemention.mention(self, type, None)

    def export_order(self) -> ExportOrder:
        found = self._export_order
        if found is None:
            found = ExportOrder(self.pkg, self.local)
            self._export_order = found
        return found

    def other_copies(self) -> dict[exportlink.Mention, int]:
        """Mentions that importers have to tell apart; without instances nothing is there twice."""
        for owner, t in self.types.read:
            if owner is self.pkg and isinstance(t, Named) and t.targs:
                return exportlink.other_copies(self.export_order())
        return {}

    def push_body(self, task: BodyTask) -> None:
        """Queue a body, to be read where reading is now; the one queued last is read first."""
        task.read_from = self.types.source
        self._bodies.append(task)

    def push_shape(self, task: BodyTask) -> None:
        """Queue the mention of the shaped counterpart of an instance: done before any body is read."""
        task.read_from = self.types.source
        self._shapes.append(task)

    def has_read(self, func: ir.Func, start: int) -> None:
        """A body has been read; its literals are listed from `start` on."""
        if self.added is None:
            return
        if self._reads_imported:
            self.added.read_instance(func)
        else:
            self.added.read(func, start)

    def drain(self) -> None:
        """Read queued bodies until none is left."""
        while True:
            if self._shapes:
                self._run(self._shapes.pop())
            elif self._bodies:
                task = self._bodies.pop()
                start = len(self.unit.funcs)
                self._run(task)
                self.has_read(task.func, start)
                if task.is_instance:
                    (self._instances if self._reads_imported else self.unit.funcs).append(task.func)
            else:
                return

    def _run(self, task: BodyTask) -> None:
        before = self.types.source
        self.types.source = before if task.read_from is None else task.read_from
        task.run()
        self.types.source = before


def _is_of_instance(obj: FuncObject) -> bool:
    """A method of an instance of a generic type (interface methods have no function)."""
    return obj.origin is not None and not obj.is_abstract
