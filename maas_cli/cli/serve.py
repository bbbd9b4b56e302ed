"""``maas serve``: the original's API over HTTP."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import ColorOption, ConfigOption, DataDirOption, new_command_group
from maas_cli.errors import MaasError

_GAVE_UP: Final = 1

app = new_command_group()

EPILOG = """
\b
Examples:
  maas serve
  maas serve 9000 users.json --workers 2
  maas serve --host 0.0.0.0 --rate 50 --cors https://example.org
  maas serve --rate 50 --proxy 127.0.0.1

\b
Then, with a token of one of the users:
  curl -H "X-Token: $MAAS_TOKEN" 'http://127.0.0.1:8080/api/memes?query=becky'

SIGTERM or Ctrl-C finishes what runs, writes users_flushed.json and ends; SIGHUP reads the users file and the
catalogue again. /docs describes the API, /metrics is for Prometheus. Exit code 1: the workers died again and again.
"""


@app.command(epilog=EPILOG)
def serve(
    *,
    port: Annotated[
        int | None, typer.Argument(metavar="[PORT]", help="0 takes a free one.  [default: 8080]", show_default=False)
    ] = None,
    users: Annotated[
        Path | None,
        typer.Argument(metavar="[USERS_FILE]", help="The users file.  [default: users.json]", show_default=False),
    ] = None,
    host: Annotated[
        str | None, typer.Option("--host", metavar="HOST", help="The address to answer at.  [default: 127.0.0.1]")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", help="Processes that answer, 1 to 64.  [default: 1]")
    ] = None,
    max_results: Annotated[
        int | None, typer.Option("--max-results", metavar="N", help="Most memes of one answer.  [default: 10000]")
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            "--rate",
            metavar="N",
            help="Requests a second of a token or address.  [default: any]",
        ),
    ] = None,
    burst: Annotated[
        int | None, typer.Option("--burst", metavar="N", help="So many of them at once.  [default: twice the rate]")
    ] = None,
    cors: Annotated[
        list[str] | None, typer.Option("--cors", metavar="ORIGIN", help="Pages of it may read answers; repeatable.")
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy",
            metavar="ADDRESS",
            help="A reverse proxy, or a network of them, whose X-Forwarded-For says who asks; repeatable.",
        ),
    ] = None,
    durable: Annotated[
        bool, typer.Option("--durable", help="Charges are on the disk before the answer goes out.")
    ] = False,
    allow_sample_tokens: Annotated[
        bool, typer.Option("--allow-sample-tokens", help="Serve others though users have tokens that all know.")
    ] = False,
    log_level: Annotated[
        str | None, typer.Option("--log-level", metavar="LEVEL", help="debug, info, warning or error. [default: info]")
    ] = None,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> int:
    """Serve searches over HTTP, metered by user."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help

    given: dict[str, Any] = {"port": port, "users_file": users, "host": host, "workers": workers, "rate": rate}
    given |= {"max_results": max_results, "burst": burst, "log_level": log_level, "color": color, "data_dir": data_dir}
    config = read_config(config_file, **given)
    from maas_cli.web import server  # noqa: PLC0415  # the one face that starts another; not for help
    from maas_cli.web.announcements import AsLines, InWords  # noqa: PLC0415  # not for help
    from maas_cli.web.settings import WebSettings  # noqa: PLC0415  # not for help

    web = WebSettings(
        max_results=config.max_results,
        rate=config.rate,
        burst=config.burst,
        cors=tuple(cors or ()),
        durable=durable,
        proxies=tuple(proxy or ()),
        log_level=config.log_level,
    )
    settings = server.ServeSettings(web, allow_sample_tokens=allow_sample_tokens)
    announce = InWords(diagnostics.note) if diagnostics.is_terminal() else AsLines()
    try:
        ended_well = server.serve(config, settings, progress=ProgressLine(config.color), announce=announce)
    except MaasError as error:
        if not announce.failed(error):
            raise
        return diagnostics.exit_code_of(error)
    return diagnostics.DONE if ended_well else _GAVE_UP
