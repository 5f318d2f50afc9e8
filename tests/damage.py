"""Damaged workbooks, the same for the same seed: `python -m tests.damage --count 5000 --seed 1` reads as many of them.

Each is read in a process of its own with little time and memory, and must give a book or one clear message. Prints how often
each came out, and the number and kind of damage of every other; `--keep FOLDER` keeps those files.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.book.limited import in_limits
from xlsummary.package import packed, unpacked_within

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
_LARGEST = 300_000
"""Bytes of a file beyond which it is not taken: thousands are read."""

_CSV = "日期,人员,客户,销售额\n" + "".join(f"2026-03-{day:02d},张三,客户{day},{day * 100}.50\n" for day in range(1, 29))

Entries = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Damaged:
    """One damaged file: its place in the sequence, the book it was, what was done to it, and what it now holds."""

    number: int
    source: str
    damage: str
    content: bytes

    @property
    def name(self) -> str:
        return f"{self.number:05d}-{self.damage}{Path(self.source).suffix}"


def sources(*, corpus: bool = True) -> Mapping[str, bytes]:
    """The books that are damaged: those shipped, those of the corpus where it is there, and texts."""
    folders = [ROOT / "workbook", *((CORPUS / "excel", CORPUS / "other") if corpus else ())]
    paths = (path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()))
    books = {path.name: path.read_bytes() for path in paths if path.is_file() and path.stat().st_size <= _LARGEST}
    return {**books, "utf-8.csv": _CSV.encode(), "gb18030.csv": _CSV.encode("gb18030"), "utf-16.csv": _CSV.encode("utf-16")}


def damaged(count: int, seed: int, books: Mapping[str, bytes]) -> Iterator[Damaged]:
    """So many damaged files; each depends on the seed, its place and the books alone."""
    for number in range(count):
        chosen = random.Random(f"{seed}-{number}")  # noqa: S311 (no secret)
        source = chosen.choice(sorted(books))
        entries = unpacked_within(books[source], 1 << 24)
        damage = chosen.choice(sorted(BYTES if not entries else {*BYTES, *PARTS, *PARTS}))
        content = BYTES[damage](chosen, books[source]) if damage in BYTES else packed(PARTS[damage](chosen, entries))
        yield Damaged(number, source, damage, content)


# Bytes ----------------------------------------------------------------------------------------


def _flipped(chosen: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chosen.choice((1, 2, 10, 100))):
        changed[chosen.randrange(len(changed))] ^= 1 << chosen.randrange(8)
    return bytes(changed)


def _cut(chosen: random.Random, content: bytes) -> bytes:
    return content[: chosen.randrange(1, len(content))]


def _beheaded(chosen: random.Random, content: bytes) -> bytes:
    return content[chosen.randrange(1, len(content)) :]


def _zeroed(chosen: random.Random, content: bytes) -> bytes:
    start = chosen.randrange(len(content))
    length = min(chosen.choice((1, 16, 512, 4096)), len(content) - start)
    return content[:start] + bytes(length) + content[start + length :]


def _doubled(chosen: random.Random, content: bytes) -> bytes:
    start = chosen.randrange(len(content))
    block = content[start : start + chosen.choice((1, 64, 4096))]
    return content[:start] + block + content[start:]


BYTES: Mapping[str, Callable[[random.Random, bytes], bytes]] = {
    "flipped": _flipped,
    "cut": _cut,
    "beheaded": _beheaded,
    "zeroed": _zeroed,
    "doubled": _doubled,
}

# Parts of a package ---------------------------------------------------------------------------


def _swapped(chosen: random.Random, entries: Entries) -> Entries:
    one, other = chosen.choice([*entries]), chosen.choice([*entries])
    return {**entries, one: entries[other], other: entries[one]}


def _missing(chosen: random.Random, entries: Entries) -> Entries:
    gone = chosen.choice([*entries])
    return {name: part for name, part in entries.items() if name != gone}


def _empty(chosen: random.Random, entries: Entries) -> Entries:
    return {**entries, chosen.choice([*entries]): b""}


def _changed(chosen: random.Random, entries: Entries, change: Callable[[bytes], bytes]) -> Entries:
    """With one XML part changed, most often one that the cells come from."""
    names = [name for name in entries if name.endswith((".xml", ".rels"))] or [*entries]
    likely = [name for name in names if re.search(r"sheet\d*\.xml|sharedStrings|styles|workbook\.xml|content\.xml", name)]
    name = chosen.choice(likely if likely and chosen.random() < 0.8 else names)
    return {**entries, name: change(entries[name])}


def _broken(chosen: random.Random, entries: Entries) -> Entries:
    """A part with one of the marks of XML lost, doubled or out of place."""

    def change(part: bytes) -> bytes:
        marks = [each.start() for each in re.finditer(rb"[<>\"/=&]", part)]
        at = chosen.choice(marks) if marks else 0
        return part[:at] + chosen.choice((b"", b"<", b"&", b"\xff\xfe", b"]]>", part[at : at + 1] * 2)) + part[at + 1 :]

    return _changed(chosen, entries, change)


def _miscounted(chosen: random.Random, entries: Entries) -> Entries:
    """A part with some numbers in its attributes and values far off."""
    wrong = (b"0", b"-1", b"4294967296", b"99999999999999999999", b"1e308", b"NaN", b"1048577", b"")

    def change(part: bytes) -> bytes:
        numbers = [*re.finditer(rb"(?<=[\">A-Z])\d+(?=[\"<])", part)]
        for each in sorted(chosen.sample(numbers, min(len(numbers), 3)), key=lambda found: -found.start()):
            part = part[: each.start()] + chosen.choice(wrong) + part[each.end() :]
        return part

    return _changed(chosen, entries, change)


def _nested(chosen: random.Random, entries: Entries) -> Entries:
    """A part with elements many levels deep, closed or not."""
    depth = chosen.choice((150, 1000, 100_000))
    close = b"</a>" * depth * chosen.randrange(2)

    def change(part: bytes) -> bytes:
        at = chosen.choice([each.start() for each in re.finditer(rb"<(?![?!])", part)] or [0])
        return part[:at] + b"<a>" * depth + close + part[at:]

    return _changed(chosen, entries, change)


def _repeated(chosen: random.Random, entries: Entries) -> Entries:
    """A part with an element, or an attribute, over and over."""
    times = chosen.choice((2, 1000, 100_000))

    def change(part: bytes) -> bytes:
        pieces = [*re.finditer(rb"<[^<>?!/][^<>]{0,80}/>| [\w:]+=\"[^\"]{0,40}\"", part)]
        if not pieces:
            return part * 2
        piece = chosen.choice(pieces)
        return part[: piece.end()] + piece[0] * times + part[piece.end() :]

    return _changed(chosen, entries, change)


def _long(chosen: random.Random, entries: Entries) -> Entries:
    """A part with an attribute or a text of a million characters."""

    def change(part: bytes) -> bytes:
        at = chosen.choice([each.end() for each in re.finditer(rb"=\"|>", part)] or [0])
        return part[:at] + chosen.choice((b"A", b" ", b"9", b"&#65;", "表".encode())) * 1_000_000 + part[at:]

    return _changed(chosen, entries, change)


PARTS: Mapping[str, Callable[[random.Random, Entries], Entries]] = {
    "swapped": _swapped,
    "missing": _missing,
    "empty": _empty,
    "broken": _broken,
    "miscounted": _miscounted,
    "nested": _nested,
    "repeated": _repeated,
    "long": _long,
}

# Read -----------------------------------------------------------------------------------------


def read_all(files: Iterator[Damaged], folder: Path) -> Iterator[tuple[Damaged, Mapping[str, str]]]:
    """Each file and what reading it gave, as `tests.book.limited` tells it."""
    for file in files:
        path = folder / file.name
        path.write_bytes(file.content)
        yield file, in_limits(path)
        path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description="read damaged workbooks")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for file, gave in read_all(damaged(options.count, options.seed, sources()), Path(folder)):
            sound = gave["gave"] in ("book", "message")
            outcomes[f"{gave['gave']} {gave.get('rule', '')}".strip() if sound else "neither"] += 1
            if not sound:
                print(f"{file.name} of {file.source}: {gave['gave']}", flush=True)  # noqa: T201
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / file.name).write_bytes(file.content)
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:6} {outcome}")  # noqa: T201
    raise SystemExit(1 if outcomes["neither"] else 0)


if __name__ == "__main__":
    main()
