import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import fold
from maas_cli.search.transliteration import latin_key, latin_key_of_query, latin_keys

RUSSIAN = """
privet привет, poka пока, spasibo спасибо, pozhaluysta пожалуйста, pozhalujsta пожалуйста, kot кот, kotik котик,
koshka кошка, koschka кошка, sobaka собака, pes пёс, pyos пёс, medved медведь, zayac заяц, zayats заяц, zaiats заяц,
krolik кролик, mysh мышь, mish мышь, loshad лошадь, utka утка, popugay попугай, popugaj попугай, popugai попугай,
pingvin пингвин, pingwin пингвин, krokodil крокодил, yozh ёж, jozh ёж, belka белка, ryba рыба, riba рыба,
chelovek человек, lyudi люди, ljudi люди, liudi люди, muzhchina мужчина, zhenshchina женщина, zhenschina женщина,
zhenshina женщина, devushka девушка, paren парень, malchik мальчик, babushka бабушка, dedushka дедушка, mama мама,
papa папа, brat брат, sestra сестра, druzya друзья, druzja друзья, drug друг, lyubov любовь, ljubov любовь,
zhizn жизнь, smert смерть, shkola школа, shkolnik школьник, student студент, ekzamen экзамен,
eto это, yesli если, esli если, yeshche ещё, eshche ещё, esche ещё, eshe ещё, vsyo всё, vsjo всё, vse всё,
tsar царь, car царь, tsirk цирк, cirk цирк, tzar царь, tsena цена, yabloko яблоко, jabloko яблоко, iabloko яблоко,
yazyk язык, jazyk язык, yug юг, jug юг, iyun июнь, ijun июнь, iyul июль, khleb хлеб, hleb хлеб, xleb хлеб,
khorosho хорошо, horosho хорошо, xorosho хорошо, plokho плохо, ploho плохо, chaj чай, chay чай, chai чай, kofe кофе,
vodka водка, wodka водка, pivo пиво, borshch борщ, borsch борщ, borsh борщ, shchi щи, pelmeni пельмени, blin блин,
russkiy русский, russkij русский, russkii русский, russki русский, krasivyy красивый, krasivyj красивый,
krasivy красивый, krasiviy красивый, moy мой, moj мой, moi мой, novaya новая, novaja новая, sinyaya синяя,
rossiya россия, rossija россия, moskva москва, moskwa москва, mem мем, prikol прикол, rzhaka ржака, ugar угар,
podyezd подъезд, podezd подъезд, obyavlenie объявление, kompyuter компьютер, kompjuter компьютер, semya семья,
obezyana обезьяна, schuka щука, shchuka щука, mashina машина, rabota работа, nachalnik начальник, zavtra завтра,
segodnya сегодня, ponedelnik понедельник, pyatnitsa пятница, pjatnica пятница, nelzya нельзя, mozhno можно,
ochen очень, pochemu почему, chto что, kogda когда, kuda куда, zachem зачем, nichego ничего, durak дурак, qwas квас,
yozhik ёжик, ezhik ёжик, kiev киев, poezd поезд, poyezd поезд, solntse солнце, muzh муж, den день, noch ночь,
doktor доктор, yubka юбка, shchenok щенок, schenok щенок, syr сыр, sir сыр, obyekt объект, vyhod выход, vykhod выход,
bratishka братишка, volk волк, vchera вчера, studenty студенты, prepod препод, sessiya сессия, vremya время,
gorod город, dom дом, okno окно, doroga дорога, voda вода, ogon огонь, zima зима, leto лето, vesna весна, osen осень,
sneg снег, dozhd дождь, veter ветер, nebo небо, zvezda звезда, luna луна, more море, reka река, les лес,
derevo дерево, tsvetok цветок, ptitsa птица, korova корова, slovo слово, kniga книга, pismo письмо, gazeta газета,
igra игра, futbol футбол, hokkey хоккей, tantsy танцы, muzyka музыка, pesnya песня, film фильм, teatr театр,
khudozhnik художник, vrach врач, uchitel учитель, shokolad шоколад, chebureki чебуреки, kasha каша, kompot компот,
chas час, nedelya неделя, mesyats месяц, god год, vek век, sever север, zapad запад, vostok восток, ulybka улыбка,
smekh смех, slyozy слёзы, dobro добро, zlo зло, pravda правда, lozh ложь, mir мир, voyna война, druzhba дружба,
vrag враг,
schastye счастье, schastie счастье, schet счёт, smeyatsya смеяться, boitsja боится, detstvo детство,
sovetskiy советский, bogatstvo богатство, otsyuda отсюда, yoga йога, joga йога, mayor майор, mayonez майонез,
krasivye красивые, krasivyje красивые, krasivie красивые, novyye новые
"""
OTHERS = """
kyiv київ, kyjiv київ, yizhak їжак, yevropa європа, slava слава, ukrayina україна, ukrajina україна, djakuyu дякую,
dyakuyu дякую, gudzyk ґудзик, vareniki вареники, borshch борщ, kishka кішка, kit кіт, shchob щоб,
vouk воўк, sabaka сабака, kava кава, zdravei здравей, zdravej здравей, kotka котка, obicham обичам,
zdravo здраво, ljubav љубав, konj коњ, jelen јелен, njegov његов, djak ђак, lijepo лијепо, macka мацка, srbija србија
"""


