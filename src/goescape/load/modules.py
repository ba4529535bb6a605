"""Which module provides which import path: go.mod, go.work, vendor directories, the module cache.

The build list is found by minimal version selection over the go.mod files that are on this machine;
nothing is downloaded. A module without its go.mod in the cache counts as having no requirements.
"""

import os
from collections import deque
from dataclasses import dataclass, field

from goescape.load import godebug, modfile, names, scan, versions
from goescape.load.environ import Context
from goescape.load.files import Files, ReadError
from goescape.load.model import LoadError, Module


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
    files: Files = field(default_factory=Files)
    main: list[Module] = field(default_factory=list)
    # Everything else that was selected, by module path.
    selected: dict[str, Module] = field(default_factory=dict)
    # Vendored packages by import path, when building from vendor/.
    vendored: dict[str, Module] | None = None
    vendor_dir: str = ""
    # What `...` passes over: module directory -> patterns of its `ignore` lines.
    ignored: dict[str, list[str]] = field(default_factory=dict)
    # Packages of `tool` lines.
    tools: list[str] = field(default_factory=list)
    # Folders with nothing but test files count as packages.
    with_tests: bool = False
    # What was found before, by import path and by who asks: cmd, the rest of std, others.
    _known: dict[tuple[str, str], Found] = field(default_factory=dict)
    _scans: dict[tuple[str, bool], scan.Scan] = field(default_factory=dict)

    def scan(self, directory: str, with_tests: bool = False) -> scan.Scan:
        """What a directory holds; raises OSError."""
        found = self._scans.get((directory, with_tests))
        if found is None:
            found = scan.scan_directory(self.context, self.files, directory, with_tests)
            self._scans[directory, with_tests] = found
        return found

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
            directory = f"{self.context.source_dir}/{import_path}"
            if self.files.holds_go_files(directory):
                return Found(import_path, directory, None, True)
        if self.vendored is not None and not self._in_main(import_path):
            return self._find_vendored(import_path)
        found = self._find_in_modules(import_path)
        if found is not None:
            return found
        raise NotFoundError(self._missing(import_path))

    def ignores(self, module_dir: str, inner: str) -> bool:
        """Whether `...` passes over a directory of a module; `inner` is below the module's."""
        whole = f"/{inner}/"
        for pattern in self.ignored.get(module_dir, ()):
            if pattern.startswith("./"):
                if whole.startswith(_between_slashes(pattern[2:])):
                    return True
            elif _between_slashes(pattern) in whole:
                return True
        return False

    def owner(self, directory: str) -> Module | None:
        """The module of the build that a directory is in."""
        real = os.path.realpath(directory)
        for module in sorted(self.all_modules(), key=lambda m: -len(m.dir)):
            root = os.path.realpath(module.dir)
            if real == root or real.startswith(root + os.sep):
                inner = os.path.relpath(real, root) if real != root else ""
                return None if _crosses_module(self.files, root, inner) else module
        return None

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
                if "@" in inner or _crosses_module(self.files, root, inner):
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
        return Found(path, directory, None, True) if self.files.holds_go_files(directory) else None

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
            if not self.files.is_dir(module.dir):
                absent = absent or module
            elif self.files.holds_go_files(directory) and not _crosses_module(
                self.files, module.dir, inner
            ):
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
            raise NotFoundError(self._absent(absent))
        return found[0] if found else None

    def _absent(self, module: Module) -> str:
        if module.replaced_by:
            return (
                f"{module.path}@{module.version} (replaced by {module.replaced_by}): reading "
                f"{os.path.join(module.dir, 'go.mod')}: no such file or directory"
            )
        return (
            f"{module.path}@{module.version}: module is not in the module cache "
            f"({self.context.module_cache}); get it with: go mod download {module.path}"
        )

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


def _crosses_module(files: Files, root: str, inner: str) -> bool:
    """Whether a directory between `root` and `root/inner` starts another module."""
    directory = root
    for element in filter(None, inner.split("/")):
        directory = os.path.join(directory, element)
        if files.is_file(os.path.join(directory, "go.mod")):
            return True
    return False


def escape_path(path: str) -> str:
    """Module paths in the cache have `!x` for `X`, so that case-blind file systems can hold them."""
    return "".join(f"!{char.lower()}" if char.isupper() else char for char in path)


def short_path(path: str, cwd: str) -> str:
    """The path relative to `cwd` when that is shorter, as the go command shows it."""
    relative = os.path.relpath(path, cwd)
    return relative if len(relative) < len(path) else path


def _between_slashes(path: str) -> str:
    return f"/{path.strip('/')}/"


