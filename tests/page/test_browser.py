"""The page in a real browser: what clicks, keys, filters and links do, and that everybody can use it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.harness.browser import Watched

Opened = Callable[..., Watched]


def row(page: Page, text: str) -> Any:
    return page.locator(".row.site", has_text=text).first


def test_opens_with_what_all_of_it_comes_to(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    expect(page).to_have_title("example.com/shop – goescape")
    expect(page.locator(".summary .lead")).to_contain_text("sites allocate")
    expect(page.locator(".row.package")).to_have_count(2)
    expect(page.locator("#details")).to_be_hidden()


def test_a_click_shows_sentence_source_way_callers_and_flows(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    row(page, "&Item{…}").click()
    details = page.locator("#details")
    expect(details.locator(".sentence")).to_contain_text("is on the heap because")
    expect(page.locator(".stage h2")).to_have_text("stock/stock.go")
    expect(page.locator(".line.here code")).to_contain_text("return &Item{Name:")
    expect(page.locator(".line.here .mark-site").first).to_have_text("&Item{")
    assert details.locator(".way li").count() >= 1
    expect(details.locator(".callers code").first).to_have_text("Fill")
    expect(details.locator(".callers .how").first).to_contain_text("calls it in a loop")
    expect(details.locator("svg.graph .node.end")).to_have_count(1)
    expect(details.locator("svg.graph .node.first text")).to_contain_text("Item{")


def test_lines_are_coloured_by_what_they_cost(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html", "#at=shop.go:9").page
    lines = page.locator(".line")
    dear = lines.filter(has_text="all[name] = item")
    assert "maybe" in (dear.get_attribute("class") or "")
    expect(lines.filter(has_text="all := make(").locator(".price")).to_have_text("48 B")
    plain = lines.filter(has_text="return all")
    assert "level-" not in (plain.get_attribute("class") or "")
    fill = "getComputedStyle(document.querySelector('.line.level-1')).backgroundColor"
    assert page.evaluate(fill) != "rgba(0, 0, 0, 0)"


def test_a_way_is_followed_through_the_files(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    row(page, "&stock.Item{…}").click()
    steps = page.locator(".way li")
    count = steps.count()
    assert count > 1
    page.get_by_title("Next step (n)").click()
    expect(page.locator(".line.lit")).to_have_count(1)
    expect(page.locator(".line.lit .said")).to_have_text(
        "← " + steps.nth(0).locator(".words").inner_text()
    )
    page.keyboard.press("n")
    expect(page.locator(".way .position")).to_have_text(f"2 of {count}")
    page.keyboard.press("p")
    expect(page.locator(".way .position")).to_have_text(f"1 of {count}")
    steps.nth(count - 1).locator("button").click()
    expect(steps.nth(count - 1)).to_have_attribute("aria-current", "step")
    assert f"step={count}" in page.url


def test_a_way_plays_by_itself_and_stops(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    row(page, "&stock.Item{…}").click()
    count = page.locator(".way li").count()
    page.clock.install()
    page.keyboard.press(" ")
    for number in range(1, count + 1):
        expect(page.locator(".way .position")).to_have_text(f"{number} of {count}")
        page.clock.run_for(1100)
    expect(page.get_by_title("Follow the way (Space)")).to_have_text("▶")


def test_callers_lead_to_their_callers_and_to_the_source(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    row(page, "value").click()
    # Again calls itself.
    expect(page.locator(".callers .how")).to_contain_text("recursion")
    page.locator(".callers .go").first.click()
    expect(page.locator(".line.focus code")).to_contain_text("return Again(depth - 1)")
    page.keyboard.press("Escape")
    expect(page.locator(".line.here code")).to_contain_text("value := depth")


def test_search_and_filters_narrow_everything(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    every = page.locator(".row.site").count()
    page.keyboard.press("/")
    page.keyboard.type("stock.go")
    expect(page.locator("#count")).to_contain_text(f"of {every}")
    expect(page.locator(".row.package")).to_have_count(1)
    page.get_by_text("Clear").click()
    expect(page.locator(".row.site")).to_have_count(every)
    for label, value in (
        ("Cause", "goroutine"),
        ("Cost", "maybe"),
        ("Loops", "in"),
        ("Package", "example.com/shop/stock"),
    ):
        page.get_by_label(label, exact=True).select_option(value)
        expect(page.locator("#count")).to_contain_text(f"of {every}")
        assert 0 < page.locator(".row.site").count() < every
        page.get_by_label(label, exact=True).select_option("")
    page.get_by_label("Cause", exact=True).select_option("goroutine")
    assert "cause=goroutine" in page.url


def test_orders(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    page.get_by_role("button", name="Source", exact=True).click()
    expect(page.locator(".row.package")).to_have_count(0)
    places = page.locator(".row .place").all_inner_texts()
    assert places == sorted(places, key=lambda each: (each.split(":")[0], int(each.split(":")[1])))
    page.get_by_role("button", name="Dearest", exact=True).click()
    assert "order=cost" in page.url


def test_keys(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    page.keyboard.press("j")
    first = page.locator(".row.selected").inner_text()
    page.keyboard.press("j")
    assert page.locator(".row.selected").inner_text() != first
    page.keyboard.press("k")
    assert page.locator(".row.selected").inner_text() == first
    page.keyboard.press("Escape")
    expect(page.locator(".summary")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("later")
    page.keyboard.press("Enter")
    expect(page.locator(".where")).to_contain_text("Later")


def test_the_list_is_a_tree_for_keys(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    rows = page.locator("#rows")
    rows.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".row.package").first).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = rows.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_class("row site active")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()


def test_links_lead_to_a_site_a_step_a_place_and_filters(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html").page
    row(page, "&stock.Item{…}").click()
    page.keyboard.press("n")
    link = page.url.partition("#")[2]
    name = page.locator(".details h2").inner_text()
    again = opened(shop / "shop.html", f"#{link}&cost=always").page
    expect(again.locator(".details h2")).to_have_text(name)
    expect(again.locator(".line.lit")).to_have_count(1)
    expect(again.get_by_label("Cost", exact=True)).to_have_value("always")
    page.keyboard.press("j")
    page.go_back()
    expect(page.locator(".details h2")).to_have_text(name)
    # A link from another version of the program.
    lost = opened(shop / "shop.html", "#site=0123&step=9&at=gone.go:7&order=x").page
    expect(lost.locator("#said")).to_have_text("There is no such site in this page.")
    expect(lost.locator(".summary")).to_be_visible()


def test_two_revisions_are_compared(shop: Path, opened: Opened) -> None:
    page = opened(shop / "changed.html").page
    texts = page.locator(".change").all_inner_texts()
    assert texts == ["+ 1 gained", "− 2 lost", "▲ 0 dearer", "▼ 1 cheaper"] or len(texts) == 4
    page.locator(".change.lost").click()
    expect(page.locator(".row.site .mark.lost").first).to_be_visible()
    row(page, "value").click()
    expect(page.locator(".other").last).to_contain_text("the earlier run")
    page.get_by_label("Change", exact=True).select_option("gained")
    expect(page.locator(".row.site .mark.gained").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 900, 500])
def test_everybody_can_use_it(shop: Path, opened: Opened, theme: str, width: int) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
    page = opened(shop / "changed.html", **options).page
    assert violations(page) == []
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.locator("details[data-name=figures] summary").click()
    page.locator(".line.lit").wait_for()
    page.wait_for_timeout(400)
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def test_light_and_dark(shop: Path, opened: Opened) -> None:
    page = opened(shop / "shop.html", color_scheme="dark").page
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.keyboard.press("t")
    assert page.evaluate(background) != dark
    page.keyboard.press("t")
    assert page.evaluate(background) == dark
    page.reload()
    expect(page.locator("#theme")).to_have_text("● Dark")


# Elements that stick out of what is around them, and are neither cut nor scrolled.
STICKING_OUT = """() => [...document.querySelectorAll(".bar, .list, .list *, .head, .details > *")]
  .filter((node) => node.getClientRects().length && !node.closest(".unseen, option, .rows .inner, svg"))
  .filter((node) => node.getBoundingClientRect().right > node.closest(".pane, .bar").getBoundingClientRect().right + 1)
  .map((node) => node.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("width", [1440, 900, 500])
def test_fits_narrow_windows(shop: Path, opened: Opened, width: int) -> None:
    page = opened(shop / "changed.html", viewport={"width": width, "height": 900}).page
    for key in ("", "j", "n"):
        if key:
            page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(STICKING_OUT) == []
    page.get_by_label("Loops", exact=True).select_option("out")
    assert page.evaluate(STICKING_OUT) == []
    page.get_by_text("Clear").click()
