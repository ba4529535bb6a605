"""Which module provides which import path: go.mod, go.work, vendor directories, the module cache.

The build list is found by minimal version selection over the go.mod files that are on this machine;
nothing is downloaded. A module without its go.mod in the cache counts as having no requirements.
"""

import os
from collections import deque
from dataclasses import dataclass, field

from goescape.load import modfile
from goescape.load.environ import Context
from goescape.load.model import LoadError, Module
from goescape.release import toolchain


@dataclass(frozen=True, slots=True)
class Found:
    """Where an import path leads."""

    import_path: str
    dir: str
    module: Module | None
    standard: bool


class NotFoundError(Exception):
    """No source for an import path; the text is the go command's."""


@dataclass(slots=True)
class Modules:
    """The modules of one build."""

    context: Context
    main: list[Module] = field(default_factory=list)
    # Everything else that was selected, by module path.
    selected: dict[str, Module] = field(default_factory=dict)
    # Vendored packages by import path, when building from vendor/.
    vendored: dict[str, Module] | None = None
    vendor_dir: str = ""
    # Paths ignored by `...`, absolute.
    ignored: set[str] = field(default_factory=set)
    # What was found before, by import path and by who asks: cmd, the rest of std, others.
    _known: dict[tuple[str, str], Found] = field(default_factory=dict)

    def find(
        self, import_path: str, importer_path: str = "", importer_standard: bool = False
    ) -> Found:
        """Resolve an import path as seen from a package; raises NotFoundError."""
        asker = ""
        if importer_standard:
            asker = "cmd" if _has_prefix(importer_path, "cmd") else "std"
        found = self._known.get((import_path, asker))
        if found is None:
            found = self._find(import_path, asker)
            self._known[import_path, asker] = found
        return found

    def _find(self, import_path: str, asker: str) -> Found:
        if asker:
            vendored = self._find_std_vendored(import_path, asker)
            if vendored is not None:
                return vendored
        if is_standard_path(import_path):
            directory = os.path.join(self.context.source_dir, import_path)
            if _has_go_files(directory):
                return Found(import_path, directory, None, True)
        if self.vendored is not None and not self._in_main(import_path):
            return self._find_vendored(import_path)
        found = self._find_in_modules(import_path)
        if found is not None:
            return found
        raise NotFoundError(self._missing(import_path))

    def all_modules(self) -> list[Module]:
        return self.main + [self.selected[path] for path in sorted(self.selected)]

    def import_path_of_dir(self, directory: str) -> str | None:
        """The import path of a directory, or None if no module of the build holds it."""
        source = os.path.realpath(self.context.source_dir)
        real = os.path.realpath(directory)
        if real.startswith(source + os.sep):
            return os.path.relpath(real, source).replace(os.sep, "/")
        for module in sorted(self.all_modules(), key=lambda m: -len(m.dir)):
            root = os.path.realpath(module.dir)
            if real == root:
                return module.path
            if real.startswith(root + os.sep):
                inner = os.path.relpath(real, root).replace(os.sep, "/")
                if self.vendored is not None and inner.startswith("vendor/"):
                    return inner.removeprefix("vendor/")
                if _crosses_module(root, inner):
                    return None
                return f"{module.path}/{inner}"
        return None

    def _in_main(self, import_path: str) -> bool:
        return any(_has_prefix(import_path, module.path) for module in self.main)

    def _find_std_vendored(self, import_path: str, asker: str) -> Found | None:
        root = "cmd/vendor" if asker == "cmd" else "vendor"
        if is_standard_path(import_path) or import_path.startswith(root + "/"):
            return None
        path = f"{root}/{import_path}"
        directory = os.path.join(self.context.source_dir, path)
        return Found(path, directory, None, True) if _has_go_files(directory) else None

    def _find_vendored(self, import_path: str) -> Found:
        assert self.vendored is not None
        module = self.vendored.get(import_path)
        if module is None:
            if is_standard_path(import_path):
                raise NotFoundError(self._missing(import_path))
            raise NotFoundError(
                f"cannot find module providing package {import_path}: import lookup disabled by -mod=vendor"
            )
        return Found(import_path, os.path.join(self.vendor_dir, import_path), module, False)

    def _find_in_modules(self, import_path: str) -> Found | None:
        candidates = [m for m in self.main if _has_prefix(import_path, m.path)]
        prefix = import_path
        while prefix:
            if prefix in self.selected:
                candidates.append(self.selected[prefix])
            prefix = prefix.rpartition("/")[0]
        absent: Module | None = None
        found: list[Found] = []
        for module in sorted(candidates, key=lambda m: -len(m.path)):
            inner = import_path[len(module.path) :].lstrip("/")
            directory = os.path.join(module.dir, inner) if inner else module.dir
            if not os.path.isdir(module.dir):
                absent = absent or module
            elif _has_go_files(directory) and not _crosses_module(module.dir, inner):
                found.append(Found(import_path, directory, module, False))
        if len(found) > 1:
            where = "\n\t".join(
                f"{f.module.path} {f.module.version} ({f.dir})"
                for f in found
                if f.module is not None
            )
            raise NotFoundError(
                f"ambiguous import: found package {import_path} in multiple modules:\n\t{where}"
            )
        if not found and absent is not None:
            raise NotFoundError(
                f"{absent.path}@{absent.version}: module is not in the module cache "
                f"({self.context.module_cache}); get it with: go mod download {absent.path}"
            )
        return found[0] if found else None

    def _missing(self, import_path: str) -> str:
        if is_standard_path(import_path):
            directory = os.path.join(self.context.source_dir, import_path)
            return f"package {import_path} is not in std ({directory})"
        if not self.main:
            return (
                f"no required module provides package {import_path}: go.mod file not found in current "
                "directory or any parent directory; see 'go help modules'"
            )
        return (
            f"no required module provides package {import_path}; to add it:\n\tgo get {import_path}"
        )


