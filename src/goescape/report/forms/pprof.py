"""A profile that pprof opens: sites as samples, with how many objects and bytes executing each once takes.

Rule: profile.proto of google/pprof; it numbers the fields, we give those that are needed names of their own.
"""

import gzip
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from goescape.facts.names import FunctionName
from goescape.understand.costwords import NEVER
from goescape.understand.explain import Explained
from goescape.understand.sites import Site

_PACKAGE: Final = "goescape.pprof"
_NUMBER: Final = descriptor_pb2.FieldDescriptorProto.TYPE_INT64
_ID: Final = descriptor_pb2.FieldDescriptorProto.TYPE_UINT64
_TEXT: Final = descriptor_pb2.FieldDescriptorProto.TYPE_STRING
_MESSAGE: Final = descriptor_pb2.FieldDescriptorProto.TYPE_MESSAGE
_ONE: Final = descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL
_MANY: Final = descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED

# Message -> field, number, type, how many, message of the field.
_MESSAGES: Final = {
    "ValueType": [("type", 1, _NUMBER, _ONE, ""), ("unit", 2, _NUMBER, _ONE, "")],
    "Label": [("key", 1, _NUMBER, _ONE, ""), ("str", 2, _NUMBER, _ONE, "")],
    "Sample": [
        ("location_id", 1, _ID, _MANY, ""),
        ("value", 2, _NUMBER, _MANY, ""),
        ("label", 3, _MESSAGE, _MANY, "Label"),
    ],
    "Line": [
        ("function_id", 1, _ID, _ONE, ""),
        ("line", 2, _NUMBER, _ONE, ""),
        ("column", 3, _NUMBER, _ONE, ""),
    ],
    "Location": [("id", 1, _ID, _ONE, ""), ("line", 4, _MESSAGE, _MANY, "Line")],
    "Function": [
        ("id", 1, _ID, _ONE, ""),
        ("name", 2, _NUMBER, _ONE, ""),
        ("system_name", 3, _NUMBER, _ONE, ""),
        ("filename", 4, _NUMBER, _ONE, ""),
    ],
    "Profile": [
        ("sample_type", 1, _MESSAGE, _MANY, "ValueType"),
        ("sample", 2, _MESSAGE, _MANY, "Sample"),
        ("location", 4, _MESSAGE, _MANY, "Location"),
        ("function", 5, _MESSAGE, _MANY, "Function"),
        ("string_table", 6, _TEXT, _MANY, ""),
        ("comment", 13, _NUMBER, _MANY, ""),
        ("default_sample_type", 14, _NUMBER, _ONE, ""),
    ],
}


def document(explained: Sequence[Explained]) -> bytes:
    """The profile of all sites that may allocate, compressed as pprof writes it."""
    maker = _Maker()
    for each in explained:
        if each.site.cost is not None and each.site.cost.allocates != NEVER:
            maker.add(each)
    return gzip.compress(maker.profile.SerializeToString(deterministic=True), mtime=0)


class _Maker:
    """A profile in the making; what it refers to is numbered as it comes."""

    def __init__(self) -> None:
        self.profile: Final = profile_class()()
        self._texts: dict[str, int] = {}
        self._functions: dict[tuple[str, str], int] = {}
        self._text("")
        for name, unit in (("sites", "count"), ("objects", "count"), ("bytes", "bytes")):
            self.profile.sample_type.add(type=self._text(name), unit=self._text(unit))
        self.profile.default_sample_type = self._text("bytes")
        self.profile.comment.append(self._text("what executing each site once allocates"))

    def add(self, each: Explained) -> None:
        site = each.site
        cost = site.cost
        location = self.profile.location.add(id=len(self.profile.location) + 1)
        # Code that was inlined comes first, what it was inlined into last.
        for frame in site.inlined_from:
            function = self._function(frame.function, frame.file)
            location.line.add(function_id=function, line=frame.line, column=frame.column)
        location.line.add(
            function_id=self._function(site.function, site.file, site.home),
            line=site.line,
            column=site.column,
        )
        objects = 0 if cost is None else max(cost.count, 0)
        size = 0 if cost is None else max(cost.rounded, 0)
        sample = self.profile.sample.add(location_id=[location.id], value=[1, objects, size])
        for key, text in _labels(site):
            sample.label.add(key=self._text(key), str=self._text(text))

    def _function(self, name: FunctionName, file: str, package: str = "") -> int:
        title = f"{package or name.package}.{name.name}"
        known = self._functions.get((title, file))
        if known is None:
            known = self._functions[title, file] = len(self._functions) + 1
            text = self._text(title)
            self.profile.function.add(
                id=known, name=text, system_name=text, filename=self._text(file)
            )
        return known

    def _text(self, text: str) -> int:
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = len(self._texts)
            self.profile.string_table.append(text.encode("utf-8", "replace").decode())
        return known


def _labels(site: Site) -> list[tuple[str, str]]:
    found = [("what", site.what), ("expression", site.name)]
    if site.cause is not None:
        found.append(("cause", site.cause.name))
    if site.cost is not None:
        found.append(("allocates", site.cost.allocates))
    return found


@cache
def profile_class() -> Any:
    """The class of profiles, for reading them, too."""
    file = descriptor_pb2.FileDescriptorProto(
        name="goescape/pprof.proto", package=_PACKAGE, syntax="proto3"
    )
    for message, fields in _MESSAGES.items():
        described = file.message_type.add(name=message)
        for name, number, kind, label, of in fields:
            field = described.field.add(name=name, number=number, type=kind, label=label)
            if of:
                field.type_name = f".{_PACKAGE}.{of}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.Profile"))
