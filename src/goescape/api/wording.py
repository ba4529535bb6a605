"""The compiler's sentences: the only place where a remark becomes text."""

from typing import Final

from goescape.base.bug import InternalError
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
}


def sentence(found: Remark) -> str:
    """What the compiler says for a remark, without the position."""
    template = _SENTENCES.get(found.kind)
    if template is None:
        raise InternalError(f"remark of unknown kind {found.kind}", found.pos)
    return template.format(subject=found.subject, detail=found.detail, level=found.level)
