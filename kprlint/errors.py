"""Why a command could not run: one class for all, which the command line catches in one place.

The text says what, where and what to do, to somebody who is no programmer. It may quote what stands in files:
whoever prints it makes that visible.
"""


class KprlintError(Exception):
    """What was asked for could not be done."""


class InputError(KprlintError):
    """What is needed is not there or cannot be read."""


class ConfigError(KprlintError):
    """The configuration cannot be used; the text says where, too."""


class Refused(KprlintError):
    """What was asked for could be done, and is not: something would be lost, or would be untrue."""
