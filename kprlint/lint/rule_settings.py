"""What kprlint.toml says of rules: which there are, which run, how grave they are, and their options."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kprlint.project.config import Config
from kprlint.rules import Rules
from kprlint.rules.base import Profile, Rule, Severity
from kprlint.source.files import is_inside
from kprlint.wording import any_of, did_you_mean


class RuleSettings(NamedTuple):
    """The rules that a project has, its own among them, and what its configuration makes of them."""

    rules: Rules
    profile: Profile
    select: frozenset[str] | None
    ignore: frozenset[str]
    severities: Mapping[str, Severity]
    options: Mapping[str, Mapping[str, Any]]


def rule_settings(config: Config, rules: Rules) -> RuleSettings:
    """Reads what `config` says of `rules`; raises ConfigError with the place of what it cannot mean."""
    if config.phrases is not None:
        rules = rules.with_own(_phrases(config, rules, config.phrases))
    for key, names in (("select", config.select or ()), ("ignore", config.ignore)):
        for i, name in enumerate(names):
            _known(config, rules, name, (key, i))
    severities: dict[str, Severity] = {}
    options: dict[str, dict[str, Any]] = {}
    for name, table in config.rules.items():
        _known(config, rules, name, ("rules", name))
        if "severity" in table:
            severities[name] = Severity(table["severity"])
        options[name] = _options(config, rules[name], table)
    return RuleSettings(
        rules=rules,
        profile=Profile(config.profile),
        select=None if config.select is None else frozenset(config.select),
        ignore=frozenset(config.ignore),
        severities=severities,
        options={name: table for name, table in options.items() if table},
    )


def _phrases(config: Config, rules: Rules, name: str) -> list[Rule]:
    from kprlint.rules import phrases

    folder = config.folder / name
    if not is_inside(folder, config.folder) or not folder.is_dir():
        config.fail(
            ("phrases",),
            f"“{name}” is no folder of this repository",
            "name the folder that holds your phrase rules, such as phrases",
        )
    return phrases.load(folder, rules, within=config.folder)


def _options(config: Config, rule: Rule, table: Mapping[str, Any]) -> dict[str, Any]:
    known = {option.name: option for option in rule.options}
    options: dict[str, Any] = {}
    for key, value in table.items():
        if key == "severity":
            continue
        path = ("rules", rule.name, key)
        if key not in known:
            config.fail(
                path,
                f"The rule {rule.name} has no option “{key}”" + did_you_mean(key, known),
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
            config.fail(path, f"“{key}” should be {wanted or option.type}", option.help)
        options[option.parameter] = tuple(value) if option.type == "strings" else value
    return options


def _known(config: Config, rules: Rules, name: str, path: tuple[str | int, ...]) -> None:
    if name not in rules:
        message = f"There is no rule “{name}”" + did_you_mean(name, rules)
        config.fail(path, message, "“kprlint rules” lists them", key=path[0] == "rules")
