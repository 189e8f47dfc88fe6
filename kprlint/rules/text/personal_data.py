"""personal-data"""

from collections.abc import Iterator

from kprlint.prose.facts.personal_data import contacts, named
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.wording import quote

_HELP = {
    "e-mail address": "give the address of the team, such as planning@…, or leave it out",
    "telephone number": "give the number of the service, or leave it out",
    "name": "name the post or the team, such as “the Project Officer”",
}


@rule("personal-data", severity=Severity.WARNING, profile=Profile.STANDARD)
def personal_data(file: ActivityFile) -> Iterator[Hit]:
    """A person can be told from the text: an e-mail address, a telephone number, or somebody who is named.

    Councillors, mailboxes of a team (planning@…) and numbers of organisations (0300, 0800) are left alone.

    What became of steps (`done`, `dropped`, `moved`, `update` …) is read as well.

    ### Why it matters

    The report is published and stays on the web for years. Data protection law allows no more about a person than is
    needed; and next quarter somebody else may do the work.

    ### Bad

    ```yaml
    next_steps:
      - action: Jane Smith to write to the tenants
        due: 2023-10
    ```

    ### Good

    ```yaml
    next_steps:
      - action: The Housing Officer to write to the tenants
        due: 2023-10
    ```
    """
    for passage in file.passages():
        found = list(contacts(passage.text))
        if passage.field != "title":
            name = named(passage.text, step=passage.field == "next_steps")
            found += [name] if name else []
        for personal in sorted(found):
            said = passage.text[personal.start : personal.end]
            what = (
                "A person is named" if personal.kind == "name" else f"There is an {personal.kind}"
            )
            what = what.replace("an telephone", "a telephone")
            yield Hit(
                passage.at(personal.start, personal.end),
                f"{what}: {quote(said)}",
                f"{_HELP[personal.kind]}; the report is published",
                (passage.field, said),
            )
