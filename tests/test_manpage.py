"""The manual page says what the help says, and is fit to be read."""

import shutil
import subprocess

import pytest

from goescape.cli.app import app
from tools import manpage


def test_fresh() -> None:
    assert manpage.PAGE.read_text() == manpage.page(), "stale: make man"


def test_all_commands_and_options() -> None:
    page = manpage.page().replace("\\-", "-")
    for name, command in app.commands.items():
        assert f".SS goescape {name}" in page
        for param in command.params:
            if param.param_type_name == "option":
                assert all(word in page for word in param.opts)


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff")
def test_renders_without_warnings() -> None:
    command = ["groff", "-ww", "-man", "-Tutf8", str(manpage.PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "goescape explain" in done.stdout
    assert "go test" in done.stdout
