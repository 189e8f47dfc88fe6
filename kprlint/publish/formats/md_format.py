"""Markdown for a repository or a wiki: headings and lists, in which no text of a file has any effect."""

import re
from collections.abc import Iterator

from kprlint.publish.look import Look
from kprlint.publish.paper import Listing, Paper, Reported
from kprlint.report.markdown_format import inert as escaped


def write(paper: Paper, look: Look) -> bytes:
    return ("\n".join(_lines(paper)) + "\n").encode("utf-8", "replace")


def _lines(paper: Paper) -> Iterator[str]:
    words = paper.words
    yield f"# {escaped(words['title'] or paper.title)}"
    yield ""
    if paper.draft:
        yield f"**{escaped(words['draft_because'])}** {escaped(paper.why_draft)}"
        yield ""
    yield (
        escaped(", ".join(filter(None, (paper.council, paper.when))))
        + f": {escaped(paper.sentence)}"
    )
    yield ""
    yield from _summary(paper)
    for listing in paper.listings:
        yield from _listing(paper, listing)
    for section in paper.sections:
        yield f"## {escaped(paper.heading(section))}"
        yield ""
        if section.theme:
            yield f"{escaped(section.theme)}"
            yield ""
        for activity in section.activities:
            yield from _activity(paper, activity)
    if paper.absent:
        yield from _listing(paper, paper.without_report)
    if paper.made_of:
        # Of dates, ids and names of tags, which a forge may make links of.
        yield paper.made_of.replace("<", "&lt;")


def _summary(paper: Paper) -> Iterator[str]:
    words = paper.words
    meanings = {word.word: word.meaning for word in paper.key}
    yield f"## {escaped(words['summary'])}"
    yield ""
    columns = ["status", "now", *(("last_quarter", "change") if paper.has_before else ())]
    columns += ["meaning"] if meanings else []
    yield f"| {' | '.join(escaped(words[name]) for name in columns)} |"
    yield "|---|---:|" + "---:|---:|" * paper.has_before + "---|" * bool(meanings)
    for count in paper.summary:
        then = f" {count.before} | {count.change} |" if paper.has_before else ""
        said = f" {escaped(meanings.get(count.status.word, ''))} |" if meanings else ""
        yield f"| {escaped(count.status.word)} | {count.now} |{then}{said}"
    if paper.not_reported:
        then = " | |" if paper.has_before else ""
        yield f"| {escaped(words['not_reported'])} | {paper.not_reported} |{then}{' |' * bool(meanings)}"
    yield ""


def _listing(paper: Paper, listing: Listing) -> Iterator[str]:
    yield f"## {escaped(paper.words[listing.name])}"
    yield ""
    for one in listing.items:
        code = f"**{escaped(str(one.code))}** " if one.code else ""
        yield f"- {code}{escaped(one.text)}{'  ' if one.said else ''}"
        if one.said:
            yield f"  {escaped(one.said)}"
    yield ""


def _activity(paper: Paper, activity: Reported) -> Iterator[str]:
    words = paper.words
    yield f"### {escaped(str(activity.code))} {escaped(activity.title)}"
    yield ""
    moved = f" ({activity.moved[:1].lower()}{activity.moved[1:]})" if activity.moved else ""
    yield f"- **{escaped(words['status'])}:** {escaped(activity.status.word + moved)}"
    if activity.reason:
        yield f"- **{escaped(words['reason'])}:** {escaped(activity.reason)}"
    for name, text in (("lead", "; ".join(activity.leads)), ("portfolio", activity.portfolio)):
        if text:
            yield f"- **{escaped(words[name])}:** {escaped(text)}"
    for line in activity.beside:
        yield f"- {escaped(line)}"
    for name, texts in (("progress", activity.progress), ("next_steps", activity.printed)):
        if texts:
            yield ""
            yield f"**{escaped(words[name])}**"
            yield ""
            yield from (f"- {item(text)}" for text in texts)
    yield ""


_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def item(text: str) -> str:
    """A text of a list, whose beginning makes no list, number or rule of it again."""
    if text.startswith(("-", "+", "=")):
        return f"\\{text[0]}{escaped(text[1:])}"
    found = _NUMBER.match(text)
    return f"{found[1]}\\{found[2]}{escaped(text[found.end() :])}" if found else escaped(text)
