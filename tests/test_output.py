"""Files are written whole or not at all, and what is replaced is kept."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.readme import ROOT
from tests.root import NOBODY, must_be_root
from xlsummary.output import Output, write_all
from xlsummary.package import packed
from xlsummary.problems import XlsummaryError
from xlsummary.stamp import stamp_of
from xlsummary.temporary import beside, held, put_new

posix = pytest.mark.skipif(os.name != "posix", reason="mode bits, links and locks are those of POSIX")


@dataclass(frozen=True)
class Streamed:
    """A content that is streamed, with something happening while it is."""

    content: bytes = b""
    meanwhile: Callable[[], object] = lambda: None

    def write(self, stream: BinaryIO, /) -> None:
        stream.write(self.content)
        self.meanwhile()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _refused(*outputs: Output) -> XlsummaryError:
    with pytest.raises(XlsummaryError) as caught:
        write_all(outputs)
    return caught.value


def test_files_are_written_in_the_order_given_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_all([Output("summary", tmp_path / "a.docx", b"word"), Output("plan", tmp_path / "new" / "b.xlsx", b"book")])
    assert [output.role for output in written] == ["summary", "plan"]
    assert (tmp_path / "a.docx").read_bytes() == b"word"
    assert _names(tmp_path) == ["a.docx", "new"]
    assert _names(tmp_path / "new") == ["b.xlsx"]


def test_a_content_may_be_streamed(tmp_path: Path) -> None:
    write_all([Output("plan", tmp_path / "b.xlsx", Streamed(b"book"))])
    assert (tmp_path / "b.xlsx").read_bytes() == b"book"
    assert _names(tmp_path) == ["b.xlsx"]


def test_all_are_complete_before_the_first_is_put_in_its_place(tmp_path: Path) -> None:
    first, last = tmp_path / "a.docx", tmp_path / "b.xlsx"
    first.write_bytes(b"old")
    seen: list[bytes] = []

    def look() -> None:
        seen.extend((first.read_bytes(), beside(first).read_bytes()))

    write_all([Output("summary", first, b"new"), Output("plan", last, Streamed(b"book", look))])
    assert seen == [b"old", b"new"]
    assert first.read_bytes() == b"new"


# Backups --------------------------------------------------------------------------------------


def test_a_file_somebody_worked_on_is_kept_as_backup(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"edited by hand")
    written = write_all([Output("summary", tmp_path / "a.docx", b"new")])
    assert [(output.role, output.path.name) for output in written] == [("backup", "a.bak.docx"), ("summary", "a.docx")]
    assert (tmp_path / "a.bak.docx").read_bytes() == b"edited by hand"


def test_no_backup_is_ever_overwritten_and_none_is_made_twice(tmp_path: Path) -> None:
    for edit in (b"first edit", b"second edit", b"first edit"):
        (tmp_path / "a.docx").write_bytes(edit)
        write_all([Output("summary", tmp_path / "a.docx", b"new")])
    assert _names(tmp_path) == ["a.bak.docx", "a.bak2.docx", "a.docx"]
    assert (tmp_path / "a.bak.docx").read_bytes() == b"first edit"
    assert (tmp_path / "a.bak2.docx").read_bytes() == b"second edit"


def test_a_backup_takes_no_place_that_was_taken_meanwhile(tmp_path: Path) -> None:
    place = tmp_path / "a.bak.docx"
    place.write_bytes(b"theirs")
    with held(place), pytest.raises(FileExistsError):
        put_new(beside(place), place)
    assert place.read_bytes() == b"theirs"
    assert _names(tmp_path) == ["a.bak.docx"]


def test_what_the_last_run_wrote_needs_no_backup_unless_it_is_the_book(tmp_path: Path) -> None:
    old, new = packed({"a": b"1"}), packed({"a": b"2"})
    (tmp_path / "a.docx").write_bytes(old)
    (tmp_path / "b.xlsx").write_bytes(old)
    write_all([Output("summary", tmp_path / "a.docx", new), Output("plan", tmp_path / "b.xlsx", new, keeps_old=True)])
    assert _names(tmp_path) == ["a.docx", "b.bak.xlsx", "b.xlsx"]


def test_the_same_content_again_makes_no_backup_and_leaves_the_file_alone(tmp_path: Path) -> None:
    write_all([Output("summary", tmp_path / "a.docx", b"same")])
    before = (tmp_path / "a.docx").stat()
    written = write_all([Output("summary", tmp_path / "a.docx", b"same", keeps_old=True)])
    assert [output.role for output in written] == ["summary"]
    assert _names(tmp_path) == ["a.docx"]
    assert ((tmp_path / "a.docx").stat().st_ino, (tmp_path / "a.docx").stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process its own peak of memory")
def test_a_large_book_is_backed_up_and_replaced_within_little_memory(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(os.urandom(1 << 20) * 47)
    script = (
        "import sys; from pathlib import Path; from xlsummary.output import Output, write_all\n"
        "class New:\n"
        "    def write(self, stream): [stream.write(bytes(1 << 20)) for _ in range(47)]\n"
        "book = Path(sys.argv[1]); write_all([Output('plan', book, New(), keeps_old=True)])\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", script, str(book)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert (tmp_path / "book.bak.xlsx").stat().st_size == book.stat().st_size == 47 << 20
    assert int(done.stdout) < 100 * 1024


# Nothing half done ----------------------------------------------------------------------------


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"in the way of a folder")
    error = _refused(Output("summary", tmp_path / "a.docx", b"new"), Output("plan", tmp_path / "file" / "b.xlsx", b"book"))
    assert error.rule == "output-not-written"
    assert (error.message.zh[-15:], error.hint.en[:24]) == ("路径里有一段是文件，不是文件夹", "Rename or move that file")
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.docx", "file"]


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "b.xlsx").mkdir()
    error = _refused(Output("summary", tmp_path / "a.docx", b"new"), Output("plan", tmp_path / "b.xlsx", b"book"))
    assert error.path == str(tmp_path / "b.xlsx")
    assert error.message.zh.endswith("那里已有一个同名的文件夹")
    assert error.hint.zh.startswith("把那个文件夹改名或移走")
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.docx", "b.xlsx"]


def test_when_a_later_one_cannot_take_its_place_the_earlier_ones_are_taken_back(tmp_path: Path) -> None:
    new, old, changed, last = (tmp_path / f"{name}.xlsx" for name in ("a", "b", "c", "d"))
    old.write_bytes(b"old")
    old.chmod(0o640)
    changed.write_bytes(b"old")
    before = old.stat()
    meddling = Streamed(b"4", lambda: changed.write_bytes(b"saved by its user"))
    error = _refused(*(Output("plan", path, b"new") for path in (new, old, changed)), Output("plan", last, meddling))
    assert (error.rule, error.path) == ("book-changed", str(changed))
    assert _names(tmp_path) == ["b.xlsx", "c.xlsx"]
    assert (old.read_bytes(), changed.read_bytes()) == (b"old", b"saved by its user")
    assert (old.stat().st_ino, old.stat().st_mode) == (before.st_ino, before.st_mode)


def test_a_book_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"read")
    read = stamp_of(book)
    book.write_bytes(b"saved meanwhile")
    assert _refused(Output("plan", book, b"new", keeps_old=True, over=read)).rule == "book-changed"
    assert book.read_bytes() == b"saved meanwhile"
    assert _names(tmp_path) == ["book.xlsx"]


@posix
def test_what_is_written_is_on_disk_before_it_has_its_place_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system is asked as ever; the test only looks at what it is asked for, and what lies there then."""
    place, really = tmp_path / "a.xlsx", os.fsync
    place.write_bytes(b"old")
    seen: list[tuple[int, bytes]] = []

    def look(descriptor: int) -> None:
        seen.append((os.fstat(descriptor).st_ino, place.read_bytes()))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    write_all([Output("plan", place, b"new")])
    made, folder = place.stat().st_ino, tmp_path.stat().st_ino
    assert (made, b"old") in seen
    assert seen[-1] == (folder, b"new")


