"""The tokens of Go, as small integers."""

from typing import Final

T_EOF: Final = 0
T_NAME: Final = 1
T_LITERAL: Final = 2
T_OPERATOR: Final = 3  # binary operators except *
T_ASSIGN_OP: Final = 4  # op=
T_INC_OP: Final = 5  # ++ --
T_ASSIGN: Final = 6
T_DEFINE: Final = 7
T_ARROW: Final = 8
T_STAR: Final = 9
T_LPAREN: Final = 10
T_LBRACK: Final = 11
T_LBRACE: Final = 12
T_RPAREN: Final = 13
T_RBRACK: Final = 14
T_RBRACE: Final = 15
T_COMMA: Final = 16
T_SEMI: Final = 17
T_COLON: Final = 18
T_DOT: Final = 19
T_DOTDOTDOT: Final = 20
T_BREAK: Final = 21
T_CASE: Final = 22
T_CHAN: Final = 23
T_CONST: Final = 24
T_CONTINUE: Final = 25
T_DEFAULT: Final = 26
T_DEFER: Final = 27
T_ELSE: Final = 28
T_FALLTHROUGH: Final = 29
T_FOR: Final = 30
T_FUNC: Final = 31
T_GO: Final = 32
T_GOTO: Final = 33
T_IF: Final = 34
T_IMPORT: Final = 35
T_INTERFACE: Final = 36
T_MAP: Final = 37
T_PACKAGE: Final = 38
T_RANGE: Final = 39
T_RETURN: Final = 40
T_SELECT: Final = 41
T_STRUCT: Final = 42
T_SWITCH: Final = 43
T_TYPE: Final = 44
T_VAR: Final = 45

TOKEN_TEXT: Final = (
    "EOF", "name", "literal", "op", "op=", "opop", "=", ":=", "<-", "*", "(", "[", "{", ")", "]", "}",
    ",", ";", ":", ".", "...", "break", "case", "chan", "const", "continue", "default", "defer", "else",
    "fallthrough", "for", "func", "go", "goto", "if", "import", "interface", "map", "package", "range",
    "return", "select", "struct", "switch", "type", "var",
)  # fmt: skip

KEYWORDS: Final[dict[bytes, int]] = {
    text.encode(): token for token, text in enumerate(TOKEN_TEXT) if token >= T_BREAK
}

# Precedence of binary operators; 0 for what is not one.
PREC_OR_OR: Final = 1
PREC_AND_AND: Final = 2
PREC_CMP: Final = 3
PREC_ADD: Final = 4
PREC_MUL: Final = 5
