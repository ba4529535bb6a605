"""Types, objects and values in the spelling of `gotypes/spell.go`: equal texts mean equal things."""

from goescape.base.constant import exact_string, quote
from goescape.base.pos import PosTable, base_of, column_of, line_of
from goescape.check import info
from goescape.types import model
from goescape.types.objects import (
    VAR_FIELD,
    VAR_LOCAL,
    VAR_PACKAGE,
    VAR_PARAM,
    VAR_RECV,
    VAR_RESULT,
    Builtin,
    Const,
    Func,
    Label,
    Nil,
    Object,
    Package,
    PkgName,
    TypeName,
    Var,
)

MODES = {
    info.MODE_NO_VALUE: "void",
    info.MODE_BUILTIN: "builtin",
    info.MODE_TYPE: "type",
    info.MODE_CONSTANT: "constant",
    info.MODE_VARIABLE: "variable",
    info.MODE_MAP_INDEX: "mapindex",
    info.MODE_VALUE: "value",
    info.MODE_NIL: "nil",
    info.MODE_COMMA_OK: "commaok",
}

_VARIABLES = {
    VAR_PACKAGE: "var",
    VAR_LOCAL: "local",
    VAR_RECV: "recv",
    VAR_PARAM: "param",
    VAR_RESULT: "result",
    VAR_FIELD: "field",
}
_CHANNELS = {model.CHAN_BOTH: "chan", model.CHAN_SEND: "chan<-", model.CHAN_RECV: "<-chan"}


class Speller:
    """Writes what one position table places."""

    def __init__(self, table: PosTable) -> None:
        self._table = table

    def place(self, pos: int) -> str:
        if not pos:
            return "-"
        base = self._table.bases[base_of(pos)]
        name = self._table.bases[base.file_idx].filename.rpartition("/")[2]
        return f"{name}:{line_of(pos)}:{column_of(pos)}"

    def object(self, obj: Object) -> str:
        """What an identifier stands for: its kind, its name, and where it is declared."""
        if isinstance(obj, PkgName):
            return f"package {obj.name} {obj.imported.path}"
        if isinstance(obj, Builtin):
            return f"builtin {obj.name}"
        if isinstance(obj, Nil):
            return "nil"
        return f"{_sort(obj)} {_path(obj.pkg)}{obj.name} {self.place(obj.pos)}"

    def contents(self, obj: Object) -> str:
        """What the declaration of an object says besides its type."""
        if isinstance(obj, Const) and obj.value is not None:
            return f" = {exact_string(obj.value)}"
        if isinstance(obj, TypeName) and not isinstance(obj.type, model.TypeParam) and obj.type:
            return f" {self.type(model.underlying(obj.type))}"
        return ""

    def declared_type(self, obj: Object) -> model.Type | None:
        if isinstance(obj, Func):
            return obj.signature
        return obj.type if isinstance(obj, (Var, Const, TypeName)) else model.INVALID_TYPE

    def type(self, t: model.Type | None) -> str:
        match t:
            case None:
                return "none"
            case model.Basic():
                return t.name.removeprefix("unsafe.")
            case model.Named() | model.Alias():
                return self._type_name(t.obj) + self.targs(t.targs)
            case model.TypeParam():
                return f"${t.obj.name}@{self.place(t.obj.pos)}"
            case model.Pointer():
                return f"*{self.type(t.elem)}"
            case model.Slice():
                return f"[]{self.type(t.elem)}"
            case model.Array():
                return f"[{t.length}]{self.type(t.elem)}"
            case model.Map():
                return f"map[{self.type(t.key)}]{self.type(t.value)}"
            case model.Chan():
                return f"{_CHANNELS[t.dir]}({self.type(t.elem)})"
            case model.Tuple():
                return self._tuple(t, False)
            case model.Signature():
                return f"func{self._signature(t)}"
            case model.Struct():
                fields = [self._field(t, i) for i in range(len(t.fields))]
                return "struct{" + ";".join(fields) + "}"
            case model.Interface():
                return self._interface(t)
            case model.Union():
                terms = [("~" if term.tilde else "") + self.type(term.type) for term in t.terms]
                return "|".join(terms)

    def _type_name(self, obj: TypeName) -> str:
        text = _path(obj.pkg) + obj.name
        if obj.pkg is not None and obj.pkg.scope.lookup(obj.name) is not obj:
            text += f"@{self.place(obj.pos)}"
        return text

    def targs(self, targs: list[model.Type]) -> str:
        return "[" + ",".join(self.type(t) for t in targs) + "]" if targs else ""

    def _signature(self, t: model.Signature | None) -> str:
        if t is None:
            return "none"
        tparams = [f"<{self.type(p)} {self.type(p.bound)}>" for p in t.tparams]
        return "".join(tparams) + self._tuple(t.params, t.variadic) + self._tuple(t.results, False)

    def _tuple(self, t: model.Tuple, variadic: bool) -> str:
        texts = [f"{v.name} {self.type(v.type)}".strip() for v in t.vars]
        return "(" + ",".join([*texts, "..."] if variadic else texts) + ")"

    def _field(self, t: model.Struct, i: int) -> str:
        field = t.fields[i]
        text = f"{_path(field.pkg)}{field.name} {self.type(field.type)}"
        if field.embedded:
            text = f"embedded {text}"
        if t.tags and t.tags[i]:
            text += " " + quote(t.tags[i].encode("utf-8", "surrogateescape"))
        return text

    def _interface(self, t: model.Interface) -> str:
        methods = sorted(_path(m.pkg) + m.name + self._signature(m.signature) for m in t.methods)
        return "interface{" + ";".join(methods + [self.type(e) for e in t.embeddeds]) + "}"


def _sort(obj: Const | TypeName | Func | Label | Var) -> str:
    if isinstance(obj, Const):
        return "const"
    if isinstance(obj, TypeName):
        return "type"
    if isinstance(obj, Func):
        return "func"
    return "label" if isinstance(obj, Label) else _VARIABLES[obj.kind]


def _path(pkg: Package | None) -> str:
    return f"{pkg.path}." if pkg is not None else ""
