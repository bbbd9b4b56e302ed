"""A page of hits in whatever format was chosen."""

from typing import TYPE_CHECKING

from maas_cli.cli import output

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage


def write_hits(page: "SearchPage", form: str, color: str, *, is_explained: bool) -> None:
    """Write a page; as a table, one without hits is nothing at all."""
    if form != "table":
        from maas_cli.cli.page_formats import write_page  # noqa: PLC0415  # not for people

        write_page(page, form, is_explained=is_explained)
    elif page.hits:
        from maas_cli.cli.hit_table import hit_table  # noqa: PLC0415  # not for programs

        view = hit_table(page, output.terminal_width(), is_explained=is_explained)
        output.write_view(view, color=output.wants_color(color))
