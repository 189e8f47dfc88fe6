"""The words that dates are made of, in lower case. Lists stop at what council reports write."""

from kprlint.prose.dates.terms import YearKind
from kprlint.prose.months import ANY_MONTH, MONTHS, SHORT_MONTHS

__all__ = ["ANY_MONTH", "MONTHS", "SHORT_MONTHS"]

# Months that are words or places, too (“officers may”, March in Cambridgeshire): alone they need a sign.
DOUBTFUL = frozenset({"may", "march", "mar"})
# Months that are first names, too.
FIRST_NAMES = frozenset({"april", "may", "june", "august", "jan"})
TITLES = frozenset("mr mrs ms miss dr cllr cllrs councillor councillors sir dame lady lord".split())

SEASONS = ("spring", "summer", "autumn", "winter")

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

_COUNTING = "one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {name: number for number, name in enumerate(_COUNTING, start=1)}
NUMBERS |= {"fifteen": 15, "eighteen": 18, "twenty": 20}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})

QUARTERS = frozenset({"q", "qs", "qtr", "qtrs", "quarter", "quarters"})
UNITS = {
    unit + ending: unit
    for unit in ("day", "week", "fortnight", "month", "quarter", "year")
    for ending in ("", "s")
}
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
# Of these, the ones that stand before a date without “of”: “by end 2023”, “start April”.
BARE_PARTS = frozenset({"early", "mid", "late", "end", "start", "beginning"})

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

# The words that announce a time. “for” and “to” announce much else, and count less.
PREPOSITIONS = frozenset(
    """in by from since until till before after during through throughout for over around about
    approximately approx circa at on into towards toward within following beyond between across past
    starting beginning commencing ending ended expiring effective due latest dated post pre
    this next last previous current coming early mid late end start""".split()
)
# Those that announce a bare year: “in 2025”; “over 2000” and “about 2000” are counts.
BEFORE_A_YEAR = frozenset(
    """in by from since until till before after during throughout for early mid late end start into
    through ending ended due beyond towards between circa pre post to""".split()
)

# What is no noun: after a number that could be a count, one of these shows that it is none.
FUNCTION_WORDS = frozenset(
    """a about above after again against ahead all also although an and any are as at be because been before
    being below between both but by can could did do does due during each either ensure every expected few for from
    please further had has have having he her here his how however i if in into is it its itself later may
    might more most must no nor not now of off on once only onward onwards or other our out over owing per
    pending plus prior rather respectively same shall she should since so some still subject such than that
    the their them then there these they this those through throughout to together too toward towards under until up upon
    was we were what when where whereas whether which while whilst who will with within without would yet you
    your inclusive when via there're it's following including deadline start starts started
    remain remains remained saw see sees showed shows took take takes will went go goes came come comes
    began begin begins ended end ends met held hold holds agreed approved completed delivered
    received produced launched published adopted brought gave set run ran made make""".split()
)

# A number after one of these is its number: “Phase 2 June 2024”, “Covid 19 March”.
LABELS = frozenset(
    """phase phases stage stages tranche tranches round rounds lot lots part parts section sections sec policy policies item items
    option options level tier step batch wave zone block unit group version schedule regulation regulations reg scope grade
    category class table figure fig appendix annex chapter page room number no ward covid hug lad lahf
    article clause paragraph para band route junction plot site v ver release build recommendation objective action
    priority theme milestone gate team""".split()
)

# The second word of the name of a street or a house: “Summer Lane”, “May Street”, “March Town”.
PLACES = frozenset(
    """lane street st road rd close avenue ave drive way court house hall town park farm place crescent
    gardens garden grove hill terrace square estate school primary academy college centre bridge green mews walk row cottage cottages
    cottages manor station library church rise view hospital surgery neighbourhood market high wood meadow meadows
    field fields lodge villas east west north south area""".split()
)

# What seasons and feasts are put before without telling a time: “winter maintenance”, “Spring Budget”.
COMPOUNDS = frozenset(
    """bank budget statement clean cleaning maintenance pressure pressures gritting programme programmes reading scheme
    schemes event events activity activities camp camps fair fairs fete festival festivals watch bedding bulb bulbs
    plant plants planting flower flowers fuel payment payments warmth coat coats service services shelter provision plan plans
    newsletter edition magazine lights light tree trees lunch lunches dinner party parties card cards song songs
    forum conference ready readiness resilience preparedness playscheme playschemes weather time
    sports sport school schools term terms show shows campaign campaigns appeal meal meals hamper hampers
    dinners raffle closure closures opening recycling collections collection present presents gift gifts
    parade celebration celebrations concert trail trails egg eggs fayre fayres ball challenge wellbeing
    play panto pantomime in safely season seasons tariff tariffs table games olympics
    switch spending review forecast economic""".split()
) - {"in"}

# After “22/23” they show a score, not a year: “22/23 checks done”.
COUNTED = frozenset(
    """homes houses properties checks cases invoices households members councillors staff people residents sites actions
    projects inspections targets indicators kpis respondents responses applications appeals parishes schools
    units tenants vehicles objectives measures milestones complaints requests audits audited
    recommendations visits flats bins marks points answered met complete completed done returned passed""".split()
)

# “rose from 1995 to 2019” tells numbers.
GROWING = frozenset(
    """rose risen rise rises rising grew grown grow growing growth increased increase increases fell fallen fall falls dropped
    drop reduced reduction decreased decrease up down went gone improved""".split()
)

# “moved from June to September”: not a span of time but an old date and a new one.
MOVED = frozenset(
    """moved moving move slipped slip slipping pushed put delayed deferred postponed revised changed rescheduled
    brought rearranged shifted extended extend extending amended""".split()
)

# In front of a span of years they show that it belongs to a name.
NAMES = frozenset(
    "plan strategy policy policies programme framework vision scheme agreement statement act charter document".split()
)

# “The 12 were”: a verb after a number that counts something.
PLURAL_VERBS = frozenset("were are have had attended".split())

# How far from the day of the text: “next quarter”.
TURNS = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}

FEAST_STARTS = frozenset(name[0] for name in HOLIDAYS)

# After these no verb can stand, so that “by may” is a month.
SURE_PREPOSITIONS = frozenset("in by since until till during before".split())
