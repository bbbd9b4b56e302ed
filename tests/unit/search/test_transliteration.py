import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import query_words
from maas_cli.search.transliteration import latin_key, latin_key_of_query

PAIRS = """
kot кот | privet привет | mem мем | spasibo спасибо | borsch борщ | borshch борщ | zhizn жизнь | lyubov любовь
ljubov любовь | horosho хорошо | khorosho хорошо | xorosho хорошо | tsar царь | car царь | yozhik ёжик | ezhik ёжик
shkola школа | chay чай | chai чай | moskva москва | kiev киев | kyiv київ | poezd поезд | poyezd поезд
krasivyy красивый | krasiviy красивый | russkiy русский | russkij русский | druzya друзья | solntse солнце
muzh муж | den день | noch ночь | segodnya сегодня | eto это | ya я | pochemu почему | kogda когда | vodka водка
medved медведь | doktor доктор | yabloko яблоко | yubka юбка | shchenok щенок | schenok щенок | syr сыр | sir сыр
obyekt объект | vyhod выход | vykhod выход | hleb хлеб | tsirk цирк | cirk цирк | bratishka братишка | volk волк
kotik котик | koshka кошка | nelzya нельзя | mozhno можно | sobaka собака | zavtra завтра | vchera вчера
rabota работа | studenty студенты | prepod препод | sessiya сессия | ekzamen экзамен | mama мама | papa папа
babushka бабушка | dedushka дедушка | vremya время | chelovek человек | devushka девушка | paren парень
gorod город | dom дом | okno окно | mashina машина | doroga дорога | voda вода | ogon огонь | zima зима | leto лето
vesna весна | osen осень | sneg снег | dozhd дождь | veter ветер | nebo небо | zvezda звезда | luna луна
more море | reka река | les лес | derevo дерево | tsvetok цветок | ptitsa птица | ryba рыба | loshad лошадь
korova корова | mysh мышь | yazyk язык | slovo слово | kniga книга | pismo письмо | gazeta газета | igra игра
futbol футбол | hokkey хоккей | tantsy танцы | muzyka музыка | pesnya песня | film фильм | teatr театр
khudozhnik художник | vrach врач | uchitel учитель | shokolad шоколад | chebureki чебуреки | pelmeni пельмени
blin блин | kasha каша | kompot компот | chas час | nedelya неделя | mesyats месяц | god год | vek век
yug юг | sever север | zapad запад | vostok восток | ulybka улыбка | smekh смех | slyozy слёзы | schastye счастье
dobro добро | zlo зло | pravda правда | lozh ложь | mir мир | voyna война | druzhba дружба | vrag враг
"""


@pytest.mark.parametrize("pair", [pair.strip() for pair in PAIRS.replace("\n", "|").split("|") if pair.strip()])
def test_a_word_typed_in_latin_letters_has_the_key_of_the_cyrillic_word(pair: str) -> None:
    latin, cyrillic = pair.split()
    (term,) = query_words(cyrillic)
    assert latin_key_of_query(latin) == latin_key(term)


def test_other_words_have_other_keys() -> None:
    words = ("кот", "кит", "год", "кто", "код", "рот", "коты", "скот")
    assert len({latin_key(word) for word in words}) == len(words)


@pytest.mark.parametrize("term", ["кот2", "kот", "cat", "γάτα", "猫", "", "ъ", "ьъ"])
def test_only_terms_all_in_cyrillic_letters_that_sound_have_a_key(term: str) -> None:
    assert latin_key(term) is None


@pytest.mark.parametrize("word", ["a", "я", "", "cat2", "café", "猫猫", "γάτα", "kот"])
def test_one_letter_digits_and_other_scripts_have_no_key_to_look_for(word: str) -> None:
    assert latin_key_of_query(word) is None


def test_a_cyrillic_word_is_looked_for_by_its_own_key() -> None:
    assert latin_key_of_query("мем") == "mem"


@given(st.text(st.sampled_from("абвгёжзийклмэюящьъіїєabyz12 ") | st.characters()))
def test_keys_are_lower_case_ascii_letters(text: str) -> None:
    for key in (latin_key(text), latin_key_of_query(text)):
        assert key is None or (key.isascii() and key.isalpha() and key.islower())
