import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it has no types

from maas_cli.catalog.language_model import LanguageModel

LANGUAGES = ("en", "es", "fr", "ru", "uk", "hi")
MODEL = LanguageModel(LANGUAGES, {})


def identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(languages)
    return made


ONE_AT_A_TIME = identifier(LANGUAGES)


@settings(max_examples=50)
@given(st.lists(st.text(string.ascii_lowercase + " éñ'фывапролджэ猫ि", min_size=1, max_size=40), max_size=8))
def test_many_texts_at_once_are_in_the_languages_of_each_alone(texts: list[str]) -> None:
    best = MODEL.best(texts, [LANGUAGES] * len(texts))
    assert len(best) == len(texts)
    for text, (language, share) in zip(texts, best, strict=True):
        shares = dict(ONE_AT_A_TIME.rank(text))
        assert share == pytest.approx(shares[language], abs=1e-4)
        assert share == pytest.approx(max(shares.values()), abs=1e-4)


def test_a_text_is_in_the_same_language_wherever_it_stands_among_very_many() -> None:
    texts = [" where is the cat ", " ", " dónde está el gato ", " где мой кот "]
    alone = [MODEL.best([text], [LANGUAGES])[0] for text in texts]
    among_others = MODEL.best(texts * 150, [LANGUAGES] * 600)
    assert [language for language, _ in among_others] == [language for language, _ in alone] * 150
    assert [share for _, share in among_others] == pytest.approx([share for _, share in alone] * 150, abs=1e-5)


def test_a_text_is_in_none_but_the_languages_allowed() -> None:
    texts = [" where is the cat ", " where is the cat ", " ¿dónde está el gato? "]
    (first, share), (second, _), (third, _) = MODEL.best(texts, [LANGUAGES, ("es", "fr"), ("es",)])
    assert first == "en"
    assert share > 0.9
    assert second in ("es", "fr")
    assert third == "es"
    assert MODEL.best([" x "], [("fr",)]) == [("fr", 1.0)]


def test_a_common_language_is_told_where_a_text_could_be_in_several() -> None:
    (_, alike), *_ = MODEL.best(["\x01"], [("es", "fr")])
    assert alike == pytest.approx(0.5)
    (language, share), *_ = LanguageModel(["es", "fr"], {"fr": 3}).best(["\x01"], [("es", "fr")])
    assert language == "fr"
    assert share == pytest.approx(0.75)


def test_no_texts_are_in_no_language() -> None:
    assert MODEL.best([], []) == []


def test_a_language_that_the_model_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="tlh"):
        LanguageModel(["en", "tlh"], {})
