"""Builds the documentation site from `docs/`, the rules and the events: `python docs/website/build.py OUT`.

Nothing is fetched. A link that leads nowhere ends it (`--strict`). `--url` is the address that the site will have.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from event_examples import examples

from kprlint.api import explain
from kprlint.change.event import Level
from kprlint.change.events import RULES
from kprlint.rules import load
from kprlint.rules.index import BUILT_IN

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

# Pages of the repository that stand outside of docs/, by their names on the site.
_OTHERS = {
    "README.md": "readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks.md",
}
_MADE = [
    {"Architecture": "architecture.md"},
    {"Performance": "performance.md"},
    {"Dependencies": "dependencies.md"},
    {"A rule on prose": "prose-rule.md"},
    {"Contributing": "contributing.md"},
    {"Security": "security.md"},
    {"Benchmarks": "benchmarks.md"},
    {"Changelog": "changelog.md"},
]
_LEVELS = {
    Level.NEEDS_EXPLANATION: "Needs an explanation",
    Level.WORTH_NOTING: "Worth noting",
    Level.FOR_THE_RECORD: "For the record",
}
_LINK = re.compile(r"(?P<before>!?\[(?:[^\]\[]|\[[^\]]*\])*\]\()(?P<to>[^)\s]+)\)")
_FENCE = re.compile(r"^( *```\w+) (\S+)$", re.M)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("out", type=Path)
    options.add_argument("--url", default="", help="the address that the site will have")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve()
        write(folder, given.url)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
        if subprocess.run([*command, "-f", "zensical.toml"], cwd=folder).returncode:
            sys.exit("the site was not built")
        shutil.rmtree(given.out, ignore_errors=True)
        shutil.copytree(folder / "site", given.out)


def write(folder: Path, url: str) -> None:
    """Everything that the site is made of."""
    docs = folder / "docs"
    for source, name in _sources():
        text = source.read_text("utf-8") if source.suffix == ".md" else None
        target = docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            shutil.copyfile(source, target)
        else:
            target.write_text(on_site(text, source, name), "utf-8")
    shutil.copyfile(HERE / "website.css", docs / "website.css")
    menu = [
        {"Rules": [{"All rules": "rules/index.md"}, *rule_pages(docs / "rules")]},
        {"Events": [{"All events": "events/index.md"}, *event_pages(docs / "events")]},
        {"How it is made": [*_MADE, {"Decisions": list(_decisions(docs / "decisions"))}]},
    ]
    configuration = (HERE / "zensical.toml").read_text("utf-8")
    nav = [*tomllib.loads(configuration)["project"]["nav"], *menu]
    listed = set(re.findall(r'"([^"]+\.md)"', json.dumps(nav)))
    if left_out := sorted({name for _, name in _sources() if name.endswith(".md")} - listed):
        nav.append({"More": [_titled(docs, name) for name in left_out]})  # no page is lost
    start, end = configuration.index("nav = ["), configuration.index("\n]\n") + 3
    address = f"site_url = {json.dumps(url)}\n" if url else ""
    text = configuration[:start] + address + f"nav = {_toml(nav)}\n" + configuration[end:]
    (folder / "zensical.toml").write_text(text, "utf-8")


def _decisions(folder: Path) -> Iterator[dict[str, str]]:
    yield {"All decisions": "decisions/README.md"}
    for path in sorted(folder.glob("*.md")):
        if path.name != "README.md":
            yield _titled(folder.parent, f"decisions/{path.name}")


def _titled(docs: Path, name: str) -> dict[str, str]:
    """A page in the menu, by its heading."""
    return {(docs / name).read_text("utf-8").partition("\n")[0].removeprefix("# "): name}


def _sources() -> Iterator[tuple[Path, str]]:
    """The files that are pages or pictures of the site, each with its place there."""
    for source, name in _OTHERS.items():
        yield ROOT / source, name
    for path in sorted((ROOT / "docs").rglob("*")):
        name = path.relative_to(ROOT / "docs").as_posix()
        generated = name in ("rules.md", "events.md")
        if (
            path.suffix in (".md", ".svg", ".png", ".yml")
            and not generated
            and HERE not in path.parents
        ):
            yield (
                path,
                name.replace("/.", "/"),
            )  # a file whose name begins with a dot is no page of a site
    for path in sorted((ROOT / "schema").glob("*.json")):
        yield path, f"schema/{path.name}"


def on_site(text: str, source: Path, name: str) -> str:
    """A page of the repository as it stands on the site: links to where their ends are there, titles of code as the site writes them."""
    places = {path.resolve(): there for path, there in _sources()}
    up = "../" * name.count("/")

    def placed(link: re.Match[str]) -> str:
        to, _, anchor = link["to"].partition("#")
        if not to or "://" in to or to.startswith("mailto:"):
            return link[0]
        target = (source.parent / to).resolve()
        for kind in ("rules", "events"):
            if target == ROOT / f"docs/{kind}.md":
                page = f"{kind}/{anchor or 'index'}.md"
                return f"{link['before']}{up}{page})"
        if target in places:
            return f"{link['before']}{up}{places[target]}{'#' + anchor if anchor else ''})"
        return link["before"][1:-2]  # a file of the repository that is no page: its name alone

    return _FENCE.sub(r'\1 title="\2"', _LINK.sub(placed, text))


def rule_pages(folder: Path) -> Iterator[dict[str, object]]:
    """Writes a page for each rule and their list; yields the groups for the menu."""
    folder.mkdir()
    known, told = (
        load(),
        [
            "# Rules\n",
            "Each finding names its rule; here is what each finds, why that matters, and what to write instead. Severities and options are\nset in [`kprlint.toml`](../configuration.md).",
        ],
    )
    for group, names in BUILT_IN.items():
        heading = group.replace("_", " ").capitalize()
        told += [f"\n## {heading}\n", "| rule | severity | what it finds |\n|---|---|---|"]
        for name in names:
            rule = known[name]
            told.append(f"| [{name}]({name}.md) | {rule.severity} | {rule.summary} |")
            page = on_site(explain(name), ROOT / "docs/rules.md", f"rules/{name}.md")
            (folder / f"{name}.md").write_text(f"{page}\n{_NEXT}", "utf-8")
        yield {heading: [{name: f"rules/{name}.md"} for name in names]}
    (folder / "index.md").write_text("\n".join(told) + "\n", "utf-8")


_NEXT = """
Is it wrong here? [Say why, in the file or for whole folders](../readme.md#when-kprlint-is-wrong), and it is silent. All rules:
[the list](index.md).
"""


def event_pages(folder: Path) -> Iterator[dict[str, object]]:
    """Writes a page for each event, with an example, and their list; yields the levels for the menu."""
    folder.mkdir()
    shown = examples()
    told = [
        "# Events\n",
        "What [the change report](../changes.md) tells, in the order of gravity. An event is explained where it happens: a step in its own\nlines, a status in `status_reason`, an activity that went in the register's `retired`.",
    ]
    for level in Level:
        rules = [rule for rule in RULES if rule.level is level]
        told += [f"\n## {_LEVELS[level]}\n", "| event | what it finds |\n|---|---|"]
        for rule in rules:
            told.append(f"| [{rule.name}]({rule.name}.md) | {rule.summary} |")
            page = f"{explain(rule.name)}\n## Example\n\n{shown[rule.name]}\nAll events: [the list](index.md).\n"
            (folder / f"{rule.name}.md").write_text(page, "utf-8")
        yield {_LEVELS[level]: [{rule.name: f"events/{rule.name}.md"} for rule in rules]}
    (folder / "index.md").write_text("\n".join(told) + "\n", "utf-8")


def _toml(value: object) -> str:
    """The menu as TOML, in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
