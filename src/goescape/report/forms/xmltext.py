"""XML as text, and text in XML."""

from xml.etree import ElementTree


def document_of(top: ElementTree.Element) -> str:
    ElementTree.indent(top)
    body = ElementTree.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def plain(text: str) -> str:
    """What XML can hold: it has no way to write other control characters, and none for halves of characters."""
    return "".join(c if _is_allowed(ord(c)) else "\ufffd" for c in text)


def _is_allowed(code: int) -> bool:
    if code < 0x20:
        return code in (0x9, 0xA, 0xD)
    return not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