def is_standard_path(path: str) -> bool:
    """Paths whose first element has no dot belong to the standard library."""
    return "." not in path.partition("/")[0]


def _has_prefix(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + "/")


def _has_go_files(directory: str) -> bool:
    try:
        with os.scandir(directory) as entries:
            return any(entry.name.endswith(".go") for entry in entries)
    except OSError:
        return False


def _crosses_module(root: str, inner: str) -> bool:
    """Whether a directory between `root` and `root/inner` starts another module."""
    directory = root
    for element in filter(None, inner.split("/")):
        directory = os.path.join(directory, element)
        if os.path.isfile(os.path.join(directory, "go.mod")):
            return True
    return False


def escape_path(path: str) -> str:
    """Module paths in the cache have `!x` for `X`, so that case-blind file systems can hold them."""
    return "".join(f"!{char.lower()}" if char.isupper() else char for char in path)


def discover(context: Context, directory: str) -> Modules:
    """Find the main module or workspace around a directory and select versions."""
    work_path = _find_workspace(context, directory)
    if work_path:
        return _load_workspace(context, work_path)
    mod_path = _search_upward(directory, "go.mod")
    if not mod_path or _is_inside(os.path.dirname(mod_path), context.goroot):
        return Modules(context)
    file = _read_mod(mod_path)
    root = os.path.dirname(mod_path)
    _check_go(mod_path, file)
    modules = Modules(context)
    modules.main.append(Module(file.module, "", root, file.go, main=True))
    modules.ignored = _ignored(root, file)
    vendor_dir = os.path.join(root, "vendor")
    if _use_vendor(context, vendor_dir, file.go):
        _load_vendor(modules, vendor_dir)
    else:
        _select(modules, [(root, file)], file)
    return modules


def _find_workspace(context: Context, directory: str) -> str:
    if context.workspace == "off":
        return ""
    if context.workspace:
        return os.path.abspath(context.workspace)
    found = _search_upward(directory, "go.work")
    return "" if _is_inside(os.path.dirname(found), context.goroot) else found


def _search_upward(directory: str, name: str) -> str:
    directory = os.path.abspath(directory)
    while True:
        candidate = os.path.join(directory, name)
        if os.path.isfile(candidate):
            return candidate
        parent = os.path.dirname(directory)
        if parent == directory:
            return ""
        directory = parent


def _is_inside(directory: str, root: str) -> bool:
    if not directory:
        return False
    directory, root = os.path.realpath(directory), os.path.realpath(root)
    return directory == root or directory.startswith(root + os.sep)


def _read_mod(path: str) -> modfile.ModFile:
    try:
        with open(path, encoding="utf-8") as file:
            mod = modfile.parse(path, file.read())
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(f"go: reading {path}: {error}") from error
    if not mod.module and path.endswith("go.mod"):
        raise LoadError(f"go: error reading {path}: missing module declaration")
    return mod


def _check_go(path: str, file: modfile.ModFile) -> None:
    lang = modfile.lang_version(file.go)
    if lang and int(lang.partition(".")[2]) > toolchain.GO_MINOR:
        name = os.path.basename(path)
        raise LoadError(
            f"go: {name} requires go >= {file.go} (running {toolchain.VERSION.replace('go', 'go ')})"
        )


def _ignored(root: str, file: modfile.ModFile) -> set[str]:
    return {
        os.path.normpath(os.path.join(root, path)) for path in file.ignore if path.startswith("./")
    }


