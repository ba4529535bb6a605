"""A cover profile: what reads coverage of Go shows where memory is allocated.

A block for each line with sites: count 0, shown as not covered, if something on it may allocate; 1 if all of it stays on the
stack or costs nothing. So the percentage is the share of such lines that do not allocate.
"""

import posixpath
from collections.abc import Iterator, Sequence
from typing import Final

from goescape.understand.costwords import NEVER
from goescape.understand.explain import Explained
from goescape.understand.places import Source

_MODE: Final = "mode: set"


def lines(explained: Sequence[Explained], source: Source) -> Iterator[str]:
    """Files are named by the import path of their package, as coverage names them."""
    yield _MODE
    blocks: dict[tuple[str, int], list[int]] = {}
    for each in explained:
        site = each.site
        if site.cost is None or not site.is_own or not site.line:
            continue
        text = source(site.file, site.line).encode("utf-8", "surrogateescape")
        if not text:
            continue
        begin = each.begin or site.column or 1
        end = max(each.end or len(text) + 1, begin + 1)
        count = 1 if site.cost.allocates == NEVER else 0
        file = f"{site.home}/{posixpath.basename(site.file)}"
        block = blocks.setdefault((file, site.line), [begin, end, count])
        block[:] = [min(block[0], begin), max(block[1], end), min(block[2], count)]
    for (file, line), (begin, end, count) in sorted(blocks.items()):
        yield f"{file}:{line}.{begin},{line}.{end} 1 {count}"
