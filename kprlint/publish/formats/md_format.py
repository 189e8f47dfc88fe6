"""Markdown for a repository or a wiki: headings and lists, in which no text of a file has any effect."""

from collections.abc import Iterator

from kprlint.model.printed import REASON
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper, Reported
from kprlint.report.markdown_format import escaped


def write(paper: Paper, look: Look) -> bytes:
    return ("\n".join(_lines(paper)) + "\n").encode("utf-8", "replace")


def _lines(paper: Paper) -> Iterator[str]:
    words = paper.words
    yield f"# {escaped(words.get('title') or paper.title)}"
    yield ""
    yield (
        escaped(", ".join(filter(None, (paper.council, paper.quarter))))
        + f": {escaped(paper.sentence)}"
    )
    yield ""
    yield f"## {escaped(words['summary'])}"
    yield ""
    before = " Last quarter | Change |" if paper.has_before else ""
    yield f"| {escaped(words['status'])} | Now |{before} Meaning |"
    yield "|---|---:|" + "---:|---:|" * paper.has_before + "---|"
    for count in paper.summary:
        then = f" {count.before} | {count.change} |" if paper.has_before else ""
        yield f"| {escaped(count.status.word)} | {count.now} |{then} {escaped(count.status.meaning)} |"
    yield ""
    if paper.attention:
        yield f"## {escaped(words['attention'])}"
        yield ""
        for one in paper.attention:
            said = f"{one.activity.title}: {'; '.join(one.why)}"
            yield f"- **{one.activity.code}** {escaped(said)}"
        yield ""
    for section in paper.sections:
        number = f"{words['objective']} {section.number}: " if section.number else ""
        yield f"## {escaped(number + section.title)}"
        yield ""
        if section.theme:
            yield f"{escaped(section.theme)}"
            yield ""
        for activity in section.activities:
            yield from _activity(paper, activity)


def _activity(paper: Paper, activity: Reported) -> Iterator[str]:
    words = paper.words
    yield f"### {activity.code} {escaped(activity.title)}"
    yield ""
    moved = f" ({activity.moved[:1].lower()}{activity.moved[1:]})" if activity.moved else ""
    yield f"- **{escaped(words['status'])}:** {escaped(activity.status.word + moved)}"
    if activity.reason:
        yield f"- **{REASON.strip(': ')}:** {escaped(activity.reason)}"
    yield f"- **{escaped(words['lead'])}:** {escaped('; '.join(activity.leads))}"
    yield f"- **{escaped(words['portfolio'])}:** {escaped(activity.portfolio)}"
    for line in activity.beside:
        yield f"- {escaped(line)}"
    for name, texts in (("progress", activity.progress), ("next_steps", activity.printed)):
        if texts:
            yield ""
            yield f"**{escaped(words[name])}**"
            yield ""
            yield from (f"- {escaped(text)}" for text in texts)
    yield ""
