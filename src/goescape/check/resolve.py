"""Collecting the package-level objects of all files (Go spec, "Declarations and scope", "Import declarations")."""

from typing import Final

from goescape.base import codes
from goescape.base.constant import IntConst, unquote
from goescape.base.pos import base_of
from goescape.check import checker as ck
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import goversion
from goescape.types.objects import (
    VAR_PACKAGE,
    Const,
    Func,
    Object,
    Package,
    PkgName,
    Scope,
    TypeName,
    Var,
    is_exported,
)  # fmt: skip
from goescape.types.universe import unsafe_package

_FILE_VERSIONS_SINCE: Final = 21


def collect_objects(c: "ck.Checker", files: list[ast.File]) -> None:
    """Declare what all files declare; bodies and initialisers are not looked at."""
    methods: list[tuple[Func, ast.FuncDecl]] = []
    for file in files:
        if file.pkg_name.value != c.pkg.name:
            c.error(
                file.pkg_name.pos,
                codes.MISMATCHED_PKG_NAME,
                f"package {file.pkg_name.value}; expected package {c.pkg.name}",
            )
            continue
        version = c.config.go_version
        if goversion.is_valid(file.go_version):
            # `//go:build` lines can set versions since go1.21, and no earlier one.
            is_early = goversion.minor(file.go_version) < _FILE_VERSIONS_SINCE
            version = f"go1.{_FILE_VERSIONS_SINCE}" if is_early else file.go_version
            if version == file.go_version:
                c.build_versions[c.table.bases[base_of(file.pos)].file_idx] = version
        c.info.file_versions[file] = version
        scope = Scope(c.pkg.scope)
        c.file_scopes.append(scope)
        _collect_file(c, file, scope, version, methods)
    _associate_methods(c, methods)


def _collect_file(
    c: "ck.Checker",
    file: ast.File,
    scope: Scope,
    version: str,
    methods: list[tuple[Func, ast.FuncDecl]],
) -> None:
    group: ast.Group | None = None
    iota = 0
    typed: ast.ConstDecl | None = None
    for decl in file.decls:
        if isinstance(decl, ast.ConstDecl):
            if decl.group is None or decl.group is not group:
                group = decl.group
                iota = 0
                typed = None
            typed = _collect_const(c, decl, scope, version, iota, typed)
            iota += 1
            continue
        group = None
        if isinstance(decl, ast.FuncDecl):
            _collect_func(c, decl, scope, version, methods)
        elif isinstance(decl, ast.VarDecl):
            _collect_var(c, decl, scope, version)
        elif isinstance(decl, ast.TypeDecl):
            obj = TypeName(decl.name.pos, c.pkg, decl.name.value, None)
            obj.is_alias = decl.is_alias
            info = ck.DeclInfo(scope, version)
            info.type_decl = decl
            _declare(c, decl.name, obj, info)
        else:
            _import(c, decl, scope)


def _declare(c: "ck.Checker", name: ast.Name, obj: Object, info: "ck.DeclInfo") -> None:
    if name.value == "init":
        c.error_at(name, codes.INVALID_INIT_DECL, "cannot declare init - must be func")
        return
    if name.value == "main" and c.pkg.name == "main":
        c.error_at(name, codes.INVALID_MAIN_DECL, "cannot declare main - must be func")
        return
    c.declare(c.pkg.scope, name, obj)
    _add(c, obj, info)


def _add(c: "ck.Checker", obj: Object, info: "ck.DeclInfo") -> None:
    c.decls[obj] = info
    c.objects.append(obj)


# ----------------------------------------------------------------------------------- imports


def _import(c: "ck.Checker", decl: ast.ImportDecl, scope: Scope) -> None:
    if decl.path is None or decl.path.bad:
        return
    path = _import_path(c, decl.path)
    if path == "":
        return
    imported = _imported_package(c, path, decl.path.pos)
    name = imported.name
    if decl.name is not None:
        name = decl.name.value
        if name == "init":
            text = "cannot import package as init - init must be a func"
            c.error(decl.name.pos, codes.INVALID_INIT_DECL, text)
            return
    if imported not in c.pkg.imports:
        c.pkg.imports.append(imported)
        c.qualifier.note(imported.name, imported.path)
    pos = decl.name.pos if decl.name is not None else decl.pos
    obj = PkgName(pos, c.pkg, name, imported)
    c.info.import_names[decl] = obj
    if decl.name is not None:
        c.info.defs[decl.name.idx] = obj
    if path == "C":
        obj.used = True
    c.imports.append(obj)
    if name == ".":
        _import_into_scope(c, obj, imported, scope)
    elif name != "_":
        earlier = scope.insert(obj)
        if earlier is not None:
            other = f"\n\t{c.table.mentioned(earlier.pos)}: other declaration of {name}"
            c.error(pos, codes.DUPLICATE_DECL, f"{name} redeclared in this block", other)