# Links and rights -----------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o664])
def test_mode_bits_are_kept_and_the_backup_has_them_too(mode: int, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"old")
    book.chmod(mode)
    write_all([Output("plan", book, b"new", keeps_old=True)])
    assert stat.S_IMODE(book.stat().st_mode) == mode
    assert stat.S_IMODE((tmp_path / "book.bak.xlsx").stat().st_mode) == mode


@posix
@pytest.mark.parametrize(("mode", "wanted"), [(0o600, 0o600), (0o640, 0o640), (0o664, 0o644), (0o400, 0o600), (0o755, 0o644)])
def test_a_new_file_gives_nobody_more_than_its_source(mode: int, wanted: int, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"old")
    book.chmod(mode)
    before = os.umask(0o022)
    try:
        write_all([Output("plan", tmp_path / "book-plan.xlsx", b"new", source=book), Output("summary", tmp_path / "a", b"new")])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "book-plan.xlsx").stat().st_mode) == wanted
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


@posix
@pytest.mark.parametrize("has_source", [True, False])
def test_nobody_reads_a_file_in_the_making_who_may_not_read_the_book(has_source: bool, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"old")
    book.chmod(0o600)
    seen: list[int] = []
    place = tmp_path / "book-plan.xlsx" if has_source else book

    def look() -> None:
        seen.append(stat.S_IMODE(beside(place).stat().st_mode))

    write_all([Output("plan", place, Streamed(b"new", look), source=book if has_source else None)])
    assert seen == [0o600]


