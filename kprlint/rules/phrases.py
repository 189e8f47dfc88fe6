"""Rules that a council writes itself: one YAML file a rule, with the phrases that it looks for.

A phrase is words, one after the other; ``a/b`` stands for either word and ``*`` for any letters in one. There are no
regular expressions, so that no rule of a stranger can hang.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from kprlint.errors import ConfigError
from kprlint.prose.patterns import is_break
from kprlint.prose.text import Token, sentences, tokens
from kprlint.rules.base import (
    ActivityFile,
    Edit,
    Fix,
    Hit,
    Passage,
    Profile,
    Rule,
    Scope,
    Severity,
    Subject,
)
from kprlint.rules.wording import did_you_mean, quote
from kprlint.source.document import Document
from kprlint.source.yaml import plain

GROUP = "phrases"
FIELDS = ("title", "status_reason", "progress", "next_steps")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PART = re.compile(r"[\w*](?:[\w*/'’]*[\w*])?")
_MOST_FILES = 500


class PhraseError(ConfigError):
    """A file of phrases that cannot be used; the text says where, what and what to do."""


class _Pattern(NamedTuple):
    """Words one after the other, each with what may stand for it; `better` is what to write instead."""

    words: tuple[tuple[str, ...], ...]
    better: str = ""


class _Spec(NamedTuple):
    kind: str
    patterns: tuple[_Pattern, ...]
    exceptions: tuple[_Pattern, ...]
    fields: tuple[str, ...]
    any_case: bool
    most: int
    message: str
    help: str


def load(folder: FilePath, shown: Callable[[FilePath], str], taken: Collection[str]) -> list[Rule]:
    """The rules of the ``*.yaml`` files in `folder`, by name; raises PhraseError."""
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml"))
    except OSError as error:
        raise PhraseError(
            f"the folder of phrases, {shown(folder)}, cannot be read: {error.strerror}"
        ) from None
    if len(paths) > _MOST_FILES:
        raise PhraseError(f"{shown(folder)} has more than {_MOST_FILES} files")
    found: dict[str, Rule] = {}
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise PhraseError(f"{shown(path)} cannot be read: {error.strerror}") from None
        rule = read(path.stem, Document(shown(path), content, "phrases"))
        if rule.name in taken or rule.name in found:
            raise PhraseError(
                f"{shown(path)}: there is a rule called {rule.name} already; rename the file"
            )
        found[rule.name] = rule
    return list(found.values())


def read(name: str, document: Document) -> Rule:
    """The rule that a file holds; raises PhraseError."""
    if not _NAME.fullmatch(name):
        raise PhraseError(
            f"{document.name}: a file is named as its rule, in small letters and hyphens: no-jargon.yaml"
        )
    _check(document)
    data: dict[str, Any] = plain(document.tree.root)  # type: ignore[assignment]
    kind = data["extends"]
    swaps: Mapping[str, str] = data.get("swap", {})
    texts = data.get("tokens", []) if kind != "occurrence" else [data["token"]]
    patterns = [_pattern(str(text)) for text in texts]
    patterns += [_pattern(text, str(better)) for text, better in swaps.items()]
    empty = [p for p in patterns if not p.words]
    if empty or not patterns:
        raise PhraseError(f"{document.name}: a phrase has no words; write some, or delete it")
    spec = _Spec(
        kind,
        tuple(patterns),
        tuple(_pattern(str(text)) for text in data.get("exceptions", [])),
        tuple(data.get("where", FIELDS)),
        str(data.get("ignore-case", "true")).lower() != "false",
        int(str(data.get("max", 0))[:6]),
        data.get("message", ""),
        data.get("help", ""),
    )
    doc = data.get("message") or _DEFAULT[kind][0].replace("{found}", "…").replace("{better}", "…")
    if "link" in data:
        doc += f"\n\nSee {data['link']}."
    return Rule(
        name,
        GROUP,
        Severity(data.get("severity", Severity.WARNING)),
        Subject.ACTIVITY,
        Scope.FILE,
        partial(_find, spec),
        doc=f"{doc}\n\nThis rule is the council's own: {document.name}.",
        profile=Profile(data.get("profile", Profile.STANDARD)),
    )


def _check(document: Document) -> None:
    def fail(start: int, message: str, help: str) -> None:
        line, column = document.text.place(start)
        raise PhraseError(f"{document.name}:{line}:{column}: {message}\n  help: {help}")

    if document.encoding and any(fault.fatal for fault in document.encoding):
        raise PhraseError(f"{document.name} is not UTF-8 text; save it again and choose UTF-8")
    tree = document.tree
    if tree.syntax:
        fail(
            tree.syntax.offset,
            "This is not YAML from here on",
            "compare docs/phrases.md; put texts in quotation marks",
        )
    for feature in tree.features:
        fail(
            feature.span.start,
            f"YAML's {feature.kind} is not for these files",
            "write the value out",
        )
    for double in tree.duplicates:
        fail(double.again.start, f"“{double.key}” stands twice", "delete one of the two")
    for v in document.violations:
        span = document.span_of_key(v.path) if v.kind == "unknown" else document.span_of(v.path)
        name = v.path[-1] if v.path else ""
        if v.kind == "unknown":
            fail(
                span.start,
                f"There is no “{name}” here{did_you_mean(v.found, v.allowed)}",
                f"there are {', '.join(v.allowed)}",
            )
        if v.kind == "missing":
            fail(
                span.start,
                f"“{name}” is missing",
                f"add “{name}:”; docs/phrases.md has an example of each kind",
            )
        fail(
            span.start,
            f"“{name}” cannot be “{v.found}”",
            f"write {' or '.join(v.expected) or 'a value'}",
        )
    if not document.readable:
        raise PhraseError(
            f"{document.name} holds no fields; docs/phrases.md has an example of each kind"
        )


# Matching


def _pattern(text: str, better: str = "") -> _Pattern:
    """The words of a phrase, cut as those of a text are; a word with a wildcard or alternatives is cut at hyphens."""
    words: list[tuple[str, ...]] = []
    for piece in text.split():
        if "*" in piece or "/" in piece:
            parts = (part for cut in piece.split("-") for part in _PART.findall(cut))
            words += [tuple(filter(None, part.replace("’", "'").split("/"))) for part in parts]
        else:
            words += [(token.raw.replace("’", "'"),) for token in tokens(piece)]
    return _Pattern(tuple(words), better)


def _find(spec: _Spec, file: ActivityFile) -> Iterator[Hit]:
    for passage in file.passages(*spec.fields):
        found = list(_all(spec, passage.text))
        if spec.kind == "occurrence":
            if len(found) > spec.most:
                start, end, _ = found[spec.most]
                yield _hit(spec, file, passage, start, end, str(len(found)))
            continue
        for start, end, pattern in found:
            yield _hit(spec, file, passage, start, end, pattern.better)


def _all(spec: _Spec, text: str) -> Iterator[tuple[int, int, _Pattern]]:
    """The places of the phrases in `text`, the longest of each place, none within an exception."""
    for sentence in sentences(text):
        said = sentence.tokens
        spared = _spared(spec, said)
        index = 0
        while index < len(said):
            ends = ((_ends(p, said, index, spec.any_case), n) for n, p in enumerate(spec.patterns))
            end, number = max(ends, key=lambda one: (one[0], -one[1]))
            if end and not spared[index] >= end:
                yield said[index].start, said[end - 1].end, spec.patterns[number]
                index = end
            else:
                index += 1


def _spared(spec: _Spec, said: tuple[Token, ...]) -> list[int]:
    """For each word, how far the exceptions that begin there or before it reach."""
    reach, furthest = [], 0
    for index in range(len(said)):
        for pattern in spec.exceptions:
            furthest = max(furthest, _ends(pattern, said, index, spec.any_case))
        reach.append(furthest)
    return reach


def _ends(pattern: _Pattern, said: tuple[Token, ...], first: int, any_case: bool) -> int:
    """The token behind the phrase that begins at `first`; 0 where it does not stand there."""
    end = first + len(pattern.words)
    if end > len(said):
        return 0
    for at, choices in enumerate(pattern.words, first):
        if at > first and is_break(said[at]):
            return 0
        word = said[at].word if any_case else said[at].raw.replace("’", "'")
        if not any(_fits(c.lower() if any_case else c, word) for c in choices):
            return 0
    return end


def _fits(wanted: str, said: str) -> bool:
    """Whether a word is as wanted; ``*`` stands for any letters. Linear: each part is looked for once."""
    if "*" not in wanted:
        return wanted == said
    first, *middle, last = wanted.split("*")
    if len(said) < len(first) + len(last) or not said.startswith(first) or not said.endswith(last):
        return False
    at, limit = len(first), len(said) - len(last)
    for part in middle:
        at = said.find(part, at, limit)
        if at < 0:
            return False
        at += len(part)
    return True


# Saying

_DEFAULT = {
    "existence": ("“{found}” is not to be used", "leave it out, or say it in other words"),
    "substitution": ("“{found}” is better said as “{better}”", "write “{better}”"),
    "occurrence": ("“{found}” stands here {better} times", "leave some of them out"),
}


def _hit(
    spec: _Spec, file: ActivityFile, passage: Passage, start: int, end: int, better: str
) -> Hit:
    found = passage.text[start:end]
    if spec.kind == "substitution" and found[:1].isupper():
        better = better[:1].upper() + better[1:]
    message, help = _DEFAULT[spec.kind]

    def said(text: str) -> str:
        return text.replace("{found}", quote(found)[1:-1]).replace("{better}", better)

    return Hit(
        passage.at(start, end),
        said(spec.message or message),
        said(spec.help or help),
        (passage.field, found),
        _fix(file.document, passage, start, end, better) if spec.kind == "substitution" else None,
    )


def _fix(document: Document, passage: Passage, start: int, end: int, better: str) -> Fix | None:
    """The words replaced, where they stand in the file as they are read; a matter of meaning, so never safe."""
    span = document.span_of_part(passage.path, start, end)
    if document.text.content[span.start : span.end] != passage.text[start:end]:
        return None
    return Fix((Edit(span, better),), safe=False)