def _import_path(c: "ck.Checker", literal: ast.BasicLit) -> str:
    """Empty after an error."""
    unquoted = unquote(literal.value)
    if unquoted is None:
        c.error(literal.pos, codes.BAD_IMPORT_PATH, "invalid import path (invalid syntax)")
        return ""
    path = unquoted.decode("utf-8", "replace")
    if path == "":
        c.error(literal.pos, codes.BAD_IMPORT_PATH, "invalid import path (empty string)")
    return path


def _import_into_scope(c: "ck.Checker", obj: PkgName, imported: Package, scope: Scope) -> None:
    """`import . "p"`: what p exports is declared in the file."""
    for name in imported.scope.names():
        other = imported.scope.lookup(name) if is_exported(name) else None
        if other is not None:
            if scope.insert(other) is not None:
                c.error(obj.pos, codes.DUPLICATE_DECL, f"{name} redeclared in this block")
            c.dot_imports.setdefault(scope, {})[other] = obj


def _imported_package(c: "ck.Checker", path: str, pos: int) -> Package:
    if path == "unsafe":
        return unsafe_package()
    found = c.importer.import_package(path, pos)
    if found is not None:
        return found
    c.error(pos, codes.BROKEN_IMPORT, c.importer.error(path))
    # Stands in, so that its name is known; everything in it is missing.
    name = path.rsplit("/", 1)[-1]
    fake = Package(path, name, Scope(None))
    fake.is_fake = True
    return fake


# -------------------------------------------------------------------------------- declarations


def _collect_const(
    c: "ck.Checker",
    decl: ast.ConstDecl,
    scope: Scope,
    version: str,
    iota: int,
    typed: ast.ConstDecl | None,
) -> ast.ConstDecl | None:
    """Declare constants; returns the declaration that following lines of the group inherit from."""
    inherited = True
    if decl.type is not None or decl.values is not None:
        typed = decl
        inherited = False
    values = unpack(typed.values) if typed is not None else []
    for i, name in enumerate(decl.names):
        obj = Const(name.pos, c.pkg, name.value, None, IntConst(iota))
        info = ck.DeclInfo(scope, version)
        info.iota = iota
        info.inherited = inherited
        info.type_expr = typed.type if typed is not None else None
        info.init = values[i] if i < len(values) else None
        _declare(c, name, obj, info)
    check_arity(c, decl.names, values, inherited, decl.pos)
    return typed


def check_arity(
    c: "ck.Checker",
    names: list[ast.Name],
    values: list[ast.Expr],
    inherited: bool,
    pos: int,
) -> None:
    """The number of constants must match the number of values."""
    if len(names) < len(values):
        extra = values[len(names)]
        if inherited:
            c.error(
                pos, codes.WRONG_ASSIGN_COUNT, f"extra init expr at {c.table.mentioned(extra.pos)}"
            )
        else:
            c.error_at(extra, codes.WRONG_ASSIGN_COUNT, f"extra init expr {_shown(extra)}")
    elif len(names) > len(values):
        name = names[len(values)]
        c.error(name.pos, codes.WRONG_ASSIGN_COUNT, f"missing init expr for {name.value}")


def _collect_var(c: "ck.Checker", decl: ast.VarDecl, scope: Scope, version: str) -> None:
    values = unpack(decl.values)
    shared: ck.DeclInfo | None = None
    if len(values) == 1 and len(decl.names) > 1:
        shared = ck.DeclInfo(scope, version)
        shared.type_expr = decl.type
        shared.init = values[0]
    for i, name in enumerate(decl.names):
        obj = Var(name.pos, c.pkg, name.value, None, VAR_PACKAGE)
        info = shared
        if info is not None:
            info.lhs.append(obj)
        else:
            info = ck.DeclInfo(scope, version)
            info.type_expr = decl.type
            info.init = values[i] if i < len(values) else None
        _declare(c, name, obj, info)
    if values and shared is None and len(values) != len(decl.names):
        report_init_mismatch(c, decl, values)


def report_init_mismatch(c: "ck.Checker", decl: ast.VarDecl, values: list[ast.Expr]) -> None:
    if len(values) > len(decl.names):
        c.error_at(
            values[len(decl.names)],
            codes.WRONG_ASSIGN_COUNT,
            f"extra init expr {_shown(values[len(decl.names)])}",
        )
    else:
        name = decl.names[len(values)]
        c.error_at(name, codes.WRONG_ASSIGN_COUNT, f"missing init expr for {name.value}")


def _shown(x: ast.Expr) -> str:
    return expr_string(x)


