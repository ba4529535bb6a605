"""The page of `goescape report --html` in a real browser: how long it takes to open, to search, to follow a way.

    python bench/page.py [--goescape PATH] [--sites 10000] [--files 1000] [--module DIR]… [--write docs/report.md]

A module is generated with so many sites or some more in so many files, its page is made, and Chromium opens it from the disk. All times are
what the browser itself measures, until what was asked for is painted; in milliseconds, the median of five; in brackets the CPU time of the page's thread. With `--write` the table takes the
place of the one between the marks in a document.
"""

import argparse
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser

from tests.harness import browser as browsers

ROUNDS = 5
# Of the text below.
SITES_IN_FILE = 11
FILES_IN_PACKAGE = 25
# Milliseconds until something is painted, and those of the page's thread.
Times = tuple[float, float]
MARKS = ("<!-- measured by bench/page.py -->", "<!-- end -->")

FILE = """package p{package}
{imports}
type node{n} struct {{
	next *node{n}
	name string
	data [{size}]byte
}}

var kept{n} = map[string]*node{n}{{}}

// Keep{n} stores what it is given.
//
//go:noinline
func Keep{n}(name string, value *node{n}) {{
	kept{n}[name] = value
}}

// Make{n} allocates in several ways.
func Make{n}(names []string, log func(...any)) []*node{n} {{
	var all []*node{n}
	for i, name := range names {{
		made := &node{n}{{name: name + "!"}}
		all = append(all, made)
		Keep{n}(name, made)
		log(i)
	}}
	buffer := make([]byte, len(names))
	done := make(chan []byte, {size})
	go func() {{ done <- buffer }}()
{calls}	return all
}}
"""


