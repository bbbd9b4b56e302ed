from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from pathlib import Path

import pytest

from maas_cli.errors import PictureError, ServiceUnreachableError
from maas_cli.picture_download import PictureDownload
from tests.factories import meme
from tests.unit.catalog.test_importing import files_up_to
from tests.unit.picture_download.samples import ON_THIS_MACHINE, picture
from tests.unit.remote.scripted_server import ScriptedServer, answer_of, serving

PICTURE = picture("JPEG")
OTHER = picture("PNG")
MD5 = md5(PICTURE, usedforsecurity=False).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


@pytest.fixture
def download(folder: Path) -> PictureDownload:
    return PictureDownload(folder, limits=ON_THIS_MACHINE)


def at(server: ScriptedServer) -> str:
    return f"{server.url}/a.jpg"


def test_a_picture_is_fetched_when_asked_for_and_only_once(download: PictureDownload, folder: Path) -> None:
    with serving(answer_of("200 OK", PICTURE)) as server:
        one = meme(url=at(server))
        assert download.find(one) is None
        assert server.asked == []
        assert download.get(one) == download.get(one) == PICTURE
        assert len(server.asked) == 1
    assert PictureDownload(folder).find(one) == PICTURE
    assert PictureDownload(folder).get(one) == PICTURE


@pytest.mark.parametrize("stated", [MD5, MD5.upper(), f" {MD5}\n"])
def test_a_picture_that_is_the_one_stated_is_kept(download: PictureDownload, stated: str) -> None:
    with serving(answer_of("200 OK", PICTURE)) as server:
        one = meme(url=at(server), md5=stated)
        assert download.get(one) == download.find(one) == PICTURE


@pytest.mark.parametrize("stated", ["0" * 32, "nonsense"])
def test_a_picture_that_is_another_than_stated_is_refused_and_not_kept(
    download: PictureDownload, folder: Path, stated: str
) -> None:
    with serving(answer_of("200 OK", PICTURE)) as server:
        with pytest.raises(PictureError) as caught:
            download.get(meme(7, url=at(server), md5=stated))
        assert str(caught.value) == "the picture of meme 7 is not the one its catalogue states: its MD5 differs"
        assert download.find(meme(url=at(server))) is None
    assert not folder.exists()


def test_a_kept_picture_that_is_not_the_one_stated_now_is_fetched_anew(download: PictureDownload) -> None:
    with serving(answer_of("200 OK", OTHER), answer_of("200 OK", PICTURE)) as server:
        assert download.get(meme(url=at(server))) == OTHER
        one = meme(url=at(server), md5=MD5)
        assert download.find(one) is None
        assert download.get(one) == download.find(one) == PICTURE


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "meme 7 has no picture on the web"),
        ("/memes/7.png", "no picture is fetched from an address without http://: an http or https address is allowed"),
        ("http://127.0.0.1:1/", "no picture is fetched from 127.0.0.1: that is this machine, or in a private network"),
    ],
)
def test_a_meme_whose_picture_may_not_be_fetched_is_told(folder: Path, url: str, said: str) -> None:
    with pytest.raises(PictureError) as caught:
        PictureDownload(folder).get(meme(7, url=url))
    assert str(caught.value) == said
    assert PictureDownload(folder).find(meme(7, url=url)) is None
    assert not folder.exists()


def test_after_a_failure_it_is_fetched_when_asked_for_again(download: PictureDownload) -> None:
    with serving(answer_of("503 Busy"), answer_of("200 OK", PICTURE)) as server:
        with pytest.raises(ServiceUnreachableError, match="answered 503"):
            download.get(meme(url=at(server)))
        assert download.get(meme(url=at(server))) == PICTURE


def test_a_picture_that_cannot_be_kept_is_given_all_the_same(download: PictureDownload, folder: Path) -> None:
    folder.write_bytes(b"a file")
    with serving(answer_of("200 OK", PICTURE)) as server:
        assert download.get(meme(url=at(server))) == PICTURE
        assert download.find(meme(url=at(server))) is None


def test_on_a_full_disk_a_picture_is_given_all_the_same(download: PictureDownload, folder: Path) -> None:
    with serving(answer_of("200 OK", PICTURE)) as server, files_up_to(100):
        assert download.get(meme(url=at(server))) == PICTURE
    assert list(folder.iterdir()) == []


def test_pictures_kept_are_bounded(folder: Path) -> None:
    download = PictureDownload(folder, most_bytes=len(PICTURE), limits=ON_THIS_MACHINE)
    with serving(answer_of("200 OK", PICTURE), answer_of("200 OK", PICTURE)) as server:
        for number in range(2):
            download.get(meme(url=f"{server.url}/{number}.jpg"))
    assert len(list(folder.iterdir())) == 1


def test_several_threads_may_fetch_at_once(download: PictureDownload) -> None:
    with serving(*[answer_of("200 OK", PICTURE)] * 12) as server, ThreadPoolExecutor(4) as pool:
        memes = [meme(url=f"{server.url}/{number % 6}.jpg") for number in range(12)]
        assert set(pool.map(download.get, memes)) == {PICTURE}
