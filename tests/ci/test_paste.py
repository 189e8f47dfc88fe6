"""The action's comments beside files: the lines to paste, for whoever edits in the browser."""

import json
from pathlib import Path

import pytest

from tests.ci.council import PLAN, Council
from tests.ci.runner import NEWEST, Act, needed
from tests.plans import activity

pytestmark = needed

# A server that keeps the comments of the pull request.
SERVER = """
case "$*" in
  *--method*)
    echo "$3 $4" >> "{folder}/calls"
    cat > "{folder}/sent-$(printf %03d "$(wc -l < "{folder}/calls")")"
    {answer} ;;
  *comments*) cat "{folder}/posted" ;;
  *) echo {newest} ;;
esac
"""
LINE = f"<!-- kprlint {PLAN}/KA.03.04.yaml -->"
OFFER = "Offer the lines to paste"


class Server:
    """Comments beside the files of the pull request, as GitHub has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.has()

    def has(self, *comments: tuple[int, str]) -> None:
        lines = (json.dumps({"id": number, "body": body}) for number, body in comments)
        (self.folder / "posted").write_text("".join(f"{line}\n" for line in lines))

    def script(self, answer: str = "echo {}") -> str:
        return SERVER.format(folder=self.folder, answer=answer, newest=NEWEST)

    @property
    def calls(self) -> list[str]:
        file = self.folder / "calls"
        return file.read_text().splitlines() if file.exists() else []

    @property
    def sent(self) -> list[dict[str, str]]:
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("sent-*"))]


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path / "server")


def vanished(council: Council) -> None:
    """A pull request that loses a step without a word."""
    council.write(f"{PLAN}/KA.03.04.yaml", activity(next_steps="\n  - Ask the police"))
    council.commit("A step is gone")


def test_the_lines_to_paste_stand_beside_the_file(
    act: Act, council: Council, server: Server
) -> None:
    vanished(council)
    outcome = act(server=server.script())
    assert outcome.codes[OFFER] == 0, outcome.log
    assert server.calls == ["POST repos/council/plans/pulls/7/comments"]
    [sent] = server.sent
    assert (sent["path"], sent["commit_id"], sent["subject_type"]) == (
        f"{PLAN}/KA.03.04.yaml",
        NEWEST,
        "file",
    )
    assert sent["body"].startswith(f"{LINE}\n")
    assert (
        "```yaml\n  - action: Choose the places for the new monitors\n    due: 2023/24 Q4\n    done:"
        in sent["body"]
    )
    assert outcome.codes["Fail where something was found"] == 1


def test_the_lines_are_posted_once_and_brought_up_to_date(
    act: Act, council: Council, server: Server, tmp_path: Path
) -> None:
    vanished(council)
    act(server=server.script())
    [sent] = server.sent
    again = tmp_path / "clone"
    server.has((12, sent["body"]), (13, "<!-- kprlint other.yaml -->\nold"), (14, "a person's"))
    assert act(folder=again, server=server.script()).codes[OFFER] == 0
    assert server.calls[1:] == ["PATCH repos/council/plans/pulls/comments/13"]
    server.has((12, f"{LINE}\nold"))
    act(folder=again, server=server.script())
    assert server.calls[2:] == ["PATCH repos/council/plans/pulls/comments/12"]
    assert server.sent[-1] == {"body": sent["body"]}


def test_where_everything_is_answered_the_comment_says_so(
    act: Act, council: Council, server: Server, tmp_path: Path
) -> None:
    council.write(f"{PLAN}/KA.03.04.yaml", activity(progress="\n  - Two masts were tested."))
    council.commit("Nothing is gone")
    server.has((12, f"{LINE}\nold"))
    act(server=server.script())
    done = f"{LINE}\nWhat became of each step is written here by now."
    assert server.sent == [{"body": done}]
    server.has((12, done))
    act(folder=tmp_path / "clone", server=server.script())
    assert len(server.calls) == 1


def test_only_files_of_the_pull_request_have_comments(
    act: Act, council: Council, server: Server
) -> None:
    """A step that main has lost is not this pull request's to answer for."""
    council.git("checkout", "--quiet", "main")
    vanished(council)
    council.git("checkout", "--quiet", "-B", "pull")
    council.write(f"{PLAN}/KA.03.05.yaml", activity("KA.03.05", title="Another title"))
    council.commit("Something else")
    outcome = act(server=server.script())
    assert outcome.codes[OFFER] == 0
    assert server.calls == []


def test_a_comment_that_cannot_be_posted_is_a_warning(
    act: Act, council: Council, server: Server
) -> None:
    vanished(council)
    outcome = act(server=server.script("echo HTTP 422 >&2; exit 1"))
    assert (
        "::warning title=kprlint::A comment with lines to paste could not be posted" in outcome.log
    )
    assert outcome.codes[OFFER] == 0


@pytest.mark.parametrize(
    "name", ["$(touch owned)", "`touch owned`", 'a"; touch owned; "', "--> x", "ü b"]
)
def test_names_of_files_are_data_in_comments(
    act: Act, council: Council, server: Server, tmp_path: Path, name: str
) -> None:
    council.git("rm", "--quiet", f"{PLAN}/KA.03.04.yaml")
    council.write(f"{PLAN}/{name}.yaml", activity(next_steps="\n  - Ask the police"))
    council.commit("A file of another name")
    outcome = act(server=server.script())
    assert outcome.codes[OFFER] == 0, outcome.log
    assert "owned" not in {path.name for path in (tmp_path / "clone").iterdir()}
    assert [sent["path"] for sent in server.sent] == [f"{PLAN}/{name}.yaml"]
    assert server.sent[0]["body"].split("\n")[0].count("-->") == 1
