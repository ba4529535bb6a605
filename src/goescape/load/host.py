"""The machine that this runs on, as Go names it."""

import platform
import sys
from typing import Final

_SYSTEMS: Final = {"win32": "windows", "cygwin": "windows", "sunos5": "solaris"}
_MACHINES: Final = {
    "x86_64": "amd64",
    "amd64": "amd64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "i386": "386",
    "i686": "386",
    "armv6l": "arm",
    "armv7l": "arm",
    "loongarch64": "loong64",
    "mips": "mips",
    "mips64": "mips64",
    "ppc64": "ppc64",
    "ppc64le": "ppc64le",
    "riscv64": "riscv64",
    "s390x": "s390x",
}


def target(system: str = sys.platform, machine: str = "") -> tuple[str, str]:
    """GOOS and GOARCH of a system (`sys.platform`) and a machine (`platform.machine()`); those of this one."""
    goos = _SYSTEMS.get(system, system.rstrip("0123456789"))
    name = (machine or platform.machine()).lower()
    return goos, _MACHINES.get(name, name)
