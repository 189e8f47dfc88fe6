"""unexplained-acronym"""

from collections.abc import Callable, Iterator, Mapping

from kprlint.model import Activity
from kprlint.project.across import Group, Index, Value
from kprlint.prose.facts.acronyms import Expansion, acronyms, expansions, is_known
from kprlint.rules.base import ActivityFile, Hit, Passage, Profile, Scope, Severity, rule
from kprlint.wording import quote


def _facts(activity: Activity) -> Iterator[tuple[str, Value]]:
    """What an activity says that each acronym stands for."""
    for text in _texts(activity):
        for said in expansions(text):
            yield said.name, said


def _told(group: Group) -> list[tuple[str, Expansion]]:
    return [(name, Expansion(*said)) for name, said in group]


EXPANSIONS = Index("expansions", _facts, _told)
Elsewhere = Callable[[str], list[tuple[str, Expansion]]]


@rule(
    "unexplained-acronym",
    severity=Severity.INFO,
    scope=Scope.PLAN,
    profile=Profile.PUBLICATION,
    reads_all=True,
    across=EXPANSIONS,
)
def unexplained_acronym(file: ActivityFile) -> Iterator[Hit]:
    """An acronym is not explained in its activity nor in the plan's glossary, or it is explained in two ways.

    “Shared Prosperity Fund (SPF)” and “SPF (Shared Prosperity Fund)” explain it, anywhere in the activity; so does
    “glossary:” in plan.yaml, for the whole plan. Everyday ones (UK, VAT) need no explanation.

    ### Why it matters

    Residents look up one activity, not the whole report. And the same letters stand for different things in
    different services.

    ### Bad

    ```yaml
    progress:
      - Officers met the ICB about the new surgery.
    ```

    ### Good

    ```yaml
    progress:
      - Officers met the Integrated Care Board (ICB) about the new surgery.
    ```
    """
    passages = list(file.passages())
    glossary = dict(file.plan.glossary) if file.plan else {}
    council = _initials(file.plan.council) if file.plan else ""
    explained = {said.name for passage in passages for said in expansions(passage.text)}
    explained |= {name.removesuffix("s") for name in glossary} | glossary.keys() | {council}
    folder = file.folder

    def elsewhere(name: str) -> list[tuple[str, Expansion]]:
        return folder.across(EXPANSIONS, name) if folder else []

    yield from _twice(passages, glossary, elsewhere, file.document.file_name)
    told: set[str] = set()
    for passage in passages:
        if passage.field == "title":
            continue
        for found in acronyms(passage.text):
            if found.name in explained or found.name in told or is_known(found.name):
                continue
            told.add(found.name)
            yield Hit(
                passage.at(found.start, found.end),
                f"{quote(found.name)} is not explained in this activity",
                _help(found.name, elsewhere),
                (found.name,),
            )


def _help(name: str, elsewhere: Elsewhere) -> str:
    said_there = elsewhere(name)
    words = said_there[0][1].words if said_there else "…"
    said = quote(f"{words} ({name})")
    return (
        f"write {said} once; or the performance team explains it for the whole plan, "
        f"under “glossary:” in plan.yaml: “{name}: {words}”"
    )


def _twice(
    passages: list[Passage],
    glossary: Mapping[str, str],
    elsewhere: Elsewhere,
    own: str,
) -> Iterator[Hit]:
    """A hit for each acronym that stands for something else in the glossary, above, or in another activity."""
    here: dict[str, Expansion] = {}
    told: set[str] = set()
    for passage in passages:
        for said in expansions(passage.text):
            if not said.key or said.name in told:
                continue
            if said.name in glossary:
                other, where = Expansion(said.name, glossary[said.name], 0, 0), "in the glossary"
                others = [(where, other)]
            else:
                above = here.setdefault(said.name, said)
                others = [("above", above)]
                others += [
                    (f"in {name.removesuffix('.yaml')}", one)
                    for name, one in elsewhere(said.name)
                    if name != own
                ]
            for where, one in others:
                if one.key and one.key != said.key:
                    told.add(said.name)
                    yield Hit(
                        passage.at(said.start, said.end),
                        f"{quote(said.name)} is {quote(said.words)} here, and {quote(one.words)} {where}",
                        "agree on one of the two; or write both out, if they are two things",
                        (said.name, said.words),
                    )
                    break


def _texts(activity: Activity) -> Iterator[str]:
    yield activity.title
    yield activity.status_reason
    yield from activity.progress
    for step in activity.next_steps:
        yield step.action


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