@posix
def test_a_file_keeps_its_owner() -> None:
    must_be_root()
    with _open_folder() as folder:
        book = folder / "book.xlsx"
        book.write_bytes(b"old")
        os.chown(book, NOBODY, NOBODY)
        write_all([Output("plan", book, b"new", keeps_old=True)])
        assert {(folder / name).stat().st_uid for name in ("book.xlsx", "book.bak.xlsx")} == {NOBODY}


@pytest.mark.skipif(sys.platform != "linux", reason="further attributes are set the Linux way")
def test_a_file_keeps_its_further_attributes(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"old")
    try:
        os.setxattr(book, "user.origin", b"branch office")
    except OSError:
        pytest.skip("this file system holds no attributes")
    write_all([Output("plan", book, b"new")])
    assert os.getxattr(book, "user.origin") == b"branch office"


@posix
def test_of_a_link_the_file_is_written_and_the_link_stays(tmp_path: Path) -> None:
    real, near, far = tmp_path / "real", tmp_path / "near.xlsx", tmp_path / "far.xlsx"
    real.mkdir()
    (real / "book.xlsx").write_bytes(b"old")
    near.symlink_to("real/book.xlsx")
    far.symlink_to(near)
    write_all([Output("plan", far, b"new", keeps_old=True)])
    assert (real / "book.xlsx").read_bytes() == b"new"
    assert [each.readlink() for each in (far, near)] == [near, Path("real/book.xlsx")]
    assert (tmp_path / "far.bak.xlsx").read_bytes() == b"old"
    assert _names(real) == ["book.xlsx"]


@posix
def test_a_link_to_a_file_that_is_not_there_makes_it(tmp_path: Path) -> None:
    (tmp_path / "link.xlsx").symlink_to("book.xlsx")
    write_all([Output("plan", tmp_path / "link.xlsx", b"new")])
    assert (tmp_path / "book.xlsx").read_bytes() == b"new"
    assert (tmp_path / "link.xlsx").is_symlink()


@posix
def test_links_that_lead_to_each_other_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to("b.xlsx")
    (tmp_path / "b.xlsx").symlink_to("a.xlsx")
    (tmp_path / "round").symlink_to("round")
    for path in (tmp_path / "a.xlsx", tmp_path / "round" / "c.xlsx"):
        error = _refused(Output("plan", path, b"new"))
        assert (error.rule, error.path) == ("output-not-written", str(path))
        assert error.message.en.endswith("links in the path lead to each other, never to a file")
        assert error.hint.zh.startswith("删去这些链接")


@posix
def test_a_folder_that_is_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("gone")
    error = _refused(Output("plan", tmp_path / "out" / "a.xlsx", b"new"))
    assert error.message.en.endswith("a part of the path is not there, or is a link that leads nowhere")
    assert _names(tmp_path) == ["out"]


@posix
def test_a_read_only_file_is_not_replaced_even_where_the_folder_would_allow_it(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"old")
    book.chmod(0o444)
    error = _refused(Output("summary", tmp_path / "a.docx", b"word"), Output("plan", book, b"new", keeps_old=True))
    assert (error.rule, error.path) == ("read-only-file", str(book))
    assert book.read_bytes() == b"old"
    assert _names(tmp_path) == ["book.xlsx"]


# Killed and other runs ------------------------------------------------------------------------


def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path: Path) -> None:
    for name in ("a.docx", "b.xlsx", "b.bak.xlsx", "a.docx.old"):
        (tmp_path / f".{name}.xlsummary-tmp").write_bytes(b"half")
    write_all([Output("summary", tmp_path / "a.docx", b"whole")])
    assert _names(tmp_path) == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"whole"


@posix
def test_what_a_killed_run_left_may_be_another_name_of_a_file_which_stays(tmp_path: Path) -> None:
    book = tmp_path / "a.docx"
    book.write_bytes(b"precious")
    os.link(book, beside(book))
    os.link(book, beside(book, ".old"))
    assert _refused(Output("summary", book, Streamed(b"", book.touch))).rule == "book-changed"
    assert book.read_bytes() == b"precious"


