"""Declarations of a package: what they mention, and the functions that they list."""

from goescape.lower import declare
from goescape.lower.order.unit import Assembly
from goescape.lower.source.trees import Trees
from goescape.syntax import nodes as ast
from goescape.types import typeset
from goescape.types.model import Interface, underlying
from goescape.types.objects import Const, TypeName, Var


def lower(trees: Trees, asm: Assembly, decl: ast.Decl) -> None:
    """Mention what `decl` declares; functions take their place in the list."""
    if isinstance(decl, ast.FuncDecl):
        obj = trees.info.funcs.get(decl)
        if obj is None or decl.name.value == "_":
            return
        sig = declare.signature_of(obj)
        if sig.is_generic:
            return
        if sig.recv is not None:
            asm.needs_type(declare.type_of(sig.recv))
        asm.unit.funcs.append(asm.mention(obj))
    elif isinstance(decl, ast.TypeDecl):
        _type_declaration(trees, asm, decl)
    elif isinstance(decl, ast.VarDecl):
        for name in decl.names:
            var = trees.info.defs[name.idx]
            if isinstance(var, Var):
                asm.needs_type(declare.type_of(var))
                if decl.pragma is not None and decl.pragma.embeds:
                    asm.global_var(var).is_embed = True
    elif isinstance(decl, ast.ConstDecl):
        for name in decl.names:
            const = trees.info.defs[name.idx]
            if isinstance(const, Const) and const.type is not None:
                asm.needs_type(const.type)


def _type_declaration(trees: Trees, asm: Assembly, decl: ast.TypeDecl) -> None:
    if decl.tparams or decl.name.value == "_":
        return
    obj = trees.info.defs[decl.name.idx]
    if not isinstance(obj, TypeName) or obj.type is None:
        return
    iface = underlying(obj.type)
    if isinstance(iface, Interface) and not _is_method_set(iface):
        return
    asm.needs_type(obj.type)


def _is_method_set(iface: Interface) -> bool:
    """Whether an interface can be the type of a variable: it is not a mere constraint."""
    found = typeset.type_set(iface)
    return found.terms is None and not found.comparable
