"""``maas data``: the catalogue of memes in use."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    ListFormat,
    ListFormatOption,
    new_command_group,
)

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from maas_cli.cli.bad_rows import BadRowReport
    from maas_cli.config import Config
    from maas_cli.models.catalog import ImportReport

app = new_command_group(
    no_args_is_help=True,
    help="Import memes, and see which are in use.",
    epilog="""
\b
Examples:
  maas data info
  maas data import memes.csv
""",
)

ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="List every bad row there: line, reason, detail (tsv)."),
]


@app.command(
    "import",
    no_args_is_help=True,
    epilog="""
\b
Examples:
  maas data import memes.csv
  maas data import memegenerator.csv --report bad_rows.tsv

Read are the Library of Congress's file, CSV and NDJSON; which it is shows from the content. Rows that are no memes are
counted and left out. If no row is usable, the catalogue in use stays.
""",
)
def import_file(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The file to import.", show_default=False)],
    report: ReportOption = None,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Make the memes of a file the catalogue in use."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, data_dir=data_dir)
    with (
        _bad_rows(report, config, source) as bad_rows,
        open_engine(config) as engine,
        ProgressLine(config.color) as progress,
    ):
        done = engine.import_catalog(source, on_progress=progress, on_bad_row=bad_rows)
    _report_import(done, report, as_json=as_json)


@app.command(
    epilog="""
\b
Examples:
  maas data fetch
  maas data fetch --url http://localhost:8000/memes.zip

Without --url it is the Library of Congress's Meme Generator data set; MAAS_CATALOG_URL names another. A download that
was cut is taken up where it ended.
"""
)
def fetch(
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The address of a zip file.")] = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Download a published catalogue and make it the one in use."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, catalog_url=url, data_dir=data_dir)
    with _bad_rows(report, config) as bad_rows, open_engine(config) as engine, ProgressLine(config.color) as progress:
        done = engine.fetch_catalog(config.catalog_url, on_progress=progress, on_bad_row=bad_rows)
    _report_import(done, report, as_json=as_json)


@app.command(
    epilog="""
\b
Examples:
  maas data info
  maas data info --json
"""
)
def info(
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Show what is loaded: source, memes, templates, languages, and the index over them."""
    from maas_cli.cli import listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.catalog_words import info_rows  # noqa: PLC0415  # not for help
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help
    from maas_cli.serialize import catalog_info_to_dict  # noqa: PLC0415  # not for help

    config = read_config(config_file, output=form, color=color, data_dir=data_dir)
    chosen = listing.chosen_format(config, as_json=as_json, supported=ListFormat)
    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        found = engine.catalog_info(on_progress=progress)
    facts = catalog_info_to_dict(found)
    if chosen == "json":
        listing.write_json(facts)
    else:
        listing.write_listing(listing.Listing(("what", "value"), info_rows(found), [facts]), chosen, config.color)


@app.command(
    epilog="""
\b
Examples:
  maas data reset
  maas data reset --data-dir other_folder
"""
)
def reset(data_dir: DataDirOption = None, config_file: ConfigOption = None) -> None:
    """Return to the starter catalogue; the imported one is deleted."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, data_dir=data_dir)
    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        found = engine.reset_catalog(on_progress=progress)
    diagnostics.note(f"the starter catalogue is in use: {found.memes:,} memes")


def _bad_rows(
    report: Path | None, config: "Config", source: Path | None = None
) -> "AbstractContextManager[BadRowReport | None]":
    if report is None:
        return nullcontext()
    from maas_cli.accounts.database_place import database_files  # noqa: PLC0415  # only where it is asked for
    from maas_cli.cli.bad_rows import BadRowReport  # noqa: PLC0415  # only where it is asked for

    precious = [config.data_dir, config.cache_dir, config.users_file, *database_files(config.users_file)]
    return BadRowReport(report, precious if source is None else [source, *precious])


def _report_import(done: "ImportReport", report: Path | None, *, as_json: bool) -> None:
    from maas_cli.cli.catalog_words import import_words  # noqa: PLC0415  # not for help

    if as_json:
        from maas_cli.cli.listing import write_json  # noqa: PLC0415  # only for JSON
        from maas_cli.serialize import import_report_to_dict  # noqa: PLC0415  # only for JSON

        write_json(import_report_to_dict(done))
    for line in import_words(done, report):
        diagnostics.note(line)
