"""paper-placeholders"""

import re
from collections.abc import Iterator

from kprlint.rules.base import At, Hit, RegisterFile, rule
from kprlint.wording import all_of, did_you_mean, quote
from kprlint.words import NOT_NEEDED, PLACE, english
from kprlint.words.plural import OTHER

_IN_BRACES = re.compile(r"\{([^{}]*)\}")


@rule("paper-placeholders")
def paper_placeholders(file: RegisterFile) -> Iterator[Hit]:
    """A text of the register's `paper` lacks what is put into it, or asks for what is not.

    What stands in braces is a place for a word of the files, a date or a number. A text for one number alone, such as
    `one`, may do without `{count}`.

    ### Why it matters

    A paper would say that a promise was moved, and not to when; or it would print the braces.

    ### Bad

    ```yaml plan.yaml
    paper:
      moved_from_to: Now promised for {late}
    ```

    ### Good

    ```yaml plan.yaml
    paper:
      moved_from_to: Now promised for {later}, before that for {earlier}
    ```
    """
    ours = english()
    for key, entry in file.plan.paper.items():
        if key not in ours.entries:
            continue  # unknown-field speaks
        needed = set(PLACE.findall(ours[key]))
        forms = {OTHER: entry} if isinstance(entry, str) else entry
        for form, text in forms.items():
            path = ("paper", key) if isinstance(entry, str) else ("paper", key, form)
            found = set(_IN_BRACES.findall(text))
            for name in sorted(found - needed):
                places = all_of(f"{{{one}}}" for one in sorted(needed))
                yield Hit(
                    At(path),
                    f"Nothing is put in for {quote(f'{{{name}}}')} in {quote(key)}"
                    + did_you_mean(name, needed),
                    f"the places of this text are {places}" if needed else "leave out the braces",
                    (key, form, name),
                )
            optional = {name for of, name in NOT_NEEDED if of == key}
            optional |= {"count"} if form != OTHER else set()
            lost = sorted(needed - found - optional) if text else []
            if lost:
                yield Hit(
                    At(path),
                    f"{quote(key)} lacks {all_of(f'{{{one}}}' for one in lost)}, so that the paper would not say it",
                    f"in English it is {quote(ours.forms(key).get(form, ours[key]))}",
                    (key, form, *lost),
                )
