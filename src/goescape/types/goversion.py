"""Language versions: "go1.21"."""


def minor(version: str) -> int:
    """The N of "go1.N" or "go1.N.P"; 0 if it is not of that form."""
    text = version.removeprefix("go")
    parts = text.split(".")
    if len(parts) < 2 or parts[0] != "1":
        return 0
    digits = ""
    for char in parts[1]:
        if not char.isdigit():
            break
        digits += char
    return int(digits) if digits else 0


def is_valid(version: str) -> bool:
    return version.startswith("go") and minor(version) > 0


def compare(x: str, y: str) -> int:
    return minor(x) - minor(y)
