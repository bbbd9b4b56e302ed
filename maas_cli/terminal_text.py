"""Text of unknown origin made safe for a terminal: nothing in it can move the cursor, recolour or reorder the screen.

Dangerous are the control characters (C0, DEL and C1, which begin escape sequences), the bidirectional overrides and
isolates, the line and paragraph separators, and lone surrogates, which cannot even be written.
"""

_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SEPARATORS = [0x2028, 0x2029]
_BLANKS = "\t\n\v\f\r\x85\u2028\u2029"

_ESCAPED = {code: f"\\u{code:04x}" for code in (*_CONTROLS, *_BIDI, *_SEPARATORS)}
_ESCAPED_BUT_LAYOUT = {code: text for code, text in _ESCAPED.items() if chr(code) not in "\t\n"}
_ONE_LINE = dict.fromkeys(_ESCAPED, "\N{REPLACEMENT CHARACTER}") | {ord(blank): " " for blank in _BLANKS}


def escaped(text: str) -> str:
    r"""Return the text with every dangerous character written as ``\uXXXX``, line feeds and tabs too."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").translate(_ESCAPED)


def escaped_lines(text: str) -> str:
    r"""Return the text as :func:`escaped` does, but with its line feeds and tabs; JSON stays the same JSON."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").translate(_ESCAPED_BUT_LAYOUT)


def one_line(text: str) -> str:
    """Return the text with line breaks and tabs as blanks and other dangerous characters replaced by a stand-in.

    Every character stays one character, so positions in the text stay true.
    """
    return text.encode("utf-8", "replace").decode("utf-8").translate(_ONE_LINE)
