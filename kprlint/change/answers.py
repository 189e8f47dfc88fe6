"""Answers to events: `changes.toml` beside the configuration says why something happened."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from kprlint.change.event import Answer, Event
from kprlint.errors import ConfigError
from kprlint.source.files import CONFIGURATION, Unreadable, read, shown
from kprlint.source.text import Text
from kprlint.source.toml import TomlPlaces
from kprlint.wording import did_you_mean

FILE_NAME = "changes.toml"

_KEYS = ("fingerprint", "reason", "who", "until")


class Given(NamedTuple):
    """An answer of the file, to the event with this fingerprint."""

    fingerprint: str
    answer: Answer


class Answered(NamedTuple):
    """The events with their answers, and the answers that answer nothing, or no longer hold."""

    events: list[Event]
    unused: list[Given]
    expired: list[Given]


def load(path: Path) -> list[Given]:
    """The answers in `path`, none where there is no such file; raises ConfigError with the place."""
    import tomllib

    try:
        content = read(path, at_most=CONFIGURATION, within=path.parent).decode("utf-8-sig")
        data = tomllib.loads(content)
    except Unreadable as error:
        if error.missing:
            return []
        raise ConfigError(str(error)) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{shown(path)} is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        said, line, column = _place(error, content)
        raise ConfigError(
            f"{shown(path)}:{line}:{column}: this is not TOML: {said}; {_FORM}"
        ) from None
    except RecursionError:
        raise ConfigError(f"{shown(path)} is nested too deep") from None
    return _Reader(path, content).read(data)


def _place(error: ValueError, content: str) -> tuple[str, int, int]:
    """What tomllib says, and the line and column that it says it of."""
    import re

    found = re.fullmatch(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    if found is None:
        return str(error), 1, 1
    if found[2] is None:
        return found[1], *Text(content).place(len(content))
    return found[1], int(found[2]), int(found[3])


class _Reader:
    def __init__(self, path: Path, content: str) -> None:
        self._path = path
        self._content = content

    def read(self, data: Mapping[str, Any]) -> list[Given]:
        for key in data:
            if key != "answer":
                self._fail((key,), f"“{key}” is not known here", "write a table [[answer]]")
        tables = data.get("answer", [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            self._fail(("answer",), "“answer” is not a list of tables", "write [[answer]]")
        given = [self._given(table, index) for index, table in enumerate(tables)]
        seen: set[str] = set()
        for index, (fingerprint, _) in enumerate(given):
            if fingerprint in seen:
                where = ("answer", index, "fingerprint")
                self._fail(where, "this event is answered twice", "delete one of the answers")
            seen.add(fingerprint)
        return given

    def _given(self, table: Mapping[str, Any], index: int) -> Given:
        for key in table:
            if key not in _KEYS:
                hint = did_you_mean(key, _KEYS)
                self._fail(("answer", index, key), f"“{key}” is not known here{hint}", _FORM)
        for key in ("fingerprint", "reason"):
            if key not in table:
                self._fail(("answer", index), f"“{key}” is missing", _FORM)
        for key in ("fingerprint", "reason", "who"):
            value = table.get(key, "")
            if not isinstance(value, str) or (key != "who" and not value.strip()):
                self._fail(("answer", index, key), f"“{key}” is not a text", _FORM)
        until = table.get("until")
        if until is not None and type(until) is not date:
            help = "write the day without quotation marks: until = 2024-03-31"
            self._fail(("answer", index, "until"), "“until” is not a day", help)
        return Given(
            table["fingerprint"].strip(),
            Answer(table["reason"].strip(), table.get("who", "").strip(), until),
        )

    def _fail(self, path: tuple[str | int, ...], message: str, help: str) -> NoReturn:
        span = TomlPlaces(self._content).key(path)
        line, column = Text(self._content).place(span.start)
        raise ConfigError(f"{shown(self._path)}:{line}:{column}: {message}; {help}")


_FORM = (
    "an answer has a fingerprint, as the report prints it, a reason, and as you like who gives it and "
    "until which day it holds"
)


def apply(events: Iterable[Event], given: Iterable[Given], today: date | None) -> Answered:
    """Gives the events their answers. `today` is the day that the later snapshot is judged at."""
    given = list(given)
    holding = {g.fingerprint: g.answer for g in given if not _over(g.answer, today)}
    answered = [
        event._replace(answer=holding[event.fingerprint]) if event.fingerprint in holding else event
        for event in events
    ]
    known = {event.fingerprint for event in answered}
    return Answered(
        answered,
        [g for g in given if g.fingerprint not in known],
        [g for g in given if g.fingerprint in known and _over(g.answer, today)],
    )


def _over(answer: Answer, today: date | None) -> bool:
    return bool(answer.until and today and answer.until < today)
