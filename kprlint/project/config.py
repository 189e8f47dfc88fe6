"""kprlint.toml: read, checked, and with the place of all that is wrong in it.

What it says of rules is kept as it was written, since rules are known a floor higher: `lint/rule_settings.py` reads that.
"""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from kprlint.errors import ConfigError
from kprlint.project.patterns import has_wildcard
from kprlint.source.files import CONFIGURATION, Unreadable, read, shown
from kprlint.source.text import Text
from kprlint.source.toml import TomlPlaces

FILE_NAME = "kprlint.toml"

# How many paths of exclusions and waivers may have a star or question mark: each of them is tried on each file.
MOST_WILDCARDS = 500

SEVERITIES = ("error", "warning", "info")
PROFILES = ("minimum", "standard", "publication")
# What a column of an imported document may be said to hold.
COLUMN_FIELDS = (
    "code", "title", "status", "status_reason", "progress", "next_steps", "owner", "lead", "portfolio", "due", "as_at",
    "percent_complete", "objective", "ignore",
)  # fmt: skip


class Waiver(NamedTuple):
    """Findings of `rules` in files that match `paths` are accepted, for `reason`, `until` that day."""

    rules: tuple[str, ...]
    paths: tuple[str, ...]
    reason: str
    until: date | None
    number: int


class Config(NamedTuple):
    """The settings of a project; the defaults are those of a repository without a kprlint.toml.

    `rules` has the table of each rule by its name, and `phrases` the folder of the council's own. `columns` are fields
    by heading, for `kprlint import`.
    """

    folder: Path
    file: Path | None = None
    text: Text | None = None
    root: str = "activities"
    profile: str = "standard"
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = {}
    waivers: tuple[Waiver, ...] = ()
    publish: Mapping[str, str] = {}
    phrases: str | None = None
    columns: Mapping[str, str] = {}

    def fail(
        self, path: tuple[str | int, ...], message: str, help: str, *, key: bool = False
    ) -> NoReturn:
        """Raises ConfigError for what stands at `path`, or for its key."""
        assert self.file and self.text
        places = TomlPlaces(self.text.content)
        span = places.key(path) if key else places.value(path)
        line, column = self.text.place(span.start)
        raise ConfigError(f"{shown(self.file)}:{line}:{column}: {message}", f"  help: {help}")


def find(start: Path) -> Path | None:
    """The nearest kprlint.toml from `start` up the tree."""
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if os.path.lexists(candidate):  # whatever it is: what cannot be read is told
            return candidate
    return None


def load(path: Path, *, within: Path | None) -> Config:
    """Reads and checks `path`, which lies in the folder `within` if it is no one that a person named; raises ConfigError."""
    import tomllib

    try:
        content = read(path, at_most=CONFIGURATION, within=within).decode("utf-8-sig")
        data = tomllib.loads(content)
    except Unreadable as error:
        raise ConfigError(str(error)) from None
    except UnicodeDecodeError:
        raise ConfigError(
            f"{shown(path)} is not UTF-8 text; save it again and choose UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown(path)} is not TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{shown(path)} is nested too deep") from None
    except ValueError:  # Python's limit
        raise ConfigError(f"{shown(path)} has a number in it that is too long") from None
    return _checked(Config(path.parent, path, Text(content)), data)


def _checked(config: Config, data: dict[str, Any]) -> Config:
    for waiver in data["waiver"] if isinstance(data.get("waiver"), list) else ():
        if isinstance(waiver, dict) and type(waiver.get("until")) is date:
            waiver["until"] = waiver["until"].isoformat()
    if not _plain(data):
        _explain(config, data)
    config = config._replace(
        root=data.get("root", "activities").strip("/"),
        profile=data.get("profile", "standard"),
        select=tuple(data["select"]) if "select" in data else None,
        ignore=tuple(data.get("ignore", ())),
        exclude=tuple(data.get("exclude", ())),
        rules=data.get("rules", {}),
        waivers=tuple(_waiver(config, w, i) for i, w in enumerate(data.get("waiver", ()))),
        publish=data.get("publish", {}),
        phrases=data.get("phrases"),
        columns=data.get("import", {}).get("columns", {}),
    )
    paths = [*config.exclude, *(path for waiver in config.waivers for path in waiver.paths)]
    if sum(map(has_wildcard, paths)) > MOST_WILDCARDS:
        raise ConfigError(
            f"{shown(config.file or config.folder)} has more than {MOST_WILDCARDS} paths with a * or ? in it",
            "  help: name folders instead; a folder stands for all that is in it",
        )
    return config


def _waiver(config: Config, waiver: dict[str, Any], index: int) -> Waiver:
    until = None
    if "until" in waiver:
        try:
            until = date.fromisoformat(waiver["until"])
        except ValueError:
            config.fail(
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


def _explain(config: Config, data: dict[str, Any]) -> None:
    """Says where the schema does not hold. Imports jsonschema, so it is called for that alone."""
    from kprlint.source.schema import violations_of_data
    from kprlint.wording import all_of, any_of, did_you_mean, quote

    for v in violations_of_data("config", data):
        name = v.path[-1] if v.path else ""
        if v.kind == "unknown":
            message = f"There is no setting “{name}” here" + did_you_mean(v.found, v.allowed)
            config.fail(v.path, message, f"there are {all_of(v.allowed)}", key=True)
        if v.kind == "missing":
            config.fail(v.path[:-1], f"“{name}” is missing here", f"add {name} = …", key=True)
        if v.kind == "empty":
            config.fail(v.path, f"“{name}” is empty", "write a value, or delete the line")
        if v.kind == "form":
            config.fail(v.path, f"“{name}” cannot be {quote(v.found)}", v.expected[0])
        wanted = any_of(v.expected).replace("array", "a list").replace("object", "a table")
        config.fail(v.path, f"“{name}” cannot be “{v.found}”", f"write {wanted}")


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
        return isinstance(table, dict) and table.get("severity", "error") in SEVERITIES

    def look(table: object) -> bool:
        if not isinstance(table, dict) or not table.keys() <= {"logo", "colour", "licence"}:
            return False
        colour, logo = table.get("colour", "#000000"), table.get("logo", "x")
        licence = table.get("licence", "x")
        return (
            isinstance(logo, str)
            and bool(logo.strip())
            and isinstance(licence, str)
            and bool(licence)
            and all(c.isascii() and (c.isalnum() or c in ".+-") for c in licence)
            and isinstance(colour, str)
            and len(colour) == 7
            and colour[0] == "#"
            and all(c in "0123456789abcdefABCDEF" for c in colour[1:])
        )

    def importing(table: object) -> bool:
        if not isinstance(table, dict) or not table.keys() <= {"columns"}:
            return False
        columns = table.get("columns", {})
        return isinstance(columns, dict) and all(
            field in COLUMN_FIELDS for field in columns.values()
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
            "import",
        }
        and isinstance(root, str)
        and bool(root.strip())
        and data.get("profile", "standard") in PROFILES
        and strings(data.get("select", []), blank=True)
        and strings(data.get("ignore", []), blank=True)
        and strings(data.get("exclude", []))
        and isinstance(rules, dict)
        and all(settings(table) for table in rules.values())
        and look(data.get("publish", {}))
        and importing(data.get("import", {}))
        and isinstance(phrases := data.get("phrases", "x"), str)
        and bool(phrases.strip())
        and isinstance(waivers, list)
        and all(waiver(table) for table in waivers)
    )
