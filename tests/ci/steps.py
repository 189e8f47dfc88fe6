"""Runs the steps of an action or a workflow as GitHub's runner does, as far as the recipes use it.

`run:` scripts are executed by bash. What a `uses:` step would do is not: it is noted, and its outputs are given.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]

Values = Mapping[str, Any]


def load(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


@dataclass
class Outcome:
    """How the steps ended."""

    failed: bool = False
    codes: dict[str, int] = field(default_factory=dict)  # step's name or action → exit code
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    used: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # action without its commit → with
    log: str = ""
    summary: str = ""

    def output(self, expression: str) -> str:
        """An expression over the steps, such as an action's output."""
        return _text(expression, {"steps": self.steps})

    @property
    def steps(self) -> dict[str, dict[str, dict[str, str]]]:
        return {step: {"outputs": values} for step, values in self.outputs.items()}


def run(
    steps: Sequence[Values],
    context: Mapping[str, Values],
    *,
    folder: Path,
    temporary: Path,
    environment: Mapping[str, str],
    given: Mapping[str, Mapping[str, str]] | None = None,
    shell: str = "",
) -> Outcome:
    """Runs `steps` in `folder`, with files of its own in `temporary`.

    `given` has the outputs of steps that are not to be run, by their id; `shell` is the workflow's default.
    """
    outcome = Outcome()
    bash = shutil.which("bash")
    assert bash
    for number, step in enumerate(steps):
        name = step.get("name") or step.get("uses", "").partition("@")[0] or str(number)
        known = {**context, "steps": outcome.steps}
        if not _holds(step.get("if", ""), known, outcome):
            continue
        identity = step.get("id", "")
        if "uses" in step:
            arguments = {key: _text(value, known) for key, value in step.get("with", {}).items()}
            outcome.used[step["uses"].partition("@")[0]] = arguments
        if given and identity in given:
            outcome.outputs[identity] = dict(given[identity])
        elif "run" in step:
            files = {
                variable: temporary / f"{number}-{variable}"
                for variable in (
                    "GITHUB_OUTPUT",
                    "GITHUB_STEP_SUMMARY",
                    "GITHUB_PATH",
                    "GITHUB_ENV",
                )
            }
            for file in files.values():
                file.touch()
            script = temporary / f"{number}.sh"
            script.write_text(step["run"], "utf-8")
            own = {key: _text(value, known) for key, value in step.get("env", {}).items()}
            # What GitHub runs for "shell: bash", and for no shell at all.
            strict = (
                ["--noprofile", "--norc", "-eo", "pipefail"]
                if step.get("shell", shell) == "bash"
                else ["-e"]
            )
            done = subprocess.run(
                [bash, *strict, str(script)],
                cwd=folder,
                env={**environment, **{k: str(v) for k, v in files.items()}, **own},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            outcome.log += done.stdout
            outcome.codes[name] = done.returncode
            if done.returncode and not step.get("continue-on-error"):
                outcome.failed = True
            outcome.summary += files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
            assert not files["GITHUB_PATH"].read_text() + files["GITHUB_ENV"].read_text()
            lines = files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
            outcome.outputs[identity] = dict(line.split("=", 1) for line in lines)
    return outcome


def _holds(condition: str, context: Mapping[str, Values], outcome: Outcome) -> bool:
    bare = re.sub(r"^\$\{\{|\}\}$", "", condition.strip()).strip()
    if not re.search(r"\b(always|cancelled|success|failure)\(\)", bare):
        bare = f"success() && ({bare})" if bare else "success()"
    return bool(evaluate(bare, context, failed=outcome.failed))


def _text(value: Any, context: Mapping[str, Values]) -> str:
    def written(found: Any) -> str:
        return str(found).lower() if isinstance(found, bool) else str(found)

    return re.sub(
        r"\$\{\{(.*?)\}\}",
        lambda match: written(evaluate(match[1], context)),
        written(value),
        flags=re.DOTALL,
    )


_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|!|[()]|[A-Za-z_][\w.-]*)")
_WORDS = {"&&": " and ", "||": " or ", "!": " not ", "==": "==", "!=": "!=", "(": "(", ")": ")"}
_FUNCTIONS = ("always", "cancelled", "success", "failure")


def evaluate(expression: str, context: Mapping[str, Values], *, failed: bool = False) -> Any:
    """A GitHub expression of names, strings and operators."""
    python, position = "", 0
    text = expression.strip()
    while position < len(text):
        token = _TOKEN.match(text, position)
        assert token, f"{text!r} at {position}"
        word = token[1]
        if word.startswith("'"):
            python += repr(word[1:-1].replace("''", "'"))
        elif word in _WORDS:
            python += _WORDS[word]
        else:
            python += word if word in _FUNCTIONS else f"look({word!r})"
        position = token.end()

    def look(name: str) -> Any:
        value: Any = context
        for part in name.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value

    functions = {
        "look": look,
        "always": lambda: True,
        "cancelled": lambda: False,
        "success": lambda: not failed,
        "failure": lambda: failed,
    }
    return eval(python, {"__builtins__": {}}, functions)


def program(path: Path, text: str) -> Path:
    """An executable script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return path


def clean(home: Path, first_on_path: Path | None = None, **more: str) -> dict[str, str]:
    """An environment that knows nothing of this machine's git settings and of a hook that runs the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CI"))}
    path = os.environ["PATH"]
    return {
        **kept,
        "PATH": f"{first_on_path}{os.pathsep}{path}" if first_on_path else path,
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **more,
    }
