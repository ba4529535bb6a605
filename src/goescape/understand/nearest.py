"""Names that look like one that does not exist."""

import difflib
from collections.abc import Iterable
from typing import Final

_ENOUGH: Final = 3
# Of names that look alike, those are told that are as good as the best by so much.
_AS_NEAR: Final = 0.15


def of_functions(wanted: str, names: Iterable[str]) -> list[str]:
    """The nearest names of functions and methods, with or without their receivers."""
    spelled: dict[str, str] = {}
    for name in names:
        folded = _folded(name)
        spelled.setdefault(folded, name)
        spelled.setdefault(_without_receiver(folded), name)
    folded = _folded(wanted)
    return _closest(folded, spelled) or _closest(_without_receiver(folded), spelled)


def of_files(wanted: str, names: Iterable[str]) -> list[str]:
    """The nearest names of files."""
    return _closest(_folded(wanted), {_folded(name): name for name in names})


def of_words(wanted: str, words: Iterable[str]) -> list[str]:
    """The nearest of a few words."""
    return _closest(wanted.lower(), {word: word for word in words})


def _closest(wanted: str, spelled: dict[str, str]) -> list[str]:
    found = difflib.get_close_matches(wanted, list(spelled), _ENOUGH)
    best = max((_likeness(wanted, each) for each in found), default=0.0)
    near = [spelled[each] for each in found if best - _likeness(wanted, each) < _AS_NEAR]
    return list(dict.fromkeys(near))


def _folded(name: str) -> str:
    """As people type it: whatever the case of the letters, without the signs of pointers."""
    return "".join(char for char in name.lower() if char not in "(*)")


def _without_receiver(name: str) -> str:
    return name.rpartition(".")[2]


def _likeness(x: str, y: str) -> float:
    return difflib.SequenceMatcher(None, x, y).ratio()
