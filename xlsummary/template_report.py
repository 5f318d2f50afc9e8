"""What the commands about Word templates tell: lines and JSON documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsummary import __version__, assets, console
from xlsummary.contract import Json, outputs_document
from xlsummary.model import Kind, Lang, Text
from xlsummary.output import Output
from xlsummary.word.checking import CheckedTemplate, TemplateFault
from xlsummary.word.names import Name
from xlsummary.wording import counted, label

_GOOD = Text("模板没有错", "the template is sound")
_READ_AS = Text("按“{}”检查", "checked as {}")
_HINT = Text("在 Word 里改好这个标签", "Mend the tag in Word")
_PLACE = Text("{part}第 {paragraph} 段“{words}”", "{part}, paragraph {paragraph} ({words})")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A template that comes with the program."""

    name: str
    kind: Kind
    lang: Lang
    path: Path


def shipped_templates() -> tuple[Shipped, ...]:
    """Every shipped template, by kind and language."""
    names = assets.names("templates")
    every = [(kind, lang, f"{kind.value}.{lang.value}.docx") for kind in Kind for lang in Lang]
    return tuple(Shipped(name, kind, lang, assets.template(name)) for kind, lang, name in every if name in names)


def list_lines(templates: Iterable[Shipped], lang: Lang) -> Iterator[str]:
    yield from (f"{each.name}  {label(each.kind, lang)}  {each.path}" for each in templates)


def list_document(templates: Iterable[Shipped]) -> Json:
    """The document of `template list`."""
    every = [
        {"name": each.name, "kind": each.kind.value, "lang": each.lang.value, "path": str(each.path)} for each in templates
    ]
    return {"version": __version__, "templates": every}


def vars_lines(names: Iterable[Name], lang: Lang) -> Iterator[str]:
    """`业绩.销售.实际  数字`; `[]` stands behind a list."""
    yield from (f"{each.path}  {each.what[lang]}" for each in names)


def vars_document(names: Iterable[Name], kind: Kind) -> Json:
    """The document of `template vars`."""
    return {
        "version": __version__,
        "kind": kind.value,
        "names": [{"path": each.path, "gives": each.what.en} for each in names],
    }


def wrote_lines(outputs: Sequence[Output], lang: Lang) -> Iterator[str]:
    yield from console.wrote_lines(outputs, lang)


def copied_document(outputs: Sequence[Output], lang: Lang) -> Json:
    """The document of `template copy`."""
    return {"version": __version__, "lang": lang.value, "outputs": outputs_document(outputs)}


def checked_lines(checked: CheckedTemplate, lang: Lang) -> Iterator[str]:
    yield f"{checked.path}  {_READ_AS[lang].format(label(checked.kind, lang))}"
    if not checked.faults:
        yield _GOOD[lang]
    else:
        yield Text(f"错误 {len(checked.faults)}", counted(len(checked.faults), "error"))[lang]
    for fault in checked.faults:
        yield f"  {_place(fault, lang)} {fault.tag}"
        yield f"      → {fault.reason[lang]}"


def checked_document(checked: CheckedTemplate, outputs: Sequence[Output], lang: Lang) -> Json:
    """The document of `template check`."""
    return {
        "version": __version__,
        "template": str(checked.path),
        "kind": checked.kind.value,
        "outputs": outputs_document(outputs),
        "problems": [
            {
                "rule": "template-tag",
                "severity": "error",
                "part": fault.part.en,
                "paragraph": fault.paragraph,
                "value": fault.tag,
                "message": fault.reason[lang],
                "hint": _HINT[lang],
            }
            for fault in checked.faults
        ],
    }


def _place(fault: TemplateFault, lang: Lang) -> str:
    return _PLACE[lang].format(part=fault.part[lang], paragraph=fault.paragraph, words=fault.words)
