"""Functions that have another name, or are in another package, after a change.

Of those that are no more and those that are new, the ones that are most alike belong together: by their text from the name on, which renaming leaves as it is.
"""

import difflib
from typing import Final

from goescape.compare.states import Name, State, Text

# Functions that are less alike are different ones.
_ALIKE: Final = 0.7
# Nobody renames so many at once without moving them whole.
_ENOUGH_PAIRS: Final = 20_000


def renamed(base: State, head: State, gone: list[Name], new: list[Name]) -> dict[Name, Name]:
    """New names of functions by their old ones."""
    before = _texts(base, gone)
    after = _texts(head, new)
    found: dict[Name, Name] = {}
    by_text: dict[str, list[Name]] = {}
    for name, text in after.items():
        by_text.setdefault(text.behind_name, []).append(name)
    for name, text in before.items():
        same = by_text.get(text.behind_name, [])
        # What stays in its package, or keeps its name, comes first.
        same.sort(key=lambda other: (other[0] != name[0], other[1] != name[1]))
        if same:
            found[name] = same.pop(0)
    left = [name for name in before if name not in found]
    taken = set(found.values())
    free = [name for name in after if name not in taken]
    if len(left) * len(free) > _ENOUGH_PAIRS:
        return found
    pairs = sorted(
        (
            (-_likeness(before[old], after[name]), old, name)
            for old in left
            for name in free
            if _may_be_alike(before[old], after[name])
        ),
    )
    for likeness, old, name in pairs:
        if -likeness >= _ALIKE and old not in found and name not in taken:
            found[old] = name
            taken.add(name)
    return found


def _texts(state: State, names: list[Name]) -> dict[Name, Text]:
    texts = {name: state.text(name) for name in names}
    return {name: text for name, text in texts.items() if text is not None}


def _may_be_alike(x: Text, y: Text) -> bool:
    sizes = sorted((len(x.behind_name), len(y.behind_name)))
    return sizes[0] * 2 >= sizes[1]


def _likeness(x: Text, y: Text) -> float:
    matcher = difflib.SequenceMatcher(None, x.behind_name.split(), y.behind_name.split(), False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