def pairs(listed: str) -> list[tuple[str, str]]:
    """Return the pairs of a list: a word as people type it in Latin letters, and as it is written in Cyrillic."""
    return [(latin, cyrillic) for latin, cyrillic in (pair.split() for pair in listed.split(","))]


@pytest.mark.parametrize(("latin", "cyrillic"), pairs(RUSSIAN) + pairs(OTHERS))
def test_a_word_typed_in_latin_letters_has_the_key_of_the_cyrillic_word(latin: str, cyrillic: str) -> None:
    key = latin_key(fold(cyrillic))
    assert key is not None
    assert latin_key_of_query(latin) == latin_key_of_query(fold(cyrillic)) == key


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("кот", "kot"),
        ("kot", "kot"),
        ("х", None),
        ("k", None),
        ("", None),
        ("ab1", None),
        ("кот2", None),
        ("kотик", None),
        ("кошκα", None),
        ("猫猫", None),
        ("قطة", None),
        ("café", None),
        ("ьъ", None),
    ],
)
def test_only_words_all_of_latin_or_all_of_cyrillic_letters_are_spelt_in_the_other_script(
    word: str, key: str | None
) -> None:
    assert latin_key_of_query(word) == key


def test_a_term_of_one_letter_can_be_found_though_no_word_of_one_letter_looks_for_it() -> None:
    assert latin_key("я") == latin_key_of_query("ya") == "ia"
    assert latin_key_of_query("я") is None


@pytest.mark.parametrize(
    ("word", "other"),
    [("кот", "код"), ("мышь", "мишка"), ("жук", "шук"), ("час", "цас"), ("суп", "зуп"), ("лук", "люк"), ("мал", "мял")],
)
def test_words_that_sound_unlike_have_keys_of_their_own(word: str, other: str) -> None:
    assert latin_key(word) != latin_key(other)


@given(st.text() | st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџ", max_size=8))
def test_a_key_is_of_lower_case_ascii_letters_whatever_the_term(term: str) -> None:
    key = latin_key(term)
    assert key is None or (key and set(key) <= set(string.ascii_lowercase))
    assert latin_key(term) == key


@given(st.text(string.ascii_lowercase, min_size=2))
def test_every_word_of_latin_letters_has_a_key(word: str) -> None:
    key = latin_key_of_query(word)
    assert key
    assert set(key) <= set(string.ascii_lowercase)


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=8))
def test_a_cyrillic_word_looks_for_terms_of_its_own_key(word: str) -> None:
    assert latin_key_of_query(fold(word)) == latin_key(fold(word))


@given(st.lists(st.text("тсчшщийыяюьъabя1é", min_size=1, max_size=8), max_size=6))
def test_many_terms_have_the_keys_of_each_alone(terms: list[str]) -> None:
    assert latin_keys(terms) == [latin_key(term) for term in terms]
