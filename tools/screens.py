"""Pictures of what people see: docs/screens, the view and explanations as terminals of three widths show them.

`make screens` writes them: what is drawn is what the commands print, in a dark and in a light theme.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, MONOKAI, TerminalTheme
from rich.text import Text

from goescape.cli import explaining, sources
from goescape.report import explained, overview
from goescape.session import build as builds
from goescape.session.flags import FlagRules
from goescape.session.session import Session
from goescape.understand import targets
from goescape.understand.explain import Explorer
from goescape.understand.places import Paths

ROOT: Final = Path(__file__).parent.parent
SCREENS: Final = ROOT / "docs" / "screens"
TOUR: Final = ROOT / "examples" / "tour"
WIDTHS: Final = (80, 100, 140)
THEMES: Final = {"dark": MONOKAI, "light": DEFAULT_TERMINAL_THEME}
EXPLAINED: Final = {
    "goroutine": "main.go:25",
    "returned": "newPoint",
    "callee": "main.go:37",
    "inlined": "main.go:43",
    "method": "Store.Put",
}
# Rich's own, without fonts from the network.
SVG: Final = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def main() -> None:
    os.chdir(TOUR)
    request = builds.Request([], str(TOUR), FlagRules(str(TOUR)))
    explorer = Explorer(Session(request))
    paths = sources.paths(request)
    SCREENS.mkdir(exist_ok=True)
    found = explorer.sites(explorer.run(["./..."]))

    def view(width: int) -> Text:
        return overview.render(found, overview.Choice(), paths, width)

    _draw("view", "goescape ./...", view)
    for name, target in EXPLAINED.items():
        _draw(f"explain-{name}", f"goescape explain {target}", _explaining(explorer, paths, target))


def _explaining(explorer: Explorer, paths: Paths, target: str) -> Callable[[int], Text]:
    found = targets.find(explorer, target).sites
    ordered = sorted(found, key=explaining.is_quiet)
    groups = explained.together([explorer.explain(site) for site in ordered])

    def explain(width: int) -> Text:
        parts = [explained.render(group, sources.line_of, paths, width) for group in groups]
        return Text("\n").join(parts)

    return explain


def _draw(name: str, command: str, render: Callable[[int], Text]) -> None:
    for width in WIDTHS:
        for theme, colours in THEMES.items():
            file = SCREENS / f"{name}-{width}-{theme}.svg"
            file.write_text(_picture(render(width), command, width, colours))
            print(file.relative_to(ROOT), file=sys.stderr)


def _picture(text: Text, command: str, width: int, theme: TerminalTheme) -> str:
    console = Console(
        record=True,
        width=width,
        file=open(os.devnull, "w"),  # noqa: SIM115 - ends with the program
        force_terminal=True,
        highlight=False,
        color_system="truecolor",
    )
    console.print(f"$ {command}", style="bold")
    console.print(text)
    return console.export_svg(title=command, theme=theme, code_format=SVG, unique_id="screen")


if __name__ == "__main__":
    main()
