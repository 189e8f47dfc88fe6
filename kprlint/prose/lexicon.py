"""Which words are forms of the verbs that reports use, and of which verb."""

from functools import cache
from typing import NamedTuple

from kprlint.prose.data import rows

_VOWELS = frozenset("aeiou")


class Verbs(NamedTuple):
    """Every form in lower case → the verb's base. `nouns` are the bases that are as often a noun."""

    bases: frozenset[str]
    nouns: frozenset[str]
    third: dict[str, str]
    ings: dict[str, str]
    participles: dict[str, str]
    pasts: dict[str, str]  # only those that are no participle: “took”


@cache
def verbs() -> Verbs:
    """The verbs of verbs.txt, with their forms."""
    bases, nouns = set[str](), set[str]()
    third, ings = dict[str, str](), dict[str, str]()
    participles, pasts = dict[str, str](), dict[str, str]()
    irregular = set[str]()
    for (line,) in rows("irregular"):
        base, past, participle = line.split()
        irregular.add(base)
        participles.setdefault(participle, base)
        if past.endswith("!"):
            pasts[past[:-1]] = base
        else:
            participles.setdefault(past, base)
    for (line,) in rows("verbs"):
        for entry in line.partition(":")[2].split():
            base = entry.rstrip("+~")
            if "~" in entry:
                nouns.add(base)
            if base in bases:
                continue
            bases.add(base)
            third[_third(base)] = base
            stem = base + base[-1] if "+" in entry else base[:-1] if base[-1] == "e" else base
            ings[stem + "ing"] = base
            if base not in irregular:
                y = base[-1] == "y" and base[-2] not in _VOWELS
                participles[(base[:-1] + "i" if y else stem) + "ed"] = base
    ings |= {"beginning": "begin", "getting": "get", "setting": "set", "putting": "put"}
    ings |= {"cutting": "cut", "letting": "let", "winning": "win", "digging": "dig"}
    return Verbs(frozenset(bases), frozenset(nouns), third, ings, participles, pasts)


def _third(base: str) -> str:
    if base[-1] == "y" and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