def discover(context: Context, directory: str, files: Files | None = None) -> Modules:
    """Find the main module or workspace around a directory and select versions; all is read from `files`."""
    modules = Modules(context)
    if files is not None:
        modules.files = files
    work_path = _find_workspace(modules, directory)
    if work_path:
        _load_workspace(modules, work_path, directory)
        return modules
    mod_path = search_upward(modules.files, directory, "go.mod")
    if not mod_path or is_inside(os.path.dirname(mod_path), context.goroot):
        return modules
    root = os.path.dirname(mod_path)
    file = _read_main(modules, mod_path, directory)
    _add_main(modules, file, root)
    vendor_dir = os.path.join(root, "vendor")
    if _use_vendor(modules, vendor_dir, file.go, is_workspace=False):
        _load_vendor(modules, vendor_dir, [(root, file)], None, directory)
    else:
        _select(modules, [(root, file)], file)
    return modules


def _add_main(modules: Modules, file: modfile.ModFile, root: str) -> None:
    modules.main.append(Module(file.module, "", root, file.go, main=True))
    modules.ignored[root] = file.ignore
    modules.tools += file.tool


def _find_workspace(modules: Modules, directory: str) -> str:
    context = modules.context
    if context.workspace == "off":
        return ""
    if context.workspace:
        return os.path.abspath(context.workspace)
    found = search_upward(modules.files, directory, "go.work")
    return "" if is_inside(os.path.dirname(found), context.goroot) else found


def search_upward(files: Files, directory: str, name: str) -> str:
    """The file with a name in a directory or the nearest above it; "" if there is none."""
    directory = os.path.abspath(directory)
    while True:
        candidate = os.path.join(directory, name)
        if files.is_file(candidate):
            return candidate
        parent = os.path.dirname(directory)
        if parent == directory:
            return ""
        directory = parent


def is_inside(directory: str, root: str) -> bool:
    if not directory:
        return False
    directory, root = os.path.realpath(directory), os.path.realpath(root)
    return directory == root or directory.startswith(root + os.sep)


def _read(files: Files, path: str, shown: str) -> bytes:
    try:
        return files.read(path)
    except ReadError as error:
        raise LoadError(
            f"go: reading {names.escaped(shown)}: open {names.escaped(path)}: {error}"
        ) from None


def _read_main(modules: Modules, path: str, cwd: str) -> modfile.ModFile:
    """The go.mod of a main module, all of whose lines must be right."""
    shown = short_path(path, cwd)
    file = modfile.parse(path, _read(modules.files, path, shown), shown)
    shown = names.escaped(shown)
    if not file.module:
        raise LoadError(
            f"go: error reading {shown}: missing module declaration. To specify the module path:\n"
            "\tgo mod edit -module=example.com/mod"
        )
    problem = names.path_problem(file.module)
    if problem:
        raise LoadError(f"go: malformed module path {names.quoted(file.module)}: {problem}")
    for tool in file.tool:
        problem = names.path_problem(tool)
        if problem:
            raise LoadError(f"go: malformed tool path {names.quoted(tool)}: {problem}")
    _check_go(modules.context, os.path.basename(path), file.go)
    _check_godebug(modules.context, file, shown)
    return file


def _check_go(context: Context, what: str, go: str) -> None:
    if not versions.go_at_least(context.version.removeprefix("go"), go):
        running = context.version.replace("go", "go ")
        raise LoadError(f"go: {what} requires go >= {go} (running {running}; GOTOOLCHAIN=local)")


def _check_godebug(context: Context, file: modfile.ModFile, shown: str) -> None:
    problems = [
        f"{shown}:{line}: {problem}"
        for line, key, value in file.godebug
        if (problem := godebug.problem(context.source_dir, context.version, key, value))
    ]
    if problems:
        listing = "\n".join(problems)
        raise LoadError(f"go: error loading {shown}:\n{listing}")


def _check_uses(work: modfile.ModFile, root: str, shown: str) -> None:
    seen: set[str] = set()
    problems = []
    for use, line in zip(work.use, work.use_lines, strict=True):
        directory = os.path.normpath(os.path.join(root, use))
        if directory in seen:
            where = names.escaped(directory)
            problems.append(f"{shown}:{line}: path {where} appears multiple times in workspace")
        seen.add(directory)
    if problems:
        listing = "\n".join(problems)
        raise LoadError(f"go: error loading {shown}:\n{listing}")


