"""The one function that opens files, and the ones that write them."""

import errno
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kprlint.errors import OutputError, Refused
from kprlint.source import writing
from kprlint.source.files import Unreadable, read
from kprlint.source.writing import create, replace, replace_all, write_output


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder, and beside it what no file of it may reach."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "tree/.git").mkdir(parents=True)
    (tmp_path / "tree/.git/config").write_text("token")
    (tmp_path / "tree/inner").mkdir()
    (tmp_path / "tree/inner/file").write_text("content")
    return tmp_path / "tree"


def linked(to: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(to)


def sock(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))  # the whole name may be too long for a socket


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (linked("../secret"), "outside of"),
        (linked("/dev/zero"), "outside of"),
        (linked("inner/../../secret"), "outside of"),
        (linked(".git/config"), "git's own folder"),
        (linked("nothing"), "no such file"),
        (linked("x"), "too many levels of symbolic links"),
        (Path.mkdir, "it is a folder"),
        (os.mkfifo, "it is a pipe"),
        (sock, "it is a socket"),
        (lambda path: path.write_bytes(b"x" * 101), "it has 101 bytes, and may have 100"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 1 << 40), "bytes"),
    ],
)
def test_what_is_not_read(tree: Path, make: Callable[[Path], None], why: str) -> None:
    before = Path.cwd()
    os.chdir(tree)
    try:
        make(tree / "x")
        with pytest.raises(Unreadable, match="x cannot be read: ") as told:
            read(tree / "x", at_most=100, within=tree)
    finally:
        os.chdir(before)
    assert why in told.value.why
    assert "secret" not in str(told.value)


def test_a_link_inside_is_followed(tree: Path) -> None:
    (tree / "x").symlink_to("inner/file")
    (tree / "y").symlink_to("inner")
    assert read(tree / "x", at_most=100, within=tree) == b"content"
    assert read(tree / "y/file", at_most=100, within=tree) == b"content"


def test_the_tree_itself_may_be_a_link(tree: Path) -> None:
    (tree.parent / "other").symlink_to(tree)
    assert read(tree.parent / "other/inner/file", at_most=100, within=tree.parent / "other")


def test_a_folder_that_leads_out(tree: Path) -> None:
    (tree / "out").symlink_to("..")
    with pytest.raises(Unreadable):
        read(tree / "out/secret", at_most=100, within=tree)


def test_what_a_person_names_may_lie_anywhere(tree: Path) -> None:
    (tree / "x").symlink_to("../secret")
    assert read(tree / "x", at_most=100) == b"secret"
    with pytest.raises(Unreadable, match="it is a device"):
        read(Path("/dev/zero"), at_most=100)


class TestWriting:
    def test_mode_and_attributes_stay(self, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_bytes(b"old")
        path.chmod(0o640)
        try:
            os.setxattr(path, "user.note", b"kept")
        except OSError:
            pytest.skip("no attributes here")
        replace(path, b"new", before=b"old")
        assert path.read_bytes() == b"new"
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert os.getxattr(path, "user.note") == b"kept"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
    def test_the_owner_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_bytes(b"old")
        os.chown(path, 1234, 2345)
        replace(path, b"new", before=b"old")
        assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)

    def test_what_was_changed_meanwhile_stays(self, tmp_path: Path) -> None:
        one, two = tmp_path / "one", tmp_path / "two"
        one.write_bytes(b"1")
        two.write_bytes(b"somebody's work")
        with pytest.raises(Refused, match="changed by somebody else meanwhile"):
            replace_all({one: (b"1", b"a"), two: (b"2", b"b")})
        assert (one.read_bytes(), two.read_bytes()) == (b"1", b"somebody's work")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "two"]

    def test_a_second_name_is_not_parted(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"old")
        os.link(tmp_path / "x", tmp_path / "y")
        with pytest.raises(Refused, match="hard link"):
            replace(tmp_path / "x", b"new", before=b"old")
        assert (tmp_path / "y").read_bytes() == b"old"

    def test_a_new_file_replaces_nothing(self, tmp_path: Path) -> None:
        create(tmp_path / "x", b"new")
        with pytest.raises(Refused, match="exists already"):
            create(tmp_path / "x", b"newer")
        assert (tmp_path / "x").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o666 & ~writing._umask()

    @pytest.mark.parametrize("nth", range(1, 12))
    @pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "link"])
    def test_a_fault_at_any_call_leaves_all_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
    ) -> None:
        before = {name: name.encode() for name in "abc"}
        for name, data in before.items():
            (tmp_path / name).write_bytes(data)
        good, calls = getattr(os, call), 0

        def failing(*args: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == nth:
                raise OSError(errno.ENOSPC, "No space left on device")
            return good(*args, **options)

        monkeypatch.setattr(f"kprlint.source.writing.os.{call}", failing)
        changes: dict[Path, tuple[bytes | None, bytes]] = {
            tmp_path / n: (d, d * 2) for n, d in before.items()
        }
        changes[tmp_path / "d"] = (None, b"dd")
        wanted = {name: name.encode() * 2 for name in "abcd"}
        try:
            replace_all(changes)
        except OutputError:
            wanted = before
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == wanted

    def test_output_goes_where_it_was_asked_to(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"old")
        (tmp_path / "link").symlink_to("x")
        write_output(tmp_path / "link", b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "x").read_bytes() == b"new"
        write_output(Path(os.devnull), b"new")
        with pytest.raises(OutputError, match="no space left on device"):
            write_output(Path("/dev/full"), b"new")
        with pytest.raises(OutputError, match="no such file"):
            write_output(tmp_path / "nowhere/x", b"new")
