"""The compiler's sentences: the only place where a remark becomes text."""

from typing import Final

from goescape.base.bug import InternalError
from goescape.facts import operations
from goescape.facts.ways import Operation, Step
from goescape.ir import remark
from goescape.ir.remark import Remark

_SENTENCES: Final = {
    remark.IGNORING_SELF_ASSIGNMENT: "{subject} ignoring self-assignment in {detail}",
    remark.ASSUMING_UINTPTR: "assuming {subject} is unsafe uintptr",
    remark.MARKING_UINTPTR: "marking {subject} as escaping uintptr",
    remark.MARKING_UINTPTR_VARIADIC: "marking {subject} as escaping ...uintptr",
    remark.LEAKING_PARAM: "leaking param: {subject}",
    remark.LEAKING_CONTENT: "leaking param content: {subject}",
    remark.LEAKING_TO_RESULT: "leaking param: {subject} to result {detail} level={level}",
    remark.PARAM_DOES_NOT_ESCAPE: "{subject} does not escape",
    remark.MOVED_TO_HEAP: "moved to heap: {subject}",
    remark.ESCAPES_TO_HEAP: "{subject} escapes to heap",
    remark.DOES_NOT_ESCAPE: "{subject} does not escape",
    remark.ZERO_COPY: "zero-copy string->[]byte conversion",
    remark.DEVIRTUALIZING: "devirtualizing {subject} to {detail}",
    remark.PARTIALLY_DEVIRTUALIZING: "partially devirtualizing {subject} to {detail}",
    remark.CANNOT_DEVIRTUALIZE_RECEIVER: "cannot devirtualize {subject}: shaped receiver {detail}",
    remark.CANNOT_DEVIRTUALIZE_INTERFACE: "cannot devirtualize {subject}: shaped interface {detail}",
    remark.IMPRECISE_CALL: "imprecise interface call",
    remark.CAN_INLINE: "can inline {subject}",
    remark.INLINING_CALL: "inlining call to {subject}",
    remark.CANNOT_INLINE: "cannot inline {subject}: {detail}",
    remark.CAN_INLINE_AS: "can inline {subject} with cost {level} as: {detail}",
    remark.BIG_FUNCTION: "function {subject} considered 'big'; reducing max cost of inlinees",
    remark.RECURSIVE_CYCLE: "cannot inline {subject} into {detail}: repeated recursive cycle",
    remark.CAPTURING_BY_VALUE: "{subject} capturing by value: {detail}",
    remark.CAPTURING_BY_REFERENCE: "{subject} capturing by ref: {detail}",
    remark.ESCAPES_IN: "{subject} escapes to heap in {detail}:",
    remark.PARAM_LEAKS: "parameter {subject} leaks to {place} for {detail} with derefs={level}:",
    remark.KEPT_ALIVE: "{subject} will be kept alive",
    remark.UNKNOWN_TO_BLOOP: "expr is unknown to bloop pass",
    remark.INDEX_IN_RANGE: "index bounds check elided",
}


def sentence(found: Remark) -> str:
    """What the compiler says for a remark, without the position."""
    template = _SENTENCES.get(found.kind)
    if template is None:
        raise InternalError(f"remark of unknown kind {found.kind}", found.pos)
    return template.format(
        subject=found.subject, detail=found.detail, level=found.level, place=found.place
    )


def flow(step: Step) -> str:
    """A step of an explanation, as the compiler begins it."""
    operators = "&" if step.derefs < 0 else "*" * step.derefs
    return f"  flow: {step.dst.printed} \u2190 {operators}{step.src.printed}:"


def operation(found: Operation) -> str:
    """An operation of a step, without its place."""
    return f"    from {found.printed} ({_OPERATIONS[found.code]})"


_OPERATIONS: Final = {
    operations.ASSIGN: "assign",
    operations.ASSIGN_PAIR: "assign-pair",
    operations.ASSIGN_ASSERTED: "assign-pair-dot-type",
    operations.ASSIGN_LOOKED_UP: "assign-pair-mapr",
    operations.ASSIGN_RECEIVED: "assign-pair-receive",
    operations.RETURN: "return",
    operations.PASS: "call parameter",
    operations.CALL: "callee operand",
    operations.SEND: "send",
    operations.MAP_KEY: "key of map put",
    operations.MAP_LITERAL_KEY: "map literal key",
    operations.MAP_LITERAL_VALUE: "map literal value",
    operations.CONVERT_TO_INTERFACE: "interface-converted",
    operations.STRUCT_FIELD: "struct literal element",
    operations.ARRAY_ELEMENT: "array literal element",
    operations.SLICE_ELEMENT: "slice-literal-element",
    operations.SELECT_FIELD: "dot",
    operations.SELECT_THROUGH_POINTER: "dot of pointer",
    operations.DEREFERENCE: "indirection",
    operations.TAKE_ADDRESS: "address-of",
    operations.SLICE: "slice",
    operations.INDEX_ARRAY: "fixed-array-index-of",
    operations.SLICE_TO_ARRAY: "slice-to-array",
    operations.HEADER_DATA: "reflect.Header.Data",
    operations.APPEND_TO: "appendee slice",
    operations.APPEND_ALL: "appended slice...",
    operations.COPY: "copied slice",
    operations.CAPTURE: "captured by a closure",
    operations.REFER: "reference",
    operations.ALLOCATE: "spill",
    operations.RANGE_ARRAY: "range",
    operations.RANGE: "range-deref",
    operations.TYPE_CASE: "switch case",
    operations.TOO_LARGE: "too large for stack",
    operations.ELEMENTS_WITHOUT_SIZE: "zero-sized element",
    operations.UINTPTR: "//go:uintptrescapes",
    operations.ASSERT: "dot",
}
