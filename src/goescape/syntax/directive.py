"""Compiler directives: `//go:…` comments in front of declarations.

Each known directive is a bit; `Pragma` nodes carry the bits to the declaration they precede.
"""

from typing import Final

NOINLINE: Final = 1 << 0
NOESCAPE: Final = 1 << 1
NOSPLIT: Final = 1 << 2
NORACE: Final = 1 << 3
NOCHECKPTR: Final = 1 << 4
SYSTEMSTACK: Final = 1 << 5
NOWRITEBARRIER: Final = 1 << 6
NOWRITEBARRIERREC: Final = 1 << 7
YESWRITEBARRIERREC: Final = 1 << 8
CGO_UNSAFE_ARGS: Final = 1 << 9
UINTPTR_KEEP_ALIVE: Final = 1 << 10
UINTPTR_ESCAPES: Final = 1 << 11
NOTINHEAP: Final = 1 << 12
NOINTERFACE: Final = 1 << 13
REGISTERPARAMS: Final = 1 << 14
FIX: Final = 1 << 15

FLAGS: Final[dict[str, int]] = {
    "go:noinline": NOINLINE,
    "go:noescape": NOESCAPE,
    "go:nosplit": NOSPLIT,
    "go:norace": NORACE,
    "go:nocheckptr": NOCHECKPTR,
    "go:systemstack": SYSTEMSTACK,
    "go:nowritebarrier": NOWRITEBARRIER,
    "go:nowritebarrierrec": NOWRITEBARRIERREC | NOWRITEBARRIER,
    "go:yeswritebarrierrec": YESWRITEBARRIERREC,
    "go:cgo_unsafe_args": CGO_UNSAFE_ARGS | NOCHECKPTR,
    "go:uintptrkeepalive": UINTPTR_KEEP_ALIVE,
    "go:uintptrescapes": UINTPTR_ESCAPES | UINTPTR_KEEP_ALIVE,
    "go:notinheap": NOTINHEAP,
    "go:nointerface": NOINTERFACE,
    "go:registerparams": REGISTERPARAMS,
}


def beside(name: str, filename: str) -> str:
    """The file that a `//line` directive in `filename` names: relative names are beside that file."""
    if not name.startswith("/") and "/" in filename:
        name = filename[: filename.rindex("/") + 1] + name
    rooted = name.startswith("/")
    kept: list[str] = []
    for element in name.split("/"):
        if element == "" or element == ".":
            continue
        if element == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif element != ".." or not rooted:
            kept.append(element)
    cleaned = "/".join(kept)
    if rooted:
        return "/" + cleaned
    return cleaned if cleaned != "" else "."
