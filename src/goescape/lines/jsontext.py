"""JSON as Go's encoder writes it."""

import json


def line(record: dict[str, object]) -> str:
    """One object and the end of the line; text is kept safe for HTML."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text + "\n"
