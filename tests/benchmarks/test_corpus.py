import json
from pathlib import Path

import pytest

from maas_cli.catalog import open_catalog
from maas_cli.models.meme import Meme

pytest.importorskip("numpy", reason="catalogues are generated in vector operations")

from benchmarks.corpus import corpus_lines, write_corpus  # needs numpy

CAPTIONS = (
    "when you say it is your turn but nobody listens",
    "no one told the cat that this is not a bed",
    "cuando el jefe dice que no hay tiempo para comer",
    "если завтра контрольная я ничего не слышал",
    "all your socks are gone and it is only monday",
    "para que quieres eso si no lo vas a usar",
)
REAL = [
    Meme(
        number,
        name=f"Template {number % 4}",
        text=text,
        url=f"http://pictures.example/{number}.jpg",
        page=f"http://pages.example/{number}",
        md5=f"{number:032x}",
    )
    for number, text in enumerate(CAPTIONS * 3, start=100)
]


def corpus(memes: int, seed: int) -> list[dict[str, object]]:
    return [json.loads(line) for line in "".join(corpus_lines(REAL, memes, seed)).splitlines()[1:]]


def test_the_same_seed_gives_the_same_catalogue() -> None:
    assert list(corpus_lines(REAL, 300, 7)) == list(corpus_lines(REAL, 300, 7))
    assert list(corpus_lines(REAL, 300, 7)) != list(corpus_lines(REAL, 300, 8))


def test_the_catalogue_is_an_installed_one_of_the_wanted_size(tmp_path: Path) -> None:
    write_corpus(tmp_path / "memes.ndjson", REAL, 300, 1)

    header, memes = open_catalog(tmp_path / "memes.ndjson")

    assert header.memes == len(list(memes)) == 300


def test_every_real_meme_is_in_it_once_and_not_at_its_beginning() -> None:
    lines = corpus(300, 1)
    places = [number for number, meme in enumerate(lines) if int(str(meme["id"])) < 1000]

    assert sorted(str(lines[place]["text"]) for place in places) == sorted(meme.text for meme in REAL)
    assert places != list(range(len(REAL)))


def test_fewer_memes_than_real_ones_are_some_of_these() -> None:
    texts = {meme.text for meme in REAL}
    assert all(meme["text"] in texts for meme in corpus(5, 1))


def test_generated_memes_have_growing_ids_and_addresses_like_the_real_ones() -> None:
    generated = [meme for meme in corpus(300, 1) if int(str(meme["id"])) >= 1000]
    ids = [int(str(meme["id"])) for meme in generated]

    assert ids == sorted(set(ids))
    assert all(meme["url"] == f"http://pictures.example/{meme['id']}.jpg" for meme in generated)
    assert all(meme["page"] == f"http://pages.example/{meme['id']}" for meme in generated)


def test_three_memes_in_five_have_a_place_of_their_own() -> None:
    placed = [(meme["lat"], meme["lon"]) for meme in corpus(2000, 1) if "lat" in meme]

    assert 1100 < len(placed) < 1300
    assert len(set(placed)) == len(placed)


def test_a_larger_catalogue_has_words_that_the_real_memes_do_not_have() -> None:
    known = {word for meme in REAL for word in meme.text.split()}
    words = [word for meme in corpus(2000, 1) for word in str(meme["text"]).lower().split()]

    assert 0.1 < sum(word not in known for word in words) / len(words) < 0.9


def test_the_halves_of_a_caption_make_up_its_text() -> None:
    for meme in corpus(300, 1):
        if "upper" in meme or "lower" in meme:
            assert meme["text"] == f"{meme.get('upper', '')} {meme.get('lower', '')}".strip()
