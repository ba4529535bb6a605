"""The optimisation log on disk, where and as the compiler writes it for `-json=0,DIR`."""

import os
from typing import Final
from urllib.parse import quote

from goescape.lines import jsontext
from goescape.session.build import Plan
from goescape.session.model import DONE, BuildResult, PackageResult

# Besides letters, digits and `-_.~`.
_SAFE: Final = "$&+=:@"


def write(result: BuildResult, plan: Plan) -> None:
    """Write the logs of all packages that have one; raises OSError."""
    for package in result.packages:
        directory = plan.flags[package.import_path].log_directory
        if directory and package.status == DONE:
            _write(package, plan, directory)


def _write(package: PackageResult, plan: Plan, directory: str) -> None:
    path = plan.graph.packages[package.import_path].link_path
    directory = os.path.join(directory, quote(path, safe=_SAFE))
    os.makedirs(directory, exist_ok=True)
    for log in package.log:
        header = {
            "version": 0,
            "package": path,
            "goos": plan.context.goos,
            "goarch": plan.context.goarch,
            "gc_version": plan.toolchain.version,
            "file": log.source,
        }
        # Sources of the same name, from different directories: the last one stays.
        with open(
            os.path.join(directory, _file_name(log.source)),
            "w",
            encoding="utf-8",
            errors="surrogateescape",
        ) as file:
            file.write(jsontext.line(header) + log.text)


def _file_name(source: str) -> str:
    name = source.replace("\\", "/").rpartition("/")[2]
    at = name.rfind(".go")
    return f"{quote(name if at < 0 else name[:at], safe=_SAFE)}.json"
