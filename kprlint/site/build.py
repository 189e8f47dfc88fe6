"""All files of a site, from what git has; of quarters that are as they were, those that are there already."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PrefixLoader
from markupsafe import Markup

from kprlint import __version__
from kprlint.change.places import Places
from kprlint.errors import InputError
from kprlint.model import ActivityId
from kprlint.project.find import here
from kprlint.publish.build import paper_in
from kprlint.publish.chart import chart
from kprlint.publish.formats import csv_format, html_format, json_format
from kprlint.publish.look import Look, look
from kprlint.publish.paper import Paper
from kprlint.site import feed, names, views
from kprlint.site.plans import OnePlan, OneQuarter, Whole, gather_all
from kprlint.site.story import Story, stories
from kprlint.site.writing import Manifest, Written, holds, manifest, write
from kprlint.source.files import TEMPLATE, Unreadable, read
from kprlint.words import ENGLISH

_ENDINGS = (".json", ".csv.zip")


@dataclass(frozen=True)
class Site:
    """A site in the making. `made_of`: what each quarter's files were made of, by their page."""

    whole: Whole
    look: Look
    url: str
    config: str
    folder: Path
    before: Manifest
    files: dict[str, bytes] = field(default_factory=dict)
    made_of: dict[str, str] = field(default_factory=dict)

    @cached_property
    def told(self) -> Mapping[str, tuple[Story, ...]]:
        """The stories of the promises of each plan."""
        return {plan.name: tuple(stories(plan.ledger, plan.words)) for plan in self.whole.plans}

    @cached_property
    def style(self) -> str:
        return html_format.style_of(self.look) + _read("site.css")

    @cached_property
    def council(self) -> str:
        return next((plan.council for plan in self.whole.plans if plan.council), "")

    def page(self, template: str, address: str, **said: Any) -> None:
        """Renders a page of the site."""
        script = said.pop("script", "")
        plan = said.get("plan") or self.whole.plans[0]
        language = plan.words.language
        context = {
            **html_format.SHARED,
            "look": self.look,
            "script": script,
            "opening": lambda title: self._opening(address, language, title, script),
            **self.around(address),
            **_languages(self.whole, language),
            **said,
        }
        text = _environment().get_template(f"site/{template}").render(context)
        self.files[address] = text.encode("utf-8", "replace")

    def _opening(self, address: str, language: str, title: Markup, script: str) -> Markup:
        named = " – ".join(filter(None, (title.unescape(), self.council)))
        root = self.around(address)["root"]
        feed_link = f'<link rel="alternate" type="application/atom+xml" title="What changed" href="{root}{feed.ADDRESS}">'
        return html_format.opening(
            language, named, self.style, script, fetches=bool(script), more=feed_link
        )

    def around(self, address: str) -> Mapping[str, Any]:
        """What the frame of a page is given."""
        plans = [
            (plan.title, names.link(names.plan_page(plan.name)), plan.words.language)
            for plan in self.whole.plans
        ]
        return {"root": "../" * address.count("/"), "council": self.council, "plans": plans}


def _languages(whole: Whole, language: str) -> Mapping[str, Any]:
    """What a page in a language is given to mark our own words, which are English, in a site that has another one."""
    others = (plan.words.language.partition("-")[0] != "en" for plan in whole.plans)
    own = ENGLISH if any(others) else ""
    return {
        "language": language,
        "english": own,
        "en": Markup(f' lang="{own}"') if own else "",
        "theirs": Markup(f' lang="{language}"') if own else "",
    }


def build(folder: Path, url: str) -> tuple[Whole, Written]:
    """Writes the site of all plans around the current folder into `folder`; returns what it tells, and what changed.

    Raises InputError, ConfigError, GitError, OutputError or Refused; then the folder is as it was.
    """
    before = manifest(folder)
    project = here()
    whole = gather_all(one.name for one in project.plan_folders())
    if not whole.plans:
        why = "; ".join(f"{name}: {said}" for name, said in whole.unread)
        raise InputError(f"there is no plan here to make a site of{': ' if why else ''}{why}")
    site = Site(
        whole,
        look(project.config.publish, project.base),
        url if not url or url.endswith("/") else f"{url}/",
        _configuration(project.base),
        folder,
        before,
    )
    newest = {}
    for plan in whole.plans:
        with Places(plan.folder) as places:
            newest[plan.name] = _quarters(site, plan, places)
            _calendar(site, plan, places.placeholders)
    for plan in whole.plans:
        _activities(site, plan)
        _groups(site, plan)
        _plan(site, plan, newest[plan.name])
    _front(site, newest)
    _kept(site)
    site.files[".nojekyll"] = b""  # so that GitHub shows every file as it is
    return whole, write(folder, before, site.files, site.made_of)


