"""Which form of a text a number takes: the plural categories of Unicode CLDR, for whole numbers.

https://cldr.unicode.org/index/cldr-spec/plural-rules; the tests hold these to Babel's copy of CLDR.
"""

from collections.abc import Callable

OTHER = "other"
CATEGORIES = ("zero", "one", "two", "few", "many", OTHER)
FORMS = frozenset((*CATEGORIES, *map(str, range(13))))
"""What a text may have a form for: a category, or a small number itself."""


def category(language: str, number: int) -> str:
    """CLDR's category of `number` in a language, named by its BCP 47 tag; of most languages ``one`` and ``other``."""
    rule = _RULES.get(language.partition("-")[0].lower(), _one)
    return rule(number)


def _one(number: int) -> str:
    return "one" if number == 1 else OTHER


def _none_or_one(number: int) -> str:
    return "one" if number in (0, 1) else OTHER


def _welsh(number: int) -> str:
    return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(number, OTHER)


def _scottish_gaelic(number: int) -> str:
    if number in (1, 11):
        return "one"
    if number in (2, 12):
        return "two"
    return "few" if 3 <= number <= 19 else OTHER


def _irish(number: int) -> str:
    if 3 <= number <= 6:
        return "few"
    return "many" if 7 <= number <= 10 else {1: "one", 2: "two"}.get(number, OTHER)


def _polish(number: int) -> str:
    if number == 1:
        return "one"
    teens = 12 <= number % 100 <= 14
    return "few" if 2 <= number % 10 <= 4 and not teens else "many"


# Of the languages of these islands, and of those that are most spoken here beside them, those whose rule is another one.
_RULES: dict[str, Callable[[int], str]] = {
    "cy": _welsh,
    "ga": _irish,
    "gd": _scottish_gaelic,
    "pl": _polish,
    "bn": _none_or_one,
    "gu": _none_or_one,
    "hi": _none_or_one,
    "pa": _none_or_one,
}
