import hashlib

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.accounts import tokens


def test_an_issued_token_is_long_url_safe_and_new_each_time() -> None:
    issued = {tokens.issue() for _ in range(100)}

    assert len(issued) == 100
    assert all(len(token) == 32 and token.replace("-", "").replace("_", "").isalnum() for token in issued)


def test_a_digest_is_the_sha_256_of_the_token_in_utf_8() -> None:
    assert tokens.digest("sécret") == hashlib.sha256("sécret".encode()).digest()


@given(st.text())
def test_any_text_has_a_digest_even_broken_ones(text: str) -> None:
    assert len(tokens.digest(text + "\udcff")) == 32


@given(st.binary(min_size=32, max_size=32))
def test_a_written_digest_is_read_back_in_either_case(digest: bytes) -> None:
    written = tokens.write_digest(digest)

    assert tokens.is_written_digest(written)
    assert tokens.read_digest(written) == digest
    assert tokens.read_digest("sha256:" + digest.hex().upper()) == digest


def test_what_is_not_64_hexadecimal_digits_is_no_digest() -> None:
    for text in ("sha256:", "sha256:" + "a" * 63, "sha256:" + "a" * 65, "sha256:" + "g" * 64, "sha256:" + "٠" * 64):
        assert tokens.read_digest(text) is None


def test_digests_are_the_same_only_if_all_bytes_are() -> None:
    assert tokens.same_digest(b"a" * 32, b"a" * 32)
    assert not tokens.same_digest(b"a" * 32, b"a" * 31 + b"b")
