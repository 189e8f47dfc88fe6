"""unexplained-acronym"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kprlint.model import Activity
from kprlint.prose.facts.acronyms import Expansion, acronyms, expansions, is_known
from kprlint.rules.base import ActivityFile, Folder, Hit, Passage, Profile, Scope, Severity, rule
from kprlint.wording import quote


@rule(
    "unexplained-acronym",
    severity=Severity.INFO,
    scope=Scope.PLAN,
    profile=Profile.PUBLICATION,
    reads_all=True,
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
    elsewhere = _of_plan(file.folder) if file.folder else {}
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


def _help(name: str, elsewhere: Mapping[str, tuple[tuple[str, Expansion], ...]]) -> str:
    words = elsewhere[name][0][1].words if name in elsewhere else "…"
    said = quote(f"{words} ({name})")
    return (
        f"write {said} once; or the performance team explains it for the whole plan, "
        f"under “glossary:” in plan.yaml: “{name}: {words}”"
    )


def _twice(
    passages: list[Passage],
    glossary: Mapping[str, str],
    elsewhere: Mapping[str, tuple[tuple[str, Expansion], ...]],
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
                    for name, one in elsewhere.get(said.name, ())
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


@lru_cache(maxsize=1)
def _of_plan(folder: Folder) -> Mapping[str, tuple[tuple[str, Expansion], ...]]:
    """What the plan's activities say that each acronym stands for, with the names of their files."""
    found: dict[str, list[tuple[str, Expansion]]] = {}
    for name, activity in folder.activities.items():
        for text in _texts(activity):
            for said in expansions(text):
                found.setdefault(said.name, []).append((name, said))
    return {name: tuple(said) for name, said in found.items()}


def _texts(activity: Activity) -> Iterator[str]:
    yield activity.title
    yield activity.status_reason
    yield from activity.progress
    for step in activity.next_steps:
        yield step.action


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
