"""What dates are taken to mean where usage leaves it open: one table, printed as it stands."""

from typing import NamedTuple


class Conventions(NamedTuple):
    """Months and days are inclusive; a season whose last month is before its first runs into the next year."""

    spring: tuple[int, int] = (3, 5)
    summer: tuple[int, int] = (6, 8)
    autumn: tuple[int, int] = (9, 11)
    winter: tuple[int, int] = (12, 2)
    early_days: tuple[int, int] = (1, 10)
    mid_days: tuple[int, int] = (11, 20)
    late_days: tuple[int, int] = (21, 31)
    early_months: int = 4
    late_months: int = 4
    new_year: tuple[int, int] = (1, 3)
    spring_term: tuple[int, int] = (1, 3)
    summer_term: tuple[int, int] = (4, 7)
    autumn_term: tuple[int, int] = (9, 12)
    municipal_year: int = 5
    academic_year: int = 9
    year_is_financial: bool = True
    span_is_financial: bool = True
    just_over: int = 75
    written_later: int = 31
    near_years: int = 8

    def season(self, name: str) -> tuple[int, int]:
        """The first and the last month of a season."""
        months: tuple[int, int] = getattr(self, name)
        return months

    def term(self, name: str) -> tuple[int, int]:
        """The first and the last month of a school term, by its season; winter's is the spring term."""
        months: tuple[int, int] = getattr(self, f"{'spring' if name == 'winter' else name}_term")
        return months


DEFAULT = Conventions()

EXPLAINED = {
    "spring": "the first and the last month of spring",
    "summer": "the first and the last month of summer",
    "autumn": "the first and the last month of autumn",
    "winter": "the first and the last month of winter; “winter 2023” begins in 2023",
    "early_days": "the days of a month that “early” means",
    "mid_days": "the days of a month that “mid” means",
    "late_days": "the days of a month that “late” means, as far as the month has them",
    "early_months": "how many of a year's first months “early” means; of anything shorter, its first third",
    "late_months": "how many of a year's last months “late” means; “mid” are those between",
    "new_year": "the first and the last month of “in the new year”",
    "spring_term": "the first and the last month of the spring term",
    "summer_term": "the first and the last month of the summer term",
    "autumn_term": "the first and the last month of the autumn term",
    "municipal_year": "the month in which the municipal year begins",
    "academic_year": "the month in which the academic year begins",
    "year_is_financial": "whether “this year” and “next year” mean financial years",
    "span_is_financial": "whether “2020-2023” runs from April 2020 to March 2023, not from January to December",
    "just_over": "without a year, a day or a month to come may have ended this many days ago, rather than come in a year",
    "written_later": "without a year, a day or a month that has been may have begun this many days after the as-at date",
    "near_years": "how many years away “22/23” may be and still be a financial year",
}


def table(conventions: Conventions = DEFAULT) -> list[tuple[str, str, str]]:
    """Name, value and meaning of each convention, for people."""
    return [
        (name, _say(value), EXPLAINED[name])
        for name, value in zip(Conventions._fields, conventions, strict=True)
    ]


def _say(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case (first, last):
            return f"{first}–{last}"
    return str(value)
