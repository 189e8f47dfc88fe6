"""One HTML document: nothing from elsewhere, readable without scripts, on a phone, in the dark and on paper."""

import json
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FunctionLoader, Template, TemplateError
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from kprlint import __version__, shell
from kprlint.errors import InputError
from kprlint.publish.chart import chart
from kprlint.publish.look import PATTERNS, TINTS, Look
from kprlint.publish.paper import Direction, Paper
from kprlint.source.files import TEMPLATE, Unreadable, read
from kprlint.words import PLACE, Words

# Beside the words of a direction, for whoever skims.
_SIGNS = {
    Direction.BETTER: "▲",
    Direction.WORSE: "▼",
    Direction.SAME: "=",
    Direction.OTHER: "◆",
    Direction.NEW: "+",
}
PAPER = "paper.html.jinja"
_TEMPLATES = Path(__file__).parents[1] / "templates"
SHARED: Mapping[str, Any] = {
    "tints": TINTS,
    "patterns": PATTERNS,
    "signs": _SIGNS,
    "skip": lambda to, said, language="": Markup(shell.skip(to, said, language)),
    "version": __version__,
}
"""What the templates of every page are given."""


def write(
    paper: Paper, look: Look, templates: str | None = None, *, fragment: bool = False
) -> bytes:
    """The document; `templates` is a folder whose files stand before ours of the same name.

    A `fragment` is what a page of a content management system takes: headings from the second level on, and neither
    style nor script.

    Raises InputError where a template cannot be used. Its templates run in Jinja2's sandbox; no rule, setting or file
    of the plan can name the folder, so that only who calls kprlint chooses it.
    """
    made = page(paper, look, templates, for_print=False, fragment=fragment)
    return made.encode("utf-8", "replace")


def page(
    paper: Paper,
    look: Look,
    templates: str | None = None,
    *,
    for_print: bool,
    fragment: bool = False,
) -> str:
    """The document as text; `for_print` leaves out what only a screen has use for."""
    said = context(paper, look, templates, for_print=for_print, fragment=fragment)
    try:
        template = environment(templates).get_template(PAPER) if templates else _ours()
        return template.render(said)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{getattr(error, 'name', None) or PAPER}{f':{line}' if line else ''}"
        raise InputError(
            f"the template {where} cannot be used: {error}; correct it, or leave out --templates"
        ) from None


def context(
    paper: Paper,
    look: Look,
    templates: str | None = None,
    *,
    for_print: bool = False,
    fragment: bool = False,
    more_style: str = "",
) -> Mapping[str, Any]:
    """What the template of a paper is given; `more_style` is that of a page around it."""
    style = style_of(look, templates) + more_style
    if for_print:
        style += _style(templates, "pdf.css") + _foot(paper.words)
    if paper.draft:
        style += _head(paper.words)
    script = "" if for_print or fragment else _read("filter.js")
    return {
        "paper": paper,
        "look": look,
        **SHARED,
        "words": paper.words,
        "all_shown": json.dumps(paper.words.forms("all_shown"), ensure_ascii=False),
        "some_shown": json.dumps(paper.words.forms("some_shown"), ensure_ascii=False),
        "opening": opening(paper.words.language, _title(paper), style, script),
        "script": script,
        "chart": chart(paper),
        "statuses": [c.status for c in paper.summary if c.now],
        "leads": sorted({lead for a in paper.activities for lead in a.leads}, key=str.casefold),
        "portfolios": sorted(
            {a.portfolio for a in paper.activities if a.portfolio}, key=str.casefold
        ),
        "for_print": for_print,
        "fragment": fragment,
    }


def _head(words: Words) -> str:
    """What stands at the top of each page of a draft."""
    said = _quoted(words["draft"])
    return f"@page {{ @top-right {{ content: {said}; font: bold 10pt sans-serif; }} }}\n"


def _foot(words: Words) -> str:
    """The number of a page, and of how many."""
    pieces = PLACE.split(words["page_of"])
    pieces[::2] = map(_quoted, pieces[::2])
    pieces[1::2] = [f"counter({name})" for name in pieces[1::2]]
    said = " ".join(pieces)
    return f"@page {{ @bottom-right {{ content: {said}; font: 8.5pt sans-serif; }} }}\n"


def _quoted(text: str) -> str:
    """A text in a style sheet; what could end it, or the element that it stands in, is written by its number."""
    return '"' + re.sub(r"[^\w ,.:;–-]", lambda found: f"\\{ord(found[0]):06x}", text) + '"'


def opening(
    language: str, title: str, style: str, script: str, *, fetches: bool = False, more: str = ""
) -> Markup:
    """What a page begins with."""
    inner = shell.head(
        title,
        style,
        made_by=f"kprlint {__version__}",
        script=script,
        images=True,
        fetches=fetches,
        more=more,
    )
    return Markup(shell.opening(language, inner))


def _title(paper: Paper) -> str:
    named = ", ".join(filter(None, (paper.words["title"] or paper.title, paper.when)))
    return " – ".join(filter(None, (named, paper.council)))


def style_of(look: Look, templates: str | None = None) -> str:
    """The style sheet of a paper, in the council's colours."""
    return _style(templates, "paper.css") + _colours(look)


def environment(templates: str | None = None) -> Environment:
    """What our templates run in; those of the folder `templates` stand before them, and then it is a sandbox."""
    loaders: list[BaseLoader] = [FunctionLoader(_source)]
    if templates:
        loaders.insert(0, FunctionLoader(partial(_own, Path(templates))))
    kind = SandboxedEnvironment if templates else Environment
    made = kind(
        loader=ChoiceLoader(loaders), autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["kind"] = lambda kind: str(kind)
    return made


@cache
def _ours() -> Template:
    """Our template; a PDF and the HTML within it are made of it."""
    return environment().get_template(PAPER)


def _style(templates: str | None, name: str) -> str:
    """A style sheet: the council's own, or ours."""
    return (_own(Path(templates), name) if templates else None) or _read(name)


def _own(folder: Path, name: str) -> str | None:
    """A template of the folder; raises InputError where it reaches out of it."""
    try:
        data = read(folder.joinpath(*split_template_path(name)), at_most=TEMPLATE, within=folder)
        return data.decode("utf-8")
    except Unreadable as error:
        if error.missing:
            return None
        raise
    except UnicodeDecodeError:
        raise InputError(f"the template {name} is not UTF-8 text; save it as UTF-8") from None


def _source(name: str) -> str | None:
    path = _TEMPLATES / name
    return path.read_text("utf-8") if path.is_file() else None


@cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _colours(look: Look) -> str:
    light = [f":root {{ --accent: {look.colour}; }}"]
    dark = [f":root {{ --accent: {look.on_dark}; }}"]
    for kind, (tint, ink, dark_tint, dark_ink) in TINTS.items():
        light.append(f".is-{kind} {{ --tint-of: {tint}; --ink-of: {ink}; }}")
        dark.append(f".is-{kind} {{ --tint-of: {dark_tint}; --ink-of: {dark_ink}; }}")
    inner = "\n".join(dark)
    return "\n".join(
        [*light, f"@media screen and (prefers-color-scheme: dark) {{\n{inner}\n}}", ""]
    )
