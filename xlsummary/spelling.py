"""One spelling for what people type in several: width, case, spaces and invisible characters folded."""

from __future__ import annotations

import re

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INVISIBLE = dict.fromkeys([0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFE0F, 0xFEFF])
_LIKE = {
    0x3000: " ",
    0xA0: " ",
    0x2007: " ",
    0x2009: " ",
    0x202F: " ",
    0xFFE5: "¥",
    0x2212: "-",
    0xFE63: "-",
    0x2010: "-",
    0x2011: "-",
    0x3014: "(",
    0x3015: ")",
    0x301C: "~",
    0x2236: ":",
}
_FOLD: dict[int, int | str | None] = {**_WIDE, **_INVISIBLE, **_LIKE}
_FOLDABLE = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")
_UNSEEN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_UNSEEN_OR_SPACE = re.compile("[" + "".join(map(chr, [*_INVISIBLE, 0xA0, 0x2007, 0x2009, 0x202F])) + "]")
_BRACKETED = re.compile(r"[(\[【{][^)\]】}]*[)\]】}]?")


def folded(text: str) -> str:
    """Full-width characters narrow, invisible ones gone, unusual spaces and minus signs plain, trimmed."""
    return (text if _FOLDABLE.search(text) is None else text.translate(_FOLD)).strip()


def visible(text: str) -> str:
    """The text without its invisible characters."""
    return text if _UNSEEN.search(text) is None else text.translate(_INVISIBLE).strip() or text


def escaped(text: str) -> str:
    """The text with each invisible or unusual space as its code, `张\\u200b三`, so that two spellings can be told apart."""
    return _UNSEEN_OR_SPACE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def name_key(text: str) -> str:
    """What two spellings of one name share: no width, case, spaces or invisible characters."""
    return "".join(folded(text).split()).casefold()


def heading_key(text: str) -> str:
    """What a heading is matched by: as a name, without bracketed parts, marks of a needed column and a closing colon."""
    return "".join(_BRACKETED.sub("", folded(text)).split()).casefold().strip("*:")


def bracketed(text: str) -> tuple[str, ...]:
    """The folded bracketed parts of a heading: `目标值（万元，不含税）` gives one, `万元,不含税`."""
    return tuple(part.strip("()[]【】{} ") for part in _BRACKETED.findall(folded(text)))