def _check_used(work: modfile.ModFile, use: str, file: modfile.ModFile, modules: Modules) -> None:
    """What the go command wants of a module that go.work lists."""
    if any(module.path == file.module for module in modules.main):
        raise LoadError(f"go: module {file.module} appears multiple times in workspace")
    work_go = work.go or modules.context.release.sources.default_workspace_language
    if not versions.go_at_least(work_go, file.go):
        lists = f"lists go {work.go}" if work.go else f"implicitly requires go {work_go}"
        raise LoadError(
            f"go: module {names.escaped(use)} listed in go.work file requires go >= {file.go}, but go.work {lists}; "
            f"to download and use go {file.go}:\n\tgo work use"
        )


def _load_workspace(modules: Modules, work_path: str, cwd: str) -> None:
    shown = short_path(work_path, cwd)
    work = modfile.parse(work_path, _read(modules.files, work_path, shown), shown)
    _check_go(modules.context, "go.work", work.go)
    _check_godebug(modules.context, work, names.escaped(shown))
    root = os.path.dirname(work_path)
    _check_uses(work, root, names.escaped(shown))
    files: list[tuple[str, modfile.ModFile]] = []
    replace = list(work.replace)
    for use in work.use:
        directory = os.path.normpath(os.path.join(root, use))
        mod_path = os.path.join(directory, "go.mod")
        shown_use = short_path(directory, cwd)
        if not modules.files.is_file(mod_path):
            raise LoadError(
                f"go: cannot load module {names.escaped(shown_use)} listed in go.work file: open "
                f"{names.escaped(short_path(mod_path, cwd))}: no such file or directory"
            )
        file = _read_main(modules, mod_path, cwd)
        _check_used(work, shown_use, file, modules)
        files.append((directory, file))
        _add_main(modules, file, directory)
        overridden = {(r.old, r.old_version) for r in work.replace}
        replace += [
            _absolute(r, directory)
            for r in file.replace
            if (r.old, r.old_version) not in overridden
        ]
    vendor_dir = os.path.join(root, "vendor")
    if _use_vendor(modules, vendor_dir, work.go, is_workspace=True):
        _load_vendor(modules, vendor_dir, files, work, cwd)
        return
    default = modules.context.release.sources.default_workspace_language
    rules = modfile.ModFile(go=work.go or default, replace=replace)
    _select(modules, files, rules, base=root)


def _absolute(replacement: modfile.Replacement, directory: str) -> modfile.Replacement:
    if replacement.new_version:
        return replacement
    new = os.path.normpath(os.path.join(directory, replacement.new))
    return modfile.Replacement(replacement.old, replacement.old_version, new, "")


def _use_vendor(modules: Modules, vendor_dir: str, go: str, is_workspace: bool) -> bool:
    mode = modules.context.mod_mode
    if mode:
        return mode == "vendor"
    if not modules.files.is_dir(vendor_dir) or not go or not versions.go_at_least(go, "1.14"):
        return False
    try:
        content = modules.files.read(os.path.join(vendor_dir, "modules.txt"))
    except ReadError:
        content = b""
    first = content.partition(b"\n")[0]
    remarks = first[3:].split(b";") if first.startswith(b"## ") else []
    return is_workspace == (b"workspace" in [remark.strip() for remark in remarks])


def _load_vendor(
    modules: Modules,
    vendor_dir: str,
    files: list[tuple[str, modfile.ModFile]],
    work: modfile.ModFile | None,
    cwd: str,
) -> None:
    path = os.path.join(vendor_dir, "modules.txt")
    listed: list[modfile.VendoredModule] = []
    if os.path.lexists(path):
        listed = modfile.parse_vendor_list(_read(modules.files, path, short_path(path, cwd)))
    for entry in listed:
        if versions.is_go_version(entry.go):
            shown = names.escaped(f"{entry.path} in {short_path(path, cwd)}")
            _check_go(modules.context, shown, entry.go)
    is_lax = work is None and not versions.go_at_least(files[0][1].go, "1.14")
    if not is_lax:
        _check_vendored(listed, files, work, vendor_dir)
    modules.vendor_dir = vendor_dir
    modules.vendored = {}
    for entry in listed:
        module = Module(entry.path, entry.version, os.path.join(vendor_dir, entry.path), entry.go)
        for package in entry.packages:
            modules.vendored[package] = module


