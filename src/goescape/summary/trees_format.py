"""Kinds of nodes in encoded trees, see `trees_out`. Whatever changes here needs a new MAGIC."""

from typing import Final

# Flags beside the kind of a node.
HAS_INIT: Final = 0x80
KIND_MASK: Final = 0x7F

NOTHING: Final = 0

LITERAL: Final = 1
NIL: Final = 2
ZERO: Final = 3
USE: Final = 4
GLOBAL_USE: Final = 5
FUNC_USE: Final = 6
GENERIC_FUNC_USE: Final = 7
METHOD_EXPR: Final = 8
TYPE_EXPR: Final = 9
UNARY: Final = 10
BINARY: Final = 11
CONCAT: Final = 12
TYPE_SIZE: Final = 13
ADDR_OF: Final = 14
DEREF: Final = 15
FIELD: Final = 16
INTERFACE_METHOD: Final = 17
TYPE_PARAM_METHOD: Final = 18
METHOD_VALUE: Final = 19
TYPE_ASSERT: Final = 20
INDEX: Final = 21
MAP_INDEX: Final = 22
SLICE_OP: Final = 23
CONVERT: Final = 24
STRUCT_LIT: Final = 25
ARRAY_LIT: Final = 26
SLICE_LIT: Final = 27
MAP_LIT: Final = 28
PTR_LIT: Final = 29
NEW: Final = 30
MAKE_SLICE: Final = 31
MAKE_MAP: Final = 32
MAKE_CHAN: Final = 33
FUNC_LIT: Final = 34
RECEIVE: Final = 35
CALL: Final = 36
BUILTIN_CALL: Final = 37
# A function of package runtime that only the compiler calls.
RUNTIME_USE: Final = 38

DECLARE: Final = 64
ASSIGN: Final = 65
ASSIGN_LIST: Final = 66
ASSIGN_OP: Final = 67
EXPR_STMT: Final = 68
BLOCK: Final = 69
IF: Final = 70
FOR: Final = 71
RANGE: Final = 72
SWITCH: Final = 73
TYPE_SWITCH: Final = 74
SELECT: Final = 75
RETURN: Final = 76
GO_DEFER: Final = 77
GENERIC_GO_DEFER: Final = 78
SEND: Final = 79
LABEL_MARK: Final = 80
JUMP: Final = 81
CHECK_NIL: Final = 82

LOCAL_IMPLICIT: Final = 1
LOCAL_ADDR_TAKEN: Final = 2
LOCAL_CAPTURED: Final = 4

# Globals without an object: made by the compiler.
GLOBAL_NAMED: Final = 0
GLOBAL_OBJECT: Final = 1
