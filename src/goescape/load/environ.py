"""The build context: everything the environment and the command line say about a build."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from goescape.load import host, names
from goescape.load.files import ReadError, read_bytes
from goescape.load.model import LoadError
from goescape.toolchain.building import Sources
from goescape.toolchain.release import Release


@dataclass(frozen=True, slots=True)
class Context:
    """Target, tags and places; made once per run, read everywhere in `load`."""

    goroot: str
    # The release that is there, and what its VERSION says.
    release: Release
    version: str
    goos: str = "linux"
    goarch: str = "amd64"
    cgo: bool = False
    tags: frozenset[str] = frozenset()
    experiments: frozenset[str] = frozenset()
    # `GOAMD64` and the like as tags: "amd64.v1".
    arch_tags: frozenset[str] = frozenset()
    module_cache: str = ""
    # "", "mod" or "vendor", from -mod.
    mod_mode: str = ""
    # GOWORK: "" to search, "off", or a file.
    workspace: str = ""
    known: frozenset[str] = field(default=frozenset(), compare=False)
    # The profile: "auto" (default.pgo beside a program), "off" or a file.
    pgo: str = "auto"
    # Flags of $GOFLAGS by name, as they were given.
    flags: tuple[tuple[str, str], ...] = ()
    # Values of constraints that were asked for before.
    evaluated: dict[str, bool] = field(default_factory=dict, compare=False)
    # GOFIPS140, which may exchange sources of the standard library.
    fips140: str = "off"

    def satisfies(self, tag: str) -> bool:
        """Whether a build tag holds."""
        if tag == "boringcrypto":
            tag = "goexperiment.boringcrypto"
        return tag in self.known

    @property
    def source_dir(self) -> str:
        return os.path.join(self.goroot, "src")


def target(settings: Mapping[str, str]) -> tuple[str, str]:
    """GOOS and GOARCH: those of this machine, unless they are set."""
    goos, goarch = host.target()
    return settings.get("GOOS") or goos, settings.get("GOARCH") or goarch


def make_context(
    goroot: str,
    release: Release,
    version: str,
    settings: Mapping[str, str],
    tags: list[str] | None = None,
    mod_mode: str = "",
    pgo: str = "",
) -> Context:
    """Read GOOS, GOARCH, CGO_ENABLED, GOFLAGS, GOEXPERIMENT, … as the go command does.

    cgo is off unless asked for, because C cannot be analyzed here.
    """
    goos, goarch = target(settings)
    given = goflags(settings)
    flags = dict(given)
    if tags is None:
        tags = _tag_list(flags.get("tags", ""))
    cgo = settings.get("CGO_ENABLED", "0") == "1"
    experiments = _experiments(release.sources, goos, goarch, settings.get("GOEXPERIMENT", ""))
    arch_tags = _arch_tags(release.sources, goarch, settings)
    known = {goarch, "gc", *release.sources.system_tags(goos), *tags, *arch_tags}
    known |= {f"goexperiment.{name}" for name in experiments}
    known |= {f"go1.{minor}" for minor in range(1, release.minor + 1)}
    if cgo:
        known.add("cgo")
    return Context(
        goroot=goroot,
        release=release,
        version=version,
        goos=goos,
        goarch=goarch,
        cgo=cgo,
        tags=frozenset(tags),
        experiments=frozenset(experiments),
        arch_tags=frozenset(arch_tags),
        module_cache=_module_cache(settings),
        mod_mode=mod_mode or flags.get("mod", ""),
        workspace=settings.get("GOWORK", ""),
        known=frozenset(known),
        pgo=pgo or flags.get("pgo", "") or "auto",
        flags=tuple(given),
        fips140=settings.get("GOFIPS140") or "off",
    )


# Longer than any that somebody wrote.
_LARGEST_SETTINGS: Final = 1 << 20


def with_file(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment, and below it what `go env -w` wrote."""
    path = environ.get("GOENV", "")
    if path == "off":
        return environ
    if not path:
        config = environ.get("XDG_CONFIG_HOME") or os.path.join(environ.get("HOME", ""), ".config")
        path = os.path.join(config, "go", "env")
    try:
        text = read_bytes(path, _LARGEST_SETTINGS).decode("utf-8", "surrogateescape")
    except ReadError:
        return environ
    found: dict[str, str] = {}
    for line in text.split("\n"):
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            found[name] = value
    return {**found, **{name: value for name, value in environ.items() if value}}


def goflags(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """The flags of $GOFLAGS with their values ("true" if they were given none), in order."""
    flags: list[tuple[str, str]] = []
    for word in names.split_words(environ.get("GOFLAGS", ""), "parsing $GOFLAGS"):
        if not word.startswith("-") or word in ("-", "--"):
            raise LoadError(f"go: parsing $GOFLAGS: non-flag {names.quoted(word)}")
        name, equals, value = word.removeprefix("-").removeprefix("-").partition("=")
        flags.append((name, value if equals else "true"))
    return flags


def _tag_list(text: str) -> list[str]:
    return [tag for tag in text.replace(",", " ").split() if tag]


def split_tags(text: str) -> list[str]:
    """The value of `-tags`: separated by commas (blanks are the old form)."""
    return _tag_list(text)


def _experiments(sources: Sources, goos: str, goarch: str, text: str) -> set[str]:
    known = sources.experiments
    enabled = set(known.on(goos, goarch))
    for word in filter(None, text.split(",")):
        if word == "none":
            enabled = set()
        elif word == "regabi":
            enabled |= known.register_abi
        elif word == "noregabi":
            enabled -= known.register_abi
        elif word in known.known:
            enabled.add(word)
        elif word.startswith("no") and word[2:] in known.known:
            enabled.discard(word[2:])
        else:
            raise LoadError(f"go: unknown GOEXPERIMENT {names.escaped(word)}")
    return enabled


def _arch_tags(sources: Sources, goarch: str, settings: Mapping[str, str]) -> list[str]:
    levels = sources.levels.get(goarch)
    if levels is None:
        return []
    level = settings.get(levels.variable) or levels.default
    known = [each for each in levels.known if each not in levels.unsimulated]
    if level in known:
        return [f"{goarch}.{each}" for each in levels.known[: levels.known.index(level) + 1]]
    raise LoadError(
        f"goescape: {levels.variable}={names.escaped(level)} is not simulated; "
        f"set {levels.variable} to one of {', '.join(known)}"
    )


def _module_cache(settings: Mapping[str, str]) -> str:
    if cache := settings.get("GOMODCACHE"):
        return cache
    gopath = settings.get("GOPATH", "").split(os.pathsep)[0]
    if not gopath:
        home = settings.get("HOME") or os.path.expanduser("~")
        gopath = os.path.join(home, "go")
    return os.path.join(gopath, "pkg", "mod")
