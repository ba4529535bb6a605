"""The compiler's sentences: the only place where a remark becomes text."""

from typing import Final

from goescape.base.bug import InternalError
from goescape.ir import remark
from goescape.ir.remark import Remark, Step

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
    remark.GRAPH_NODE: "{level}\t{place}\t{detail}\t{subject}",
    remark.GRAPH_EDGE: "{detail}\t{level}\t{place}\t{subject}",
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
    return f"   flow: {step.dst} \u2190 {operators}{step.src}:"
