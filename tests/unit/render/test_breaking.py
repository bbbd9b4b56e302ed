import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.breaking import Piece, crumbled, joined, pieces

LETTERS = st.text(st.sampled_from("ab «»—?!-/(,1 終電に飛、。「」ーっ中国“”แม่ค้าเกาไ한국"), max_size=30)


def parts(text: str) -> list[str]:
    return [piece.text for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why not both", ["why", "not", "both"]),
        ("", []),
        ("mon billet est-il trop valable ?", ["mon", "billet", "est-", "il", "trop", "valable ?"]),
        ("il dit « non » !", ["il", "dit", "« non » !"]),
        ("¿ qué ?", ["¿ qué ?"]),
        ("either/or", ["either/", "or"]),
        ("-5 or 7-", ["-5", "or", "7-"]),
        ("한국 사람", ["한국", "사람"]),
        ("終電に飛ぶ", ["終", "電", "に", "飛", "ぶ"]),
        ("「猫」、犬。", ["「猫」、", "犬。"]),
        ("ちょっと", ["ちょっ", "と"]),
        ("从“楼下”来", ["从", "“楼", "下”", "来"]),
        ("iPhoneは", ["iPhone", "は"]),
        ("แล้วทำไมต้องยิ้ม", ["แล้วทำ", "ไมต้องยิ้ม"]),
    ],
)
def test_lines_end_where_readers_of_the_language_expect_it(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@given(LETTERS)
def test_the_pieces_together_are_the_text(text: str) -> None:
    single = " ".join(text.split())
    assert joined(pieces(single)) == single


@given(LETTERS)
def test_no_piece_begins_with_what_no_line_may_begin_with(text: str) -> None:
    for piece in pieces(" ".join(text.split())):
        assert piece.blank or piece.text[0] not in "、。」っー”"


def test_what_no_line_can_hold_is_broken_into_what_readers_take_for_characters() -> None:
    assert crumbled(Piece("हिन्दी", "")) == [Piece("हि", ""), Piece("न्दी", "")]
    assert crumbled(Piece("abc")) == [Piece("a"), Piece("b", ""), Piece("c", "")]


def test_a_line_of_nothing_is_empty() -> None:
    assert joined([]) == ""