def _load_workspace(context: Context, work_path: str) -> Modules:
    work = _read_mod(work_path)
    _check_go(work_path, work)
    root = os.path.dirname(work_path)
    modules = Modules(context)
    files: list[tuple[str, modfile.ModFile]] = []
    replace = list(work.replace)
    for use in work.use:
        directory = os.path.normpath(os.path.join(root, use))
        mod_path = os.path.join(directory, "go.mod")
        if not os.path.isfile(mod_path):
            raise LoadError(
                f"go: cannot load module {use} listed in go.work file: open {mod_path}: "
                "no such file or directory"
            )
        file = _read_mod(mod_path)
        _check_go(mod_path, file)
        files.append((directory, file))
        modules.main.append(Module(file.module, "", directory, file.go, main=True))
        modules.ignored |= _ignored(directory, file)
        overridden = {(r.old, r.old_version) for r in work.replace}
        replace += [
            _absolute(r, directory)
            for r in file.replace
            if (r.old, r.old_version) not in overridden
        ]
    vendor_dir = os.path.join(root, "vendor")
    if _use_vendor(context, vendor_dir, work.go):
        _load_vendor(modules, vendor_dir)
        return modules
    _select(modules, files, modfile.ModFile(go=work.go or "1.18", replace=replace), base=root)
    return modules


def _absolute(replacement: modfile.Replacement, directory: str) -> modfile.Replacement:
    if replacement.new_version:
        return replacement
    new = os.path.normpath(os.path.join(directory, replacement.new))
    return modfile.Replacement(replacement.old, replacement.old_version, new, "")


def _use_vendor(context: Context, vendor_dir: str, go: str) -> bool:
    if context.mod_mode == "vendor":
        return True
    if context.mod_mode:
        return False
    return os.path.isfile(os.path.join(vendor_dir, "modules.txt")) and modfile.version_key(
        go or "0"
    ) >= modfile.version_key("1.14")


def _load_vendor(modules: Modules, vendor_dir: str) -> None:
    path = os.path.join(vendor_dir, "modules.txt")
    try:
        with open(path, encoding="utf-8") as file:
            listed = modfile.parse_vendor_list(file.read())
    except OSError as error:
        raise LoadError(f"go: reading {path}: {error.strerror}") from error
    modules.vendor_dir = vendor_dir
    modules.vendored = {}
    for entry in listed:
        module = Module(entry.path, entry.version, os.path.join(vendor_dir, entry.path), entry.go)
        for package in entry.packages:
            modules.vendored[package] = module


def _select(
    modules: Modules,
    files: list[tuple[str, modfile.ModFile]],
    rules: modfile.ModFile,
    base: str = "",
) -> None:
    """Minimal version selection from the requirements of the main modules.

    From go 1.17 on a go.mod lists what its packages need, so requirements of requirements of such
    modules are not followed (graph pruning).
    """
    base = base or files[0][0]
    main_paths = {module.path for module in modules.main}
    chosen: dict[str, str] = {}
    queue: deque[tuple[str, str, bool]] = deque()
    for _, file in files:
        queue.extend((path, version, True) for path, version in file.require)
    seen: set[tuple[str, str]] = set()
    while queue:
        path, version, follow = queue.popleft()
        if path in main_paths or (path, version) in rules.exclude:
            continue
        current = chosen.get(path)
        if current is None or modfile.version_key(current) < modfile.version_key(version):
            chosen[path] = version
        if not follow or (path, version) in seen:
            continue
        seen.add((path, version))
        required = _requirements(modules.context, rules, base, path, version)
        if required is None:
            continue
        pruned = modfile.version_key(required.go or "0") >= modfile.version_key("1.17")
        queue.extend((p, v, not pruned) for p, v in required.require)
    for path, version in chosen.items():
        modules.selected[path] = _locate(modules.context, rules, base, path, version)


def _requirements(
    context: Context, rules: modfile.ModFile, base: str, path: str, version: str
) -> modfile.ModFile | None:
    replacement = rules.replacement(path, version)
    if replacement is not None and not replacement.new_version:
        candidates = [os.path.join(base, replacement.new, "go.mod")]
    else:
        if replacement is not None:
            path, version = replacement.new, replacement.new_version
        cache = context.module_cache
        name, number = escape_path(path), escape_path(version)
        candidates = [
            os.path.join(cache, "cache", "download", name, "@v", f"{number}.mod"),
            os.path.join(cache, f"{name}@{number}", "go.mod"),
        ]
    for candidate in candidates:
        if os.path.isfile(candidate):
            return _read_mod(candidate)
    return None


def _locate(context: Context, rules: modfile.ModFile, base: str, path: str, version: str) -> Module:
    file = _requirements(context, rules, base, path, version)
    go = file.go if file is not None else ""
    replacement = rules.replacement(path, version)
    if replacement is None:
        directory = os.path.join(
            context.module_cache, f"{escape_path(path)}@{escape_path(version)}"
        )
    elif replacement.new_version:
        name = f"{escape_path(replacement.new)}@{escape_path(replacement.new_version)}"
        directory = os.path.join(context.module_cache, name)
    else:
        directory = os.path.normpath(os.path.join(base, replacement.new))
        if not os.path.isdir(directory):
            raise LoadError(
                f"go: {path}@{version} (replaced by {replacement.new}): reading "
                f"{os.path.join(directory, 'go.mod')}: no such file or directory"
            )
    return Module(path, version, directory, go)
