from hypothesis import given
from hypothesis import strategies as st

from maas_cli.catalog.language_writings import writings
from maas_cli.catalog.scripts import writing

PECULIAR = "a é'’ʼ\0ΣİяһўñकिनमスーネコｺﾞﾃﾞＡ猫在이ᄀ\u0301\u0345\ud800😀ᏣǅßÅ"
captions = st.lists(st.text(st.characters() | st.sampled_from(PECULIAR), max_size=20), max_size=6)


@given(captions)
def test_all_captions_are_written_as_each_is_alone(batch: list[str]) -> None:
    assert writings(batch) == [writing(caption) for caption in batch]


def test_a_caption_never_changes_how_its_neighbours_are_written() -> None:
    batch = ["ΟΔΟΣ", "ΟΔΟΣ", "\u0301e", "", "zero\0inside", "ネコ猫猫猫猫", "猫猫猫猫猫猫猫猫猫猫猫ネ"]
    assert writings(batch) == [writing(caption) for caption in batch]


def test_no_captions_are_not_written() -> None:
    assert writings([]) == []
