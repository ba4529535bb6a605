"""What a program does that makes a value flow from one place to another: a closed set."""

from typing import Final

NONE: Final = 0
ASSIGN: Final = 1
# One of several values that are assigned at once: plain, from an assertion, from a map, from a channel.
ASSIGN_PAIR: Final = 2
ASSIGN_ASSERTED: Final = 3
ASSIGN_LOOKED_UP: Final = 4
ASSIGN_RECEIVED: Final = 5
RETURN: Final = 6
# An argument of a call, and the function value that is called.
PASS: Final = 7
CALL: Final = 8
SEND: Final = 9
# A key of a map that is assigned to; keys and elements of map literals.
MAP_KEY: Final = 10
MAP_LITERAL_KEY: Final = 11
MAP_LITERAL_VALUE: Final = 12
CONVERT_TO_INTERFACE: Final = 13
STRUCT_FIELD: Final = 14
ARRAY_ELEMENT: Final = 15
SLICE_ELEMENT: Final = 16
SELECT_FIELD: Final = 17
SELECT_THROUGH_POINTER: Final = 18
ASSERT: Final = 19
DEREFERENCE: Final = 20
TAKE_ADDRESS: Final = 21
SLICE: Final = 22
INDEX_ARRAY: Final = 23
# A slice that becomes an array or a pointer to one.
SLICE_TO_ARRAY: Final = 24
# The field `Data` of reflect.SliceHeader or StringHeader.
HEADER_DATA: Final = 25
APPEND_TO: Final = 26
APPEND_ALL: Final = 27
COPY: Final = 28
CAPTURE: Final = 29
# Besides CAPTURE, if the literal refers to the variable instead of having a copy.
REFER: Final = 30
# Storage is made, and its address is the value.
ALLOCATE: Final = 31
RANGE_ARRAY: Final = 32
RANGE: Final = 33
TYPE_CASE: Final = 34
# Not flow, but size.
TOO_LARGE: Final = 35
ELEMENTS_WITHOUT_SIZE: Final = 36
# An argument of a `//go:uintptrescapes` function.
UINTPTR: Final = 37
# About these the compiler says nothing: a method value and its receiver, go and defer.
METHOD_VALUE: Final = 38
INTERFACE_METHOD_VALUE: Final = 39
GO: Final = 40
DEFER: Final = 41

SILENT: Final = frozenset((NONE, METHOD_VALUE, INTERFACE_METHOD_VALUE, GO, DEFER))

# For programs; part of the published schema.
NAMES: Final = {
    NONE: "none",
    ASSIGN: "assign",
    ASSIGN_PAIR: "assign-pair",
    ASSIGN_ASSERTED: "assign-asserted",
    ASSIGN_LOOKED_UP: "assign-looked-up",
    ASSIGN_RECEIVED: "assign-received",
    RETURN: "return",
    PASS: "pass",
    CALL: "call",
    SEND: "send",
    MAP_KEY: "map-key",
    MAP_LITERAL_KEY: "map-literal-key",
    MAP_LITERAL_VALUE: "map-literal-value",
    CONVERT_TO_INTERFACE: "convert-to-interface",
    STRUCT_FIELD: "struct-field",
    ARRAY_ELEMENT: "array-element",
    SLICE_ELEMENT: "slice-element",
    SELECT_FIELD: "select-field",
    SELECT_THROUGH_POINTER: "select-through-pointer",
    ASSERT: "assert",
    DEREFERENCE: "dereference",
    TAKE_ADDRESS: "take-address",
    SLICE: "slice",
    INDEX_ARRAY: "index-array",
    SLICE_TO_ARRAY: "slice-to-array",
    HEADER_DATA: "header-data",
    APPEND_TO: "append-to",
    APPEND_ALL: "append-all",
    COPY: "copy",
    CAPTURE: "capture",
    REFER: "refer",
    ALLOCATE: "allocate",
    RANGE_ARRAY: "range-array",
    RANGE: "range",
    TYPE_CASE: "type-case",
    TOO_LARGE: "too-large",
    ELEMENTS_WITHOUT_SIZE: "elements-without-size",
    UINTPTR: "uintptr",
    METHOD_VALUE: "method-value",
    INTERFACE_METHOD_VALUE: "interface-method-value",
    GO: "go",
    DEFER: "defer",
}