def _quarters(site: Site, plan: OnePlan, places: Places) -> Paper:
    """The pages and downloads of a plan's quarters; returns the newest paper."""
    snapshots = [one.snapshot for one in plan.quarters]
    for place, one in enumerate(plan.quarters):
        address = names.quarter_page(plan.name, one.quarter)
        own = [address, *(names.data_file(plan.name, one.quarter, e) for e in _ENDINGS)]
        beside = {
            "newer": plan.quarters[place - 1] if place else None,
            "older": plan.quarters[place + 1] if place + 1 < len(plan.quarters) else None,
        }
        key = site.made_of[address] = _key(site, plan, place)
        if place:
            kept = {one: holds(site.folder, site.before, one) for one in own}
            if site.before.made_of.get(address) == key and None not in kept.values():
                site.files.update((one, data) for one, data in kept.items() if data is not None)
                continue
        paper = paper_in(places, one.snapshot, snapshots[place + 1 :])
        if not place:
            newest = paper
        site.files[own[1]] = json_format.write(paper, site.look)
        site.files[own[2]] = csv_format.write(paper, site.look)
        context = {
            **html_format.context(paper, site.look, more_style=_read("site.css")),
            **site.around(address),
            **_languages(site.whole, paper.words.language),
            "plan": plan,
            "links": {c: views.activity_link(plan, c) for c in one.activities},
            "downloads": [(names.link(a), a.rpartition("/")[2]) for a in own[1:]],
            **{k: (v.quarter, views.quarter_link(plan, v)) if v else None for k, v in beside.items()},
        }  # fmt: skip
        text = _environment().get_template("site/quarter.html.jinja").render(context)
        site.files[address] = text.encode("utf-8", "replace")
    return newest


def _key(site: Site, plan: OnePlan, place: int) -> str:
    """What the files of a quarter are made of: all that could make them others, in one digest."""
    made = hashlib.sha256()
    frame = json.dumps(
        [
            __version__,
            _templates(),
            site.config,
            repr(site.look),
            site.around("a/b/c"),
            [str(c) for c in plan.codes],
        ],
        default=str,
    )
    made.update(frame.encode())
    newer = plan.quarters[place - 1].quarter if place else ""
    made.update(f"{newer}\n".encode())
    for one in plan.quarters[place:]:
        made.update(f"{one.quarter} {one.snapshot.origin}\n".encode("utf-8", "replace"))
        for name, data in sorted(one.snapshot.files.items()):
            made.update(f"{name}\0".encode("utf-8", "replace") + hashlib.sha256(data).digest())
    return made.hexdigest()


def _calendar(site: Site, plan: OnePlan, also: tuple[str, ...]) -> None:
    """What is due, for those who have the extra `ical`; seen from the day of the newest text, so that nothing changes by itself."""
    try:
        from kprlint.agenda.ical_format import written
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("kprlint"):
            raise
        return
    from kprlint.agenda.dues import dues_of

    found = dues_of(plan.now.snapshot, _day(plan.now), None, also=also)
    site.files[names.calendar_file(plan.name)] = written(found)


def _day(one: OneQuarter) -> date:
    return one.when.date()


def _activities(site: Site, plan: OnePlan) -> None:
    by_activity: dict[ActivityId, list[Story]] = {}
    for story in site.told[plan.name]:
        for identity in story.activities:
            by_activity.setdefault(identity, []).append(story)
    groups = views.objectives(plan)
    people = {
        (kind, group.name): group.link
        for kind in ("lead", "portfolio")
        for group in views.people(plan, kind)
    }
    for code in plan.codes:
        identity = ActivityId(plan.name, code)
        told = [(one, one.activities[code]) for one in plan.quarters if code in one.activities]
        site.page(
            "activity.html.jinja",
            names.activity_page(plan.name, code),
            plan=plan,
            plan_link=names.link(names.plan_page(plan.name)),
            code=code,
            title=plan.title_of(code),
            told=told,
            cells=[(one, views.quarter_link(plan, one), views.cell(one, code)) for one in plan.quarters],
            absent=[(one.quarter, one.absent_codes[code]) for one in plan.quarters if code in one.absent_codes],
            objectives=[g for g in groups if code in g.codes or code in g.earlier],
            people=people,
            stories=by_activity.get(identity, []),
            before=views.others(site.whole, site.whole.predecessors.get(identity, ())),
            after=views.others(site.whole, site.whole.successors.get(identity, ())),
            identity=identity,
            anchor=names.anchor(code),
        )  # fmt: skip


def _groups(site: Site, plan: OnePlan) -> None:
    for group in (
        *views.objectives(plan),
        *views.people(plan, "lead"),
        *views.people(plan, "portfolio"),
    ):
        site.page(
            "group.html.jinja",
            group.address,
            plan=plan,
            plan_link=names.link(names.plan_page(plan.name)),
            group=group,
            now=[(code, plan.now.activities.get(code), row) for code, row in zip(group.codes, views.rows(plan, group.codes), strict=True)],
            earlier=views.rows(plan, group.earlier),
            quarters=plan.quarters[: views.MOST_QUARTERS],
        )  # fmt: skip


