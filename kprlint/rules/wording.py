"""The words of messages, under the name that rules know them by."""

from kprlint.wording import *  # noqa: F403
