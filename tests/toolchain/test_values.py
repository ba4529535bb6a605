"""Which toolchains there are, and that their numbers and lists are those of the Go sources they are taken from."""

import re
from pathlib import Path

import pytest

from goescape.session import build
from goescape.session.analysis import PackageAnalyzer
from goescape.session.flags import FlagRules
from goescape.toolchain import go1_27_intrinsics, registry
from goescape.toolchain.release import Release
from goescape.toolchain.target import ARCHITECTURES, Architecture, Target
from goescape.toolchain.toolchain import Toolchain
from goescape.types.model import Array, Basic, Named, Pointer, Slice, Struct
from goescape.types.objects import VAR_FIELD, Package, Scope, TypeName, Var
from goescape.types.sizes import Sizes
from goescape.types.universe import TYP
from tests.harness import toolchain as installed
from tests.harness.analysis import write_tree

# ------------------------------------------------------------------------------------------ what there is


@pytest.mark.parametrize("version", ["go1.26.6", "go1.27", "go1.27.2", "go1.27.4", "1.27.3", ""])
def test_another_release_is_not_there(version: str) -> None:
    assert registry.find_release(version) is None
    assert registry.find(version, "linux", "amd64") is None


@pytest.mark.parametrize(
    "target", ["linux/sparc64", "linux/wasm", "plan9/amd64", "darwin/386", "/amd64", "x/"]
)
def test_another_target_is_not_there(target: str) -> None:
    goos, _, goarch = target.partition("/")
    assert target not in registry.targets()
    assert registry.find_target(goos, goarch) is None
    assert all(registry.find(version, goos, goarch) is None for version in registry.versions())


def all_toolchains() -> list[Toolchain]:
    found = []
    for version in registry.versions():
        for name in registry.targets():
            goos, _, goarch = name.partition("/")
            made = registry.find(version, goos, goarch)
            assert made is not None
            assert (made.version, made.target.name) == (version, name)
            found.append(made)
    return found


def test_what_is_named_is_there_and_each_has_an_identity() -> None:
    found = all_toolchains()
    assert len({each.identity for each in found}) == len(found)
    assert registry.default().identity in {each.identity for each in found}
    assert registry.newest().patches[-1] == registry.versions()[0]


def test_records_of_the_runtime_are_known_for_every_target() -> None:
    for each in all_toolchains():
        assert each.target.layout.word in each.release.maps.header
        assert each.target.layout.word in each.release.maps.table
        assert each.target.layout.word in each.release.channel_header


# ------------------------------------------------------------------------------------------------- sizes


def test_marked_structs_are_aligned_to_eight_bytes() -> None:
    sizes = Sizes(registry.default().target.layout)
    package = Package("sync/atomic", "atomic", Scope(None))
    marker = Named(TypeName(0, package, "align64", None), Struct([], []))
    small = next(basic for basic in TYP if basic.name == "int32")
    fields = [
        Var(0, package, "_", marker, VAR_FIELD),
        Var(0, package, "v", small, VAR_FIELD),
    ]
    assert sizes.alignof(Struct(fields, ["", ""])) == 8


def test_parts_that_take_words() -> None:
    sizes = Sizes(registry.default().target.layout)
    basics: dict[str, Basic] = {basic.name: basic for basic in TYP}
    assert sizes.sizeof(basics["string"]) == 2 * sizes.word
    assert sizes.sizeof(Slice(basics["int"])) == 3 * sizes.word
    assert sizes.sizeof(Array(Pointer(basics["int"]), 3)) == 3 * sizes.word
    assert [sizes.alignof(basics[name]) for name in ("complex64", "complex128")] == [4, 8]


# --------------------------------------------------------------------------------------------- sources

SOURCE = pytest.mark.skipif(installed.goroot() is None, reason="no Go sources")


@pytest.fixture(scope="module")
def release() -> Release:
    root = installed.goroot()
    assert root is not None
    found = registry.find_release((root / "VERSION").read_text().split()[0])
    assert found is not None
    return found


def source(path: str) -> str:
    root = installed.goroot()
    assert root is not None
    return Path(root, "src", path).read_text()