def _collect_func(
    c: "ck.Checker",
    decl: ast.FuncDecl,
    scope: Scope,
    version: str,
    methods: list[tuple[Func, ast.FuncDecl]],
) -> None:
    name = decl.name.value
    obj = Func(decl.name.pos, c.pkg, name, None)
    if decl.pragma is not None:
        obj.pragma = decl.pragma.flags
    c.info.funcs[decl] = obj
    info = ck.DeclInfo(scope, version)
    info.func_decl = decl
    if decl.recv is None:
        if name == "init" or (name == "main" and c.pkg.name == "main"):
            if decl.tparams:
                c.error(
                    decl.tparams[0].pos,
                    codes.INVALID_INIT_SIG,
                    f"func {name} must have no type parameters",
                )
            if decl.type.params or decl.type.results:
                c.error(
                    decl.name.pos,
                    codes.INVALID_INIT_SIG,
                    f"func {name} must have no arguments and no return values",
                )
        elif decl.tparams:
            c.require(decl.tparams[0].pos, 18, "type parameter")
        if name == "init":
            if decl.body is None:
                c.error(decl.pos, codes.MISSING_INIT_BODY, "func init must have a body")
            c.info.defs[decl.name.idx] = obj
        else:
            c.declare(c.pkg.scope, decl.name, obj)
            if name == "_":
                c.info.defs[decl.name.idx] = obj
    else:
        c.info.defs[decl.name.idx] = obj
        methods.append((obj, decl))
        if decl.tparams:
            c.require(decl.tparams[0].pos, 27, "generic method")
    _add(c, obj, info)


# ------------------------------------------------------------------------------------ methods


def _associate_methods(c: "ck.Checker", methods: list[tuple[Func, ast.FuncDecl]]) -> None:
    """Hang methods on the types that their receivers name."""
    for obj, decl in methods:
        if decl.recv is None:
            continue
        is_ptr, base_name = receiver_base(decl.recv.type)
        obj.has_ptr_recv = is_ptr
        if base_name is None:
            continue
        ptr_through, base = _resolve_base(c, base_name)
        if base is not None:
            obj.has_ptr_recv = is_ptr or ptr_through
            c.methods.setdefault(base, []).append(obj)


def receiver_base(x: ast.Expr) -> tuple[bool, ast.Name | None]:
    """Whether a receiver type is a pointer, and the name of its base type."""
    is_ptr = False
    while True:
        if isinstance(x, ast.ParenExpr):
            x = x.x
        elif isinstance(x, ast.Operation) and x.op == ast.OP_MUL and x.y is None:
            is_ptr = True
            x = x.x
        elif isinstance(x, ast.IndexExpr):
            x = x.x
        else:
            return is_ptr, x if isinstance(x, ast.Name) else None


def _alias_base(x: ast.Expr) -> tuple[bool, ast.Name | None]:
    """As receiver_base for what an alias stands for: one pointer at most, and no instance."""
    is_ptr = isinstance(x, ast.Operation) and x.op == ast.OP_MUL and x.y is None
    while isinstance(x, ast.ParenExpr) or (isinstance(x, ast.Operation) and is_ptr):
        x = x.x
    return is_ptr, x if isinstance(x, ast.Name) else None


def _resolve_base(c: "ck.Checker", name: ast.Name) -> tuple[bool, TypeName | None]:
    """The defined type that a receiver's base name stands for, aliases looked through."""
    is_ptr = False
    seen: set[str] = set()
    current = name
    while True:
        if current.value in seen:
            return False, None
        seen.add(current.value)
        obj = c.pkg.scope.lookup(current.value)
        if not isinstance(obj, TypeName):
            return False, None
        info = c.decls.get(obj)
        if info is None or info.type_decl is None:
            return False, None
        if not obj.is_alias:
            return is_ptr, obj
        if info.type_decl.tparams:
            return False, None
        through, following = _alias_base(info.type_decl.type)
        if following is None or (is_ptr and through):
            return False, None
        is_ptr = is_ptr or through
        current = following


def check_shadowed_imports(c: "ck.Checker") -> None:
    """A name may not be declared in the package and imported by a file."""
    for scope in c.file_scopes:
        for name in scope.names():
            obj = scope.lookup(name)
            other = c.pkg.scope.lookup(name)
            if obj is None or other is None:
                continue
            if isinstance(obj, PkgName):
                place = c.table.mentioned(obj.pos)
                c.error(
                    other.pos,
                    codes.DUPLICATE_DECL,
                    f"{name} already declared through import of package {obj.imported.name} "
                    f'("{obj.imported.path}")',
                    f"\n\t{place}: other declaration of {name}",
                )
            else:
                c.error(
                    other.pos, codes.DUPLICATE_DECL, f"{name} already declared through dot-import"
                )