@posix
def test_two_runs_never_write_the_same_file_and_leave_each_others_alone(tmp_path: Path) -> None:
    with held(tmp_path / "a.docx") as stream:
        stream.write(b"the other run")
        error = _refused(Output("summary", tmp_path / "a.docx", b"ours"))
        assert (error.rule, error.path) == ("output-being-written", str(tmp_path / "a.docx"))
        write_all([Output("summary", tmp_path / "b.docx", b"ours")])
        stream.flush()
        assert beside(tmp_path / "a.docx").read_bytes() == b"the other run"
    assert _names(tmp_path) == ["b.docx"]


@posix
def test_a_run_that_is_killed_holds_nothing_any_more(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from xlsummary.temporary import held\n"
        "with held(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); print('held', flush=True); time.sleep(60)"
    )
    with _python(script, tmp_path / "a.docx") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert _refused(Output("summary", tmp_path / "a.docx", b"ours")).rule == "output-being-written"
        process.kill()
        process.wait()
    write_all([Output("summary", tmp_path / "a.docx", b"ours")])
    assert (tmp_path / "a.docx").read_bytes() == b"ours"
    assert _names(tmp_path) == ["a.docx"]


# A system that refuses ------------------------------------------------------------------------


@posix
def test_a_full_disk_is_told_and_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    must_be_root()
    mount = tmp_path / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(mount)], check=True)  # noqa: S603, S607
    try:
        (mount / "a.docx").write_bytes(b"old word")
        (mount / "b.xlsx").write_bytes(b"old" * 20_000)
        for contents in ((b"new", bytes(400_000)), (bytes(400_000), b"new"), (b"new", bytes(150_000))):
            word, book = contents
            error = _refused(
                Output("summary", mount / "a.docx", word), Output("plan", mount / "b.xlsx", Streamed(book), keeps_old=True)
            )
            assert error.rule == "output-not-written"
            assert "磁盘已满" in error.message.zh
            assert "Make room" in error.hint.en
            assert ((mount / "a.docx").read_bytes(), (mount / "b.xlsx").read_bytes()) == (b"old word", b"old" * 20_000)
            assert _names(mount) == ["a.docx", "b.xlsx"]
    finally:
        subprocess.run(["umount", str(mount)], check=True)  # noqa: S603, S607


_BE_NOBODY = f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})"
_WRITE = (
    "import sys; from pathlib import Path; from xlsummary.output import Output, write_all\n"
    "from xlsummary.problems import XlsummaryError\n"
    "{}\n"
    "try: write_all([Output('summary', Path(sys.argv[1]), b'new')]); print('written')\n"
    "except XlsummaryError as error: print(error.rule, error.hint.en)"
)


@posix
def test_a_folder_that_cannot_be_written_is_told() -> None:
    with _open_folder() as folder:
        (folder / "a.docx").write_bytes(b"old")
        folder.chmod(0o555)
        try:
            with _python(_WRITE.format(_BE_NOBODY if os.geteuid() == 0 else ""), folder / "a.docx") as process:
                out, _ = process.communicate(timeout=60)
        finally:
            folder.chmod(0o755)
        assert out.decode().startswith("output-not-written Close the file in Excel or WPS and run again; if it is not open")
        assert (folder / "a.docx").read_bytes() == b"old"
        assert _names(folder) == ["a.docx"]


@posix
def test_a_rename_that_is_denied_is_tried_three_times_and_then_says_to_close_the_file() -> None:
    """In a folder with the sticky bit another user's file can be written but not replaced: the rename itself is denied."""
    must_be_root()
    with _sticky_folder() as place:
        begun = time.monotonic()
        with _python(_WRITE.format(_BE_NOBODY), place) as process:
            out, _ = process.communicate(timeout=60)
        assert out.decode().startswith("output-not-written Close the file in Excel or WPS")
        assert time.monotonic() - begun > 0.8
        assert place.read_bytes() == b"old"
        assert _names(place.parent) == ["a.docx"]


@posix
def test_a_rename_that_is_denied_for_a_moment_succeeds() -> None:
    must_be_root()
    with _sticky_folder() as place:
        with _python(_WRITE.format(_BE_NOBODY), place) as process:
            while not beside(place).exists():
                time.sleep(0.001)
            time.sleep(0.1)
            assert place.read_bytes() == b"old"
            os.chown(place, NOBODY, NOBODY)
            out, _ = process.communicate(timeout=60)
        assert out == b"written\n"
        assert place.read_bytes() == b"new"


@contextmanager
def _open_folder() -> Iterator[Path]:
    """A folder that another user can look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def _sticky_folder() -> Iterator[Path]:
    """A file that all may write, in a folder where only its owner may replace it."""
    with _open_folder() as folder:
        folder.chmod(0o1777)
        place = folder / "a.docx"
        place.write_bytes(b"old")
        place.chmod(0o666)
        yield place


@contextmanager
def _python(script: str, path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", script, str(path)], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
