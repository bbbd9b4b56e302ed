"""JSON as RFC 8259 has it, nothing more: no doubled keys, no NaN, no depth or number without end.

The standard decoder accepts all of these; what it refuses, and what is refused here, is told with line and column
(both from 1, columns in characters). Messages quote keys, never values.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

MAX_KEY_SHOWN = 60
"""Characters of a doubled key that a message repeats, at most."""

_MARK = r'"(?:[^"\\]|\\.)*"|[{}\[\]]|-?(?:NaN|Infinity)'
_COLON = r"[ \t\r\n]*:"


class JsonError(ValueError):
    """A text is not strict JSON; ``line`` and ``column`` are None where they are not known."""

    def __init__(self, reason: str, text: str = "", position: int | None = None) -> None:
        super().__init__(reason)
        self.line: int | None = None
        self.column: int | None = None
        if position is not None:
            self.line = text.count("\n", 0, position) + 1
            self.column = position - text.rfind("\n", 0, position)


class _DoubledKeyError(ValueError):
    pass


class _NotANumberError(ValueError):
    pass


def parse(text: str) -> Any:  # noqa: ANN401  # anything JSON can hold
    """Return the value a JSON text holds.

    Raises:
        JsonError: the text is not strict JSON.
    """
    import json  # noqa: PLC0415  # only when a users file is read

    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise JsonError(error.msg, text, error.pos) from None  # the cause would carry the whole text, tokens and all
    except _DoubledKeyError:
        key, position = _doubled_key(text)
        raise JsonError(f"the key {key[:MAX_KEY_SHOWN]!a} stands twice", text, position) from None
    except _NotANumberError:
        name, position = next(_constants(text))
        raise JsonError(f"{name} is not JSON", text, position) from None
    except RecursionError:
        raise JsonError("it is nested too deeply") from None
    except ValueError:
        raise JsonError("a number has too many digits") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _DoubledKeyError
    return fields


def _constant(_name: str) -> NoReturn:
    raise _NotANumberError


def _doubled_key(text: str) -> tuple[str, int]:
    """Return the first key that stands twice in one object, which there must be, with its position."""
    import json  # noqa: PLC0415  # only when a users file is read

    objects: list[set[str]] = []
    colon = re.compile(_COLON)
    marks = re.finditer(_MARK, text)
    while True:
        mark = next(marks)
        if mark[0] in "{[":
            objects.append(set())
        elif mark[0] in "}]":
            objects.pop()
        elif colon.match(text, mark.end()):
            key = json.loads(mark[0])
            if key in objects[-1]:
                return key, mark.start()
            objects[-1].add(key)


def _constants(text: str) -> Iterator[tuple[str, int]]:
    """Find every NaN and infinity outside of strings, with its position."""
    return ((mark[0], mark.start()) for mark in re.finditer(_MARK, text) if mark[0].endswith(("NaN", "Infinity")))
