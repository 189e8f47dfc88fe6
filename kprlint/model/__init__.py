"""The domain: codes, quarters, due dates, statuses, activities, plans. Knows no YAML and no git."""

from kprlint.model.activity import Activity, NextStep, Outcome
from kprlint.model.code import ActivityId, Code, CodeForm
from kprlint.model.due import Due
from kprlint.model.interval import Grain, Interval
from kprlint.model.plan import Objective, Plan
from kprlint.model.quarter import FinancialYear, Quarter
from kprlint.model.status import Kind, Status, StatusWord

__all__ = [
    "Activity",
    "ActivityId",
    "Code",
    "CodeForm",
    "Due",
    "FinancialYear",
    "Grain",
    "Interval",
    "Kind",
    "NextStep",
    "Objective",
    "Outcome",
    "Plan",
    "Quarter",
    "Status",
    "StatusWord",
]
