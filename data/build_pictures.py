"""Fills in what the starter catalogue says of its pictures; for maintainers, when captions or the drawing have changed.

The columns ``url``, ``page``, ``md5`` and ``fileSize`` of ``memes.csv``, beside this file, and nothing else. The
pictures themselves are stored nowhere: maas draws them, and draws them alike everywhere. It takes about a minute::

    make pictures
"""

import csv
from collections.abc import Iterator
from hashlib import md5
from io import StringIO
from pathlib import Path

from maas_cli.atomic_file import replacing
from maas_cli.catalog.meme_row import meme_from_fields
from maas_cli.render import picture_png

CATALOG = Path(__file__).with_name("memes.csv")

Row = dict[str, str]


def main() -> None:
    """Write the catalogue anew."""
    with CATALOG.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(with_pictures(rows))
    with replacing(CATALOG) as catalog:
        catalog.write(text.getvalue().encode())


def with_pictures(rows: list[Row]) -> Iterator[Row]:
    """Yield the rows with what is true of their pictures; addresses are relative to the service that shows them."""
    for row in rows:
        picture = picture_png(meme_from_fields(row))
        address = f"/memes/{row['id']}"
        digest = md5(picture, usedforsecurity=False).hexdigest()
        yield {**row, "url": f"{address}.png", "page": address, "md5": digest, "fileSize": str(len(picture))}


if __name__ == "__main__":
    main()