def _check_vendored(
    listed: list[modfile.VendoredModule],
    files: list[tuple[str, modfile.ModFile]],
    work: modfile.ModFile | None,
    vendor_dir: str,
) -> None:
    """vendor/modules.txt must have been written for the go.mod that is there."""
    known = {(entry.path, entry.version): entry for entry in listed}
    required = [each for _, file in files for each in file.require]
    problems = [
        f"{_described(each)}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt"
        for each in required
        if each not in known or not known[each].is_explicit
    ]
    replaced = _replaced(files, work, os.path.dirname(vendor_dir))
    source = "go.mod" if work is None else "the workspace"
    for old, new in replaced.items():
        entry = known.get(old)
        if entry is None or not entry.replaced_by:
            where = "go.mod" if work is None else "go.work"
            problems.append(
                f"{_described(old)}: is replaced in {where}, but not marked as replaced in vendor/modules.txt"
            )
        elif entry.replaced_by != new:
            problems.append(
                f"{_described(old)}: is replaced by {'@'.join(new)} in {source}, but marked as replaced by "
                f"{'@'.join(entry.replaced_by)} in vendor/modules.txt"
            )
    article = "" if work is None else "a "
    for key, entry in known.items():
        if entry.packages and entry.is_explicit and key not in required:
            problems.append(
                f"{_described(key)}: is marked as explicit in vendor/modules.txt, "
                f"but not explicitly required in {article}go.mod"
            )
    for key, entry in known.items():
        if entry.replaced_by and key not in replaced and (key[0], "") not in replaced:
            problems.append(
                f"{_described(key)}: is marked as replaced in vendor/modules.txt, but not replaced in {source}"
            )
    if problems:
        listing = "".join(f"\n\t{names.escaped(problem)}" for problem in problems)
        command = "mod" if work is None else "work"
        raise LoadError(
            f"go: inconsistent vendoring in {names.escaped(os.path.dirname(vendor_dir))}:{listing}\n\n"
            "\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n"
            f"\tTo sync the vendor directory, run:\n\t\tgo {command} vendor"
        )


def _described(module: tuple[str, str]) -> str:
    path, version = module
    return f"{path}@{version}" if version else path


def _replaced(
    files: list[tuple[str, modfile.ModFile]], work: modfile.ModFile | None, root: str
) -> dict[tuple[str, str], tuple[str, ...]]:
    """All replacements as modules.txt writes them: old module -> new path and version."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    mains = {file.module for _, file in files}
    for each in work.replace if work is not None else []:
        found[each.old, each.old_version] = (each.new, each.new_version)[
            : 1 + bool(each.new_version)
        ]
    for directory, file in files:
        for each in file.replace:
            new = each.new
            if work is not None and not each.new_version and not os.path.isabs(new):
                new = os.path.relpath(os.path.join(directory, new), root)
                new = new if new.startswith(".") else f"./{new}"
            found.setdefault(
                (each.old, each.old_version), (new, each.new_version)[: 1 + bool(each.new_version)]
            )
    return {old: new for old, new in found.items() if old[0] not in mains}


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
        if current is None or versions.version_key(current) < versions.version_key(version):
            chosen[path] = version
        if not follow or (path, version) in seen:
            continue
        seen.add((path, version))
        required = _requirements(modules, rules, base, path, version)
        if required is None:
            continue
        pruned = versions.go_at_least(required.go, "1.17")
        queue.extend((p, v, not pruned) for p, v in required.require)
    for path, version in chosen.items():
        modules.selected[path] = _locate(modules, rules, base, path, version)


def _requirements(
    modules: Modules, rules: modfile.ModFile, base: str, path: str, version: str
) -> modfile.ModFile | None:
    replacement = rules.replacement(path, version)
    if replacement is not None and not replacement.new_version:
        candidates = [os.path.join(base, replacement.new, "go.mod")]
    else:
        if replacement is not None:
            path, version = replacement.new, replacement.new_version
        cache = modules.context.module_cache
        name, number = escape_path(path), escape_path(version)
        candidates = [
            os.path.join(cache, "cache", "download", name, "@v", f"{number}.mod"),
            os.path.join(cache, f"{name}@{number}", "go.mod"),
        ]
    for candidate in candidates:
        if modules.files.is_file(candidate):
            content = _read(modules.files, candidate, candidate)
            return modfile.parse(candidate, content, candidate, strict=False)
    return None


def _locate(modules: Modules, rules: modfile.ModFile, base: str, path: str, version: str) -> Module:
    file = _requirements(modules, rules, base, path, version)
    go = file.go if file is not None else ""
    replacement = rules.replacement(path, version)
    cache = modules.context.module_cache
    if replacement is None:
        directory = os.path.join(cache, f"{escape_path(path)}@{escape_path(version)}")
    elif replacement.new_version:
        name = f"{escape_path(replacement.new)}@{escape_path(replacement.new_version)}"
        directory = os.path.join(cache, name)
    else:
        directory = os.path.normpath(os.path.join(base, replacement.new))
    if file is not None and file.ignore:
        modules.ignored[directory] = file.ignore
    is_local = replacement is not None and not replacement.new_version
    return Module(
        path,
        version,
        directory,
        go,
        replaced_by=replacement.new if is_local and replacement else "",
    )
