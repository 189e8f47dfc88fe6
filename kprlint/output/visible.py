"""What makes text safe to print, under the name that formats know it by."""

from kprlint.printing import *  # noqa: F403
