"""Counts in words."""


def counted(count: int, what: str) -> str:
    """Return a count with what it counts, in the singular or with an s: ``1 token``, ``1,204 tokens``."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
