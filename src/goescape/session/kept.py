"""What is kept of a package besides its summary: its lines, and its facts if they were asked for."""

from goescape.base.buffer import NONSENSE, In, Out
from goescape.base.bug import InternalError
from goescape.facts.codec import PackageFacts
from goescape.lines import codec
from goescape.lines.codec import NonsenseError
from goescape.session.model import PackageResult


def encode(result: PackageResult) -> bytes:
    counts = (result.n_analyzed, result.n_generic)
    out = Out()
    out.raw(codec.encode(result.messages, result.own_log, counts))
    out.raw(result.own_facts)
    return out.done()


def lines(data: bytes) -> bytes:
    """The part that `lines.codec` reads; raises NonsenseError."""
    try:
        return In(data).raw()
    except NONSENSE as error:
        raise NonsenseError from error


def facts(data: bytes) -> PackageFacts | None:
    """The facts, None if they were not asked for; raises NonsenseError."""
    try:
        both = In(data)
        both.raw()
        found = both.raw()
        if both.at != len(data):
            raise InternalError("facts end too late")
        return PackageFacts(found) if found else None
    except NONSENSE as error:
        raise NonsenseError from error
