"""Kinds of nodes in encoded trees.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from typing import Final

USE: Final = 1
LITERAL: Final = 2
FIELD: Final = 3
BINARY: Final = 4
CALL: Final = 5
CONVERT: Final = 6
FUNC_USE: Final = 7
ADDR_OF: Final = 8
GLOBAL_USE: Final = 9
METHOD_EXPR: Final = 10
INDEX: Final = 11
NIL: Final = 12
BUILTIN_CALL: Final = 13
DEREF: Final = 14
STRUCT_LIT: Final = 15
UNARY: Final = 16
SLICE_OP: Final = 17
FUNC_LIT: Final = 18
SLICE_LIT: Final = 19
MAKE_SLICE: Final = 20
PTR_LIT: Final = 21
CONCAT: Final = 22
NEW: Final = 23
ARRAY_LIT: Final = 24
MAP_INDEX: Final = 25
INTERFACE_METHOD: Final = 26
TYPE_EXPR: Final = 27
TYPE_ASSERT: Final = 28
RECEIVE: Final = 29
MAKE_CHAN: Final = 30
MAKE_MAP: Final = 31
METHOD_VALUE: Final = 32
MAP_LIT: Final = 33
ZERO: Final = 34
GENERIC_FUNC_USE: Final = 35
TYPE_PARAM_METHOD: Final = 36
TYPE_SIZE: Final = 37

DECLARE: Final = 1
ASSIGN_LIST: Final = 2
ASSIGN: Final = 3
EXPR_STMT: Final = 4
LABEL_MARK: Final = 5
JUMP: Final = 6
BLOCK: Final = 7
IF: Final = 8
RETURN: Final = 9
ASSIGN_OP: Final = 10
FOR: Final = 11
RANGE: Final = 12
SWITCH: Final = 13
SEND: Final = 14
TYPE_SWITCH: Final = 15
SELECT: Final = 16
CHECK_NIL: Final = 17
GENERIC_GO_DEFER: Final = 18
