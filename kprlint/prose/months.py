"""The names of the months, in lower case, long and short."""

from kprlint.model.due import MONTHS as _NAMES

MONTHS = {name.lower(): number for number, name in enumerate(_NAMES, start=1)}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
ANY_MONTH = MONTHS | SHORT_MONTHS
