"""A clear no: what is not reproduced exactly is not answered, but named, with what can be done instead.

Which releases and targets are reproduced is written in `toolchain.registry`, which flags in the values of releases.
"""

import os
from collections.abc import Mapping
from typing import Final, NoReturn

from goescape.load import goroot
from goescape.load.environ import Context
from goescape.load.model import Graph, LoadError, PackageError
from goescape.load.names import escaped
from goescape.toolchain import registry
from goescape.toolchain.building import GoFlags
from goescape.toolchain.toolchain import Toolchain

PROFILE: Final = "default.pgo"
_FALSE: Final = frozenset(("0", "f", "F", "false", "FALSE", "False"))


def find_toolchain(root: str, goos: str, goarch: str) -> Toolchain:
    """What is installed at GOROOT, for a target; raises LoadError if that is not reproduced."""
    if registry.find_target(goos, goarch) is None:
        known = ", ".join(registry.targets())
        target = escaped(f"{goos}/{goarch}")
        _refuse(f"GOOS/GOARCH {target} is not simulated; set GOOS and GOARCH to one of {known}")
    version = goroot.version(root)
    found = registry.find(version, goos, goarch)
    if found is None:
        known = ", ".join(registry.versions())
        what = f"is {escaped(version)}" if version else "has no VERSION file"
        _refuse(
            f"GOROOT {escaped(root)} {what}, and only {known} is simulated; "
            "name one with --goroot, or get it with: pip install 'goescape[std]'"
        )
    return found


def check_context(context: Context) -> None:
    """Refuse a build that is not reproduced whatever the package; raises LoadError."""
    default = context.release.sources.experiments.on(context.goos, context.goarch)
    if context.experiments != default:
        changed = sorted(context.experiments - default)
        changed += sorted(f"no{name}" for name in default - context.experiments)
        _refuse(f"GOEXPERIMENT {', '.join(changed)} is not simulated; unset GOEXPERIMENT")
    if context.fips140 not in ("off", ""):
        _refuse(f"GOFIPS140={escaped(context.fips140)} is not simulated; unset GOFIPS140")
    for name, value in context.flags:
        check_build_flag(context.release.go_flags, name, value, "GOFLAGS: ")


def check_build_flag(flags: GoFlags, name: str, value: str, origin: str = "") -> None:
    """Refuse a flag of the go command that changes what the compiler says; raises LoadError."""
    if name in flags.unsimulated and value not in _FALSE:
        _refuse(f"{origin}-{name} is not simulated; leave it out")
    if name == "buildmode" and value not in flags.plain_build_modes:
        _refuse(f"{origin}-buildmode={escaped(value)} is not simulated; leave it out")


def _refuse(sentence: str) -> NoReturn:
    raise LoadError(f"goescape: {sentence}")


def refuse_profiled(graph: Graph, context: Context) -> None:
    """Refuse packages that the go command would compile with a profile; raises LoadError if all are.

    A profile beside a program is used for the program and what it imports. If other packages are named, too,
    those are compiled a second time without it, which is what is answered for them.
    """
    if context.pgo == "off":
        return
    if context.pgo != "auto":
        _refuse(_profile_sentence(f"-pgo={escaped(context.pgo)}"))
    named = graph.named()
    for program in named:
        profile = os.path.join(program.dir, PROFILE)
        if program.name != "main" or program.made or not os.path.isfile(profile):
            continue
        sentence = _profile_sentence(escaped(profile))
        if len(named) == 1:
            _refuse(sentence)
        program.refused = True
        graph.errors.append(PackageError(f"package {program.import_path}: {sentence}"))


def _profile_sentence(profile: str) -> str:
    return f"the profile {profile} is not simulated; with -pgo=off it is not used"


def refuse_flags(graph: Graph, unsimulated: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse packages that are compiled with flags that are not simulated; `unsimulated` has those of each."""
    concerned: dict[str, list[str]] = {}
    for path, words in unsimulated.items():
        for word in words:
            graph.packages[path].refused = True
            concerned.setdefault(word, []).append(path)
    for word, paths in concerned.items():
        others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        graph.errors.append(
            PackageError(
                f"package {paths[0]}{others}: the compiler's flag {escaped(word)} is not simulated; leave it out"
            )
        )
