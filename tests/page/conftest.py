"""Pages made of small modules, and a browser to look at them."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.harness import browser as browsers
from tests.harness.browser import Watched

MAIN = """package shop

import "example.com/shop/stock"

var kept *stock.Item

// Fill keeps one item for each name.
func Fill(names []string) map[string]*stock.Item {
	all := make(map[string]*stock.Item)
	for _, name := range names {
		item := stock.New(name)
		stock.Note(item)
		all[name] = item
	}
	return all
}

func Remember(size int) {
	Keep(&stock.Item{Name: "x"}, make([]byte, size))
}

//go:noinline
func Keep(item *stock.Item, room []byte) {
	kept, item.Room = item, room
}

func Later(done chan int) {
	total := 0
	go func() { total++; done <- total }()
}

func Again(depth int) *int {
	if depth > 0 {
		return Again(depth - 1)
	}
	value := depth
	return &value
}
"""

STOCK = """package stock

type Item struct {
	Name string
	Room []byte
	more [512]byte
}

var last *Item

//go:noinline
func New(name string) *Item { return &Item{Name: name + "!"} }

//go:noinline
func Note(item *Item) { last = item }
"""


def write_module(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    (root / "go.mod").write_text("module example.com/shop\n\ngo 1.27\n")
    (root / "shop.go").write_text(MAIN)
    (root / "stock").mkdir(exist_ok=True)
    (root / "stock" / "stock.go").write_text(STOCK)
    return root


def goescape(module: Path, *arguments: str, status: int = 0) -> str:
    command = [sys.executable, "-m", "goescape", *arguments]
    done = subprocess.run(command, cwd=module, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return done.stdout if status == 0 else done.stderr


def part(page: Path, name: str) -> object:
    """The data of a part of a page."""
    text = page.read_text(encoding="utf-8")
    start = text.index(f'id="{name}">') + len(f'id="{name}">')
    return json.loads(text[start : text.index("</script>", start)])


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module of two packages, its page in shop.html, and one that compares with a run before in changed.html."""
    module = write_module(tmp_path_factory.mktemp("page") / "shop")
    goescape(module, "report", "--html", "shop.html", "./...")
    earlier = module / "earlier.json"
    earlier.write_text(goescape(module, "--json", "./..."))
    changed = MAIN.replace("make([]byte, size)", "make([]byte, 64)")
    changed = changed.replace("total := 0", "total := new([900]int)").replace(
        "total++", "total[0]++"
    )
    changed = changed.replace("<- total", "<- total[0]").replace(
        "return &value", "_ = value; return nil"
    )
    (module / "shop.go").write_text(changed)
    goescape(module, "report", "--html", "changed.html", "--base", "earlier.json", "./...")
    (module / "shop.go").write_text(MAIN)
    return module


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if browsers.find() is None:
        pytest.skip("no Chromium: apt install chromium")
    with browsers.browser() as found:
        yield found


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens pages; what they complain about, or ask the network for, fails the test."""
    pages: list[Watched] = []

    def open_page(file: Path, fragment: str = "", **options: object) -> Watched:
        options = {"viewport": {"width": 1440, "height": 900}, **options}
        watched = Watched(chromium, file, **options)
        pages.append(watched)
        watched.open(fragment)
        return watched

    yield open_page
    for watched in pages:
        watched.close()
        assert watched.complaints == []
        assert [url for url in watched.requests if not url.startswith("file:")] == []
