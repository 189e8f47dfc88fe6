"""What `check` keeps for its next run: with it the same is told as without it, whatever has changed meanwhile."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import kprlint
from kprlint.lint import cache, keys
from kprlint.lint import run as engine
from kprlint.lint.finding import (
    Finding,
    FindingFix,
    FindingOffer,
    Place,
    RelatedPlace,
    TextEdit,
    Waived,
)
from kprlint.lint.record import Found, Record, as_json, of_json
from kprlint.output import FORMATS
from kprlint.rules.base import Severity
from tests.conftest import Run, write
from tests.lint.test_check import git
from tests.plans import PREDECESSOR, REGISTER, activity

PLAN = "activities/2023-24"
FILE = f"{PLAN}/KA.03.04.yaml"
OTHER = f"{PLAN}/KA.03.05.yaml"
SENTENCE = "Two of the four new air monitors were put up on the school roofs in July 2023."
DOUBTFUL = f"progress:\n  - {SENTENCE}\n  - The well-being team is at 120% of it's plan, see TBC."
STEPS = "next_steps:\n  - action: Choose the places for the new monitors\n    due: 2023/24 Q4\n"


@pytest.fixture
def of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found is kept of a plan of two activities, too."""
    monkeypatch.setattr(engine, "LEAST", 1)


@pytest.fixture
def repository(plan: Path, kept: Path, of_any_size: None) -> Path:
    """Two quarters of a plan in git, with findings of many kinds: in one file, across files, against last quarter."""
    for path in sorted(kept.glob("*")):
        path.unlink()
    git(plan, "init", "--quiet")
    write(plan / PLAN / "plan.yaml", REGISTER.replace("2023/24 Q2", "2023/24 Q1"))
    write(plan / FILE, activity(period="2023/24 Q1", next_steps=_steps("Ask the county", "Q2")))
    write(plan / OTHER, activity("KA.03.05", period="2023/24 Q1"))
    _commit(plan)
    write(plan / PLAN / "plan.yaml", REGISTER)
    write(plan / FILE, activity(progress=f"\n{DOUBTFUL.partition(chr(10))[2]}"))
    write(plan / OTHER, activity("KA.03.05", progress=f"\n  - {SENTENCE}", status="Rde"))
    write(
        plan / "kprlint.toml",
        '[[waiver]]\nrule = "duplicate-text"\npaths = ["**/KA.03.05.yaml"]\nreason = "agreed"\n',
    )
    _commit(plan)
    return plan


def _commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")


def _steps(action: str, quarter: str) -> str:
    return f"\n  - action: {action}\n    due: 2023/24 {quarter}"


def _same(run: Run, *arguments: str) -> str:
    """What `check` says, which is the same with what was kept and without."""
    without = run("check", "--no-cache", *arguments)
    for _ in range(2):
        with_it = run("check", *arguments)
        assert with_it.stdout == without.stdout
        assert with_it.stderr == without.stderr
        assert with_it.exit_code == without.exit_code
    return without.stdout


def _looked_at(monkeypatch: pytest.MonkeyPatch, run: Run, *arguments: str) -> list[str]:
    """The activities whose files a run looks at."""
    seen: list[str] = []
    look = engine.ProjectRun._activity

    def noted(self: engine.ProjectRun, folder: object, path: Path) -> object:
        seen.append(path.name)
        return look(self, folder, path)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(engine.ProjectRun, "_activity", noted)
        run("check", *arguments)
    return seen


@pytest.mark.parametrize("format_name", FORMATS)
def test_cold_and_warm_say_the_same(run: Run, repository: Path, format_name: str) -> None:
    told = _same(run, "--format", format_name, "--profile", "publication", "--show-waived")
    assert "duplicate-text" in told or format_name == "comments"


