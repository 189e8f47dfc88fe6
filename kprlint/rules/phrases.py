"""Rules that a council writes itself: one YAML file a rule, with the phrases that it looks for.

How a phrase is written, says `kprlint.prose.patterns`.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from kprlint.errors import ConfigError
from kprlint.prose.patterns import Patterns, parse
from kprlint.prose.text import sentences
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
from kprlint.source import files
from kprlint.source.document import Document
from kprlint.source.files import shown
from kprlint.source.yaml import plain
from kprlint.wording import all_of, did_you_mean, quote

GROUP = "phrases"
FIELDS = ("title", "status_reason", "progress", "next_steps")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_MOST_FILES = 500


class PhraseError(ConfigError):
    """A file of phrases that cannot be used; the text says where, what and what to do."""

    page = "phrases"


class _Spec(NamedTuple):
    kind: str
    patterns: Patterns
    exceptions: Patterns
    fields: tuple[str, ...]
    most: int
    message: str
    help: str


def load(folder: FilePath, taken: Collection[str], *, within: FilePath) -> list[Rule]:
    """The rules of the ``*.yaml`` files in `folder`, which lies in `within`, by name; raises PhraseError."""
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
            content = files.read(path, at_most=files.PHRASES, within=within)
        except files.Unreadable as error:
            raise PhraseError(str(error)) from None
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
    any_case = str(data.get("ignore-case", "true")).lower() != "false"
    phrases = [parse(str(text), ("",), any_case=any_case) for text in texts]
    phrases += [parse(text, (str(better),), any_case=any_case) for text, better in swaps.items()]
    exceptions = [parse(str(text), any_case=any_case) for text in data.get("exceptions", [])]
    if not phrases or not all(phrase.parts for phrase in phrases):
        raise PhraseError(f"{document.name}: a phrase has no words; write some, or delete it")
    for phrase in (*phrases, *exceptions):
        for part, word in zip(phrase.parts, phrase.text.split(), strict=False):
            if part.is_nothing:
                raise PhraseError(
                    f"{document.name}: there is no {word} in {quote(phrase.text)}; "
                    "there are <VB>, <VBD>, <VBN>, <VBG>, <VBZ>, <NN>, <MD>, <DT>, <IN> and <RB>"
                )
    spec = _Spec(
        kind,
        Patterns(phrases, any_case=any_case),
        Patterns([one for one in exceptions if one.parts], any_case=any_case),
        tuple(data.get("where", FIELDS)),
        int(str(data.get("max", 0))[:6]),
        data.get("message", ""),
        data.get("help", ""),
    )
    doc = data.get("message") or _DEFAULT[kind][0].replace("{found}", "…").replace("{better}", "…")
    doc += f"\n\nIt looks for {all_of(quote(phrase.text) for phrase in phrases)}."
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
        raise PhraseError(f"{document.name}:{line}:{column}: {message}", f"  help: {help}")

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


def _find(spec: _Spec, file: ActivityFile) -> Iterator[Hit]:
    for passage in file.passages(*spec.fields):
        found = list(_all(spec, passage.text))
        if spec.kind == "occurrence":
            if len(found) > spec.most:
                start, end, _ = found[spec.most]
                yield _hit(spec, file, passage, start, end, str(len(found)))
            continue
        for start, end, better in found:
            yield _hit(spec, file, passage, start, end, better)


def _all(spec: _Spec, text: str) -> Iterator[tuple[int, int, str]]:
    """The places of the phrases in `text` with what is better, none in another and none within an exception."""
    for sentence in sentences(text):
        said = sentence.tokens
        spared = [(one.first, one.after) for one in spec.exceptions.find(sentence)]
        behind = 0
        for first, after, phrase in spec.patterns.find(sentence):
            if first < behind or any(begin <= first and after <= end for begin, end in spared):
                continue
            yield said[first].start, said[after - 1].end, phrase.columns[0]
            behind = after


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
