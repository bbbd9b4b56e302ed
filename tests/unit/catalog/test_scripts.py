import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.catalog.scripts import TOLD_APART, writing


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("Η γάτα κοιμάται", "el"),
        ("החתול ישן", "he"),
        ("แมวกำลังนอน", "th"),
        ("კატას სძინავს", "ka"),
        ("Կատուն քնում է", "hy"),
        ("고양이가 잔다", "ko"),
        ("猫が寝ている", "ja"),
        ("ネコ", "ja"),
        ("ﾈｺﾃﾞｽ", "ja"),
        ("猫在睡觉", "zh"),
        ("বিড়াল ঘুমায়", "bn"),
        ("பூனை தூங்குகிறது", "ta"),
        ("పిల్లి నిద్రపోతోంది", "te"),
        ("ಬೆಕ್ಕು ಮಲಗಿದೆ", "kn"),
        ("പൂച്ച ഉറങ്ങുന്നു", "ml"),
        ("ድመቷ ተኝታለች", "am"),
        ("ឆ្មាកំពុងដេក", "km"),
        ("Де моя їжа, коте", "uk"),
        ("Дзе мой ўлюбёны кот", "be"),
        ("Ко је појео мој ручак", "sr"),
        ("Мысық қайда", "kk"),
    ],
)
def test_a_script_or_the_letters_of_an_alphabet_may_tell_the_language(caption: str, language: str) -> None:
    assert language in writing(caption).languages
    if language not in TOLD_APART:
        assert writing(caption).languages == (language,)


@pytest.mark.parametrize(
    ("caption", "languages"),
    [
        ("где ты", {"ru"}),
        ("кот", {"ru", "uk", "bg", "sr"}),
        ("котка ъгъл", {"ru", "bg"}),
        ("її кіт", {"uk"}),
        ("ўсё", {"be"}),
        ("ты і я", {"be", "kk"}),
        ("љубав", {"sr", "mk"}),
        ("муж қайда", {"kk"}),
        ("سلام دنیا", {"ar", "fa", "ur"}),
        ("बिल्ली सो रही है", {"hi", "mr", "ne"}),
    ],
)
def test_a_language_is_left_out_that_lacks_a_letter_or_whose_own_letters_are_missing(
    caption: str, languages: set[str]
) -> None:
    assert set(writing(caption).languages) == languages


@pytest.mark.parametrize(
    "caption",
    [
        "",
        "3 44",
        "` `",
        "???",
        "🐈🐈🐈",
        "ok",
        "ಠ_ಠ",
        "(ツ)",
        "笑",
        "π",
        "კა",
        "ᚠᚢᚦᚨᚱ",
        "ѢѢѢ",
        "башҡорт әҙәбиәте",
        "ꀀꀁꀂ",
    ],
)
def test_too_few_letters_and_letters_of_no_expected_language_tell_nothing(caption: str) -> None:
    assert writing(caption).languages == ()


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("  Hello,   WORLD 42!", " hello world "),
        ("don't — l’été", " don't l’été "),
        ("Game over? Давай, до свидания!", " давай до свидания "),
        ("मैं HTML हूँ", " मैं हूँ "),
        ("漢字かな LOL", " 漢字かな "),
        ("e\u0301te\u0301", " été "),
    ],
)
def test_only_words_in_the_script_of_most_letters_count(caption: str, words: str) -> None:
    assert writing(caption).words == words


def test_a_single_kana_in_a_long_chinese_caption_does_not_make_it_japanese() -> None:
    assert writing("这是我今天早上的の早餐真好吃").languages == ("zh",)


@given(st.text())
def test_any_caption_has_words_between_blanks_where_it_has_languages(caption: str) -> None:
    words, languages = writing(caption)
    if languages:
        assert words.startswith(" ")
        assert words.endswith(" ")
        assert words.strip()
