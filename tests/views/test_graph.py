"""`goescape graph`: places, flows, and the way that decides."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from goescape.report import dot
from goescape.session import build as builds
from goescape.session.flags import FlagRules
from goescape.session.session import Session
from goescape.understand import flowgraph
from goescape.understand.places import Paths

SOURCE = """package p

type T struct{ next *T }

var global *T

func f() {
	var last *T
	for range 3 {
		t := T{next: last}
		last = &t
	}
}

func g() { global = &T{} }
"""


def graph_of(directory: Path, function: str) -> flowgraph.Graph:
    (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
    (directory / "a.go").write_text(SOURCE)
    request = builds.Request([], str(directory), FlagRules(str(directory)))
    _, found = flowgraph.of_function(Session(request), ["."], function)
    assert len(found) == 1
    return found[0]


def test_places_and_flows(tmp_path: Path) -> None:
    found = graph_of(tmp_path, "f")
    numbers = {node.label: node.number for node in found.nodes}
    assert [node.label for node in found.nodes if node.escapes and not node.is_heap] == ["t"]
    decisive = [edge for edge in found.edges if edge.decisive]
    assert [(edge.src, edge.dst, edge.derefs) for edge in decisive] == [
        (numbers["t"], numbers["last"], -1)
    ]


def test_what_is_stored_at_once_has_its_edge(tmp_path: Path) -> None:
    found = graph_of(tmp_path, "g")
    assert [(edge.dst, edge.derefs, edge.why) for edge in found.edges] == [(0, -1, "assigned")]


@pytest.mark.parametrize("function", ["f", "g"])
def test_dot_is_well_formed(tmp_path: Path, function: str) -> None:
    text = dot.document(graph_of(tmp_path, function), Paths(str(tmp_path), ""))
    declared = set(re.findall(r"^\s+(n\d+) \[", text, re.MULTILINE))
    ends = re.findall(r"^\s+(n\d+) -> (n\d+) ", text, re.MULTILINE)
    assert ends
    assert {end for pair in ends for end in pair} <= declared
    assert text.count("{") == text.count("}")


def test_a_function_by_its_bare_name(tmp_path: Path) -> None:
    graph_of(tmp_path, "f")
    command = [sys.executable, "-m", "goescape", "graph", "f"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert 'label="p.f"' in done.stdout


def test_the_picture_has_a_legend(tmp_path: Path) -> None:
    text = dot.document(graph_of(tmp_path, "f"), Paths(str(tmp_path), ""))
    legend = text[text.index("cluster_legend") :]
    assert "has to be on the heap" in legend
    assert "its address flows" in legend
