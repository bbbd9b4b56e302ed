"""Users in words."""

from maas_cli.cli.user_words import sync_words, user_words
from maas_cli.models.users import SyncReport, User


def test_a_user_in_words() -> None:
    assert user_words(User(10, "Alice", 1000)) == "user 10 (Alice): 1,000 tokens left"
    assert user_words(User(10, "Alice", 0, disabled=True)) == "user 10 (Alice): 0 tokens left, disabled"


def test_every_change_of_a_sync_has_its_line() -> None:
    report = SyncReport(added=(30, 40), granted={10: 1500, 20: -5}, renamed=(10,), rotated=(20,), kept=(50,))
    assert list(sync_words(report)) == [
        "added users 30, 40",
        "user 10: +1,500 tokens",
        "user 20: -5 tokens",
        "renamed user 10",
        "new token for user 20",
        "not in the file and kept as they are: user 50",
    ]


def test_a_sync_without_changes_says_so() -> None:
    assert list(sync_words(SyncReport())) == ["nothing has changed"]


def test_what_was_not_applied_is_told_and_not_that_nothing_has_changed() -> None:
    report = SyncReport(not_applied={10: "disabled in the file; `maas users disable 10` does it"})
    assert list(sync_words(report)) == ["not applied to user 10: disabled in the file; `maas users disable 10` does it"]
