"""The rules: one file each, registered here by name. `load` adds those of installed packages."""

import os
import sys
from functools import cache

from kprlint.rules.base import Rule
from kprlint.rules.code.duplicate_code import duplicate_code
from kprlint.rules.code.invalid_code import invalid_code
from kprlint.rules.code.missing_activity import missing_activity
from kprlint.rules.code.objective_mismatch import objective_mismatch
from kprlint.rules.code.register_conflict import register_conflict
from kprlint.rules.code.retired_code import retired_code
from kprlint.rules.code.unknown_predecessor import unknown_predecessor
from kprlint.rules.code.unregistered_code import unregistered_code
from kprlint.rules.dates.due_after_plan import due_after_plan
from kprlint.rules.dates.implausible_as_at import implausible_as_at
from kprlint.rules.dates.invalid_date import invalid_date
from kprlint.rules.dates.outdated_period import outdated_period
from kprlint.rules.dates.past_due_date import past_due_date
from kprlint.rules.engine.rule_crashed import rule_crashed
from kprlint.rules.file.ambiguous_scalar import ambiguous_scalar
from kprlint.rules.file.duplicate_key import duplicate_key
from kprlint.rules.file.empty_value import empty_value
from kprlint.rules.file.encoding import encoding
from kprlint.rules.file.file_name import file_name
from kprlint.rules.file.missing_field import missing_field
from kprlint.rules.file.plan_name import plan_name
from kprlint.rules.file.unknown_field import unknown_field
from kprlint.rules.file.wrong_folder import wrong_folder
from kprlint.rules.file.wrong_type import wrong_type
from kprlint.rules.file.yaml_feature import yaml_feature
from kprlint.rules.file.yaml_syntax import yaml_syntax
from kprlint.rules.next_steps.duplicate_next_step import duplicate_next_step
from kprlint.rules.next_steps.empty_next_steps import empty_next_steps
from kprlint.rules.next_steps.placeholder_next_step import placeholder_next_step
from kprlint.rules.next_steps.undated_next_step import undated_next_step
from kprlint.rules.people.missing_lead import missing_lead
from kprlint.rules.people.missing_portfolio import missing_portfolio
from kprlint.rules.people.unknown_lead import unknown_lead
from kprlint.rules.people.unknown_portfolio import unknown_portfolio
from kprlint.rules.progress.empty_progress import empty_progress
from kprlint.rules.status.complete_with_open_steps import complete_with_open_steps
from kprlint.rules.status.complete_without_evidence import complete_without_evidence
from kprlint.rules.status.deferred_without_resumption import deferred_without_resumption
from kprlint.rules.status.red_without_action import red_without_action
from kprlint.rules.status.status_not_stated import status_not_stated
from kprlint.rules.status.unexplained_status import unexplained_status
from kprlint.rules.status.unknown_status import unknown_status
from kprlint.rules.suppression.expired_waiver import expired_waiver
from kprlint.rules.suppression.ignore_without_reason import ignore_without_reason
from kprlint.rules.suppression.unknown_rule import unknown_rule
from kprlint.rules.suppression.unused_ignore import unused_ignore

ENTRY_POINT = "kprlint.rules"

BUILT_IN: tuple[Rule, ...] = (
    # file
    yaml_syntax,
    duplicate_key,
    yaml_feature,
    encoding,
    ambiguous_scalar,
    missing_field,
    unknown_field,
    wrong_type,
    empty_value,
    file_name,
    wrong_folder,
    plan_name,
    # code
    invalid_code,
    unregistered_code,
    retired_code,
    duplicate_code,
    missing_activity,
    objective_mismatch,
    register_conflict,
    unknown_predecessor,
    # status
    unknown_status,
    status_not_stated,
    unexplained_status,
    red_without_action,
    deferred_without_resumption,
    complete_with_open_steps,
    complete_without_evidence,
    # progress
    empty_progress,
    # next steps
    empty_next_steps,
    placeholder_next_step,
    duplicate_next_step,
    undated_next_step,
    # dates
    invalid_date,
    past_due_date,
    due_after_plan,
    outdated_period,
    implausible_as_at,
    # people
    missing_lead,
    unknown_lead,
    missing_portfolio,
    unknown_portfolio,
    # suppression
    unused_ignore,
    unknown_rule,
    ignore_without_reason,
    expired_waiver,
    # engine
    rule_crashed,
)


class PluginError(Exception):
    """An installed package offers something that is no rule, or a name that is taken."""


@cache
def load() -> dict[str, Rule]:
    """All rules by name: the built-in ones, then those of the entry point ``kprlint.rules``, sorted."""
    rules = {rule.name: rule for rule in BUILT_IN}
    if not _offers():
        return rules
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=ENTRY_POINT), key=lambda p: p.name):
        try:
            found = point.load()
        except Exception as error:
            raise PluginError(f"the rule {point.value} could not be loaded: {error}") from error
        if not isinstance(found, Rule):
            raise PluginError(f"{point.value} is not a kprlint rule; decorate its check with @rule")
        if found.name in rules:
            raise PluginError(f"{point.value} is called {found.name}, as another rule is already")
        rules[found.name] = found
    return rules


def _offers() -> bool:
    """Whether any installed package names our entry point.

    importlib.metadata takes longer to import than a file takes to check, and hardly any package does.
    """
    section = f"[{ENTRY_POINT}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = [name for name in os.listdir(folder or ".") if name.endswith("-info")]
        except OSError:
            continue
        for name in names:
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    if section in file.read():
                        return True
            except OSError:
                continue
    return False
