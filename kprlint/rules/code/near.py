"""Which of a plan's codes another text was probably meant to be."""

import re
from functools import lru_cache

from kprlint.model import Plan
from kprlint.model.code import same_name
from kprlint.wording import apart_by_space, did_you_mean, quote


def nearest(code: str, plan: Plan) -> str:
    """``. Did you mean “A1a”?``, to follow a sentence without its full stop; or nothing.

    A code that differs in capitals, signs or blanks alone is meant; one that is merely like it only where the
    codes follow no form, and only with the same numbers: of numbers each is like its neighbours.
    """
    alike = [known for known in plan.codes if _bare(known) == _bare(code)]
    if len(alike) == 1:
        return apart_by_space(code, alike[0]) or f". Did you mean {quote(alike[0])}?"
    if plan.code_form is None or not plan.code_form.is_listed:
        return ""
    return did_you_mean(code, [known for known in plan.codes if _numbers(known) == _numbers(code)])


def _numbers(code: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"[0-9]+", code)]


@lru_cache(maxsize=65_536)  # a register's codes are compared with each that it does not have
def _bare(code: str) -> str:
    return "".join(character for character in same_name(code) if character.isalnum())
