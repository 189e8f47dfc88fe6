"""Form → tags and lemma: the verbs of data/verbs.txt and irregular.txt with all their forms, and the small words of closed.txt.

Tags are those of the Penn Treebank, as far as it has one; a form has all that it may be, as bits of an integer.
"""

from functools import cache
from typing import NamedTuple

from kprlint.prose.data import rows, words

VB = 1  # a verb's base
VBD = 2  # a past that is no participle: “took”
VBN = 4  # a participle, or any word in -ed
VBG = 8
VBZ = 16
NN = 32  # a base, or a form in -ing, that is as often a noun: “report”, “meeting”
MD = 64
IS = 128
WAS = 256
HAS = 512
DID = 1024
DT = 2048
IN = 4096
CC = 8192
RB = 16384
PREFIX = 32768
NOT = 65536  # “hasn't”, “cannot”
CD = 131072  # a word with digits
CAPITALS = 262144  # it begins with two capitals, as acronyms do

_TAGS = {"MD": MD, "IS": IS, "WAS": WAS, "HAS": HAS, "DID": DID, "DT": DT, "IN": IN, "CC": CC}
_TAGS |= {"RB": RB, "prefix": PREFIX}
_VOWELS = frozenset("aeiou")
_HISSING = tuple(words("endings", "hissing"))


class Lexicon(NamedTuple):
    """Forms in lower case → their tags, and the base of each participle, -ing form and third person."""

    tags: dict[str, int]
    participles: dict[str, str]
    ings: dict[str, str]
    third: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """All forms that are listed."""
    found = Lexicon({}, {}, {}, {})
    tags = found.tags

    def add(form: str, tag: int) -> None:
        tags[form] = tags.get(form, 0) | tag

    for kind, *said in rows("closed"):
        if kind in _TAGS:
            for form in said[0].split():
                add(form, _TAGS[kind] | (NOT if form.endswith("n't") else 0))
    for form in words("closed", "no -ly") | words("closed", "no -ed"):
        add(form, 0)
    irregular, ings = set[str](), dict[str, str]()
    for (line,) in rows("irregular"):
        base, past, participle, *ing = line.split()
        irregular.add(base)
        ings.update(dict.fromkeys(ing, base))
        found.participles.setdefault(participle, base)
        if past.endswith("!"):
            add(past[:-1], VBD)
        else:
            found.participles.setdefault(past, base)
    for (line,) in rows("verbs"):
        for entry in line.partition(":")[2].split():
            base = entry.rstrip("+~")
            if not tags.get(base, 0) & VB:
                _inflect(base, "+" in entry, base in irregular, found)
            add(base, VB | NN if "~" in entry else VB)
    for form, base in ings.items():
        found.ings.pop(base + "ing", None)
        found.ings[form] = base
    nouns = words("steps", "nouns in -ing")
    for form in found.participles:
        add(form, VBN)
    for form in found.ings:
        add(form, VBG | NN if form in nouns else VBG)
    for form in found.third:
        add(form, VBZ)
    return found


def _inflect(base: str, doubled: bool, irregular: bool, to: Lexicon) -> None:
    y = base[-1] == "y" and base[-2] not in _VOWELS
    stem = base + base[-1] if doubled else base[:-1] if base[-1] == "e" else base
    to.third[base[:-1] + "ies" if y else base + ("es" if base.endswith(_HISSING) else "s")] = base
    to.ings[stem + "ing"] = base
    if not irregular:
        to.participles[(base[:-1] + "i" if y else stem) + "ed"] = base


def tags(word: str) -> int:
    """What a word in lower case may be; unknown ones are told by their endings."""
    found = lexicon().tags.get(word)
    if found is not None:
        return found
    if word == "cannot" or word.endswith("n't"):
        return NOT
    if word[-2:] == "ly":
        return RB
    return VBN if word[-2:] == "ed" and len(word) > 4 and word[-3] != "e" else 0


def base_of_participle(word: str) -> str:
    """The base of a known verb's participle; "" of any other word."""
    return lexicon().participles.get(word, "")
