import time
from pathlib import Path
from typing import Any

import pytest

from maas_cli.errors import MaasError, PictureError, ServiceUnreachableError
from maas_cli.picture_download.fetching import Limits, fetch_picture
from tests.unit.picture_download.samples import ALL_FORMATS, ON_THIS_MACHINE, let_mean, picture
from tests.unit.remote.scripted_server import answer_of, serving, trust_in

PICTURE = picture()


def refused(url: str, error: type[MaasError] = PictureError, limits: Limits = ON_THIS_MACHINE) -> str:
    with pytest.raises(error) as caught:
        fetch_picture(url, limits)
    assert str(caught.value).isprintable()
    return str(caught.value)


def sent_to(url: str) -> bytes:
    return answer_of("302 Found", Location=url)


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_a_picture_is_fetched_whatever_its_type_is_said_to_be(form: str) -> None:
    with serving(answer_of("200 OK", picture(form), Content_Type="text/html")) as server:
        assert fetch_picture(f"{server.url}/a.jpg", ON_THIS_MACHINE) == picture(form)


def test_nothing_but_the_question_is_sent() -> None:
    with serving(answer_of("200 OK", PICTURE, Set_Cookie="a=b")) as server:
        fetch_picture(f"{server.url.replace('//', '//user:secret@')}/a%20b/ö.png?x=1#part", ON_THIS_MACHINE)
        (request,) = server.asked
    line, *headers = request.decode().split("\r\n")
    assert line == "GET /a%20b/%C3%B6.png?x=1 HTTP/1.1"
    names = {header.partition(":")[0].lower() for header in headers if header}
    assert names == {"host", "accept", "accept-encoding", "user-agent", "connection"}
    assert "secret" not in request.decode()


def test_https_is_spoken_and_certificates_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer_of("200 OK", PICTURE), is_tls=True) as server:
        monkeypatch.setenv("SSL_CERT_FILE", trust_in(tmp_path))
        assert fetch_picture(f"{server.url}/a.png", ON_THIS_MACHINE) == PICTURE
        monkeypatch.delenv("SSL_CERT_FILE")
        assert "certificate" in refused(f"{server.url}/a.png", ServiceUnreachableError).casefold()


def test_unusable_certificate_settings_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
    with serving(is_tls=True) as server:
        said = refused(f"{server.url}/a.png", ServiceUnreachableError)
    assert said.startswith("the system's certificate settings cannot be used: ")


