import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.catalog.language import detect_languages, language_code, with_languages
from maas_cli.models.meme import Meme

STARTER = Path(__file__).parents[3] / "data" / "memes.csv"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" en-US ", "en"),
        ("en_GB", "en"),
        ("zh-Hant-TW", "zh"),
        ("sr-Latn", "sr"),
        ("yue", "yue"),
        ("iw", "he"),
        ("in", "id"),
        ("und", ""),
        ("mul", ""),
        ("zxx", ""),
        ("English", ""),
        ("русский", ""),
        ("e", ""),
        ("en US", ""),
        ("en\nfr", ""),
        ("", ""),
    ],
)
def test_a_language_is_the_first_part_of_its_tag_in_lower_case(said: str, code: str) -> None:
    assert language_code(said) == code


@pytest.mark.parametrize(
    ("caption", "code"),
    [
        ("One does not simply walk into the kitchen", "en"),
        ("ONE DOES NOT SIMPLY WALK INTO THE KITCHEN", "en"),
        ("Cuando tu gato te mira así a las tres de la mañana", "es"),
        ("Não consigo acordar cedo na segunda-feira", "pt"),
        ("Кто опять съел мой обед на этой работе", "ru"),
        ("Хто з'їв мій обід на роботі", "uk"),
        ("Game over? Давай, до свидания, завтра опять на работу!", "ru"),
        ("قطتي تنام على لوحة المفاتيح كل يوم", "ar"),
        ("猫が寝ている", "ja"),
        ("고양이", "ko"),
    ],
)
def test_a_caption_tells_its_language(caption: str, code: str) -> None:
    assert detect_languages([caption]) == [code]


@pytest.mark.parametrize("caption", ["", "3 44", "h h", "ok", "xd", "no", "LX", "ಠ_ಠ", "¯\\_(ツ)_/¯", "ewe er", "🐈"])
def test_numbers_laughs_and_what_is_too_short_stay_without_a_language(caption: str) -> None:
    assert detect_languages([caption]) == [""]


def test_no_captions_have_no_languages() -> None:
    assert detect_languages([]) == []


@settings(max_examples=30)
@given(st.lists(st.text() | st.sampled_from(["where is my cat", "где мой кот сегодня", "ネコ"]), max_size=6))
def test_the_language_of_a_caption_does_not_depend_on_the_others(captions: list[str]) -> None:
    assert detect_languages(captions) == [detect_languages([caption])[0] for caption in captions]


def test_many_captions_at_once_are_in_the_languages_of_each_alone() -> None:
    captions = ["where is my cat", "где мой кот сегодня", "ネコ", "", "ok"]
    assert detect_languages(captions * 20) == detect_languages(captions) * 20


def test_a_very_long_caption_tells_its_language_by_its_beginning() -> None:
    assert detect_languages(["my cat is sleeping on the keyboard again " * 240]) == ["en"]


def labelled() -> list[tuple[str, str]]:
    with STARTER.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["lang"]) for row in csv.DictReader(file)]


def test_of_the_starter_captions_98_percent_are_told_and_of_those_995_in_1000_are_right() -> None:
    captions, languages = zip(*labelled(), strict=True)
    told = [(code, language) for code, language in zip(detect_languages(captions), languages, strict=True) if code]
    assert len(told) >= 0.98 * len(captions)
    assert sum(code == language for code, language in told) >= 0.995 * len(told)


def test_of_the_starter_captions_most_are_told_in_every_language() -> None:
    captions, languages = zip(*labelled(), strict=True)
    right = Counter(
        code for code, language in zip(detect_languages(captions), languages, strict=True) if code == language
    )
    for language, count in Counter(languages).items():
        assert right[language] >= 0.7 * count, language


def test_of_two_words_alone_most_that_are_told_are_right() -> None:
    short = [(" ".join(text.split()[:2]), language) for text, language in labelled() if " " in text]
    captions, languages = zip(*short, strict=True)
    told = [(code, language) for code, language in zip(detect_languages(captions), languages, strict=True) if code]
    assert sum(code == language for code, language in told) >= 0.97 * len(told)


def test_what_the_source_says_counts_more_than_the_caption() -> None:
    memes = [
        Meme(1, "Owl", "where is my cat today", lang="fr_CA"),
        Meme(2, "Owl", "where is my cat today"),
        Meme(3, "Owl", "where is my cat today", lang="English"),
        Meme(4, "Where is my cat", ""),
        Meme(5, "", "xd", lang="und"),
        Meme(6, "", "猫在睡觉", lang="zh"),
    ]
    assert [(meme.id, meme.lang) for meme in with_languages(memes)] == [
        (1, "fr"), (2, "en"), (3, "en"), (4, ""), (5, ""), (6, "zh"),
    ]  # fmt: skip


def test_thousands_of_memes_stay_in_their_order_with_all_they_had() -> None:
    memes = [Meme(number, "Owl", "my cat and my dog", tags=("a",)) for number in range(5000)]
    found = list(with_languages(iter(memes)))
    assert found == [Meme(number, "Owl", "my cat and my dog", lang="en", tags=("a",)) for number in range(5000)]


@pytest.mark.parametrize("caption", ["猫在睡觉", "ok", "3 44"])
def test_the_model_is_loaded_for_captions_that_need_it_only(caption: str) -> None:
    code = "import sys\nfrom maas_cli.catalog.language import detect_languages\n"
    code += f"detect_languages([{caption!r}])\nprint('py3langid' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "False"
