"""Words in the names of templates that say what a figure is, how it feels and what it wears."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 400
"""Characters of a name that are looked at for words; a name is rarely longer than 40."""


def words_of(name: str) -> list[str]:
    """Return the words of a name without case, in order; digits and signs part words."""
    return _WORD.findall(name[:_LONGEST].casefold())


def _table(lines: str) -> dict[str, str]:
    """Return what each word stands for, from lines of a meaning, a colon and its words."""
    table: dict[str, str] = {}
    for line in lines.strip().splitlines():
        meaning, words = line.split(":")
        table.update(dict.fromkeys(words.split(), meaning.strip()))
    return table


KINDS: Mapping[str, str] = _table(
    """
    cat: cat kitten kitty cats tabby lolcat gato gata кот кошка котик katze kot neko
    dog: dog puppy doggo doge dawg hound pug corgi husky dogs perro cachorro собака пёс hund pies
    wolf: wolf wolves werewolf lobo волк coyote
    fox: fox fennec zorro raposa лиса jackal
    bear: bear bears oso urso медведь bär grizzly pedobear
    panda: panda
    koala: koala
    raccoon: raccoon racoon tanuki
    lemur: lemur
    sloth: sloth
    squirrel: squirrel chipmunk ardilla
    marmot: marmot beaver hamster capybara groundhog gopher otter
    quokka: quokka wombat kangaroo
    mouse: mouse mice rat mickey ratón rata possum opossum
    badger: badger skunk honeybadger
    hedgehog: hedgehog porcupine sonic ёж
    sheep: sheep lamb oveja
    goat: goat cabra
    horse: horse pony unicorn donkey caballo burro konь zebra
    llama: llama alpaca
    camel: camel
    moose: moose reindeer elk
    deer: deer cow bull vaca ox bambi
    giraffe: giraffe
    pig: pig piggy hog cerdo porco piglet
    rabbit: rabbit bunny hare conejo заяц
    lion: lion tiger simba león leopard
    elephant: elephant elefante mammoth
    monkey: monkey ape gorilla chimp chimpanzee mono macaco обезьяна
    seal: seal sealion
    walrus: walrus
    armadillo: armadillo
    penguin: penguin penguins pingüino pinguino pinguim пингвин pinguin pingwin
    duck: duck mallard duckling pato ente утка ducks
    goose: goose swan geese
    parrot: parrot macaw toucan loro
    crow: crow raven cuervo
    owl: owl búho hoot
    hen: hen chicken rooster chick turkey gallina pollo
    pigeon: pigeon dove sparrow bird birds pájaro tit
    crane: crane heron flamingo stork ostrich emu
    eagle: eagle hawk falcon vulture griffin
    raptor: raptor philosoraptor dinosaur dino rex trex crocodile alligator lizard gecko godzilla
    dragon: dragon snake cobra chimera
    tortoise: tortoise turtle
    frog: frog toad rana pepe kermit лягушка
    murloc: murloc gremlin goblin piranha
    fish: fish shark whale dolphin pez nemo salmon trout
    octopus: octopus squid kraken cthulhu zoidberg squidward
    crab: crab lobster
    snail: snail slug
    spider: spider araña bee ant insect bug mosquito
    man: man guy dude sir dad father king bro boyfriend uncle grandpa teacher professor doctor dr mr mister lord god
    man: hombre chico señor tipo мужик engineer programmer student boss nerd hipster instructor driver soldier jesus
    man: fry brian steve greg joseph keanu boromir obama picard wonka batman spiderman superman joker morpheus
    man: gandalf chuck norris brandon clarence roger ralph bill harry jackie neeson gosling
    woman: woman girl lady mom mother mum queen wife girlfriend aunt grandma granny bachelorette princess miss mrs ms
    woman: girls women chica mujer señora tia abuela девушка женщина бабушка frau feminist sister
    child: kid kids child children boy baby toddler niño niña ребёнок мальчик девочка babies schoolboy bebe
    scribble: rage troll trollface smiley forever alone gusta fuuu derp herp okay challenge
    alien: alien aliens ufo martian yoda gollum smeagol vegeta
    monster: monster ogre shrek beast cookie wazowski cyclops ewok
    skull: skull skeleton death dead esqueleto zombie ghost reaper skeletor
    robot: robot bender android bot cyborg terminator robocop dalek wall
    cloud: cloud rain storm weather
    cactus: cactus plant tree
    kettle: kettle teapot
    umbrella: umbrella
    suitcase: suitcase luggage
    volcano: volcano mountain
    sock: sock
    screen: computer laptop screen internet windows facebook tv google pc server
    bread: bread toast sandwich pizza burger potato cheese cake sponge spongebob
    star: sun star emoji emoticon lemon orange pumpkin
    """
)
"""Kinds by the words that mean them."""

MOODS_OF: Mapping[str, str] = _table(
    """
    grumpy: grumpy annoyed annoying bad butthurt enojado problems
    shouting: angry rage furious mad yelling screaming no foul
    sad: sad lonely alone depressed crying cry unlucky triste hurting confession forever
    happy: happy good lucky awesome laughing great funny feliz winning party birthday laugh
    proud: success successful victory win approves proud wise accepted
    worried: awkward worried paranoid nervous scared anxious anxiety afraid
    mad: insanity insane crazy psycho obsessed attached creepy loco drunk
    sly: evil scumbag malicious sneaky villain douche sly butcher
    smug: condescending smug rich hipster cool boss gentleman classy sir smooth
    sleepy: sleepy tired stoner high lazy monday bored sloth
    squinting: skeptical sceptical suspicious sure doubt fry third
    brave: courage brave warrior badass strong tough
    shocked: shocked surprised wait realization omg conspiracy clarity sudden
    thinking: philosoraptor philosopher thinking question what why advice confused historian
    stern: stern serious military business russian strict army
    """
)
"""Moods by the words that mean them."""

WORN_BY: Mapping[str, str] = _table(
    """
    cap: scumbag gangsta rapper baseball swag dawg
    top_hat: sir gentleman classy lord victorian rich wonka condescending
    captain: captain sailor pirate harbour
    crown: king queen prince princess royal alpha
    round_glasses: hipster professor science scientist nerd teacher smart historian linguist librarian wise
    headphones: gamer dj music metalhead beethoven
    mortarboard: college student university school graduate freshman senior
    sunglasses: cool badass matrix agent swag awesome thug morpheus disco
    chef: chef cook baker kitchen
    hard_hat: builder worker engineer construction
    cone: birthday party wizard gnome gandalf christmas merlin
    beanie: stoner winter ski
    straw: farmer summer beach
    eye_mask: batman hero superman spiderman super robin bane ninja
    """
)
"""Hats and glasses by the words that mean them."""