def test_what_has_not_changed_is_not_looked_at(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ["KA.01.04.yaml", "KA.03.04.yaml", "KA.03.05.yaml"]
    assert _looked_at(monkeypatch, run) == everything
    assert _looked_at(monkeypatch, run) == []
    assert _looked_at(monkeypatch, run, "--show-waived") == everything
    with (repository / FILE).open("a") as file:
        file.write("# seen by the director\n")
    assert _looked_at(monkeypatch, run) == ["KA.03.04.yaml"]
    # A waived finding of the other one points into this file, whose lines may have moved.
    assert _looked_at(monkeypatch, run, "--show-waived") == ["KA.03.04.yaml", "KA.03.05.yaml"]
    assert _looked_at(monkeypatch, run) == []


def test_a_commit_within_the_quarter_leaves_the_other_files_alone(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    write(repository / OTHER, activity("KA.03.05", progress="\n  - The tenants were asked."))
    _commit(repository)
    run("check")
    write(repository / OTHER, activity("KA.03.05", progress="\n  - The tenants were asked twice."))
    _commit(repository)
    assert _looked_at(monkeypatch, run) == ["KA.03.05.yaml"]


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        if (folder / name).exists():
            write(folder / name, (folder / name).read_text().replace(old, new))

    return edit


def _append(name: str, text: str) -> Callable[[Path], None]:
    def append(folder: Path) -> None:
        if (folder / name).exists():
            write(folder / name, (folder / name).read_text() + text)

    return append


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink(missing_ok=True)


def _promise(folder: Path) -> None:
    write(folder / FILE, activity(period="2023/24 Q1", next_steps=_steps("Ask the region", "Q2")))
    _commit(folder)
    write(folder / FILE, activity(progress=f"\n  - {SENTENCE}"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": _edit(FILE, "120%", "90%"),
    "its lines": _edit(FILE, "code:", "# above\ncode:"),
    "a sentence that stands in another, too": _edit(FILE, "school roofs", "roofs"),
    "a comment that hides": _append(OTHER, "# kprlint: ignore[unknown-status]: until May\n"),
    "a file that says it twice": lambda f: write(
        f / f"{PLAN}/copy.yaml", activity(progress=f"\n  - {SENTENCE}")
    ),
    "a file goes": _remove(f"{PLAN}/copy.yaml"),
    "a file that cannot be read": lambda f: write(f / f"{PLAN}/KA.03.06.yaml", "code: [\n"),
    "one that carries on another": lambda f: write(
        f / f"{PLAN}/KA.03.07.yaml", activity("KA.03.07", continues="2019-20/KA.01.04")
    ),
    "a step from another": _append(
        f"{PLAN}/KA.03.07.yaml",
        "  - action: Ask the county\n    was: Ask the county\n    from: KA.03.04\n",
    ),
    "the register": _edit(f"{PLAN}/plan.yaml", "kind: off-track", "kind: complete"),
    "another register": lambda f: write(
        f / "activities/2019-20/plan.yaml", PREDECESSOR.replace("KA.01.04", "KA.01.05")
    ),
    "the plan before": lambda f: write(
        f / "activities/2019-20/KA.01.04.yaml", activity("KA.01.04", period="2019/20 Q3")
    ),
    "the severity of a rule": _append("kprlint.toml", "[rules.unknown-status]\nseverity='info'\n"),
    "a waiver": _edit("kprlint.toml", "KA.03.05", "KA.03.04"),
    "a waiver's day": _append(
        "kprlint.toml",
        '[[waiver]]\nrule="unknown-status"\npaths=["**"]\nreason="x"\nuntil="2023-08-01"\n',
    ),
    "a rule of the council's own": lambda f: (
        write(f / "phrases/roofs.yaml", "extends: existence\nmessage: No\ntokens: [roofs]\n"),
        write(f / "kprlint.toml", 'phrases = "phrases"\n'),
    ),
    "that rule": lambda f: (
        (f / "phrases").is_dir()
        and write(f / "phrases/roofs.yaml", "extends: existence\nmessage: No\ntokens: [July]\n")
    ),
    "a commit": _commit,
    "a tag of last quarter": lambda f: git(f, "tag", "-f", "kprlint/2023-24/2023-24-Q1", "HEAD~1"),
    "what was promised": _promise,
    "the index": lambda f: git(f, "rm", "--quiet", "--cached", OTHER, "--ignore-unmatch"),
    "all is tracked": lambda f: git(f, "add", "--all"),
}
WAYS: list[tuple[str, ...]] = [
    (),
    ("--profile", "publication", "--show-waived"),
    ("--as-of", "2023-12-31", "--format", "json"),
    ("--closing",),
    ("--select", "duplicate-text,unaccounted-step,unused-ignore"),
    ("--scope", "file", FILE, OTHER),
    ("--scope", "plan"),
]


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(CHANGES)), st.sampled_from(WAYS)), min_size=2, max_size=4
    )
)
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each step is four runs
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_changes_the_same_is_told(
    tmp_path_factory: pytest.TempPathFactory,
    run: Run,
    repository: Path,
    changes: list[tuple[str, tuple[str, ...]]],
) -> None:
    here = tmp_path_factory.mktemp("again") / "repository"
    git(repository, "clone", "--quiet", str(repository), str(here))
    os.chdir(here)
    try:
        for change, arguments in changes:
            CHANGES[change](here)
            run("check", *arguments)
            _same(run, *arguments)
    finally:
        os.chdir(repository)


