"""Which commands there are, for whom, and what each is for: said here once, so that the list of them needs no import."""

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """A command: the module with a click command of the module's own name, and what it is for, in a few words."""

    module: str
    purpose: str


GROUPS: Mapping[str, Mapping[str, Entry]] = {
    "Officers": {
        "check": Entry("check", "Check activities and registers."),
        "update": Entry("update", "Report on an activity, by questions at the terminal."),
        "new": Entry("new", "Write the file of a new activity, to be filled in."),
        "explain": Entry("explain", "Say what a rule finds, why, and what to write."),
    },
    "Performance team": {
        "status": Entry("status", "Show how the quarter stands, and what is owed."),
        "due": Entry("due", "Tell what is due, and who has not updated yet."),
        "open": Entry("open", "Open a quarter."),
        "close": Entry("close", "Close the quarter, once nothing is missing."),
        "verify": Entry("verify", "Tell whether a closed quarter's text is unchanged."),
        "publish": Entry("publish", "Write the committee paper of a quarter."),
        "site": Entry("site", "Write a website of all plans and quarters."),
        "export": Entry("export", "Write the quarter into a spreadsheet."),
        "apply": Entry("apply", "Bring a filled-in spreadsheet back into the files."),
        "forms": Entry("forms", "Write forms for the browser, saved as pull requests."),
        "rename": Entry("rename", "Give a lead, a portfolio or a status another name."),
        "rollover": Entry("rollover", "Begin the next plan with what goes on."),
    },
    "Reviewers": {
        "changes": Entry("changes", "Report what changed, and what became of promises."),
        "history": Entry("history", "Show an activity's quarters, one row each."),
        "render": Entry("render", "Write a change report in another format."),
    },
    "To begin": {
        "init": Entry("init", "Set up a council's repository."),
        "import": Entry("import_", "Make a plan's files of a report that there is."),
        "demo": Entry("demo", "Make a fictional council, to try things out."),
    },
    "Engineers": {
        "rules": Entry("rules", "List the rules, those of phrases too."),
        "dates": Entry("dates", "Print the dates that a text tells."),
        "schema": Entry("schema", "Print a JSON Schema, for editors and programs."),
        "lsp": Entry("lsp", "Serve an editor: findings, fixes, help as you type."),
        "cache": Entry("cache", "Show what check keeps for later, or clean it up."),
        "git-driver": Entry("git_driver", "Have git diff show activities as plain text."),
    },
}

COMMANDS: Mapping[str, Entry] = {
    name: entry for group in GROUPS.values() for name, entry in group.items()
}
