"""An Atom feed: an entry for each quarter, with what changed in it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from xml.etree import ElementTree

from kprlint.model import Code
from kprlint.publish.paper import Direction
from kprlint.site import names
from kprlint.site.plans import OnePlan, OneQuarter, Whole
from kprlint.site.story import Story

ADDRESS = "feed.atom"
_ATOM = "http://www.w3.org/2005/Atom"
_CHANGED = frozenset({Direction.BETTER, Direction.WORSE, Direction.OTHER, Direction.NEW})


def written(whole: Whole, told: Mapping[str, Sequence[Story]], url: str) -> bytes:
    """The feed; `told` are the stories of each plan, `url` is where the site stands, or empty."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    title = whole.plans[0].council or whole.plans[0].title
    _add(feed, "title", f"{title}: what changed")
    _add(feed, "id", _name(url, title))
    entries = sorted(
        ((one.when, plan, one) for plan in whole.plans for one in plan.quarters),
        key=lambda entry: (entry[0], entry[1].name, entry[2].quarter),
        reverse=True,
    )
    _add(feed, "updated", entries[0][0].isoformat())
    _add(ElementTree.SubElement(feed, f"{{{_ATOM}}}author"), "name", title)
    _link(feed, f"{url}{ADDRESS}", rel="self")
    _link(feed, f"{url}index.html", rel="alternate")
    for when, plan, one in entries:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        address = names.link(names.quarter_page(plan.name, one.quarter))
        _add(entry, "title", f"{plan.title}, {one.quarter}")
        _add(entry, "id", _name(plan.council, plan.name, one.quarter.slug))
        _add(entry, "updated", when.isoformat())
        _link(entry, f"{url}{address}", rel="alternate")
        lines = list(changed(plan, one, told[plan.name]))
        items = "".join(
            f'<li><a href="{escape(url + link)}">{escape(code)}</a> {escape(text)}</li>'
            for code, text, link in lines
        )
        said = (
            f"<ul>{items}</ul>"
            if items
            else "<p>No status and no date changed, as far as is known.</p>"
        )
        _add(entry, "content", said).set("type", "html")
    data: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def changed(
    plan: OnePlan, one: OneQuarter, told: Iterable[Story]
) -> Iterator[tuple[Code, str, str]]:
    """What changed in a quarter of a plan: which activity, what, and the address of its page."""

    def link(code: Code) -> str:
        return names.link(names.activity_page(plan.name, code))

    for code, activity in one.activities.items():
        if activity.direction in _CHANGED:
            why = f" {activity.reason}" if activity.reason else ""
            text = f"{activity.title}: {activity.status.word}, {activity.moved[:1].lower()}{activity.moved[1:]}.{why}"
            yield code, text, link(code)
    for absent in one.absent:
        if absent.code:
            yield absent.code, f"{absent.told(plan.words)}.", link(absent.code)
    for story in told:
        own = [found.code for found in story.activities if found.plan == plan.name]
        for moved in story.moves:
            if moved.quarter == str(one.quarter) and own:
                why = moved.why or "nobody has said why"
                text = (
                    f"“{story.firsts[0].action}” moved from {moved.before} to {moved.after}: {why}"
                )
                yield min(own), text, link(min(own))


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    made.text = text
    return made


def _link(parent: ElementTree.Element, address: str, *, rel: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": address})


def _name(*parts: str) -> str:
    """An id that never changes, whatever the site's address."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join(('kprlint', *parts)))}"
