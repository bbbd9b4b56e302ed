import shutil
import subprocess
import sys
from pathlib import Path

from maas_cli import packaged


def test_a_checkout_has_its_files_beside_the_package() -> None:
    repository = Path(__file__).parents[2]
    assert packaged.starter_catalog() == repository / "data" / "memes.csv"
    assert packaged.sample_users() == repository / "users.json"
    assert packaged.place_table() == repository / "data" / "places.tsv"
    assert packaged.city_positions() == repository / "data" / "positions.bin"
    assert packaged.country_table() == repository / "data" / "countries.tsv"
    assert packaged.land_mask() == repository / "data" / "land.bin"
    assert packaged.unsafe_word_list() == repository / "data" / "unsafe_words.tsv"
    assert packaged.starter_catalog().is_file()
    assert packaged.sample_users().is_file()


def test_an_installed_package_has_its_files_inside(tmp_path: Path) -> None:
    package = tmp_path / "maas_cli"
    (package / "data").mkdir(parents=True)
    for name in ("__init__.py", "packaged.py"):
        shutil.copy(Path(packaged.__file__).with_name(name), package)
    files = ("memes.csv", "users.json", "places.tsv", "positions.bin", "countries.tsv", "land.bin", "unsafe_words.tsv")
    for name in files:
        (package / "data" / name).touch()
    found = (
        *("starter_catalog", "sample_users", "place_table", "city_positions", "country_table", "land_mask"),
        "unsafe_word_list",
    )
    code = f"from maas_cli import packaged as p; print(*(getattr(p, name)() for name in {found}), sep='\\n')"
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == [str(package / "data" / name) for name in files]
