import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maas_cli.accounts import tokens
from maas_cli.accounts.checks import MAX_COUNT
from maas_cli.accounts.file_mark import mark_of
from maas_cli.accounts.user_entry import UserEntry
from maas_cli.accounts.users_file import MAX_FILE_BYTES, format_users, read_users_file
from maas_cli.errors import UsersFileError

_NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "M")), min_size=1, max_size=100)
_COUNTS = st.integers(0, MAX_COUNT)


@st.composite
def _entries(draw: st.DrawFn) -> UserEntry:
    token = draw(_NAMES.filter(lambda text: not text.startswith("sha256:")))
    return UserEntry(
        uid=draw(st.integers(1, MAX_COUNT)),
        name=draw(_NAMES),
        token_digest=tokens.digest(token),
        balance=draw(_COUNTS),
        hits=draw(st.dictionaries(_NAMES, _COUNTS, max_size=3)),
        token=draw(st.sampled_from([token, None])),
        disabled=draw(st.booleans()),
    )


_USERS = st.lists(_entries(), max_size=5, unique_by=(lambda entry: entry.uid, lambda entry: entry.token_digest))
_any_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def _refusal_of(path: Path) -> str:
    """Return the message with which a file is refused, nothing if it is read."""
    try:
        read_users_file(path)
    except UsersFileError as error:
        return str(error)
    return ""


@_any_folder
@given(entries=_USERS)
def test_what_is_written_is_read_back(tmp_path: Path, entries: list[UserEntry]) -> None:
    path = tmp_path / "users.json"
    path.write_bytes(format_users(entries))

    assert read_users_file(path).entries == tuple(sorted(entries, key=lambda entry: entry.uid))


@_any_folder
@given(position=st.integers(0, 237), put=st.binary(max_size=3), cut=st.integers(0, 5))
def test_a_garbled_file_is_read_or_refused_in_one_line_that_tells_no_token(
    users_file: Path, position: int, put: bytes, cut: int
) -> None:
    content = users_file.read_bytes()
    garbled = users_file.with_name("garbled.json")
    garbled.write_bytes(content[:position] + put + content[position + cut :])

    told = _refusal_of(garbled)

    assert told.count("\n") == 0
    assert "secret" not in told
    assert not told or "garbled.json" in told


def test_the_layout_is_that_of_the_original() -> None:
    alice = UserEntry(10, "Alice", tokens.digest("secret1"), 959, {"/api/memes": 41}, "secret1")
    bob = UserEntry(9, "Bob", tokens.digest("secret2"), 500, {}, "secret2")

    assert format_users([alice, bob]).decode() == (
        '{\n "9": {\n  "id": 9,\n  "name": "Bob",\n  "authToken": "secret2",\n'
        '  "tokenCount": 500,\n  "hits": null\n },\n'
        ' "10": {\n  "id": 10,\n  "name": "Alice",\n  "authToken": "secret1",\n  "tokenCount": 959,\n'
        '  "hits": {\n   "/api/memes": 41\n  }\n }\n}\n'
    )


def test_a_byte_order_mark_is_accepted(users_file: Path) -> None:
    users_file.write_bytes(b"\xef\xbb\xbf" + users_file.read_bytes())

    assert [entry.name for entry in read_users_file(users_file).entries] == ["Alice", "Bob"]


def test_a_file_without_users_is_a_users_file(users_file: Path) -> None:
    users_file.write_text("{}")

    assert read_users_file(users_file).entries == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "users.json is empty"),
        (b" \n", "users.json is empty"),
        (b"[]", "must be an object of users by id"),
        (b'{\n "10" {}\n}', "users.json:2:7: the users file must be JSON: Expecting ':' delimiter"),
        (b'{"10": {}, "10": {}}', "users.json:1:12: the users file must be JSON: the key '10' stands twice"),
        (b'{"10": {\n"tokenCount": NaN}}', "users.json:2:15: the users file must be JSON: NaN is not JSON"),
        (b"[" * 200_000, "users.json: the users file must be JSON: it is nested too deeply"),
        (b"{\n\xff", "users.json:2: the users file must be in UTF-8"),
        ('{"10": {}}'.encode("utf-16"), "users.json:1: the users file must be in UTF-8"),
        (b'{"10": {"id": 10}}', "users.json: user '10': name is missing"),
        (b'{"10": 7}', "users.json: user '10': must be an object, not a number"),
        (b'{"\\u001b\\n": 7}', "users.json: user number 1, whose key is no id: must be an object"),
        (b'{"secret1": {}}', "users.json: user number 1, whose key is no id: id is missing"),
    ],
)
def test_a_malformed_file_is_refused_with_the_place(users_file: Path, content: bytes, message: str) -> None:
    users_file.write_bytes(content)

    with pytest.raises(UsersFileError) as caught:
        read_users_file(users_file)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("other", ["secret1", "sha256:" + tokens.digest("secret1").hex()])
def test_two_users_with_one_token_are_both_named_and_the_token_is_not(users_file: Path, other: str) -> None:
    users = json.loads(users_file.read_text())
    users["20"]["authToken"] = other
    users_file.write_text(json.dumps(users))

    with pytest.raises(UsersFileError, match="users 10 and 20 must not have the same authToken") as caught:
        read_users_file(users_file)

    assert "secret1" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsersFileError, match=r"users\.json is missing") as caught:
        read_users_file(tmp_path / "users.json")

    assert caught.value.hint


def test_a_folder_is_not_a_users_file(tmp_path: Path) -> None:
    with pytest.raises(UsersFileError, match="is not a file"):
        read_users_file(tmp_path)


def test_a_file_that_cannot_be_read_is_named_with_the_reason(users_file: Path) -> None:
    with pytest.raises(UsersFileError, match=r"cannot read the users file .*inside: Not a directory"):
        read_users_file(users_file / "inside")


def test_a_file_beyond_the_limit_is_refused_unread(users_file: Path) -> None:
    with users_file.open("r+b") as file:
        file.truncate(MAX_FILE_BYTES + 1)

    with pytest.raises(UsersFileError, match="has 67108865 bytes; at most 67108864 are read"):
        read_users_file(users_file)


def test_what_was_read_is_marked(users_file: Path) -> None:
    assert read_users_file(users_file).mark == mark_of(users_file.read_bytes())