def number(path: str, pattern: str) -> int:
    """The number that a pattern finds in a file, products included."""
    found = re.search(pattern, source(path), re.MULTILINE)
    assert found is not None, f"{pattern} in {path}"
    product = 1
    for factor in found.group(1).replace("_", "").split("*"):
        product *= int(factor)
    return product


def words(text: str) -> set[str]:
    return set(re.findall(r'"([^"]+)"', text))


COMPILER = "cmd/compile/internal"


@pytest.mark.oracle
@SOURCE
def test_limits_of_the_stack(release: Release) -> None:
    stack, config = release.stack, f"{COMPILER}/ir/cfg.go"
    assert stack.variable_max == number(config, r"MaxStackVarSize = int64\(([\d* ]+)\)")
    assert stack.allocation_max == number(config, r"MaxImplicitStackVarSize = int64\(([\d* ]+)\)")
    captured = r"SetByval\(.*Size\(\) <= (\d+)\)"
    assert stack.capture_by_value_max == number(f"{COMPILER}/escape/escape.go", captured)
    buffer = number("runtime/string.go", r"tmpStringBufSize = (\d+)")
    assert (stack.string_buffer, stack.rune_buffer) == (buffer, buffer)
    assert buffer == number(f"{COMPILER}/walk/walk.go", r"tmpstringbufsize = (\d+)")
    variable = r"VariableMakeThreshold = (\d+)"
    assert stack.slice_buffer == number(f"{COMPILER}/base/flag.go", variable)
    weight = r"appendWeight < (\d+)"
    assert stack.moved_appends == number(f"{COMPILER}/slice/slice.go", weight)
    boxed = r"conv\.Esc\(\) == ir\.EscNone && fromType\.Size\(\) <= (\d+)"
    assert stack.box_max == number(f"{COMPILER}/walk/convert.go", boxed)
    table = number("runtime/iface.go", r"var staticuint64s \[(\d+)\]uint64")
    assert stack.boxed_numbers == table


@pytest.mark.oracle
@SOURCE
def test_prices_of_inlining(release: Release) -> None:
    prices, file = release.inlining, f"{COMPILER}/inline/inl.go"
    assert prices.budget == number(file, r"inlineMaxBudget\s+= (\d+)")
    times = number(file, r"inlineClosureCalledOnceCost = (\d+) \* inlineMaxBudget")
    assert prices.literal_budget == times * prices.budget
    assert prices.into_big_budget == number(file, r"inlineBigFunctionMaxCost\s+= (\d+)")
    assert prices.big_function_nodes == number(file, r"inlineBigFunctionNodes\s+= (\d+)")
    assert prices.call == number(file, r"inlineExtraCallCost\s+= (\d+)")
    assert prices.panic == number(file, r"inlineExtraPanicCost\s*= (\d+)")
    threshold = r"wrapGlobalMapInitSizeThreshold = (\d+)"
    outlined = release.initializers.outlined_map_nodes
    assert outlined == number(f"{COMPILER}/staticinit/sched.go", threshold)


@pytest.mark.oracle
@SOURCE
def test_the_allocator_and_maps(release: Release) -> None:
    allocator, file = release.allocator, "internal/runtime/gc/sizeclasses.go"
    table = re.search(r"SizeClassToSize = \[NumSizeClasses\]uint16\{0, ([\d, ]+)\}", source(file))
    assert table is not None
    assert allocator.classes == tuple(map(int, table.group(1).split(",")))
    header = number("internal/runtime/gc/malloc.go", r"MallocHeaderSize = (\d+)")
    assert allocator.header == header
    assert allocator.small_max == number(file, r"MaxSmallSize\s+= (\d+)") - header
    assert allocator.page == 1 << number(file, r"PageShift\s+= (\d+)")
    assert allocator.tiny_block == number(file, r"TinySize\s+= (\d+)")
    maps = release.maps
    assert maps.group_slots == 1 << number("internal/abi/map.go", r"MapGroupSlotsBits = (\d+)")
    assert maps.inline_max == number("internal/abi/map.go", r"MapMaxKeyBytes\s+= (\d+)")
    assert maps.inline_max == number("internal/abi/map.go", r"MapMaxElemBytes\s+= (\d+)")
    assert maps.group_load == number("internal/runtime/maps/group.go", r"maxAvgGroupLoad = (\d+)")
    capacity = r"maxTableCapacity = (\d+)"
    assert maps.table_max == number("internal/runtime/maps/table.go", capacity)


