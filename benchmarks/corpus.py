"""A catalogue of any size, made from a real one: its memes, shuffled among generated ones that look like them.

    python benchmarks/corpus.py --memes 1000000 --out memes.ndjson [--catalog FILE] [--seed 1]

The file is an installed catalogue (NDJSON). The same catalogue, size and seed give the same bytes.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.generator.languages import cluster_of_each
from benchmarks.generator.lines import header_line, meme_line
from benchmarks.generator.memes import MemeGenerator
from maas_cli.catalog.source import open_source
from maas_cli.models.meme import Meme

LIBRARY_SLICE = Path(__file__).parents[2] / "shared/data/memegenerator_slice.csv"
_BATCH = 1 << 16


def read_memes(catalog: Path) -> list[Meme]:
    """Return the memes of a source in any format; bad rows are passed over.

    Raises:
        CatalogError: the file cannot be read, or is no catalogue.
    """
    with open_source(catalog) as source:
        return [row for row in source.rows if isinstance(row, Meme)]


def corpus_lines(real: list[Meme], memes: int, seed: int) -> Iterator[str]:
    """Yield the lines of a catalogue of so many memes, the header not counted: batches of lines, each line ended.

    Every real meme is among them once, anywhere; with fewer memes than real ones, so many of these.
    """
    random = np.random.default_rng([seed, 0])
    chosen = [real[n] for n in random.permutation(len(real))[:memes].tolist()]
    places = np.sort(random.permutation(memes)[: len(chosen)])
    generator = MemeGenerator(real, seed)
    yield header_line(f"generated, seed {seed}", memes)
    for first in range(0, memes, _BATCH):
        last = min(first + _BATCH, memes)
        low, high = np.searchsorted(places, (first, last)).tolist()
        here = chosen[low:high]
        lines = generator.lines(last - first - len(here))
        further = generator.placed(cluster_of_each(here))
        for place, meme, placed in zip((places[low:high] - first).tolist(), here, further, strict=True):
            lines.insert(place, meme_line(meme, placed))
        yield "".join(lines)


def write_corpus(out: Path, real: list[Meme], memes: int, seed: int) -> None:
    """Write a catalogue; it gets its name when it is whole.

    Raises:
        OSError: the file cannot be written.
    """
    unfinished = out.with_name(f"{out.name}.part")
    with unfinished.open("w", encoding="utf-8") as file:
        file.writelines(corpus_lines(real, memes, seed))
    unfinished.replace(out)


def main() -> None:
    """Write the catalogue that the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--catalog", type=Path, default=LIBRARY_SLICE)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    write_corpus(options.out, read_memes(options.catalog), options.memes, options.seed)
    seconds = time.perf_counter() - started
    print(f"{options.memes} memes, {options.out.stat().st_size} bytes in {seconds:.1f} s")


if __name__ == "__main__":
    main()
