"""Writes plans of any size: registers and activities that a council could have written.

``python benchmarks/generate.py DIR N`` writes N activities below ``DIR/activities``. The same N and seed
give the same bytes. `kprlint check` has no error to report of them, and no warning but duplicate-text, since the
same few sentences are used again and again.
"""

import argparse
import re
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

MOST_IN_A_PLAN = 5_000
FIRST_YEAR = 2023
WIDTH = 80  # what yamllint asks for, so that it has nothing to say either

STATUSES = {
    "Red": ("off-track", "Actions have been missed, and what was promised will be late or less"),
    "Amber": ("at-risk", "Most actions are done; an issue is known that may delay the rest"),
    "Green": ("on-track", "Planned actions are done and no issue is known"),
    "Complete": ("complete", "All that was promised has been delivered"),
    "Deferred": ("deferred", "Put off to a later date by decision of the Cabinet"),
}
WEIGHTS = (5, 14, 66, 11, 4)

LEADS = """
Chief Executive Officer; Communications; Community Partnerships; Corporate Services; Customer Services;
Development Management; Economic Development; Environmental Services; Finance Services; Housing Services;
Leisure and Culture; Legal and Democratic Services; Property Team; Regulatory Services; Strategic Planning
"""
PORTFOLIOS = """
Corporate; Environment and Climate Change; Finance; Housing; Planning; Strategy; Wellbeing
"""
THEMES = """
A place to be proud of; Healthy and active lives; A sustainable environment; A strong local economy;
Homes for everyone; Safe and welcoming communities; A council that works well; Towns and villages that thrive;
Young people and families
"""
VERBS = """
Improve; Provide; Review; Deliver; Renew; Extend; Support; Promote; Modernise; Maintain; Develop; Plan
"""
SERVICES = """
local air quality management; the voluntary sector grants scheme; the town centre markets; leisure centre
provision; the household recycling service; support for new businesses; the housing options service; play areas
and open spaces; community safety partnerships; the neighbourhood planning service; electric vehicle charging;
the tourism and events programme; the apprenticeship scheme; energy advice for households; the parking
strategy; flood resilience measures; digital access to services; the biodiversity action plan; the private
rented sector inspections; the community transport scheme; health walks and active travel; the food hygiene
inspections; the public toilets and street cleaning; the local heritage programme
"""
PLACES = """
Aldermarsh; Ashby Vale; Barrowick; Beacon Hill; Bishopsford; Brampton Cross; Caldwell; Carrow Bridge; Coldharbour;
Cranleigh Green; Dunsby; Eastholme; Elmsthorpe; Fenwick St Mary; Foxhollow; Great Harrow; Hadleigh Park; Highmoor;
Kelby; Kingsmere; Langton Wold; Little Harrow; Long Marston; Marlpit; Millbrook; Netherby; Oakthorpe; Priorsfield;
Ravensdale; Saltby; Southwell Lane; Stonegate; Thornbury End; Upper Welby; Walcot; Westholme; Whitcombe; Wolds Edge;
Woodgate; Wyvern Cross; the northern parishes; the southern parishes; the market towns; the rural villages
"""
GROUPS = """
parish councils; local businesses; residents; schools; voluntary groups; housing associations; health partners;
tenants; young people; neighbouring districts
"""
# Plain, as most sentences are; a few hold what needs quotation marks in YAML, or letters beyond ASCII.
PROGRESS = """
The survey of {group} in {place} closed on {day}; {count} of {total} ({percent}%) answered.
A meeting with {group} was held in {place} on {day} and agreed the programme for the year.
The contract for the works in {place} was signed on {day}, within the approved budget.
Officers visited {small} sites in {place} and wrote down what each of them needs.
The draft was published on {day} and {total} comments came back, most of them from {group}.
A grant of £{small},500 was awarded to {group} in {place}.
The new web page was launched on {day} and was read by {total}0 people in its first month.
Training was given to {small} members of staff, and {small} volunteers from {place} joined them.
The Cabinet considered the report on {day} and approved its recommendations.
"Feedback from {group}: the service in {place} is easier to reach than it was last year."
Inspections were carried out at {count} of the {total} premises on the list ({percent}%).
The steering group met twice in the quarter, with {group} represented for the first time.
A leaflet about the scheme went to {total}0 households in {place}.
The café at the centre in {place} has reopened, and its takings are {small}% above last year's.
"Two bids were submitted: one for {place}, one for the work with {group}."
The equipment was delivered to {place} on {day} and has been in use since.
Data for the quarter show {total} enquiries, of which {count} were answered within five days.
An open day in {place} on {day} drew {total} people, among them many who were new to the scheme.
"""
STEPS = """
Publish the results of the survey and discuss them with {group}
Appoint a contractor for the second phase in {place}
Report to the Cabinet on the options and their costs
Send the first questionnaires to {group} in {place}
Complete the remaining inspections in {place}
Hold a drop-in event for {group} in {place}
Agree the terms of the partnership with {group}
Submit the bid for funding, with letters of support from {group}
"Decide between the two sites: {place} or the depot"
Install the equipment and train the staff who will use it
Write the annual report and put it on the website
Review the fees and charges together with Finance Services
Launch the campaign in {place} and count who takes part
Update the risk register and the project plan for the coming year
Sign the lease for the building in {place}
Bring the draft policy to the scrutiny panel, with the comments of {group}
"""
REASONS = {
    "Red": """
The contractor for {place} ceased trading, so the works have missed their date and residents wait for longer.
The tenders came in well above the budget, and the milestone in the plan was missed.
""",
    "Amber": """
One of the two posts is vacant, which may delay the work with {group}.
The costs of materials have gone up by {small}%; talks with the supplier go on.
The decision on the grant for {place} is later than expected and may move the start.
""",
    "Deferred": """
The Cabinet decided to wait for the new national guidance before money is spent.
The present contract was extended by a year, so the procurement comes later.
""",
}


