"""How this copy of goescape was built; installing writes what is true of it."""

from typing import Final

# Why the core runs interpreted although it was installed, for people.
REASON: Final[str] = ""
# A hash of what it was built of; a checkout has none, since its sources change.
SOURCES: Final[str] = ""
