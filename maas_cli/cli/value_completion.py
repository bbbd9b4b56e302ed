"""What the shell offers as values of options: templates and languages of the catalogue, as far as it is indexed.

Runs while someone types a command, so it builds nothing and never fails: without an index nothing is offered.
"""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maas_cli.engine import Engine


def complete_template(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the templates that begin so, their words joined by dashes: no shell needs that quoted."""
    from maas_cli.search.analysis import query_words  # noqa: PLC0415  # only to complete

    begun = "-".join(query_words(incomplete))
    names = ("-".join(query_words(name)) for name in _asked(ctx, lambda engine: engine.known_templates()))
    alike = dict.fromkeys(name for name in names if name and name.startswith(begun))
    # What was typed stays as it was typed: a shell that finds it changed offers nothing.
    return [incomplete + name[len(begun) :] for name in sorted(alike)]


def complete_language(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the codes of languages that begin so."""
    languages = _asked(ctx, lambda engine: engine.known_languages())
    return sorted(language for language in languages if language.startswith(incomplete))


def _asked(ctx: typer.Context, ask: "Callable[[Engine], list[str]]") -> "Iterator[str]":
    """Yield what the engine for the settings, or for the flags typed so far, answers; nothing where it cannot."""
    from contextlib import closing  # noqa: PLC0415  # only to complete
    from pathlib import Path  # noqa: PLC0415  # only to complete

    from maas_cli.bootstrap import create_engine  # noqa: PLC0415  # only to complete
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # only to complete
    from maas_cli.errors import MaasError  # noqa: PLC0415  # only to complete

    file, data_dir = (ctx.params.get(name) for name in ("config_file", "data_dir"))
    try:
        # Where completing is all that is done, typer leaves the values of other options as they were typed.
        config = read_config(file and Path(file), data_dir=data_dir and Path(data_dir))
        with closing(create_engine(config)) as engine:
            yield from ask(engine)
    except MaasError:  # there is nobody to tell
        return