@pytest.mark.parametrize("change", CHANGES)
def test_after_each_change_the_same_is_told(run: Run, repository: Path, change: str) -> None:
    if "another" in change or "from" in change:
        CHANGES["one that carries on another"](repository)
    run("check", "--profile", "publication")
    CHANGES[change](repository)
    _same(run, "--profile", "publication")


def _damaged(content: bytes) -> Iterator[bytes]:
    head, _, body = content.partition(b"\n")
    yield b""
    yield content[:-1]
    yield content.replace(b"unknown-status", b"unknown-statue")
    yield b"0" * len(head) + b"\n" + body
    yield head + b"\n" + b"[" * 100_000
    yield b"\xff" * 100
    yield b'[[["file","../../plan.yaml"],"x"]]\n'


@pytest.mark.parametrize("way", range(7))
def test_a_damaged_file_is_none(run: Run, repository: Path, kept: Path, way: int) -> None:
    run("check")
    for path in kept.glob("*.jsonl"):
        path.write_bytes(list(_damaged(path.read_bytes()))[way])
    assert "unknown-status" in _same(run)


def test_a_file_of_another_plan_or_of_a_stranger_is_none(
    run: Run, repository: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    one, other = sorted(kept.glob("*.jsonl"))
    one.write_bytes(other.read_bytes())
    _same(run)
    (kept / "secret").chmod(0o600)
    (kept / "secret").write_bytes(b"0" * 32)
    assert len(_looked_at(monkeypatch, run)) == 3
    (kept / "secret").chmod(0o644)
    assert len(_looked_at(monkeypatch, run)) == 3
    assert len(_looked_at(monkeypatch, run)) == 3  # and nothing is written, either
    (kept / "secret").unlink()
    _same(run)


@pytest.mark.parametrize("what", ["a folder", "a link", "a pipe"])
def test_what_is_no_file_is_left_alone(run: Run, repository: Path, kept: Path, what: str) -> None:
    run("check")
    for path in list(kept.glob("*.jsonl")):
        path.unlink()
        if what == "a folder":
            path.mkdir()
        elif what == "a link":
            path.symlink_to(repository / FILE)
        else:
            os.mkfifo(path)
    before = (repository / FILE).read_bytes()
    _same(run)
    assert (repository / FILE).read_bytes() == before
    for path in kept.glob("*.jsonl"):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()


def test_nothing_is_kept_in_the_repository_and_where_nothing_can_be(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPRLINT_CACHE", str(repository / "kept"))
    _same(run)
    assert not (repository / "kept").exists()
    monkeypatch.setenv("KPRLINT_CACHE", "/dev/null/kept")
    _same(run)


def test_a_broken_rule_is_not_kept(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("kprlint.rules.text.duplicate_text._told", None)
        patched.setattr("kprlint.rules.text.duplicate_text.SENTENCES.told", None)
        assert "rule-crashed" in run("check").output
    assert "rule-crashed" not in _same(run)


def test_the_oldest_go(
    run: Run, repository: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    first = set(kept.glob("*.jsonl"))
    for path in first:
        os.utime(path, (1, 1))
    monkeypatch.setattr(cache, "MOST_OF_ALL", max(p.stat().st_size for p in first) * 3)
    run("check", "--closing")
    run("check", "--as-of", "2023-12-31")
    left = set(kept.glob("*.jsonl"))
    assert left
    assert not left & first
    monkeypatch.setattr(cache, "MOST", 10)
    run("check", "--as-of", "2024-01-31")
    assert set(kept.glob("*.jsonl")) == left


def test_clean_takes_all_of_it_away(run: Run, repository: Path, kept: Path) -> None:
    run("check")
    assert "2 files" in run("cache", "show").output
    assert run("cache", "clean").output.startswith("2 files")
    assert not list(kept.glob("*.jsonl"))
    assert "0 files" in run("cache", "show").output


def test_a_hook_for_a_few_files_does_not_even_import_it(plan: Path) -> None:
    code = (
        "import sys\nfrom kprlint.cli import main\n"
        f"main(['check', {FILE!r}], standalone_mode=False)\n"
        "assert not {'kprlint.lint.cache', 'kprlint.lint.keys'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=plan, check=True, capture_output=True)


def test_no_part_of_a_finding_is_lost() -> None:
    place = Place(1, 2, 3, 4, 5, 6)
    edits = (TextEdit(place, "\ud800 “x”"),)
    finding = Finding(
        rule="a",
        severity=Severity.INFO,
        file="b",
        place=place,
        activity="c",
        field="/d",
        message="e",
        help="f",
        fix=FindingFix(True, edits),
        fingerprint="",
        source="g",
        waived=Waived("h", in_file=True),
        related=(RelatedPlace("i", place, "j", "k"),),
        from_top="l",
        offers=(FindingOffer("m", edits),),
    )
    assert all(value for name, value in finding._asdict().items() if name != "fingerprint")
    record = Record()
    record.found = [Found(finding, "n")]
    record.waived, record.by_waiver, record.notes = 3, {"o"}, ["p"]
    back = of_json(json.loads(json.dumps(as_json(record))))
    assert back.found == record.found
    assert (back.waived, back.by_waiver, back.notes) == (3, {"o"}, ["p"])


def test_it_is_plain_text_that_says_nothing_but_what_was_found(
    run: Run, repository: Path, kept: Path
) -> None:
    run("check")
    for path in kept.glob("*.jsonl"):
        _, answers, *lines = path.read_text("ascii").splitlines()
        assert all(isinstance(answer, str) for _, answer in json.loads(answers))
        assert {json.loads(line)[0] for line in lines} <= {
            "KA.01.04.yaml",
            "KA.03.04.yaml",
            "KA.03.05.yaml",
        }


def test_the_key_holds_every_file_of_the_program_that_a_rule_may_read() -> None:
    package = Path(kprlint.__file__).parent
    roots = [path for path in package.iterdir() if path.name not in keys._NOT_OURS]
    held = {path for root in roots for path in keys._files(root)}
    there = {path for root in roots for path in (root.rglob("*") if root.is_dir() else (root,))}
    files = {path for path in there if path.is_file() and path.suffix not in (".pyc", ".typed")}
    assert {str(path) for path in files} == held