def generate(root: Path, n_sites: int, n_files: int) -> None:
    """A module whose packages use each other."""
    (root / "go.mod").write_text("module example.com/large\n\ngo 1.27\n")
    per_file = max(n_sites // n_files, 1)
    for n in range(n_files):
        package, before = n // FILES_IN_PACKAGE, n - FILES_IN_PACKAGE
        folder = root / f"p{package}"
        folder.mkdir(exist_ok=True)
        imports = f'\nimport "example.com/large/p{package - 1}"\n' if before >= 0 else ""
        calls = f"\tp{package - 1}.Make{before}(names, log)\n" if before >= 0 else ""
        text = FILE.format(
            package=package, n=n, size=8 + n % 100, calls=calls,
            imports=imports,
        )  # fmt: skip
        more = "".join(
            f"\nfunc more{n}_{i}() *[{16 + i}]int {{ return new([{16 + i}]int) }}\n"
            for i in range(max(per_file - SITES_IN_FILE, 0))
        )
        (folder / f"file{n}.go").write_text(text + more)


@dataclass
class Measured:
    """One page, and what the browser says of it."""

    name: str
    n_sites: int
    n_files: int
    megabytes: float
    making: float
    times: dict[str, Times] = field(default_factory=dict)


def make(command: list[str], module: Path, page: Path) -> float:
    start = time.monotonic()
    done = subprocess.run(
        [*command, "report", "--html", str(page), "-q", "./..."], cwd=module, check=False
    )
    assert done.returncode in (0, 3), done.returncode
    return time.monotonic() - start


# Resolves when what an action changed has been painted, to the milliseconds since.
PAINTED = """() => new Promise((resolve) => {
  const start = performance.now();
  %s;
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
})"""


PRESS = "document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}))"
SEARCH = """const box = document.getElementById('search');
box.value = '{words}';
box.dispatchEvent(new Event('input', {{bubbles: true}}))"""
ACTIONS = {
    "search": SEARCH.format(words="make7 chan"),
    "search, one letter": SEARCH.format(words="a"),
    "all again": SEARCH.format(words=""),
}


class Looked:
    """A page that is looked at."""

    def __init__(self, browser: Browser, file: Path, fragment: str = "") -> None:
        self.page = browser.new_page(viewport={"width": 1440, "height": 900})
        self._tools = self.page.context.new_cdp_session(self.page)
        self._tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.opened = self._opened(), self._cpu()

    def _cpu(self) -> float:
        metrics = self._tools.send("Performance.getMetrics")["metrics"]
        return next(1000 * each["value"] for each in metrics if each["name"] == "TaskDuration")

    def _opened(self) -> float:
        """From the start of loading until the first paint and until the scripts are done, whichever is later."""
        self.page.wait_for_function("performance.getEntriesByType('paint').length > 0")
        return self.page.evaluate(
            "Math.max(performance.getEntriesByName('goescape-ready')[0].startTime, "
            "...performance.getEntriesByType('paint').map((paint) => paint.startTime))"
        )

    def act(self, action: str) -> Times:
        before = self._cpu()
        time_taken = self.page.evaluate(PAINTED % action)
        return time_taken, self._cpu() - before

    def press(self, key: str) -> Times:
        return self.act(PRESS.format(key=key))


def measure(browser: Browser, page: Path) -> dict[str, Times]:
    rounds = [_round(browser, page) for _ in range(ROUNDS)]
    return {
        name: (
            statistics.median(each[name][0] for each in rounds),
            statistics.median(each[name][1] for each in rounds),
        )
        for name in rounds[0]
    }


def _round(browser: Browser, file: Path) -> dict[str, Times]:
    looked = Looked(browser, file)
    found = {"open": looked.opened}
    for name, action in ACTIONS.items():
        found[name] = looked.act(action)
    found["first site"] = looked.press("j")
    ways = looked.page.locator(".way li")
    for _ in range(200):
        if ways.count() > 1:
            break
        looked.press("j")
    found["a step of its way"] = max(looked.press("n") for _ in range(max(ways.count(), 1)))
    link = looked.page.url.partition("#")[2]
    looked.page.close()
    linked = Looked(browser, file, f"#{link}")
    found["open by a link"] = linked.opened
    linked.page.close()
    return found


def table(found: list[Measured]) -> str:
    names = list(found[0].times)
    lines = [
        f"| module | sites | files | page | made in | {' | '.join(names)} |",
        f"|---|{'---:|' * (4 + len(names))}",
    ]
    for each in found:
        times = " | ".join(f"{wall:,.0f} ({cpu:,.0f})" for wall, cpu in each.times.values())
        lines.append(
            f"| {each.name} | {each.n_sites:,} | {each.n_files:,} | {each.megabytes:.1f} MB | "
            f"{each.making:.0f} s | {times} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goescape", default="")
    parser.add_argument("--sites", type=int, default=10000)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--module", type=Path, action="append", default=[])
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    command = [options.goescape] if options.goescape else [sys.executable, "-m", "goescape"]
    if browsers.find() is None:
        sys.exit("no Chromium: apt install chromium")
    work = Path(tempfile.mkdtemp(prefix="goescape-page-"))
    try:
        generated = work / "generated"
        generated.mkdir()
        generate(generated, options.sites, options.files)
        found = []
        with browsers.browser() as browser:
            version = browser.version
            for module in (generated, *options.module):
                page = work / f"{module.name}.html"
                making = make(command, module, page)
                found.append(_measured(browser, module.name, page, making))
                print(table(found[-1:]), flush=True)
        if options.write:
            _write(options.write, table(found), version)
    finally:
        shutil.rmtree(work)


def _measured(browser: Browser, name: str, page: Path, making: float) -> Measured:
    text = page.read_text(encoding="utf-8")
    index = json.loads(text.split('id="index">')[1].split("</script>")[0])
    n_sites, n_files = len(index["sites"]), len(index["files"])
    return Measured(name, n_sites, n_files, len(text) / 1e6, making, measure(browser, page))


def _write(document: Path, measured: str, version: str) -> None:
    text = document.read_text(encoding="utf-8")
    begin, end = (text.index(mark) for mark in MARKS)
    day = datetime.date.today().isoformat()
    inner = f"{MARKS[0]}\n\n{measured}\n\n{day}, Chromium {version}, two cores, load {os.getloadavg()[0]:.0f}.\n\n"
    document.write_text(text[:begin] + inner + text[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
