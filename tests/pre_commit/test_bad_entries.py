"""What officers get wrong, one table: each is committed with real git and stopped by real pre-commit.

With the environment variable KPRLINT_MESSAGES naming a folder, what the officer reads is written there,
to bad-entries.txt.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pre_commit.council import EARLIER, FILES, PLAN, Council

Edit = Callable[[Council], None]

HUB = f"{PLAN}/KA.01.01.yaml"  # Green
GRANTS = f"{PLAN}/KA.01.02.yaml"  # Complete
AIR = f"{PLAN}/KA.02.01.yaml"  # Amber, continues an earlier activity
TREES = f"{PLAN}/KA.02.02.yaml"  # Red
CENTRE = f"{PLAN}/KA.03.01.yaml"  # Deferred
POLICY = f"{PLAN}/KA.03.02.yaml"  # Green
REGISTER = f"{PLAN}/plan.yaml"
NEW = f"{PLAN}/KA.03.03.yaml"


def change(file: str, old: str | bytes, new: str | bytes) -> Edit:
    return lambda council: council.replace(file, old, new)


def append(file: str, text: str) -> Edit:
    return lambda council: council.write(file, council.read(file) + text.encode())


def write(file: str, content: str | bytes) -> Edit:
    return lambda council: council.write(file, content)


def delete(file: str) -> Edit:
    return lambda council: council.delete(file)


def rename(old: str, new: str) -> Edit:
    def edit(council: Council) -> None:
        council.write(new, council.read(old))
        council.delete(old)

    return edit


def register(code: str, objective: int) -> Edit:
    """Adds the code to the register, as the last one of its objective."""
    last = {1: "KA.01.02\n  - number", 2: "KA.02.02\n  - number", 3: "KA.03.02\nretired"}[objective]
    before, _, after = last.partition("\n")
    return change(REGISTER, last, f"{before}\n      - {code}\n{after}")


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad entry: what the officer does, the rule that must stop it, and where it must point.

    `at` is a text that stands on one line of the file alone, the line that must be named; `also` are the
    rules that may, and must, speak too: one slip is one finding, as a rule. `says` are words without which
    the message would not help somebody who has never heard of YAML.
    """

    id: str
    does: str
    edits: tuple[Edit, ...]
    rule: str
    file: str
    at: str
    also: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


POLICY_TEXT = FILES[POLICY]
NEW_TEXT = POLICY_TEXT.replace("KA.03.02", "KA.03.03").replace("Adopt the", "Review the")

