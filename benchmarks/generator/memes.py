"""Generated memes in batches: captions, templates, places, addresses and the rest, as lines of a catalogue."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.generator.captions import CaptionModel, Captions
from benchmarks.generator.further_scripts import CAPTIONS as FURTHER_CAPTIONS
from benchmarks.generator.further_scripts import SHARE as FURTHER_SHARE
from benchmarks.generator.growth import heaps_exponent
from benchmarks.generator.languages import cluster_of_each
from benchmarks.generator.letters import LetterChain
from benchmarks.generator.lines import inside
from benchmarks.generator.places import CENTRES, PlaceModel
from benchmarks.generator.templates import TemplateModel
from benchmarks.seeds import seeded
from benchmarks.words import words_of
from maas_cli.models.meme import Meme

_FIRST_ID = 1 << 26  # above the Library's
_LARGEST_STEP = 4
_LEAST_MEMES = 3
_ONE_HALF_ONLY = 0.12
_MD5_DIGITS = 32
_ENDS = re.compile(r"[^\w\s]*$")


class MemeGenerator:
    """Makes memes in the manner of the real ones. For one thread; the seed decides all it makes."""

    def __init__(self, real: Sequence[Meme], seed: int) -> None:
        """Learn from real memes, at least one of which must have a caption."""
        self._random = np.random.default_rng(seed)
        real = [meme for meme in real if words_of(meme.text)]
        seeded(seed).shuffle(real)
        beta = heaps_exponent([word for meme in real for word in words_of(meme.text)])
        name_beta = heaps_exponent([meme.name for meme in real])
        members = _by_cluster(real)
        self.clusters = list(members)
        sizes = [FURTHER_SHARE * len(real) if c in FURTHER_CAPTIONS else len(members[c]) for c in self.clusters]
        self._shares = np.cumsum(sizes) / sum(sizes)
        captions = [[words_of(meme.text) for meme in chosen] for chosen in members.values()]
        self._captions = CaptionModel(captions, beta, seed)
        names = [[meme.name or "Meme" for meme in chosen] for chosen in members.values()]
        self._templates = TemplateModel(names, name_beta, self._captions)
        letters = LetterChain([word for meme in real for word in words_of(meme.name) if word.isalpha()])
        towns = [f"{name.title()} {n}" for n, name in enumerate(letters.words(CENTRES, self._random))]
        self._places = PlaceModel(self.clusters, towns, self._random)
        self._manners = _Manners(real)
        self._next_id = max(_FIRST_ID, 1 + max(meme.id for meme in real))

    def placed(self, clusters: Sequence[str]) -> list[dict[str, object]]:
        """Return the further keys, language and place, for real memes of these clusters."""
        numbers = np.array([self.clusters.index(c) if c in self.clusters else 0 for c in clusters], dtype=np.int64)
        towns = self._places.draw(numbers, self._random)
        positions = self._places.positions(towns, self._random)
        return [
            {"lang": _code(cluster)}
            | ({"place": self._places.names[town], "lat": lat, "lon": lon} if town >= 0 else {})
            for cluster, town, (lat, lon) in zip(clusters, towns.tolist(), positions.tolist(), strict=True)
        ]

    def lines(self, count: int) -> list[str]:
        """Return the lines of so many new memes; their ids grow from call to call."""
        random = self._random
        clusters = np.searchsorted(self._shares, random.random(count), side="right")
        captions = self._captions.write(clusters, random)
        templates = self._templates.draw(clusters, random).tolist()
        ids = self._next_id + np.cumsum(random.integers(1, _LARGEST_STEP, count))
        self._next_id = int(ids[-1]) + 1 if count else self._next_id
        digits = random.bytes(count * _MD5_DIGITS // 2).hex()
        names = self._templates.names
        return [
            f'{{"id":{meme_id},"url":"{url}{meme_id}.jpg","name":"{names[template]}",'
            f'"page":"{page}{meme_id}","md5":"{digits[at : at + _MD5_DIGITS]}","fileSize":{size},{halves}{rest}}}\n'
            for meme_id, url, template, page, at, size, halves, rest in zip(
                ids.tolist(),
                self._manners.draw("url", count, random),
                templates,
                self._manners.draw("page", count, random),
                range(0, count * _MD5_DIGITS, _MD5_DIGITS),
                self._manners.draw("size", count, random),
                self._halves(captions, random),
                self._rests(clusters, random),
                strict=True,
            )
        ]

    def _halves(self, captions: Captions, random: np.random.Generator) -> Iterator[str]:
        """Yield the caption and its two halves as JSON, in the cases and with the stops that people use."""
        count = len(captions.starts) - 1
        all_words = self._captions.words
        words = [all_words[word] for word in captions.words.tolist()]
        starts = captions.starts
        lengths = np.diff(starts)
        cuts = starts[:-1] + np.rint(lengths * random.uniform(0.3, 0.7, count)).astype(np.int64)
        one_half = random.random(count)
        cuts = np.where(one_half < _ONE_HALF_ONLY / 2, starts[:-1], cuts)
        cuts = np.where(one_half > 1 - _ONE_HALF_ONLY / 2, starts[1:], cuts)
        draw = self._manners.draw
        for start, cut, end, case, first_stop, stop in zip(
            starts[:-1].tolist(), cuts.tolist(), starts[1:].tolist(), draw("case", count, random),
            draw("stop", count, random), draw("stop", count, random), strict=True,
        ):  # fmt: skip
            upper = case(" ".join(words[start:cut])) + first_stop if cut > start else ""
            lower = case(" ".join(words[cut:end])) + stop if end > cut else ""
            if upper and lower:
                yield f'"text":"{upper} {lower}","upper":"{upper}","lower":"{lower}"'
            elif upper:
                yield f'"text":"{upper}","upper":"{upper}"'
            else:
                yield f'"text":"{lower}","lower":"{lower}"'

    def _rests(self, clusters: NDArray[np.int64], random: np.random.Generator) -> Iterator[str]:
        """Yield language and place as JSON, with the comma before."""
        langs = [f',"lang":"{code}"' if (code := _code(cluster)) else "" for cluster in self.clusters]
        towns = self._places.draw(clusters, random)
        positions = self._places.positions(towns, random)
        names = self._places.names
        for cluster, town, (lat, lon) in zip(clusters.tolist(), towns.tolist(), positions.tolist(), strict=True):
            if town < 0:
                yield langs[cluster]
            else:
                yield f'{langs[cluster]},"place":"{names[town]}","lat":{lat},"lon":{lon}'


def _by_cluster(real: Sequence[Meme]) -> dict[str, list[Meme]]:
    """Return the memes to learn from by cluster, those in further scripts with them."""
    members: defaultdict[str, list[Meme]] = defaultdict(list)
    for meme, cluster in zip(real, cluster_of_each(real), strict=True):
        members[cluster].append(meme)
    large = {cluster: members[cluster] for cluster in sorted(members) if len(members[cluster]) >= _LEAST_MEMES}
    further = {
        lang: [Meme(n, name=real[n].name, text=text) for n, text in enumerate(texts[: len(real)])]
        for lang, texts in FURTHER_CAPTIONS.items()
    }
    return (large or dict(members)) | further


def _code(cluster: str) -> str:
    return "" if cluster == "other" else cluster


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Manners:
    """How the real memes write what is not words: addresses, sizes, capitals, stops. Drawn as often as they do it."""

    def __init__(self, real: Sequence[Meme]) -> None:
        halves = [half for meme in real for half in (meme.upper or meme.text, meme.lower) if half]
        self._ways: dict[str, list[Any]] = {
            "url": [_stem(meme.url, meme.id) for meme in real if meme.url] or ["http://memes.example/"],
            "page": [_stem(meme.page, meme.id) for meme in real if meme.page] or ["http://memes.example/instance/"],
            "size": [meme.file_size for meme in real if meme.file_size] or [50_000],
            "case": [_case_of(half) for half in halves],
            "stop": [inside(_ENDS.findall(half)[0]) for half in halves],
        }

    def draw(self, what: str, count: int, random: np.random.Generator) -> list[Any]:
        """Return so many ways."""
        ways = self._ways[what]
        return [ways[n] for n in (random.random(count) * len(ways)).astype(np.int64).tolist()]


def _stem(address: str, meme_id: int) -> str:
    """Return what stands in an address before the id."""
    return inside(address.partition(str(meme_id))[0])


def _case_of(half: str) -> Callable[[str], str]:
    if half.islower():
        return str.lower
    return str.upper if half.isupper() else _capitalised