def _items(text: str) -> list[str]:
    return [" ".join(item.split()) for item in text.split(";")]


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def spread(activities: int) -> list[tuple[int, int]]:
    """The plans that hold so many activities: the year that each begins in, and its share."""
    plans = max(1, -(-activities // MOST_IN_A_PLAN))
    share, rest = divmod(activities, plans)
    return [(FIRST_YEAR + i, share + (i < rest)) for i in range(plans)]


def generate(folder: Path, activities: int, *, seed: int = 0) -> None:
    """Writes the registers and the files of `activities` Key Activities below ``folder/activities``."""
    before: list[str] = []
    for start, share in spread(activities):
        plan = _Plan(start, share, Random(f"{seed} {start}"), before)
        target = folder / "activities" / plan.name
        target.mkdir(parents=True, exist_ok=True)
        (target / "plan.yaml").write_text(plan.register(), "utf-8", newline="\n")
        for code, content in plan.files():
            (target / f"{code}.yaml").write_text(content, "utf-8", newline="\n")
        before = [f"{plan.name}/{code}" for code in plan.codes]


def turn(folder: Path, period: str, *, seed: int = 0) -> None:
    """Moves the plans below ``folder/activities`` on to `period`: new progress, and steps kept, moved, gone, new."""
    for path in sorted(folder.glob("activities/*/*.yaml")):
        random = Random(f"{seed} {period} {path.parent.name} {path.name}")
        content = re.sub(r"(?m)^period: .*$", f"period: {period}", path.read_text("utf-8"))
        content = re.sub(r"(?m)^as_at: .*\n", "", content)
        if path.name != "plan.yaml":
            content = _turned(content, _Plan(int(period[:4]), 1, random, []))
        path.write_text(content, "utf-8", newline="\n")


def _turned(content: str, plan: "_Plan") -> str:
    random = plan.random
    head, rest = content.split("\nprogress:\n")
    if random.random() < 0.15:
        head = re.sub(r"(?m)^status: .*$", f"status: {random.choice(list(STATUSES))}", head)
    lines = [head, "progress:"]
    for sentence in random.sample(_lines(PROGRESS), random.randint(3, 6)):
        lines += _folded("  - ", plan.filled(sentence))
    steps = re.findall(r"(?m)^  - (?:.*\n)(?:    .*\n)*", rest.partition("next_steps:")[2])
    kept = [step for step in steps if random.random() < 0.8]
    lines += ["next_steps:"] if kept else ["next_steps: []"]
    for step in kept:
        if random.random() < 0.25:
            step = re.sub(r"due: .*", f"due: {plan.due()}", step)
        lines.append(step.rstrip("\n"))
    if kept and len(kept) < 5 and random.random() < 0.4:
        lines += _folded("  - action: ", plan.filled(random.choice(_lines(STEPS))))
        lines += [f"    due: {plan.due()}"]
    return "\n".join(lines) + "\n"


class _Plan:
    """One plan, in its second quarter. `before` names the activities of the plan before it."""

    def __init__(self, start: int, activities: int, random: Random, before: list[str]) -> None:
        self.start = start
        self.year = f"{start}/{(start + 1) % 100:02}"
        self.name = self.year.replace("/", "-")
        self.random = random
        self.before = before
        each = max(8, -(-activities // 99))
        self.codes = [f"KA.{i // each + 1:02}.{i % each + 1:02}" for i in range(activities)]
        self.retired = f"KA.01.{each + 1:02}"
        self.leads, self.portfolios = _items(LEADS), _items(PORTFOLIOS)

    def register(self) -> str:
        themes = _items(THEMES)
        lines = [f"plan: {self.name}", f"title: Corporate Delivery Plan {self.year}"]
        lines += ["council: Example District Council"]
        lines += [f"starts: {self.start}-04-01", f"ends: {self.start + 1}-03-31"]
        lines += [f"period: {self.year} Q2", "statuses:"]
        for word, (kind, meaning) in STATUSES.items():
            lines += [f"  {word}:", f"    kind: {kind}", *_folded("    meaning: ", meaning)]
        lines += ["leads:", *(f"  - {lead}" for lead in self.leads)]
        lines += ["portfolios:", *(f"  - {portfolio}" for portfolio in self.portfolios)]
        lines += ["objectives:"]
        listed = ""
        for code in self.codes:
            number = int(code[3:5])
            if code[:5] != listed:
                listed = code[:5]
                title = themes[(number - 1) % len(themes)]
                lines += [f"  - number: {number}", f"    title: {title}", "    activities:"]
            lines += [f"      - {code}"]
        lines += ["retired:", f"  {self.retired}: merged into KA.01.01 before the plan began"]
        return "\n".join(lines) + "\n"

    def files(self) -> Iterator[tuple[str, str]]:
        """Code and content of each activity."""
        verbs, services, places = _items(VERBS), _items(SERVICES), _items(PLACES)
        possible = len(verbs) * len(services) * len(places)
        for code, number in zip(
            self.codes, self.random.sample(range(possible), len(self.codes)), strict=True
        ):
            number, verb = divmod(number, len(verbs))
            place, service = divmod(number, len(services))
            title = f"{verbs[verb]} {services[service]} in {places[place]}"
            yield code, self._activity(code, title)

    def _activity(self, code: str, title: str) -> str:
        random = self.random
        status = random.choices(list(STATUSES), WEIGHTS)[0]
        lines = [f"code: {code}", *_folded("title: ", title)]
        if self.before and random.random() < 0.3:
            lines += [f"continues: {random.choice(self.before)}"]
        leads = random.sample(self.leads, random.choices((1, 2, 3), (75, 19, 6))[0])
        if len(leads) == 1:
            lines += [f"lead: {leads[0]}"]
        else:
            lines += ["lead:", *(f"  - {lead}" for lead in leads)]
        lines += [f"portfolio: {random.choice(self.portfolios)}", f"period: {self.year} Q2"]
        if random.random() < 0.15:
            lines += [f"as_at: {date(self.start, 10, random.randint(2, 31))}"]
        lines += [f"status: {status}"]
        if status in REASONS:
            reason = self.filled(random.choice(_lines(REASONS[status])))
            lines += _folded("status_reason: ", reason)
        lines += ["progress:"]
        for sentence in random.sample(_lines(PROGRESS), random.randint(3, 6)):
            lines += _folded("  - ", self.filled(sentence))
        lines += self._steps(status)
        return "\n".join(lines) + "\n"

    def _steps(self, status: str) -> list[str]:
        random = self.random
        if status == "Complete":
            return random.choice((["next_steps: []"], ["next_steps:", "  - None required."]))
        lines = ["next_steps:"]
        deferred = status == "Deferred"
        for step in random.sample(_lines(STEPS), random.randint(2, 4) - deferred):
            lines += _folded("  - action: ", self.filled(step))
            lines += [f"    due: {self.due()}"]
            if random.random() < 0.25:
                lines += [f"    owner: {random.choice(self.leads)}"]
        if deferred:
            lines += ["  - action: Take the work up again", f"    due: {self._later()}"]
        return lines

    def due(self) -> str:
        """A day, month, quarter or year that is over after the last as-at date and within the plan."""
        random = self.random
        day = date(self.start, 11, 1) + timedelta(days=random.randrange(150))
        forms = (day.isoformat(), f"{day:%Y-%m}", f"{self.year} Q{random.choice('34')}", self.year)
        return random.choices(forms, (25, 30, 38, 7))[0]

    def _later(self) -> str:
        """The next financial year."""
        return f"{self.start + 1}/{(self.start + 2) % 100:02}"

    def filled(self, template: str) -> str:
        random = self.random
        total = random.choice((20, 25, 50))
        count = random.randint(total // 2, total - 1)
        day = date(self.start, 7, 1) + timedelta(days=random.randrange(90))
        return template.format(
            place=random.choice(_items(PLACES)),
            group=random.choice(_items(GROUPS)),
            small=random.randint(3, 19),
            total=total,
            count=count,
            percent=100 * count // total,
            day=f"{day.day} {day:%B} {day.year}",
        )


def _folded(key: str, text: str) -> list[str]:
    """`text` after `key` (a field, an item's dash, or both), folded and indented below it."""
    depth = len(key) - len(key.lstrip(" -"))
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=key,
        subsequent_indent=" " * (depth + 2 if key.strip(" -") else depth),
        break_long_words=False,
        break_on_hyphens=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("activities", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.activities < 1:
        parser.error("N must be 1 or more")
    generate(arguments.folder, arguments.activities, seed=arguments.seed)


if __name__ == "__main__":
    main()
