from maas_cli.places.closest import closest_names

TABLE = """keys\tname\tarea\tlat\tlon\tpopulation
|almaty|alma ata|\tAlmaty\tKZ\t43.25\t76.91\t1977011
|al maty|\tAl Maty\tEG\t1.00\t1.00\t20000
|paris|parizh|\tParis\tFR\t48.85\t2.35\t2138551
|parish|\tParish\tUS-TX\t33.66\t-95.56\t24782
|paris|\tParis Again\tUS-TX\t33.66\t-95.56\t24782
"""


def test_the_most_similar_name_comes_first_then_the_larger_city() -> None:
    assert closest_names(TABLE, "almatty", 3) == ["Almaty", "Al Maty"]
    assert closest_names(TABLE, "parisch", 3) == ["Parish", "Paris"]


def test_a_city_is_named_once_by_its_main_name() -> None:
    assert closest_names(TABLE, "alma atta", 3) == ["Almaty"]
    assert closest_names(TABLE, "pari", 1) == ["Paris"]


def test_nothing_is_close_to_nonsense() -> None:
    assert closest_names(TABLE, "xyzzyq", 3) == []
