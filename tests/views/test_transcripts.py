"""The transcripts in docs/ are what `explain` says today."""

import pytest

from goescape.session.session import Session
from goescape.understand.explain import Explorer
from tests.views import transcripts

# A few that are fast.
_CHECKED = (
    "bufio/bufio.go:57:14",
    "errors/wrap.go:45:9",
    "io/pipe.go:76:22",
    "sync/poolqueue.go:80:7",
)


@pytest.fixture(scope="module")
def explorer() -> Explorer:
    return Explorer(Session(transcripts.request()))


def test_there_are_thirty() -> None:
    text = transcripts.FILE.read_text()
    assert len(transcripts.SITES) == text.count("$ goescape explain") == 30


@pytest.mark.parametrize("target", _CHECKED)
def test_transcript(explorer: Explorer, target: str) -> None:
    text = transcripts.transcript(explorer, transcripts.request(), target)
    titles = [title for title, each in transcripts.SITES if each == target]
    assert (
        transcripts.section("", text).removeprefix("## ").strip("\n")
        in transcripts.FILE.read_text()
    )
    assert len(titles) == 1
