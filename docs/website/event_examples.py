"""An example of each event, for its page: as the council of `kprlint demo` has it, else a pair of texts of `events.yaml`."""

import tempfile
from pathlib import Path

from ruamel.yaml import YAML

from kprlint.api import changes
from kprlint.change.events import RULES
from kprlint.demo import build

HERE = Path(__file__).parent
QUARTERS = ("2023/24-Q4", "2024/25-Q1", "2024/25-Q2", "2024/25-Q3", "WORKTREE")


def examples() -> dict[str, str]:
    """Markdown by the event's name; raises KeyError for an event that has none."""
    with tempfile.TemporaryDirectory() as place:
        told = {**_small(Path(place, "small")), **_of_the_demo(Path(place, "council"))}
    return {rule.name: told[rule.name] for rule in RULES}


def _of_the_demo(folder: Path) -> dict[str, str]:
    build(folder)
    told: dict[str, str] = {}
    for earlier, later in zip((None, *QUARTERS[1:]), QUARTERS[1:], strict=False):
        report = changes(earlier, later, folder=folder)
        for event in report["events"]:
            quarter = report["to"]["period"]
            told.setdefault(
                event["name"],
                f"The council of `kprlint demo`, {quarter}, {event['activity']} {event['title']}:\n\n> {event['message']}\n",
            )
    return told


def _small(folder: Path) -> dict[str, str]:
    data = YAML(typ="safe").load((HERE / "events.yaml").read_text("utf-8"))
    told = {}
    for name, example in data["examples"].items():
        said = message(data, name, folder / name)
        texts = [
            f'```yaml title="{file}, {when}"\n{text}```\n'
            for when, side in (("last quarter", "before"), ("this quarter", "after"))
            for file, text in example[side].items()
        ]
        told[name] = f"{chr(10).join(texts)}\n> {said}\n"
    return told


def message(data: dict, name: str, folder: Path) -> str:
    """What the event `name` says of its pair of texts; raises StopIteration where it is not found there."""
    example = data["examples"][name]
    for side, quarter in (("before", "2024/25 Q1"), ("after", "2024/25 Q2")):
        (folder / side).mkdir(parents=True)
        files = {"plan.yaml": "", **example[side]}
        codes = sorted(file.removesuffix(".yaml") for file in files if file != "plan.yaml")
        register = data["register"].format(quarter=quarter, codes=", ".join(codes))
        for file, text in files.items():
            if file == "plan.yaml":
                whole = text or register
            else:
                given = YAML(typ="safe").load(text)
                rest = {k: v for k, v in data["activity"].items() if k not in given}
                lines = [f"{key}: {value}" for key, value in rest.items()]
                whole = "\n".join(
                    [f"code: {file.removesuffix('.yaml')}", f"period: {quarter}", *lines, text]
                )
            (folder / side / file).write_text(whole, "utf-8")
    report = changes(str(folder / "before"), str(folder / "after"), folder=folder)
    return next(event["message"] for event in report["events"] if event["name"] == name)
