"""Which language cluster a caption belongs to: told by its script, then by its most frequent small words."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from benchmarks.scripts import script_of
from benchmarks.words import words_of
from maas_cli.models.meme import Meme

UNKNOWN = ""
"""The cluster of captions in Latin letters that no list of small words claims."""

_SCRIPT_CLUSTERS = {"cyrillic": "ru", "other": "other"}
_SMALL_WORDS = {
    "en": "the you i to and is of in my it that for have not be when your are what this get got like nobody",
    "es": "que el de la los no me un y por una con para se es mi cuando lo yo pero las tu te mas como",
    "pt": "que não nao o de um uma eu é você voce com pra do da na quando meu minha os mas vai em",
    "fr": "je le de la les pas tu est et un une que des c'est quand mais pour j'ai qui dans moi sur",
    "it": "che di il la non un è per ma e sono una si mi quando ho cosa con lo hai della",
    "de": "ich du und der die das nicht ist ein wenn mir wir mit so auf den eine hat zu",
}  # written here by hand: the commonest words of each language that captions hold


def _weights() -> dict[str, dict[str, float]]:
    """Return for each small word how much it says for each language: 1 shared among those that have it."""
    languages = defaultdict(list)
    for language, words in _SMALL_WORDS.items():
        for word in words.split():
            languages[word].append(language)
    return {word: dict.fromkeys(shared, 1 / len(shared)) for word, shared in languages.items()}


_WEIGHTS = _weights()


def _claimed_by(text: str) -> str | None:
    """Return the language whose small words the text holds most of, None if there are none."""
    scores: Counter[str] = Counter()
    for word in words_of(text):
        scores.update(_WEIGHTS.get(word, {}))
    return max(scores, key=lambda language: (scores[language], language)) if scores else None


def cluster_of_each(memes: Iterable[Meme]) -> list[str]:
    """Return the cluster of each meme: a language code, ``UNKNOWN``, or the name of a script.

    A caption in Latin letters without small words belongs where most such captions of its template do.
    """
    memes = list(memes)
    scripts = [script_of(meme.text or meme.name) for meme in memes]
    own = [
        _claimed_by(meme.text) if script == "latin" else _SCRIPT_CLUSTERS[script]
        for meme, script in zip(memes, scripts, strict=True)
    ]
    by_template: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for meme, cluster in zip(memes, own, strict=True):
        if cluster in _SMALL_WORDS:
            by_template[meme.name][cluster] += 1
    return [
        cluster if cluster is not None else _commonest(by_template[meme.name])
        for meme, cluster in zip(memes, own, strict=True)
    ]


def _commonest(counts: Counter[str]) -> str:
    return max(counts, key=lambda cluster: (counts[cluster], cluster)) if counts else UNKNOWN