@pytest.mark.oracle
@SOURCE
def test_what_the_compiler_generates(release: Release) -> None:
    made, equality = release.generated, f"{COMPILER}/reflectdata/alg.go"
    assert made.shape_name_max == number(f"{COMPILER}/base/flag.go", r"MaxShapeLen = (\d+)")
    assert made.compared_at_once == number(equality, r"unrollSize = (\d+)")
    assert made.compared_inline_max == number(equality, r"if n > (\d+) \{")
    assert made.register_parts == number(f"{COMPILER}/ssa/decompose.go", r"MaxStruct = (\d+)")
    comparing = f"{COMPILER}/walk/compare.go"
    assert made.bytewise_max == number(comparing, r"maxRewriteLen := (\d+)")
    assert made.compared_small_max == number(comparing, r"maxcmpsize := int64\((\d+)\)")
    assert made.compared_pieces == number(comparing, r"EqStructCost\(t\) <= (\d+)")


@pytest.mark.oracle
@SOURCE
def test_limits_of_the_checker(release: Release) -> None:
    checks, checker = release.checks, f"{COMPILER}/types2"
    assert checks.number_length_max == number(f"{checker}/literals.go", r"const limit = (\d+)")
    assert checks.integer_bits_max == number(f"{checker}/const.go", r"const prec = (\d+)")
    terms = re.search(r"shiftBound = (\d+) - (\d+) \+ (\d+)", source(f"{checker}/expr.go"))
    assert terms is not None
    most, one, more = (int(term) for term in terms.groups())
    assert checks.shift_max == most - one + more
    assert checks.union_terms_max == number(f"{checker}/union.go", r"maxTermCount = (\d+)")
    sizes = source(f"{COMPILER}/types/size.go")
    element = re.search(r"Elem\(\)\.width >= 1<<(\d+) \{\s*base\.Errorf\w*\(.*channel", sizes)
    assert element is not None
    assert checks.channel_element_max == 1 << int(element.group(1))
    part = re.search(r"Elem\(\)\.width >= 1<<(\d+) \{\s*base\.Errorf\w*\(.*map", sizes)
    assert part is not None
    assert checks.map_part_max == 1 << int(part.group(1))


@pytest.mark.oracle
@SOURCE
def test_files_and_packages(release: Release) -> None:
    known = release.sources
    listed = source("internal/syslist/syslist.go")
    systems, unix, architectures = (
        words(part) for part in re.findall(r"map\[string\]bool\{(.*?)\n\}", listed, re.DOTALL)
    )
    assert known.systems == systems
    assert known.unix == unix
    assert known.architectures == architectures
    special = source("cmd/internal/objabi/pkgspecial.go")
    runtime = re.search(r"runtimePkgs = \[\]string\{(.*?)\n\}", special, re.DOTALL)
    assert runtime is not None
    assert release.packages.runtime == words(runtime.group(1))
    building = source("cmd/go/internal/work/gc.go")
    provided = re.search(r"switch p\.ImportPath \{(.*?)extFiles\+\+", building, re.DOTALL)
    assert provided is not None
    assert release.packages.provided_by_runtime == words(provided.group(1))
    versions = source("cmd/go/internal/gover/version.go")
    assert f'DefaultGoModVersion = "{known.default_language}"' in versions
    assert f'DefaultGoWorkVersion = "{known.default_workspace_language}"' in versions


