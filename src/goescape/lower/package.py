"""Lowering one package.

    checked trees ─▶ `init` from the initialisers ─▶ declared functions ─▶ waiting bodies

Generic declarations are lowered apart, each once, to templates, when something asks for them; what an
exported summary needs is asked for by `all_templates`.
"""

from typing import Final, final

from goescape.base.pos import PosTable
from goescape.check.info import Info
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.added.descriptors import Descriptors
from goescape.lower.generics.instancebodies import InstanceBodies
from goescape.lower.order.unit import Assembly
from goescape.lower.source import declarations, initializers
from goescape.lower.source.sourcebodies import SourceBodies
from goescape.lower.source.trees import Trees
from goescape.lower.templates import TemplateSource
from goescape.syntax import nodes as ast
from goescape.toolchain.toolchain import Toolchain
from goescape.types.objects import Func, Package


@final
class Lowered:
    """A lowered package: its unit, and the assembly that made it."""

    def __init__(self, asm: Assembly, bodies: SourceBodies) -> None:
        self.asm: Final = asm
        self.bodies: Final = bodies
        self.unit: Final = asm.unit

    def all_templates(self) -> list[tuple[Func, ir.Func]]:
        """The templates of all generic functions and methods the package declares, in source order."""
        out: list[tuple[Func, ir.Func]] = []
        for file in self.bodies.trees.files:
            for decl in file.decls:
                if isinstance(decl, ast.FuncDecl):
                    obj = self.bodies.trees.info.funcs.get(decl)
                    if obj is not None and declare.signature_of(obj).is_generic:
                        template = self.bodies.template(obj)
                        if template is not None:
                            out.append((obj, template))
        return out


def lower_package(
    pkg: Package,
    files: list[ast.File],
    info: Info,
    toolchain: Toolchain,
    table: PosTable,
    imported: TemplateSource,
    with_comparisons: bool = False,
) -> Lowered:
    """Lower a checked package without errors; functions that compare values are generated if asked for."""
    trees = Trees(pkg, files, info, table)
    asm = Assembly(pkg, toolchain, table, imported, InstanceBodies())
    if with_comparisons:
        asm.added = Descriptors(asm)
    bodies = SourceBodies(trees, asm)
    asm.local = bodies
    for instance in info.instances.values():
        asm.generics.growth.allow(instance.targs)
    initializers.lower(trees, asm)
    for file in files:
        for decl in file.decls:
            declarations.lower(trees, asm, decl)
    asm.drain()
    for file in files:
        for _, local, symbol in [] if file.pragma is None else file.pragma.linknames:
            asm.unit.linknames[local] = symbol or f"{pkg.path}.{local}"
    asm.unit.imports_testing = any(imp.path == "testing" for imp in pkg.imports)
    return Lowered(asm, bodies)
