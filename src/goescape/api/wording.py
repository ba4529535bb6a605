"""The sentence of each remark, as the compiler words it. The one place where messages get their text."""

from goescape.base.bug import InternalError
from goescape.base.pos import PosTable
from goescape.ir import remark
from goescape.ir.remark import Remark


def sentence(r: Remark) -> str:
    """What a remark says, without its position."""
    kind = r.kind
    if kind in (remark.DOES_NOT_ESCAPE, remark.PARAM_DOES_NOT_ESCAPE):
        return f"{r.subject} does not escape"
    if kind == remark.ESCAPES_TO_HEAP:
        return f"{r.subject} escapes to heap"
    if kind == remark.LEAKING_PARAM:
        return f"leaking param: {r.subject}"
    if kind == remark.LEAKING_CONTENT:
        return f"leaking param content: {r.subject}"
    if kind == remark.LEAKING_TO_RESULT:
        return f"leaking param: {r.subject} to result {r.detail} level={r.level}"
    if kind == remark.MOVED_TO_HEAP:
        return f"moved to heap: {r.subject}"
    if kind == remark.ZERO_COPY:
        return "zero-copy string->[]byte conversion"
    if kind == remark.IGNORING_SELF_ASSIGNMENT:
        return f"{r.subject} ignoring self-assignment in {r.detail}"
    if kind == remark.DEVIRTUALIZING:
        return f"devirtualizing {r.subject} to {r.detail}"
    if kind == remark.PARTIALLY_DEVIRTUALIZING:
        return f"partially devirtualizing {r.subject} to {r.detail}"
    if kind == remark.CANNOT_DEVIRTUALIZE_RECEIVER:
        return f"cannot devirtualize {r.subject}: shaped receiver {r.detail}"
    if kind == remark.CANNOT_DEVIRTUALIZE_INTERFACE:
        return f"cannot devirtualize {r.subject}: shaped interface {r.detail}"
    if kind == remark.IMPRECISE_CALL:
        return "imprecise interface call"
    if kind == remark.CAN_INLINE:
        return f"can inline {r.subject}"
    if kind == remark.INLINING_CALL:
        return f"inlining call to {r.subject}"
    if kind == remark.ASSUMING_UINTPTR:
        return f"assuming {r.subject} is unsafe uintptr"
    if kind == remark.MARKING_UINTPTR:
        return f"marking {r.subject} as escaping uintptr"
    if kind == remark.MARKING_UINTPTR_VARIADIC:
        return f"marking {r.subject} as escaping ...uintptr"
    raise InternalError(f"wording: unknown kind of remark {kind}", r.pos)


def line(r: Remark, table: PosTable) -> str:
    """A remark as the compiler prints it; one without a position is the sentence alone."""
    if r.pos == 0:
        return sentence(r)
    return f"{table.place(r.pos)}: {sentence(r)}"