@pytest.mark.parametrize(
    "url",
    [
        "", "a.png", "/memes/1.png", "//host/a.png", "file:///etc/passwd", "ftp://host/a.png",
        "data:image/png;base64,aa", "javascript:alert(1)", "http://", "http://:80/a.png", "http://h:99999/", "http://h:0/",
        "http://[::1/",
        "http://host\ud800/", "http://host/\n", "http://user:secret@", "http://xn--\u2028/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused_without_its_secrets(url: str) -> None:
    said = refused(url)
    assert said.startswith("no picture is fetched from ")
    assert said.endswith(": an http or https address is allowed")
    assert "secret" not in said


def test_this_machine_is_not_asked_unless_allowed() -> None:
    with serving(answer_of("200 OK", PICTURE)) as server:
        assert "this machine, or in a private network" in refused(f"{server.url}/a.png", limits=Limits())
        assert server.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    with (
        serving(answer_of("200 OK", PICTURE)) as last,
        serving(answer_of(f"{status} Elsewhere", Location=f"{last.url}/b.png")) as first,
    ):
        assert fetch_picture(f"{first.url}/a.png", ON_THIS_MACHINE) == PICTURE
        assert last.target == "/b.png"


def test_a_redirect_may_be_relative_to_the_address() -> None:
    with serving(sent_to("../b.png?c=d"), answer_of("200 OK", PICTURE)) as server:
        assert fetch_picture(f"{server.url}/x/y/a.png", ON_THIS_MACHINE) == PICTURE
        assert server.asked[1].startswith(b"GET /x/b.png?c=d ")


def test_a_redirect_leads_to_no_address_that_is_not_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    let_mean(monkeypatch, {"open.example": ["127.0.0.1"], "inside.example": ["::1"]})
    with serving(sent_to("http://inside.example:1/secret")) as server:
        limits = Limits(is_allowed=lambda address: address.version == 4)
        said = refused(f"http://open.example:{server.address[1]}/a.png", limits=limits)
    assert said == "no picture is fetched from inside.example: that is this machine, or in a private network"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[::1", "http://host:99999/", "ftp://host/a"])
def test_a_redirect_leads_to_addresses_of_the_web_alone(location: str) -> None:
    with serving(sent_to(location)) as server:
        said = refused(f"{server.url}/a.png")
    assert "leads to what is no address" in said or "an http or https address is allowed" in said


def test_redirects_without_an_end_are_given_up() -> None:
    with serving(*[sent_to("/again.png?password=secret")] * 6) as server:
        said = refused(f"{server.url}/a.png", ServiceUnreachableError)
        assert len(server.asked) == 6
        assert said == "more than 5 redirects, the last one to 127.0.0.1"


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "204 No Content", "206 Partial Content", "302 Nowhere"])
def test_any_other_answer_is_told(status: str) -> None:
    with serving(answer_of(status, PICTURE if status[0] != "2" or status[2] == "6" else b"")) as server:
        said = refused(f"{server.url}/a.png?key=secret", ServiceUnreachableError)
        assert said == f"127.0.0.1 answered {status[:3]}"


@pytest.mark.parametrize(
    "body", [b"", b"no", b"<html>Sorry, gone</html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_picture_is_refused_whatever_its_type(body: bytes) -> None:
    with serving(answer_of("200 OK", body, Content_Type="image/png")) as server:
        said = refused(f"{server.url}/a.png")
        assert said == f"what 127.0.0.1 sent is no picture (PNG, JPEG, GIF or WebP), it begins with {body[:12]!r}"


def test_what_is_no_picture_is_received_no_further_than_that_shows() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n<html>Sorry, gone</html>"
    with serving([head, b"more"], pause_seconds=5) as server:
        begun = time.monotonic()
        assert "is no picture" in refused(f"{server.url}/a.png")
        assert time.monotonic() - begun < 2


SMALL = ON_THIS_MACHINE._replace(largest_bytes=1_000)


def test_a_picture_that_is_said_to_be_too_large_is_not_received() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"
    with serving([head, bytes(1001)], pause_seconds=5) as server:
        begun = time.monotonic()
        assert refused(f"{server.url}/a.png", limits=SMALL).endswith("is larger than the 1000 bytes that are allowed")
        assert time.monotonic() - begun < 2


def test_a_picture_without_an_end_is_cut_off_as_soon_as_it_is_too_large() -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n" + PICTURE
    with serving([head, *[bytes(500)] * 1_000], pause_seconds=0.05) as server:
        begun = time.monotonic()
        assert "larger than the 1000 bytes" in refused(f"{server.url}/a.png", limits=SMALL)
        assert time.monotonic() - begun < 2


def test_a_picture_of_just_the_largest_size_comes() -> None:
    with serving(answer_of("200 OK", PICTURE + bytes(1_000 - len(PICTURE)))) as server:
        assert len(fetch_picture(f"{server.url}/a.png", SMALL)) == 1_000


def test_a_picture_in_pieces_comes_whole() -> None:
    pieces = b"".join(b"%x\r\n%b\r\n" % (1, PICTURE[place : place + 1]) for place in range(len(PICTURE))) + b"0\r\n\r\n"
    with serving(answer_of("200 OK", pieces, Transfer_Encoding="chunked")) as server:
        assert fetch_picture(f"{server.url}/a.png", ON_THIS_MACHINE) == PICTURE


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + PICTURE,
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n" + PICTURE,
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + PICTURE, b"HTTP/1.1 200 OK\r\n\x1b[2J: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"a" * 200_000,
    ],
)  # fmt: skip
def test_what_is_cut_off_or_no_http_is_refused(answer: bytes) -> None:
    with serving(answer) as server:
        said = refused(f"{server.url}/a.png", ServiceUnreachableError)
        assert said == "127.0.0.1 was cut off, or does not answer in HTTP"


@pytest.mark.parametrize("is_tls", [False, True])
@pytest.mark.parametrize("waits", [{"silence_seconds": 0.3}, {"whole_seconds": 0.3}])
def test_a_server_that_takes_too_long_is_given_up(
    waits: dict[str, Any], is_tls: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", trust_in(tmp_path))
    limits = Limits(**waits, is_allowed=ON_THIS_MACHINE.is_allowed)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"
    with serving([head + PICTURE, b"x"], pause_seconds=5, is_tls=is_tls) as server:
        begun = time.monotonic()
        said = refused(f"{server.url}/a.png", ServiceUnreachableError, limits)
        assert said == "127.0.0.1 did not answer in time"
        assert time.monotonic() - begun < 2


def test_a_server_that_is_not_there_is_told() -> None:
    with serving() as server:
        pass
    said = refused(f"{server.url}/a.png?key=secret", ServiceUnreachableError)
    assert said.startswith("cannot reach 127.0.0.1: ")
