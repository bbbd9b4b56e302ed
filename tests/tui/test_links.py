import pytest

from maas_cli.tui.links import link_of, page_of
from tests.factories import meme

SERVER = "http://localhost:8080"


@pytest.mark.parametrize(
    ("url", "page", "server", "link"),
    [
        ("http://images.example/1.jpg", "http://example/1", "", "http://images.example/1.jpg"),
        ("", "http://example/1", "", "http://example/1"),
        ("/memes/1.png", "/memes/1", "", ""),
        ("/memes/1.png", "/memes/1", SERVER, f"{SERVER}/memes/1.png"),
        ("/memes/1.png", "/memes/1", f"{SERVER}/under/", f"{SERVER}/under/memes/1.png"),
        ("ftp://example/1.jpg", "", "", ""),
        ("javascript:alert(1)", "", SERVER, ""),
        ("//example/1.jpg", "memes/1", SERVER, ""),
        ("", "", SERVER, ""),
    ],
)
def test_a_link_is_the_picture_or_else_the_page_and_never_half_an_address(
    url: str, page: str, server: str, link: str
) -> None:
    assert link_of(meme(1, url=url, page=page), server) == link


def test_the_page_comes_before_the_picture_where_it_is_to_be_read() -> None:
    both = meme(1, url="http://images.example/1.jpg", page="http://example/1")
    assert page_of(both, "") == "http://example/1"
    assert page_of(meme(1, url="http://images.example/1.jpg"), "") == "http://images.example/1.jpg"
