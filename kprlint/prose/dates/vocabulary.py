"""The words that dates are made of, in lower case. Lists stop at what council reports write."""

from kprlint.prose.data import in_order, words
from kprlint.prose.dates.terms import YearKind
from kprlint.prose.months import ANY_MONTH, MONTHS, SHORT_MONTHS
from kprlint.prose.numbers import NUMBERS, ending
from kprlint.prose.numbers import ORDINALS as ANY_ORDINAL

__all__ = ["ANY_MONTH", "MONTHS", "NUMBERS", "SHORT_MONTHS"]

# Months that are words or places, too (“officers may”, March in Cambridgeshire): alone they need a sign.
DOUBTFUL = words("calendar", "doubtful with a capital")
FIRST_NAMES = words("dates", "first names")
TITLES = words("dates", "titles")

SEASONS = in_order("dates", "seasons")

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

# Which of the quarters, weeks or Mondays: there is hardly ever a fifth.
ORDINALS = {word: value for word, value in ANY_ORDINAL.items() if value <= 4}
ORDINALS |= {f"{value}{ending(value)}": value for value in ORDINALS.values()}
ORDINAL_ENDS = words("dates", "ordinal ends")

QUARTERS = words("dates", "quarters")
UNITS = {unit + plural: unit for unit in in_order("dates", "units") for plural in ("", "s")}
# “financial year” and its like: how the kind of year is called here.
YEAR_KINDS = {
    "financial": YearKind.FINANCIAL,
    "fiscal": YearKind.FINANCIAL,
    "budget": YearKind.FINANCIAL,
    "municipal": YearKind.MUNICIPAL,
    "civic": YearKind.MUNICIPAL,
    "academic": YearKind.ACADEMIC,
    "school": YearKind.ACADEMIC,
    "calendar": YearKind.CALENDAR,
    "council": YearKind.MUNICIPAL,
}

PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "midway": "mid",
    "halfway": "mid",
    "late": "late",
    "beginning": "start",
    "start": "start",
    "end": "end",
    "close": "end",
}

# Days of the year: month and day, or the days after Easter Sunday.
HOLIDAYS: dict[tuple[str, ...], tuple[int, int] | int] = {
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("new", "year", "day"): (1, 1),
    ("new", "year", "eve"): (12, 31),
    ("new", "years", "day"): (1, 1),
    ("new", "years", "eve"): (12, 31),
    ("good", "friday"): -2,
    ("easter", "sunday"): 0,
    ("easter", "monday"): 1,
    ("easter",): 0,
    ("christmas",): (12, 25),
    ("xmas",): (12, 25),
    ("halloween",): (10, 31),
    ("bonfire", "night"): (11, 5),
    ("armistice", "day"): (11, 11),
    ("remembrance", "day"): (11, 11),
    ("remembrance", "sunday"): 0,
    ("st", "george", "day"): (4, 23),
    ("st", "david", "day"): (3, 1),
    ("st", "patrick", "day"): (3, 17),
    ("st", "andrew", "day"): (11, 30),
    ("ve", "day"): (5, 8),
    ("michaelmas",): (9, 29),
    ("shrove", "tuesday"): -47,
    ("pancake", "day"): -47,
    ("ash", "wednesday"): -46,
    ("mothering", "sunday"): -21,
    ("palm", "sunday"): -7,
    ("maundy", "thursday"): -3,
    ("whitsun",): 49,
    ("whit", "sunday"): 49,
    ("whit", "monday"): 50,
}
# Those that are a weekday of a month: month, weekday, and which of them.
MOVING_HOLIDAYS = {
    "early may": (5, 0, 1),
    "late may": (5, 0, -1),
    "august": (8, 0, -1),
    "remembrance sunday": (11, 6, 2),
}
# “the spring bank holiday”, by what stands before “bank”.
BANK_HOLIDAYS = {
    "early may": "early may",
    "may day": "early may",
    "late may": "late may",
    "spring": "late may",
    "whitsun": "late may",
    "august": "august",
    "summer": "august",
}

PREPOSITIONS = words("dates", "prepositions")
BEFORE_A_YEAR = words("dates", "before a year")

FUNCTION_WORDS = words("dates", "function words")

LABELS = words("dates", "labels")

PLACES = words("dates", "places")

COMPOUNDS = words("dates", "compounds")

# “the 2024 season”
OF_A_YEAR = words("dates", "of a year")

COUNTED = words("dates", "counted")

GROWING = words("dates", "growing")

# “moved from June to September”: not a span of time but an old date and a new one.
MOVED = words("when", "moved")

NAMES = words("dates", "names")

PLURAL_VERBS = words("dates", "plural verbs")

# How far from the day of the text: “next quarter”.
TURNS = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}

FEAST_STARTS = frozenset(name[0] for name in HOLIDAYS)

SURE_PREPOSITIONS = words("dates", "sure prepositions")
