"""Bodies of declared functions, for whoever asks: read when it is their turn, or as templates."""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.making.builder import Builder
from goescape.lower.order.bodytask import BodyTask
from goescape.lower.order.exportorder import Written
from goescape.lower.order.unit import Assembly, LocalBodies
from goescape.lower.source import function
from goescape.lower.source.forms import FunctionBody
from goescape.lower.source.trees import Trees
from goescape.syntax import nodes as ast
from goescape.types.objects import Func


@final
class SourceBodies(LocalBodies):
    """Bodies from the syntax trees of the package."""

    def __init__(self, trees: Trees, asm: Assembly) -> None:
        self.trees: Final = trees
        self.asm: Final = asm
        self._templates: Final[dict[Func, ir.Func]] = {}
        # What the templates' bodies mention, in the order of writing.
        self._written: Final[dict[Func, list[Written]]] = {}
        self._n_inits: int = 0

    def task(self, func: ir.Func, obj: Func) -> BodyTask | None:
        decl = self.trees.decls.get(obj)
        if decl is None:
            return None
        if decl.pragma is not None:
            func.pragma = decl.pragma.flags
        if obj.name == "init" and decl.recv is None:
            func.name = func.source_name = func.declared_name = f"init.{self._n_inits}"
            self._n_inits += 1
        return _BodyTask(func, self.trees, self.asm, decl)

    def position(self, obj: Func) -> int:
        decl = self.trees.decls.get(obj)
        return obj.pos if decl is None else decl.pos

    def written(self, obj: Func) -> list[Written]:
        # Importers get the template: what is written has to be the very types it mentions.
        self.template(obj)
        return self._written.get(obj, [])

    def template(self, obj: Func) -> ir.Func | None:
        found = self._templates.get(obj)
        if found is None:
            decl = self.trees.decls.get(obj)
            if decl is None:
                return None
            found = declare.function(obj, self.trees.pkg, decl.pos)
            found.is_generic_template = True
            if decl.pragma is not None:
                found.pragma = decl.pragma.flags
            self._templates[obj] = found
            body = FunctionBody(self.trees, Builder(self.asm, found, True), None)
            items: list[Written] = []
            body.written = items
            function.lower_body(body, found.signature, decl.body)
            self._written[obj] = items
        return found


@final
class _BodyTask(BodyTask):
    """Lowers one declared function."""

    def __init__(self, func: ir.Func, trees: Trees, asm: Assembly, decl: ast.FuncDecl) -> None:
        super().__init__(func)
        self.trees: Final = trees
        self.asm: Final = asm
        self.decl: Final = decl

    def run(self) -> None:
        body = FunctionBody(self.trees, Builder(self.asm, self.func, False), None)
        function.lower_body(body, self.func.signature, self.decl.body)