BAD_ENTRIES = (
    # The form of the file
    Bad(
        "colon-in-text",
        "writes a title with a colon in it",
        (change(POLICY, "Adopt the housing", "Housing: adopt the"),),
        "yaml-syntax",
        POLICY,
        "title:",
        says=("quotation marks",),
    ),
    Bad(
        "colon-in-fact",
        "writes a fact with a colon in it",
        (change(HUB, "- Eleven volunteers", "- Training: eleven volunteers"),),
        "wrong-type",
        HUB,
        "Training:",
        says=("colon", "double quotes"),
    ),
    Bad(
        "colon-in-step",
        "writes a next step with a colon in it",
        (
            change(
                POLICY, "action: Publish the responses\n    due: 2023-10", "Publish: the responses"
            ),
        ),
        "unknown-field",
        POLICY,
        "Publish:",
        says=("colon", "double quotes"),
    ),
    Bad(
        "tab",
        "indents with the tab key",
        (change(HUB, "    due: 2023/24 Q3", "\tdue: 2023/24 Q3"),),
        "yaml-syntax",
        HUB,
        "2023/24 Q3",
        says=("replace the tab with spaces",),
    ),
    Bad(
        "quote-not-closed",
        "opens a quotation mark and does not close it",
        (change(HUB, "  - Eleven volunteers", '  - "Eleven volunteers'),),
        "yaml-syntax",
        HUB,
        "Eleven",
        says=("closed",),
    ),
    Bad(
        "quoted-beginning",
        "begins a fact with a word in quotation marks",
        (change(HUB, "Eleven volunteers", '"Eleven" volunteers'),),
        "yaml-syntax",
        HUB,
        "Eleven",
    ),
    Bad(
        "indented-too-far",
        "puts a space before a field",
        (change(POLICY, "\nstatus: Green", "\n status: Green"),),
        "yaml-syntax",
        POLICY,
        " status: Green",
    ),
    Bad(
        "item-not-in-line",
        "indents an item of a list less than its neighbours",
        (change(HUB, "  - Eleven", " - Eleven"),),
        "yaml-syntax",
        HUB,
        "Eleven",
    ),
    Bad(
        "no-space-after-colon",
        "writes no space after the colon of a field",
        (change(POLICY, "status: Green", "status:Green"),),
        "yaml-syntax",
        POLICY,
        "status:Green",
        says=("space after the colon",),
    ),
    Bad(
        "bullet-from-word",
        "pastes a list with the round bullets of Word",
        (change(HUB, "  - Eleven", "  • Eleven"),),
        "yaml-syntax",
        HUB,
        "Eleven",
        says=("“- ”",),
    ),
    Bad(
        "bullet-asterisk",
        "marks the items of a list with asterisks, as in an e-mail",
        (change(HUB, "  - Eleven", "  * Eleven"),),
        "yaml-syntax",
        HUB,
        "Eleven",
        says=("“- ”",),
    ),
    Bad(
        "bracket-first",
        "begins a fact with a word in square brackets",
        (change(HUB, "Eleven volunteers", "[Eleven] volunteers"),),
        "yaml-syntax",
        HUB,
        "Eleven",
        says=("double quotes",),
    ),
    Bad(
        "number-sign-first",
        "begins a fact with a number sign, which hides the rest of the line",
        (change(HUB, "Eleven volunteers", "#11 volunteers"),),
        "empty-value",
        HUB,
        "#11",
        says=("double quotes",),
    ),
    Bad(
        "dash-without-space",
        "writes no space after the dash of an item",
        (change(HUB, "  - Eleven", "  -Eleven"),),
        "yaml-syntax",
        HUB,
        "Eleven",
        says=("a hyphen, a space",),
    ),
    Bad(
        "percent-first",
        "begins a fact with a percent sign",
        (change(HUB, "Eleven volunteers", "%5 of the volunteers"),),
        "yaml-syntax",
        HUB,
        "%5",
    ),
    Bad(
        "merge-markers",
        "leaves the markers of a merge conflict in the file",
        (
            change(
                POLICY,
                "status: Green\n",
                "<<<<<<< HEAD\nstatus: Green\n=======\nstatus: Amber\n>>>>>>> update\n",
            ),
        ),
        "yaml-syntax",
        POLICY,
        "<<<<<<<",
        says=("merge",),
    ),
    Bad(
        "duplicate-key",
        "pastes a second status into the file",
        (change(POLICY, "status: Green\n", "status: Green\nstatus: Amber\n"),),
        "duplicate-key",
        POLICY,
        "status: Amber",
    ),
    Bad(
        "duplicate-key-in-step",
        "gives a step two dates",
        (change(POLICY, "    due: 2023-10\n", "    due: 2023-10\n    due: 2023-11\n"),),
        "duplicate-key",
        POLICY,
        "due: 2023-11",
    ),
    Bad(
        "ampersand-first",
        "begins a title with an ampersand",
        (change(POLICY, "Adopt the", "&Partners adopt the"),),
        "yaml-feature",
        POLICY,
        "title:",
    ),
    Bad(
        "asterisk-first",
        "begins a fact with an asterisk",
        (change(HUB, "Eleven volunteers", "*Eleven volunteers"),),
        "yaml-feature",
        HUB,
        "*Eleven",
    ),
    Bad(
        "second-document",
        "pastes a second activity below the first",
        (append(POLICY, "---\n" + FILES[HUB]),),
        "yaml-feature",
        POLICY,
        "---",
    ),
    Bad(
        "latin-1",
        "saves the file in the encoding of an old Windows program",
        (change(HUB, b"46 visitors", b"\xa346 of donations"),),
        "encoding",
        HUB,
        "46 of donations",
    ),
    Bad(
        "nul",
        "has a control character in the text",
        (change(HUB, b"46 visitors", b"46\x00visitors"),),
        "encoding",
        HUB,
        "visitors on its first day",
    ),
    Bad(
        "utf-16",
        "saves the file as “Unicode” in Notepad",
        (write(POLICY, POLICY_TEXT.encode("utf-16")),),
        "encoding",
        POLICY,
        "c\x00o\x00d\x00e",
    ),
    Bad(
        "hidden-break",
        "pastes a title from Word with an invisible line break",
        (change(POLICY, "housing allocations", "housing\u2028allocations"),),
        "encoding",
        POLICY,
        "title:",
    ),
    Bad(
        "number-as-text",
        "writes a fact that is a bare number",
        (change(HUB, "Eleven volunteers completed their training.", "11"),),
        "ambiguous-scalar",
        HUB,
        "- 11",
    ),
    Bad(
        "no-as-text",
        "answers a next step with a bare no",
        (change(POLICY, "action: Publish the responses", "action: no"),),
        "ambiguous-scalar",
        POLICY,
        "action: no",
        also=("placeholder-next-step",),
    ),
    # Fields
    Bad(
        "missing-field",
        "deletes the line of the title",
        (change(POLICY, "title: Adopt the housing allocations policy\n", ""),),
        "missing-field",
        POLICY,
        "code:",
    ),
    Bad(
        "missing-action",
        "gives a step a date, but does not say what it is",
        (change(POLICY, "  - action: Publish the responses\n    due", "  - due"),),
        "missing-field",
        POLICY,
        "2023-10",
    ),
    Bad(
        "misspelt-field",
        "misspells the name of a field",
        (change(POLICY, "portfolio:", "portfolo:"),),
        "unknown-field",
        POLICY,
        "portfolo:",
        says=("Did you mean “portfolio”?",),
    ),
    Bad(
        "invented-field",
        "adds a field that there is not",
        (change(POLICY, "status: Green\n", "status: Green\nbudget: 120,000\n"),),
        "unknown-field",
        POLICY,
        "budget:",
    ),
    Bad(
        "owner-outside-step",
        "writes the owner beside the steps, not in one",
        (append(POLICY, "owner: Housing\n"),),
        "unknown-field",
        POLICY,
        "owner: Housing",
        says=("indent it",),
    ),
    Bad(
        "progress-as-text",
        "writes progress as one text, not as a list",
        (change(POLICY, "progress:\n  - The", "progress: The"),),
        "wrong-type",
        POLICY,
        "progress:",
        says=("“- ”",),
    ),
    Bad(
        "steps-as-text",
        "writes the next steps as one text, not as a list",
        (
            change(
                HUB,
                FILES[HUB].partition("next_steps:")[2],
                " Recruit a coordinator by January\n",
            ),
        ),
        "wrong-type",
        HUB,
        "next_steps:",
    ),
    Bad(
        "status-as-list",
        "writes two statuses, as a list",
        (change(POLICY, "status: Green", "status: [Green, Amber]"),),
        "wrong-type",
        POLICY,
        "status:",
    ),
    Bad(
        "empty-value",
        "leaves the title empty",
        (change(POLICY, "Adopt the housing allocations policy", ""),),
        "empty-value",
        POLICY,
        "title:",
    ),
    Bad(
        "empty-item",
        "leaves a dash with nothing after it",
        (change(HUB, "- Eleven volunteers completed their training.", "-"),),
        "empty-value",
        HUB,
        "  -\n",
    ),
    Bad(
        "empty-file",
        "commits an activity whose file is empty",
        (write(NEW, ""), register("KA.03.03", 3)),
        "empty-value",
        NEW,
        "",
    ),
    Bad(
        "word-document",
        "renames a Word document to an activity's file",
        (write(POLICY, b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2l" * 40),),
        "encoding",
        POLICY,
        "",
    ),
    # The file's name and place
    Bad(
        "file-name",
        "copies a file for a new activity and keeps the code",
        (write(NEW, POLICY_TEXT), register("KA.03.03", 3)),
        "file-name",
        NEW,
        "code:",
        also=("duplicate-code",),
    ),
    Bad(
        "short-suffix",
        "names the file .yml",
        (rename(POLICY, POLICY.replace(".yaml", ".yml")),),
        "file-name",
        POLICY.replace(".yaml", ".yml"),
        "code:",
    ),
    Bad(
        "downloaded-twice",
        "adds a second copy that the browser has named (1)",
        (write(f"{PLAN}/KA.03.02 (1).yaml", POLICY_TEXT),),
        "file-name",
        f"{PLAN}/KA.03.02 (1).yaml",
        "code:",
        also=("duplicate-code",),
    ),
    Bad(
        "no-folder",
        "puts a new activity beside the plans' folders",
        (write("activities/KA.03.03.yaml", NEW_TEXT),),
        "wrong-folder",
        "activities/KA.03.03.yaml",
        "code:",
    ),
    Bad(
        "top-folder",
        "uploads a new activity to the top folder of the repository",
        (write("KA.03.03.yaml", NEW_TEXT),),
        "wrong-folder",
        "KA.03.03.yaml",
        "code:",
    ),
    Bad(
        "folder-in-plan",
        "makes a folder for drafts inside of the plan",
        (write(f"{PLAN}/drafts/KA.03.03.yaml", NEW_TEXT),),
        "wrong-folder",
        f"{PLAN}/drafts/KA.03.03.yaml",
        "code:",
    ),
    Bad(
        "other-plan",
        "reports on a quarter that is not of the plan",
        (change(POLICY, "period: 2023/24 Q2", "period: 2022/23 Q2"),),
        "wrong-folder",
        POLICY,
        "period:",
    ),
    Bad(
        "capital-suffix",
        "adds an activity that the register does not list, in a file named .YAML",
        (write(f"{PLAN}/KA.03.03.YAML", NEW_TEXT),),
        "file-name",
        f"{PLAN}/KA.03.03.YAML",
        "code:",
        also=("unregistered-code",),
    ),
    Bad(
        "hidden-suffix",
        "saves an activity in Notepad, which adds .txt to its name",
        (write(f"{POLICY}.txt", POLICY_TEXT.replace("212 responses", "214 responses")),),
        "file-name",
        f"{POLICY}.txt",
        "code:",
        also=("duplicate-code",),
    ),
    # Codes
    Bad(
        "invalid-code",
        "writes the code without its zeros",
        (change(POLICY, "code: KA.03.02", "code: KA.3.2"),),
        "invalid-code",
        POLICY,
        "code:",
        says=("Did you mean KA.03.02?",),
    ),
    Bad(
        "unregistered-code",
        "adds an activity that the register does not list",
        (write(NEW, NEW_TEXT),),
        "unregistered-code",
        NEW,
        "code:",
    ),
    Bad(
        "retired-code",
        "uses a retired code again",
        (write(f"{PLAN}/KA.01.03.yaml", FILES[HUB].replace("KA.01.01", "KA.01.03")),),
        "retired-code",
        f"{PLAN}/KA.01.03.yaml",
        "code:",
    ),
    Bad(
        "duplicate-code",
        "corrects the code in a file to that of another",
        (change(POLICY, "code: KA.03.02", "code: KA.03.01"),),
        "duplicate-code",
        POLICY,
        "code:",
        also=("file-name",),
    ),
    Bad(
        "missing-activity",
        "deletes an activity's file",
        (delete(POLICY),),
        "missing-activity",
        REGISTER,
        "- KA.03.02",
        says=("“retired:”",),
    ),
    Bad(
        "registered-without-file",
        "registers an activity without writing its file",
        (register("KA.03.03", 3),),
        "missing-activity",
        REGISTER,
        "- KA.03.03",
    ),
    Bad(
        "objective-mismatch",
        "registers an activity under the objective of another number",
        (
            change(REGISTER, "      - KA.03.02\n", ""),
            change(REGISTER, "      - KA.02.02\n", "      - KA.02.02\n      - KA.03.02\n"),
        ),
        "objective-mismatch",
        REGISTER,
        "- KA.03.02",
    ),
    Bad(
        "registered-twice",
        "registers a code twice",
        (register("KA.02.01", 2),),
        "register-conflict",
        REGISTER,
        "- KA.02.01\n  - number",
    ),
    Bad(
        "retired-and-registered",
        "retires a code and leaves it under its objective",
        (append(REGISTER, "  KA.03.02: no longer needed\n"),),
        "register-conflict",
        REGISTER,
        "no longer needed",
    ),
    Bad(
        "plan-name",
        "changes the plan's name in the register",
        (change(REGISTER, "plan: 2023-24", "plan: 2024-25"),),
        "plan-name",
        REGISTER,
        "plan: 2024-25",
    ),
    Bad(
        "unknown-predecessor",
        "continues an activity that the earlier plan does not have",
        (change(AIR, "2019-20/KA.01.01", "2019-20/KA.01.07"),),
        "unknown-predecessor",
        AIR,
        "continues:",
    ),
    Bad(
        "unknown-earlier-plan",
        "continues an activity of a plan that is not there",
        (change(AIR, "2019-20/KA.01.01", "2018-19/KA.01.01"),),
        "unknown-predecessor",
        AIR,
        "continues:",
    ),
    Bad(
        "bare-predecessor",
        "continues a code without its plan",
        (change(AIR, "2019-20/KA.01.01", "KA.01.01"),),
        "unknown-predecessor",
        AIR,
        "continues:",
    ),
    Bad(
        "earlier-code-removed",
        "removes from the earlier plan an activity that a later one continues",
        (
            delete(f"{EARLIER}/KA.01.01.yaml"),
            change(f"{EARLIER}/plan.yaml", "      - KA.01.01\n", ""),
        ),
        "unknown-predecessor",
        AIR,
        "continues:",
    ),
    Bad(
        "empty-register",
        "saves the register empty",
        (write(REGISTER, ""),),
        "empty-value",
        REGISTER,
        "",
    ),
    Bad(
        "kind-of-status",
        "gives a status in the register a kind that there is not",
        (change(REGISTER, "kind: at-risk", "kind: risky"),),
        "wrong-type",
        REGISTER,
        "risky",
        says=("Did you mean “at-risk”?",),
    ),
    # Statuses
    Bad(
        "unknown-status",
        "writes a status that the plan does not have",
        (change(POLICY, "status: Green", "status: Mostly fine"),),
        "unknown-status",
        POLICY,
        "status:",
        says=("Green, Amber, Red, Complete or Deferred",),
    ),
    Bad(
        "status-in-small-letters",
        "writes a status in small letters",
        (change(POLICY, "status: Green", "status: green"),),
        "unknown-status",
        POLICY,
        "status:",
        says=("“green” should be written “Green”",),
    ),
    Bad(
        "status-alias",
        "writes the word that another council uses",
        (change(POLICY, "status: Green", "status: On track"),),
        "unknown-status",
        POLICY,
        "status:",
    ),
    Bad(
        "curly-quotes",
        "pastes a status with Word's quotation marks",
        (change(POLICY, "status: Green", "status: “Green”"),),
        "unknown-status",
        POLICY,
        "status:",
    ),
    Bad(
        "status-not-stated",
        "does not state the status",
        (change(POLICY, "status: Green", "status: Not stated"),),
        "status-not-stated",
        POLICY,
        "status:",
    ),
    Bad(
        "status-left-empty",
        "leaves the status empty",
        (change(POLICY, "status: Green", "status:"),),
        "empty-value",
        POLICY,
        "status:",
    ),
    Bad(
        "amber-unexplained",
        "turns an activity amber and does not say why",
        (change(POLICY, "status: Green", "status: Amber"),),
        "unexplained-status",
        POLICY,
        "status:",
        says=("status_reason",),
    ),
    Bad(
        "deferred-unexplained",
        "defers an activity and does not say why",
        (change(POLICY, "status: Green", "status: Deferred"),),
        "unexplained-status",
        POLICY,
        "status:",
    ),
    Bad(
        "red-without-action",
        "leaves a red activity without a next step",
        (
            change(
                TREES,
                "next_steps:\n  - action: Award the contract to another nursery\n    due: 2023-12-15\n",
                "next_steps: []\n",
            ),
        ),
        "red-without-action",
        TREES,
        "next_steps:",
    ),
    Bad(
        "red-without-date",
        "gives a red activity a step without a date",
        (change(TREES, "    due: 2023-12-15\n", ""),),
        "red-without-action",
        TREES,
        "next_steps:",
        also=("undated-next-step",),
    ),
    Bad(
        "deferred-without-resumption",
        "does not say when a deferred activity goes on",
        (change(CENTRE, "    due: 2023/24 Q4\n", ""),),
        "deferred-without-resumption",
        CENTRE,
        "next_steps:",
        also=("undated-next-step",),
    ),
    Bad(
        "complete-with-open-steps",
        "completes an activity and leaves its next steps",
        (change(HUB, "status: Green", "status: Complete"),),
        "complete-with-open-steps",
        HUB,
        "Agree the opening hours",
    ),
    Bad(
        "complete-without-evidence",
        "completes an activity and does not say what was delivered",
        (change(GRANTS, "All 24 grants of the year were paid by 29 September 2023.", "Done."),),
        "complete-without-evidence",
        GRANTS,
        "progress:",
    ),
    # Next steps
    Bad(
        "empty-next-steps",
        "gives an activity that goes on no next steps",
        (
            change(
                POLICY,
                POLICY_TEXT.partition("next_steps:")[2],
                " []\n",
            ),
        ),
        "empty-next-steps",
        POLICY,
        "next_steps:",
    ),
    Bad(
        "misspelt-next-steps",
        "writes the heading of the next steps with a space",
        (change(POLICY, "next_steps:", "next steps:"),),
        "unknown-field",
        POLICY,
        "next steps:",
        says=("Did you mean “next_steps”?",),
    ),
    Bad(
        "no-next-steps-field",
        "deletes the next steps with their heading",
        (change(POLICY, "next_steps:" + POLICY_TEXT.partition("next_steps:")[2], ""),),
        "empty-next-steps",
        POLICY,
        "code:",
    ),
    Bad(
        "none-required",
        "writes “None required.” as a next step",
        (
            change(
                POLICY,
                "action: Publish the responses\n    due: 2023-10",
                "None required.",
            ),
        ),
        "placeholder-next-step",
        POLICY,
        "None required.",
    ),
    Bad(
        "ongoing",
        "writes “Ongoing” as a step, with a date",
        (change(POLICY, "Publish the responses", "Ongoing"),),
        "placeholder-next-step",
        POLICY,
        "Ongoing",
    ),
    Bad(
        "duplicate-next-step",
        "lists a step twice",
        (append(POLICY, "  - action: Publish the responses.\n    due: 2023-11\n"),),
        "duplicate-next-step",
        POLICY,
        "responses.\n    due",
    ),
    # Dates
    Bad(
        "30-february",
        "plans a step for 30 February",
        (change(POLICY, "2024-02-26", "2024-02-30"),),
        "invalid-date",
        POLICY,
        "2024-02-30",
        says=("February 2024 has 29 days",),
    ),
    Bad(
        "short-month",
        "writes a month as 2024-2",
        (change(POLICY, "2024-02-26", "2024-2"),),
        "invalid-date",
        POLICY,
        "2024-2",
        says=("2024-02",),
    ),
    Bad(
        "british-date",
        "writes a day as 06/11/23",
        (change(POLICY, "due: 2023-10", "due: 06/11/23"),),
        "invalid-date",
        POLICY,
        "06/11/23",
        says=("2023-11-06",),
    ),
    Bad(
        "date-in-words",
        "writes a date in words",
        (change(POLICY, "due: 2023-10", "due: end of October"),),
        "invalid-date",
        POLICY,
        "end of October",
    ),
    Bad(
        "wrong-quarter",
        "writes the quarter the other way round",
        (change(POLICY, "period: 2023/24 Q2", "period: Q2 2023/24"),),
        "invalid-date",
        POLICY,
        "period:",
        says=("2023/24 Q2",),
    ),
    Bad(
        "past-due-date",
        "leaves a date that is over",
        (change(POLICY, "due: 2023-10", "due: 2023-09"),),
        "past-due-date",
        POLICY,
        "2023-09",
    ),
    Bad(
        "past-as-at",
        "writes in October of a step that was due before",
        (change(TREES, "due: 2023-12-15", "due: 2023-10-13"),),
        "past-due-date",
        TREES,
        "2023-10-13",
    ),
    # People
    Bad(
        "unknown-lead",
        "misspells the lead",
        (change(POLICY, "lead: Housing Services", "lead: Housing Service"),),
        "unknown-lead",
        POLICY,
        "lead:",
        says=("Did you mean “Housing Services”?",),
    ),
    Bad(
        "unknown-second-lead",
        "names a second lead that the register does not have",
        (change(GRANTS, "Property Team]", "Estates]"),),
        "unknown-lead",
        GRANTS,
        "lead:",
    ),
    Bad(
        "missing-lead",
        "leaves the lead empty",
        (change(POLICY, "lead: Housing Services", "lead:"),),
        "missing-lead",
        POLICY,
        "lead:",
    ),
    Bad(
        "unknown-portfolio",
        "shortens the portfolio",
        (change(POLICY, "portfolio: Housing and Assets", "portfolio: Housing"),),
        "unknown-portfolio",
        POLICY,
        "portfolio:",
        says=("Housing and Assets",),
    ),
    Bad(
        "missing-portfolio",
        "deletes the line of the portfolio",
        (change(POLICY, "portfolio: Housing and Assets\n", ""),),
        "missing-portfolio",
        POLICY,
        "code:",
    ),
    # Suppressions
    Bad(
        "ignore-without-reason",
        "waves a finding through and does not say why",
        (change(POLICY, "due: 2023-10", "due: 2023-09  # kprlint: ignore[past-due-date]"),),
        "ignore-without-reason",
        POLICY,
        "ignore[",
        also=("past-due-date",),
    ),
    Bad(
        "ignore-of-unknown-rule",
        "waves a finding through under a name that there is not",
        (change(POLICY, "due: 2023-10", "due: 2023-09  # kprlint: ignore[past-date] agreed"),),
        "unknown-rule",
        POLICY,
        "ignore[",
        also=("past-due-date",),
    ),
)


@pytest.fixture(scope="module")
def messages() -> Iterator[list[str]]:
    """What the officers read; kept in a file where KPRLINT_MESSAGES names a folder."""
    read: list[str] = []
    yield read
    folder = os.environ.get("KPRLINT_MESSAGES")
    if folder:
        path = Path(folder) / "bad-entries.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(read), encoding="utf-8")


def line_of(council: Council, file: str, text: str) -> int:
    """The line that `text` begins on; it stands in the file once."""
    content = council.read(file).decode("utf-8", "replace")
    assert content.count(text) == 1 or not text, f"{text!r} does not stand once in {file}"
    return content[: content.index(text)].count("\n") + 1


@pytest.mark.parametrize("bad", BAD_ENTRIES, ids=lambda bad: bad.id)
def test_bad_entry_is_blocked(bad: Bad, council: Council, messages: list[str]) -> None:
    for edit in bad.edits:
        edit(council)
    outcome = council.commit_all()
    messages.append(f"{'=' * 100}\n{bad.id}: the officer {bad.does}\n\n{outcome.output}")
    assert not outcome.passed, outcome.output
    line = line_of(council, bad.file, bad.at)
    places = {(found.file, found.line) for found in outcome.findings if found.rule == bad.rule}
    assert (bad.file, line) in places, f"expected {bad.file}:{line} {bad.rule}\n{outcome.output}"
    assert outcome.rules == {bad.rule, *bad.also}, outcome.output
    unsaid = [words for words in bad.says if words not in outcome.output]
    assert not unsaid, f"not said: {unsaid}\n{outcome.output}"
