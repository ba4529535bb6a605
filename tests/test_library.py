"""The recipes of docs/library.md do what they say."""

import doctest
from pathlib import Path

import pytest

RECIPES = Path(__file__).parent.parent / "docs" / "library.md"


def test_recipes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = RECIPES.read_text().replace("```", "")
    parsed = doctest.DocTestParser().get_doctest(text, {}, RECIPES.name, str(RECIPES), 0)
    assert len(parsed.examples) > 25
    failures: list[str] = []
    doctest.DocTestRunner().run(parsed, out=failures.append)
    assert not failures, "".join(failures)
