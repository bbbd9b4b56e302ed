"""A query from its words and the options that filter, for commands that take a query or none."""


def filtered_query(words: list[str] | None, template: str | None, lang: str | None) -> str | None:
    """Return one text in the query language; None if nothing is asked for.

    Raises:
        InvalidQueryError: a filter names nothing.
    """
    filters = [_filter(field, value) for field, value in (("template", template), ("lang", lang)) if value is not None]
    parts = [*(words or []), *filters]
    return " ".join(parts) if parts else None


def _filter(field: str, value: str) -> str:
    """Return a filter; quotes in its value go, for they mean as little there as any punctuation."""
    from maas_cli.search.query import unquoted  # noqa: PLC0415  # not for help

    return f'{field}:"{unquoted(value)}"'
