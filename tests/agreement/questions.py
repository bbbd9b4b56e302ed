"""Questions that everything that answers gets asked, as `maas search` takes them."""

from typing import Final

HERE: Final = ("--lat", "45.2", "--lon", "70.225")

QUESTIONS: Final[tuple[tuple[str, ...], ...]] = (
    ("becky",),
    ("grumpy", "cat"),
    ("cat", "-n", "500"),
    ("cat", "--offset", "3", "-n", "4"),
    ("becky", "--offset", "5000"),
    ("cat", "--exact"),
    ("parano", "--exact"),
    ("parot",),
    ("philosorapter", "--all-copies"),
    ("cat", "--all-copies", "-n", "50"),
    ("para",),
    ("кот",),
    ("kot", "-n", "30"),
    ("good morning monday unicorn",),
    ('"good morning" -monday',),
    ("cat lang:en template:grumpy",),
    ("cat", "--template", "Grumpy Cat", "--lang", "en"),
    ("don't & <you> 100% + dare?",),
    ("xyzzyqq",),
    ("grumpyy catt philosoraptr", "--exact"),
    ("cat", *HERE, "-n", "50"),
    ("cat", *HERE, "--sort", "distance", "-n", "200"),
    ("cat", *HERE, "--sort", "distance", "--radius", "3000mi"),
    ("cat", "--lat", "0", "--lon", "0", "--radius", "0.001"),
    ("cat", "--safe", "-n", "30"),
    ("cat", "--near", "Almaty", "--sort", "distance", "--all-copies"),
    ("cat", "--lat", "-33.86785", "--lon", "151.20732", "-n", "100"),
)
"""All of them can be answered, some with nothing."""

REFUSED: Final[tuple[tuple[str, ...], ...]] = (
    (" ",),
    ("?!",),
    ('"not closed',),
    ("-cat",),
    ("a" * 257,),
    ("a b c d e f g h i j k l m n o p q",),
    ("cat", "-n", "0"),
    ("cat", "-n", "10001"),
    ("cat", "--offset", "-1"),
    ("cat", "--template", "No Such Meme"),
    ("cat", "--lang", "xx"),
    ("cat", "--lat", "45"),
    ("cat", "--lat", "91", "--lon", "0"),
    ("cat", "--radius", "50"),
    ("cat", *HERE, "--radius", "-5km"),
    ("cat", "--sort", "distance"),
    ("sport:cat",),
)
"""None of them can be answered."""

FORMS: Final = ("table", "json", "ndjson", "csv", "tsv", "md", "url")
