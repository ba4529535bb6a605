"""The build context: everything the environment and the command line say about a build."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from goescape.load.model import LoadError
from goescape.release import toolchain


@dataclass(frozen=True, slots=True)
class Context:
    """Target, tags and places; made once per run, read everywhere in `load`."""

    goroot: str
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

    def satisfies(self, tag: str) -> bool:
        """Whether a build tag holds."""
        if tag == "boringcrypto":
            tag = "goexperiment.boringcrypto"
        return tag in self.known

    @property
    def source_dir(self) -> str:
        return os.path.join(self.goroot, "src")


def make_context(
    goroot: str,
    environ: Mapping[str, str],
    tags: list[str] | None = None,
    mod_mode: str = "",
) -> Context:
    """Read GOOS, GOARCH, CGO_ENABLED, GOFLAGS, GOEXPERIMENT, … as the go command does.

    cgo is off unless asked for, because C cannot be analyzed here.
    """
    goos = environ.get("GOOS") or "linux"
    goarch = environ.get("GOARCH") or "amd64"
    flags = _goflags(environ.get("GOFLAGS", ""))
    if tags is None:
        tags = _tag_list(flags.get("tags", ""))
    cgo = environ.get("CGO_ENABLED", "0") == "1"
    experiments = _experiments(goos, goarch, environ.get("GOEXPERIMENT", ""))
    arch_tags = _arch_tags(goarch, environ)
    known = {goos, goarch, "gc", *tags, *arch_tags}
    known |= {f"goexperiment.{name}" for name in experiments}
    known |= {f"go1.{minor}" for minor in range(1, toolchain.GO_MINOR + 1)}
    if goos in toolchain.IMPLIED_OS:
        known.add(toolchain.IMPLIED_OS[goos])
    if goos in toolchain.UNIX_OS:
        known.add("unix")
    if cgo:
        known.add("cgo")
    return Context(
        goroot=goroot,
        goos=goos,
        goarch=goarch,
        cgo=cgo,
        tags=frozenset(tags),
        experiments=frozenset(experiments),
        arch_tags=frozenset(arch_tags),
        module_cache=_module_cache(environ),
        mod_mode=mod_mode or flags.get("mod", ""),
        workspace=environ.get("GOWORK", ""),
        known=frozenset(known),
    )


def _goflags(text: str) -> dict[str, str]:
    """GOFLAGS as a mapping; flags that do not concern source selection are carried along unread."""
    flags: dict[str, str] = {}
    for word in shlex.split(text):
        if not word.startswith("-"):
            raise LoadError(f'go: parsing $GOFLAGS: non-flag "{word}"')
        name, _, value = word.lstrip("-").partition("=")
        flags[name] = value
    return flags


def _tag_list(text: str) -> list[str]:
    return [tag for tag in text.replace(",", " ").split() if tag]


def split_tags(text: str) -> list[str]:
    """The value of `-tags`: separated by commas (blanks are the old form)."""
    return _tag_list(text)


def _experiments(goos: str, goarch: str, text: str) -> set[str]:
    enabled = toolchain.default_experiments(goos, goarch)
    for word in filter(None, text.split(",")):
        if word == "none":
            enabled = set()
        elif word in ("regabi", "noregabi"):
            pass
        elif word in toolchain.EXPERIMENTS:
            enabled.add(word)
        elif word.startswith("no") and word[2:] in toolchain.EXPERIMENTS:
            enabled.discard(word[2:])
        else:
            raise LoadError(f"go: unknown GOEXPERIMENT {word}")
    return enabled


def _arch_tags(goarch: str, environ: Mapping[str, str]) -> list[str]:
    if goarch == "amd64":
        level = environ.get("GOAMD64") or "v1"
        if level not in ("v1", "v2", "v3", "v4"):
            raise LoadError(f"go: invalid GOAMD64: must be v1, v2, v3, v4; got {level}")
        return [f"amd64.v{n}" for n in range(1, int(level[1:]) + 1)]
    if goarch == "arm64":
        return ["arm64.v8.0"]
    if goarch == "386":
        return ["386.sse2"]
    return []


def _module_cache(environ: Mapping[str, str]) -> str:
    if cache := environ.get("GOMODCACHE"):
        return cache
    gopath = environ.get("GOPATH", "").split(os.pathsep)[0]
    if not gopath:
        home = environ.get("HOME") or os.path.expanduser("~")
        gopath = os.path.join(home, "go")
    return os.path.join(gopath, "pkg", "mod")