@pytest.mark.oracle
@SOURCE
def test_experiments(release: Release) -> None:
    known = release.sources.experiments
    flags = re.search(
        r"type Flags struct \{(.*?)\n\}", source("internal/goexperiment/flags.go"), re.DOTALL
    )
    assert flags is not None
    assert known.known == {
        name.lower() for name in re.findall(r"^\t(\w+) +bool", flags.group(1), re.MULTILINE)
    }
    text = source("internal/buildcfg/exp.go")
    baseline = re.search(r"baseline := goexperiment\.Flags\{(.*?)\n\t\}", text, re.DOTALL)
    assert baseline is not None
    settings = re.findall(r"(\w+): +(\w+),", baseline.group(1))
    assert known.default == {name.lower() for name, value in settings if value == "true"}
    by_value = {name.lower(): value for name, value in settings if value != "true"}
    assert set(by_value) == known.register_abi | known.dwarf5
    supported = re.search(r"case (.*):\n\t\tregabiAlwaysOn = true", text)
    assert supported is not None
    assert known.with_register_abi == words(supported.group(1))
    without = re.search(r"dwarf5Supported := \((.*)\)", text)
    assert without is not None
    assert known.without_dwarf5 == words(without.group(1))


@pytest.mark.oracle
@SOURCE
@pytest.mark.parametrize("architecture", ARCHITECTURES, ids=lambda each: each.goarch)
def test_the_layout_of_an_architecture(architecture: Architecture) -> None:
    listed = re.search(
        rf'Name:\s+"{architecture.goarch}",(.*?)\n\}}',
        source("cmd/internal/sys/arch.go"),
        re.DOTALL,
    )
    assert listed is not None
    fields = dict(re.findall(r"(\w+):\s+([\w.]+),", listed.group(1)))
    layout = architecture.layout
    assert fields["PtrSize"] == str(layout.word)
    assert fields["RegSize"] == str(layout.register)
    assert (fields["ByteOrder"] == "binary.LittleEndian") == architecture.is_little_endian
    assert (fields["CanMergeLoads"] == "true") == architecture.merges_loads
    assert fields["Alignment"] == str(architecture.alignment)
    limit = re.search(r"MAXWIDTH = (.*)", source(f"{COMPILER}/{_backend(architecture.goarch)}"))
    assert limit is not None
    assert layout.address_space == eval(limit.group(1), {})


def _backend(goarch: str) -> str:
    names = {"386": "x86", "mipsle": "mips", "mips64le": "mips64", "ppc64le": "ppc64"}
    return "wasm/ssa.go" if goarch == "wasm" else f"{names.get(goarch, goarch)}/galign.go"


@pytest.mark.oracle
@SOURCE
@pytest.mark.parametrize("architecture", ARCHITECTURES, ids=lambda each: each.goarch)
def test_functions_that_become_instructions(architecture: Architecture) -> None:
    listed = re.findall(
        rf'\{{"{architecture.goarch}", "(.*?)", "(.*?)"\}}',
        source(f"{COMPILER}/ssagen/intrinsics_test.go"),
    )
    # Its own package has those of simd, which an experiment brings; `getg` is known to the compiler otherwise.
    wanted = {entry for entry in listed if entry[0] != "simd/archsimd"} | {("runtime", "getg")}
    # The list is that of the highest levels.
    levels = registry.newest().sources.levels.get(architecture.goarch)
    found = go1_27_intrinsics.of(architecture, () if levels is None else levels.known)
    assert len(wanted) > 15
    assert set(found.names()) == wanted


@pytest.mark.oracle
@SOURCE
def test_default_levels_of_architectures() -> None:
    text = source("internal/buildcfg/zbootstrap.go")
    for goarch, levels in registry.newest().sources.levels.items():
        default = re.search(rf"Default{levels.variable} = `(.*)`", text)
        assert levels.default in levels.known, goarch
        if goarch != "wasm":
            assert default is not None
            assert levels.default == default.group(1)


# ------------------------------------------------------------------------------------------ the store


@SOURCE
def test_keys_of_the_store_tell_toolchains_apart(tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module m\n", "a.go": "package m\n"})
    plan = build.plan(build.Request(["m"], str(tmp_path), FlagRules(str(tmp_path))))
    found = plan.toolchain
    others = [
        Toolchain("go1.0.1", found.release, found.target),
        Toolchain(found.version, found.release, Target("plan9", found.target.architecture)),
    ]
    keys = [
        PackageAnalyzer(plan.graph, plan.context, each, plan.flags).content_key("m")
        for each in (found, found, *others)
    ]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
