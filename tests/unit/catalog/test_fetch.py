import io
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from maas_cli.catalog import fetch as fetch_module
from maas_cli.catalog.fetch import download, shown_address
from maas_cli.errors import CatalogError, InvalidInputError, MaasError, ServiceUnreachableError, StorageError
from maas_cli.models.catalog import Progress
from tests.unit.catalog.file_server import FileServer, serving
from tests.unit.catalog.test_importing import files_up_to

CONTENT = b"".join(sha256(bytes([number % 256, number // 256])).digest() for number in range(10_000))

Fetch = Callable[[], bytes]


def archive(content: bytes = CONTENT) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("memes.csv", content)
    return file.getvalue()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving(archive()) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


@pytest.fixture
def fetch(server: FileServer, folder: Path) -> Fetch:
    def fetch_once() -> bytes:
        with download(server.url, folder, pauses_seconds=(0, 0), timeout_seconds=0.3) as catalog:
            assert catalog.name == "memes.csv"
            return catalog.read_bytes()

    return fetch_once


def refused(fetch: Fetch, error: type[MaasError]) -> MaasError:
    with pytest.raises(error) as caught:
        fetch()
    assert "\n" not in str(caught.value)
    return caught.value


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"lock"}


def test_the_catalogue_in_the_archive_is_given_and_nothing_stays(fetch: Fetch, folder: Path) -> None:
    assert fetch() == CONTENT
    assert left(folder) == set()


def test_progress_is_told_in_bytes(server: FileServer, folder: Path) -> None:
    told: list[Progress] = []
    with download(server.url, folder, on_progress=told.append):
        size = len(server.content)
        assert told[-1] == Progress("fetch", size, size)


def test_a_cut_connection_is_taken_up_again_within_one_call(server: FileServer, fetch: Fetch) -> None:
    server.cuts = [100_000, 100_000]
    assert fetch() == CONTENT
    assert server.asked == [None, "bytes=100000-", "bytes=200000-"]


def test_after_too_many_cuts_the_next_call_goes_on(server: FileServer, fetch: Fetch, folder: Path) -> None:
    server.cuts = [50_000] * 3
    error = refused(fetch, ServiceUnreachableError)
    assert error.hint == "run it again to resume"
    assert left(folder) == {"download.part", "download.json"}
    server.asked.clear()
    assert fetch() == CONTENT
    assert server.asked == ["bytes=150000-"]
    assert left(folder) == set()


def test_a_stalled_server_is_given_up_and_taken_up_again(server: FileServer, fetch: Fetch) -> None:
    server.stalls = 1
    assert fetch() == CONTENT
    assert server.asked == [None, f"bytes={len(server.content) // 2}-"]


@pytest.mark.parametrize("change", ["etag", "modified"])
def test_a_file_that_changed_meanwhile_is_received_anew(server: FileServer, fetch: Fetch, change: str) -> None:
    server.etag, server.modified = "", ""
    setattr(server, change, '"v1"')
    server.cuts = [50_000] * 3
    refused(fetch, ServiceUnreachableError)
    server.content = archive(b"id,text\n1,new\n")
    setattr(server, change, '"v2"')
    assert fetch() == b"id,text\n1,new\n"
    assert server.asked[-1] == "bytes=150000-"


@pytest.mark.parametrize("ranges", [True, False])
def test_without_ranges_or_versions_it_starts_over(server: FileServer, fetch: Fetch, *, ranges: bool) -> None:
    server.ranges = ranges
    server.etag = "" if ranges else '"v1"'
    server.cuts = [50_000]
    assert fetch() == CONTENT
    assert server.asked == [None, None if ranges else "bytes=50000-"]


def test_a_complete_download_that_was_not_used_is_not_received_again(
    server: FileServer, fetch: Fetch, folder: Path
) -> None:
    with pytest.raises(KeyboardInterrupt), download(server.url, folder):
        raise KeyboardInterrupt
    assert left(folder) == {"download.part", "download.json"}
    assert fetch() == CONTENT
    assert server.asked == [None, f"bytes={len(server.content)}-"]


def test_a_file_that_shrank_under_its_old_name_is_received_anew(server: FileServer, fetch: Fetch) -> None:
    server.cuts = [50_000] * 3
    refused(fetch, ServiceUnreachableError)
    server.content = archive(b"small")
    assert fetch() == b"small"
    assert server.asked[-2:] == ["bytes=150000-", None]


@pytest.mark.parametrize("shift", [0, 10])
def test_a_range_that_does_not_fit_is_not_trusted(server: FileServer, fetch: Fetch, shift: int) -> None:
    server.cuts = [50_000] * 3
    refused(fetch, ServiceUnreachableError)
    server.careless, server.shift = True, shift
    server.content = archive(CONTENT[::-1])
    server.etag = '"v1"' if shift else '"v2"'
    assert fetch() == CONTENT[::-1]
    assert server.asked[-2:] == ["bytes=150000-", None]


def test_a_server_that_sends_nothing_is_not_asked_again(server: FileServer, fetch: Fetch) -> None:
    server.cuts = [0]
    assert refused(fetch, ServiceUnreachableError).hint == ""
    assert server.asked == [None]


def test_a_range_that_ends_before_the_total_is_taken_up_again(server: FileServer, fetch: Fetch) -> None:
    server.cuts = [50_000]
    server.total_told = len(server.content) + 1
    assert fetch() == CONTENT
    assert server.asked == [None, "bytes=50000-", f"bytes={len(server.content)}-"]


def test_a_catalogue_without_a_known_length_is_received(server: FileServer, fetch: Fetch) -> None:
    server.sized = False
    assert fetch() == CONTENT


def test_a_cut_that_nobody_could_notice_is_found_in_the_archive(server: FileServer, fetch: Fetch, folder: Path) -> None:
    server.sized = False
    server.cuts = [100_000]
    assert "damaged ZIP archive" in str(refused(fetch, CatalogError))
    assert left(folder) == set()
    assert fetch() == CONTENT


def test_a_wrong_file_is_refused_and_not_kept(server: FileServer, fetch: Fetch, folder: Path) -> None:
    server.content = b"<html>Sorry!</html>"
    assert "is no ZIP archive, it begins with b'<html>Sorry" in str(refused(fetch, CatalogError))
    assert left(folder) == set()


def test_a_catalogue_that_the_caller_refuses_is_not_kept(server: FileServer, folder: Path) -> None:
    with pytest.raises(CatalogError, match="mine"), download(server.url, folder):
        raise CatalogError("mine")
    assert left(folder) == set()


@pytest.mark.parametrize("status", [404, 500, 206, 416])
def test_a_refusal_is_told_at_once(server: FileServer, fetch: Fetch, status: int) -> None:
    server.status = status
    assert f"{server.url} answered {status}" in str(refused(fetch, ServiceUnreachableError))
    assert len(server.asked) == 1


def test_a_refusal_midway_keeps_what_came(server: FileServer, fetch: Fetch) -> None:
    server.cuts = [50_000] * 3
    refused(fetch, ServiceUnreachableError)
    server.status = 503
    assert refused(fetch, ServiceUnreachableError).hint == "run it again to resume"
    server.status = 200
    assert fetch() == CONTENT
    assert server.asked[-1] == "bytes=150000-"


def test_a_download_too_large_is_refused_and_not_kept(
    server: FileServer, fetch: Fetch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_module, "LARGEST_FILE_BYTES", 100_000)
    for server.sized in (True, False):
        assert "larger than the 100000 bytes" in str(refused(fetch, CatalogError))
    assert left(folder) == set()


def test_a_full_disk_is_told_and_the_next_call_goes_on(server: FileServer, fetch: Fetch, folder: Path) -> None:
    with files_up_to(100_000):
        error = refused(fetch, StorageError)
    assert str(error) == f"cannot write {folder / 'download.part'}: File too large"
    assert fetch() == CONTENT
    assert server.asked == [None, "bytes=100000-"]


def test_a_server_that_is_not_there_is_told_at_once(server: FileServer, folder: Path) -> None:
    server.server_close()
    with (
        pytest.raises(ServiceUnreachableError, match="cannot download from http://127") as caught,
        download(server.url.replace("//", "//user:secret@"), folder),
    ):
        pytest.fail("it came")
    assert "secret" not in str(caught.value)
    assert caught.value.hint == ""


@pytest.mark.parametrize(
    "url",
    [
        "", "memes.zip", "ftp://host/memes.zip", "file:///etc/passwd", "http://", "http://:80/x", "http://h:99999/",
        "http://[::1/", "http://host/\n", "user:secret@host", "http://us:secret@", "http://host\ud800/",
        "http://xn--\u2028/", "http://" + "x" * 300 + "/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_its_secrets(folder: Path, url: str) -> None:
    with pytest.raises((InvalidInputError, ServiceUnreachableError)) as caught, download(url, folder):
        pytest.fail("it came")
    assert "cannot download from" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert str(caught.value).isprintable()


def test_an_address_is_shown_without_password_and_query() -> None:
    assert shown_address("https://a:p@ss@host/memes.zip?key=1#x") == "https://host/memes.zip"


def test_unusable_proxy_settings_are_told(server: FileServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "gopher://proxy")
    with pytest.raises(ServiceUnreachableError, match="proxy or certificate settings"), download(server.url, folder):
        pytest.fail("it came")
