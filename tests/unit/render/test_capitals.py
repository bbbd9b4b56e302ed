import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.capitals import capitals


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("why not", "en", "WHY NOT"),
        ("biletçi simidimin yarısı", "tr", "BİLETÇİ SİMİDİMİN YARISI"),
        ("istanbul", "tr-TR", "İSTANBUL"),
        ("bakı və gəncə i", "az", "BAKI VƏ GƏNCƏ İ"),
        ("i", "", "I"),
        ("grüßt heißt", "de", "GRÜẞT HEIẞT"),
        ("été à l'œuvre", "fr", "ÉTÉ À L'ŒUVRE"),
        ("ijs op ĳ", "nl", "IJS OP Ĳ"),
        ("Αν το μόνο που ξέρω", "el", "ΑΝ ΤΟ ΜΟΝΟ ΠΟΥ ΞΕΡΩ"),
        ("αυτό ή εκείνο, η μία", "el", "ΑΥΤΟ Ή ΕΚΕΙΝΟ, Η ΜΙΑ"),
        ("Μάιος, γάιδαρος, ρολόι", "el", "ΜΑΪΟΣ, ΓΑΪΔΑΡΟΣ, ΡΟΛΟΪ"),
        ("προϋπόθεση, ΐ", "", "ΠΡΟΫΠΟΘΕΣΗ, Ϊ"),
        ("ᾧ ἄνθρωπος", "el", "ΩΙ ΑΝΘΡΩΠΟΣ"),
        ("γεια σου Ёжик", "el", "ΓΕΙΑ ΣΟΥ ЁЖИК"),
        ("ქოლგა სახლში", "ka", "ᲥᲝᲚᲒᲐ ᲡᲐᲮᲚᲨᲘ"),
        ("և", "hy", "ԵՎ"),
        ("қол ұста", "kk", "ҚОЛ ҰСТА"),
        ("مرحبا नमस्ते 漢字 한국", "", "مرحبا नमस्ते 漢字 한국"),
        ("ﬁn", "en", "FIN"),
    ],
)
def test_capitals_are_those_of_the_language(text: str, lang: str, expected: str) -> None:
    assert capitals(text, lang) == expected


@given(st.text(max_size=30), st.sampled_from(["", "tr", "de", "el", "xx", "?"]))
def test_any_text_has_capitals_and_these_stay(text: str, lang: str) -> None:
    once = capitals(text, lang)
    assert capitals(once, "en") == once
