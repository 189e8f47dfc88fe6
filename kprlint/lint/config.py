"""kprlint.toml: read, checked, and with the place of all that is wrong in it."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kprlint.rules import Rules
from kprlint.rules.base import Profile, Rule, Severity
from kprlint.source.text import Text
from kprlint.source.toml import TomlPlaces

FILE_NAME = "kprlint.toml"


def shown(path: Path) -> str:
    """`path` as findings show it: from the current folder where it lies below it, forward slashes."""
    return os.path.relpath(path).replace(os.sep, "/")


class ConfigError(Exception):
    """The configuration cannot be used; the text says where, what and what to do."""


class Waiver(NamedTuple):
    """Findings of `rules` in files that match `paths` are accepted, for `reason`, `until` that day."""

    rules: tuple[str, ...]
    paths: tuple[str, ...]
    reason: str
    until: date | None
    number: int


class Config(NamedTuple):
    """The settings of a project; the defaults are those of a repository without a kprlint.toml."""

    folder: Path
    file: Path | None = None
    text: Text | None = None
    root: str = "activities"
    profile: Profile = Profile.STANDARD
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    exclude: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    waivers: tuple[Waiver, ...] = ()
    publish: Mapping[str, str] = {}
    rules: Rules | None = None  # all of them, where the project has its own


def find(start: Path) -> Path | None:
    """The nearest kprlint.toml from `start` up the tree."""
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def load(path: Path, rules: Rules) -> Config:
    """Reads and checks `path`; `rules` are those that there are."""
    import tomllib

    try:
        content = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(content)
    except OSError as error:
        raise ConfigError(f"{shown(path)} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(
            f"{shown(path)} is not UTF-8 text; save it again and choose UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown(path)} is not TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{shown(path)} is nested too deep") from None
    return _Reader(path, content, rules).read(data)


class _Reader:
    def __init__(self, path: Path, content: str, rules: Rules) -> None:
        self.path = path
        self.text = Text(content)
        self.rules = rules

    def read(self, data: dict[str, Any]) -> Config:
        for waiver in data["waiver"] if isinstance(data.get("waiver"), list) else ():
            if isinstance(waiver, dict) and type(waiver.get("until")) is date:
                waiver["until"] = waiver["until"].isoformat()
        if not _plain(data):
            self._explain(data)
        if "phrases" in data:
            self.rules = self.rules.with_own(self._phrases(data["phrases"]))
        tables: dict[str, dict[str, Any]] = data.get("rules", {})
        for key in ("select", "ignore"):
            for i, name in enumerate(data.get(key, ())):
                self._known(name, (key, i))
        severities: dict[str, Severity] = {}
        options: dict[str, dict[str, Any]] = {}
        for name, table in tables.items():
            self._known(name, ("rules", name))
            if "severity" in table:
                severities[name] = Severity(table["severity"])
            options[name] = self._options(name, table)
        return Config(
            folder=self.path.parent,
            file=self.path,
            text=self.text,
            root=data.get("root", "activities").strip("/"),
            profile=Profile(data.get("profile", Profile.STANDARD)),
            select=frozenset(data["select"]) if "select" in data else None,
            ignore=frozenset(data.get("ignore", ())),
            exclude=tuple(data.get("exclude", ())),
            severities=severities,
            options={name: table for name, table in options.items() if table},
            waivers=tuple(
                self._waiver(waiver, i) for i, waiver in enumerate(data.get("waiver", ()))
            ),
            publish=data.get("publish", {}),
            rules=self.rules if "phrases" in data else None,
        )

    def _phrases(self, name: str) -> list[Rule]:
        from kprlint.rules import phrases

        folder = (self.path.parent / name).resolve()
        if not folder.is_relative_to(self.path.parent.resolve()) or not folder.is_dir():
            self._fail(
                ("phrases",),
                f"“{name}” is no folder of this repository",
                "name the folder that holds your phrase rules, such as phrases",
            )
        try:
            return phrases.load(folder, shown, self.rules)
        except phrases.PhraseError as error:
            raise ConfigError(str(error)) from None

    def _waiver(self, waiver: dict[str, Any], index: int) -> Waiver:
        until = None
        if "until" in waiver:
            try:
                until = date.fromisoformat(waiver["until"])
            except ValueError:
                self._fail(
                    ("waiver", index, "until"),
                    f"“{waiver['until']}” is not a day",
                    "write the day as year-month-day: 2024-03-31",
                )
        names = waiver["rule"]
        return Waiver(
            (names,) if isinstance(names, str) else tuple(names),
            tuple(waiver["paths"]),
            waiver["reason"],
            until,
            index,
        )

    def _options(self, name: str, table: dict[str, Any]) -> dict[str, Any]:
        from kprlint.rules.wording import any_of, did_you_mean

        known = {option.name: option for option in self.rules[name].options}
        options: dict[str, Any] = {}
        for key, value in table.items():
            if key == "severity":
                continue
            path = ("rules", name, key)
            if key not in known:
                self._fail(
                    path,
                    f"The rule {name} has no option “{key}”" + did_you_mean(key, known),
                    f"it has severity{', ' if known else ''}{any_of(sorted(known))}",
                    key=True,
                )
            option = known[key]
            good = {
                "strings": isinstance(value, list) and all(isinstance(v, str) for v in value),
                "string": isinstance(value, str),
                "integer": isinstance(value, int) and not isinstance(value, bool),
                "boolean": isinstance(value, bool),
            }[option.type]
            if not good:
                wanted = {"strings": "a list of texts", "string": "a text"}.get(option.type)
                self._fail(path, f"“{key}” should be {wanted or option.type}", option.help)
            options[option.parameter] = tuple(value) if option.type == "strings" else value
        return options

    def _known(self, name: str, path: tuple[str | int, ...]) -> None:
        from kprlint.rules.wording import did_you_mean

        if name not in self.rules:
            message = f"There is no rule “{name}”" + did_you_mean(name, self.rules)
            self._fail(path, message, "“kprlint rules” lists them", key=path[0] == "rules")

    def _explain(self, data: dict[str, Any]) -> None:
        """Says where the schema does not hold. Imports jsonschema, so it is called for that alone."""
        from kprlint.rules.wording import all_of, any_of, did_you_mean
        from kprlint.source.schema import violations_of_data

        for v in violations_of_data("config", data):
            name = v.path[-1] if v.path else ""
            if v.kind == "unknown":
                message = f"There is no setting “{name}” here" + did_you_mean(v.found, v.allowed)
                help = f"there are {all_of(v.allowed)}"
                self._fail(v.path, message, help, key=True)
            if v.kind == "missing":
                self._fail(v.path[:-1], f"“{name}” is missing here", f"add {name} = …", key=True)
            if v.kind == "empty":
                self._fail(v.path, f"“{name}” is empty", "write a value, or delete the line")
            wanted = any_of(v.expected).replace("array", "a list").replace("object", "a table")
            self._fail(v.path, f"“{name}” cannot be “{v.found}”", f"write {wanted}")

    def _fail(
        self, path: tuple[str | int, ...], message: str, help: str, *, key: bool = False
    ) -> None:
        places = TomlPlaces(self.text.content)
        span = places.key(path) if key else places.value(path)
        line, column = self.text.place(span.start)
        raise ConfigError(f"{shown(self.path)}:{line}:{column}: {message}\n  help: {help}")


def _plain(data: dict[str, Any]) -> bool:
    """Whether `data` has the shape of the config schema, told without jsonschema (a property of the tests)."""

    def strings(value: object, *, some: bool = False, blank: bool = False) -> bool:
        return (
            isinstance(value, list)
            and (bool(value) or not some)
            and all(isinstance(v, str) and (blank or v.strip()) for v in value)
        )

    def waiver(table: object) -> bool:
        if not isinstance(table, dict) or not table.keys() <= {"rule", "paths", "reason", "until"}:
            return False
        rule = table.get("rule")
        return (
            (strings(rule, some=True) or (isinstance(rule, str) and bool(rule.strip())))
            and strings(table.get("paths"), some=True)
            and isinstance(table.get("reason"), str)
            and isinstance(until := table.get("until", "x"), str)
            and bool(until.strip())
        )

    def settings(table: object) -> bool:
        severities = [*Severity]
        return isinstance(table, dict) and table.get("severity", "error") in severities

    def look(table: object) -> bool:
        if not isinstance(table, dict) or not table.keys() <= {"logo", "colour"}:
            return False
        colour, logo = table.get("colour", "#000000"), table.get("logo", "x")
        return (
            isinstance(logo, str)
            and bool(logo.strip())
            and isinstance(colour, str)
            and len(colour) == 7
            and colour[0] == "#"
            and all(c in "0123456789abcdefABCDEF" for c in colour[1:])
        )

    root, rules, waivers = data.get("root", "x"), data.get("rules", {}), data.get("waiver", [])
    return (
        data.keys()
        <= {
            "root",
            "profile",
            "select",
            "ignore",
            "exclude",
            "rules",
            "waiver",
            "publish",
            "phrases",
        }
        and isinstance(root, str)
        and bool(root.strip())
        and data.get("profile", "standard") in [*Profile]
        and strings(data.get("select", []), blank=True)
        and strings(data.get("ignore", []), blank=True)
        and strings(data.get("exclude", []))
        and isinstance(rules, dict)
        and all(settings(table) for table in rules.values())
        and look(data.get("publish", {}))
        and isinstance(phrases := data.get("phrases", "x"), str)
        and bool(phrases.strip())
        and isinstance(waivers, list)
        and all(waiver(table) for table in waivers)
    )