def _state(plan: OnePlan, paper: Paper) -> Mapping[str, Any]:
    """How a plan stands: its newest paper, the chart, and the counts of every quarter."""
    words = list(dict.fromkeys(word for one in plan.counts for word in one.counts))
    known = [word for word in paper.key if word.word in words]
    order = [word.word for word in known]
    return {
        "plan": plan,
        "paper": paper,
        "chart": chart(paper),
        "words": [*order, *(word for word in words if word not in order)],
        "counts": [
            (one, views.quarter_link(plan, quarter), quarter.not_reported)
            for one, quarter in zip(plan.counts, plan.quarters, strict=True)
        ],
        "not_reported": any(one.not_reported for one in plan.quarters),
        "link": names.link(names.plan_page(plan.name)),
        "paper_link": views.quarter_link(plan, plan.now),
        "attention": [(a, views.activity_link(plan, a.code)) for a in paper.attention],
    }


def _plan(site: Site, plan: OnePlan, paper: Paper) -> None:
    objectives = views.objectives(plan)
    listed = {code for group in objectives for code in (*group.codes, *group.earlier)}
    calendar = names.calendar_file(plan.name)
    site.page(
        "plan.html.jinja",
        names.plan_page(plan.name),
        state=_state(plan, paper),
        plan=plan,
        quarters=plan.quarters[: views.MOST_QUARTERS],
        objectives=[(group, views.rows(plan, (*group.codes, *group.earlier))) for group in objectives],
        others=views.rows(plan, [code for code in plan.codes if code not in listed]),
        leads=views.people(plan, "lead"),
        portfolios=views.people(plan, "portfolio"),
        gaps=list(views.gaps(plan)),
        downloads=[
            (one, views.quarter_link(plan, one), *(names.link(names.data_file(plan.name, one.quarter, e)) for e in _ENDINGS))
            for one in plan.quarters
        ],
        calendar=names.link(calendar) if calendar in site.files else "",
    )  # fmt: skip


def _front(site: Site, newest: Mapping[str, Paper]) -> None:
    """The pages at the top: home, the index with its search, the facts on accessibility, the feed."""
    whole = site.whole
    states = [_state(plan, newest[plan.name]) for plan in whole.plans]
    current = {plan.name for plan in whole.current}
    site.page(
        "home.html.jinja",
        "index.html",
        states=[state for state in states if state["plan"].name in current],
        others=[state for state in states if state["plan"].name not in current],
        unread=whole.unread,
        gaps=[(state["plan"].title, state["link"]) for state in states if any(views.gaps(state["plan"]))],
    )  # fmt: skip
    entries = [
        (plan, [(row, plan.now.activities.get(row.code)) for row in views.rows(plan, plan.codes)])
        for plan in whole.plans
    ]
    site.page("search.html.jinja", "search.html", entries=entries, script=_read("search.js"))
    index = {
        views.activity_link(plan, code): views.words((o.snapshot for o in plan.quarters), code)
        for plan in whole.plans
        for code in plan.codes
    }
    site.files["search.json"] = json.dumps(index, ensure_ascii=False, sort_keys=True).encode(
        "utf-8", "replace"
    )
    site.page("accessibility.html.jinja", "accessibility.html", whole=whole)
    site.files[feed.ADDRESS] = feed.written(whole, site.told, site.url)


def _kept(site: Site) -> None:
    """What the site has of a plan that cannot be read now: its pages stay as they were, for those who have their addresses."""
    for name, _ in site.whole.unread:
        for address in site.before.files:
            if address.startswith(f"{names.of_plan(name)}/") and address not in site.files:
                data = holds(site.folder, site.before, address)
                if data is not None:
                    site.files[address] = data


def _configuration(base: Path) -> str:
    """What of the settings could change a page: all of them."""
    try:
        return hashlib.sha256(
            read(base / "kprlint.toml", at_most=TEMPLATE, within=base)
        ).hexdigest()
    except Unreadable:
        return ""


@cache
def _environment() -> Environment:
    made = html_format.environment()
    own = PrefixLoader({"site": FunctionLoader(_source)})
    assert made.loader
    made.loader = ChoiceLoader([own, made.loader])
    made.filters["anchor"] = names.anchor
    return made


def _source(name: str) -> str | None:
    path = resources("kprlint.site").joinpath("templates", name)
    return path.read_text("utf-8") if path.is_file() else None


@cache
def _read(name: str) -> str:
    return resources("kprlint.site").joinpath("templates", name).read_text("utf-8")


@cache
def _templates() -> str:
    """A digest of all templates and styles."""
    return hashlib.sha256("\0".join(_every_template()).encode()).hexdigest()


def _every_template() -> Iterator[str]:
    for package in ("kprlint.publish", "kprlint.site"):
        folder = resources(package).joinpath("templates")
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            if path.is_file():
                yield path.read_text("utf-8")
