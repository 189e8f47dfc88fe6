"""What the documents say holds: links lead somewhere, commands and options exist, files are as files have to be."""

import json
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from ruamel.yaml import YAML

import kprlint
from kprlint.cli.commands import COMMANDS
from kprlint.rules.index import BUILT_IN
from tests.conftest import write
from tests.docs.markdown import DOCUMENTS, Block, anchors, codes, in_language, links, name
from tests.plans import REGISTER, activity

# How a file is written; not what quarter it is of, which an example need not share with the plan that it is put into.
_FORM = [*BUILT_IN["file"].keys() - {"wrong-folder"}]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_somewhere(document: Path) -> None:
    dead = []
    for link in links(document):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert not dead


def _options(command: click.Command) -> set[str]:
    own = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    subcommands = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(_options, subcommands), {"--help", "--version", "--debug", "-h"})


def test_commands_and_options_that_are_named_exist() -> None:
    unknown = []
    for document in DOCUMENTS:
        for code in codes(document):
            words = code.replace("…", "").split()
            if words[:1] != ["kprlint"] or len(words) < 2 or words[1].startswith("--"):
                continue
            entry = COMMANDS.get(words[1])
            if entry is None and words[1] != "COMMAND":
                unknown.append(f"{name(document)}: {code}")
            elif entry:
                module = import_module(f"kprlint.cli.{entry.module}")
                known = _options(getattr(module, entry.module))
                given = {word.split("=")[0].strip(",.;)") for word in words if word.startswith("-")}
                unknown += [f"{name(document)}: {code}"] if given - known - {"-"} else []
    assert not unknown


@pytest.mark.parametrize("block", [*in_language("toml")], ids=str)
def test_toml_is_a_configuration(block: Block, council: Path, tmp_path: Path) -> None:
    """As kprlint reads it, beside what it names."""
    assert tomllib.loads(block.text)
    (tmp_path / "phrases").mkdir()
    (tmp_path / "council.svg").write_text("<svg/>")
    (tmp_path / "kprlint.toml").write_text(block.text, "utf-8")
    folder = tmp_path / "activities/2024-25"
    folder.mkdir(parents=True)
    for path in (council / "activities/2024-25").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    kprlint.check(folder=tmp_path)


@pytest.mark.parametrize("block", [*in_language("json")], ids=str)
def test_json_can_be_read(block: Block) -> None:
    lines = (line.partition("//")[0] for line in block.text.splitlines())
    assert json.loads("\n".join(lines))


# By a key that tells them apart: the schema of a pipeline, and what stands under it in a page.
_PIPELINES = {
    "pipelines": "bitbucket-pipelines",
    "jobs": "github-workflows",
    "stage": "gitlab-ci",
    "include": "gitlab-ci",
    "steps": "azure-pipelines",
}


def _kind(text: str) -> str:
    """What a block of YAML is, or is a part of: told by one of its keys."""
    data = YAML(typ="safe").load(text)
    first = next(iter(data.values()))
    keys = {*data, *(first if isinstance(first, dict) else ())}
    known = (*_PIPELINES, "repos", "extends", "objectives", "paper", "code", "next_steps")
    return next(key for key in known if key in keys)


_YAML = [
    block
    for block in in_language("yaml")
    if name(block.document) != "docs/rules.md" and "file" not in block.said
]


@pytest.mark.parametrize("schema", sorted({*_PIPELINES.values()}))
def test_pipelines_fit_the_schema_of_their_host(schema: str, tmp_path: Path) -> None:
    kinds = {key for key, known in _PIPELINES.items() if known == schema}
    files = []
    for number, block in enumerate(block for block in _YAML if _kind(block.text) in kinds):
        files.append(tmp_path / f"{number}.yml")
        files[-1].write_text(block.text, "utf-8")
    assert files
    options = ("--builtin-schema", f"vendor.{schema}", "--regex-variant", "nonunicode")
    _succeeds("check-jsonschema", *options, *files)


@pytest.mark.parametrize("block", [b for b in _YAML if _kind(b.text) not in _PIPELINES], ids=str)
def test_yaml_is_what_it_looks_like(block: Block, plan: Path) -> None:
    """Each is put where it belongs, the parts of a file into one that is right, and read there."""
    text, folder = block.text, plan / "activities/2023-24"
    match _kind(text):
        case "repos":
            write(plan / ".pre-commit-config.yaml", text)
            _succeeds("pre-commit", "validate-config", plan / ".pre-commit-config.yaml")
        case "extends":
            write(plan / "kprlint.toml", 'phrases = "phrases"\n')
            write(plan / "phrases/of-ours.yaml", text)
            assert "# of-ours" in kprlint.explain("of-ours", folder=plan)
        case "objectives":
            register = kprlint.read_plan(write(plan / "activities/2024-28/plan.yaml", text))
            assert register.name == "2024-28"
            assert not kprlint.check(
                folder, plan / "activities/2024-28/plan.yaml", select=_FORM
            ).findings
        case "paper":
            write(folder / "plan.yaml", REGISTER + text)
            assert kprlint.read_plan(folder).paper
        case "code":
            code = text.partition("\n")[0].removeprefix("code: ")
            file = write(folder / f"{code}.yaml", text)
            assert kprlint.read_activity(file).next_steps
            assert not kprlint.check(file, select=_FORM).findings
        case _:
            steps = text.removeprefix("next_steps:")
            file = write(folder / "KA.03.04.yaml", activity(next_steps=steps))
            assert kprlint.read_activity(file).next_steps
            assert not kprlint.check(file, select=_FORM).findings


def _succeeds(program: str, *arguments: str | Path) -> None:
    command = [Path(sys.executable).with_name(program), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
