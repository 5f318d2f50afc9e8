"""`template`: what there is, a copy, its check with comments, the names it may use."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.readme import command
from tests.word.test_render import template
from xlsummary import assets
from xlsummary.model import Kind, Lang
from xlsummary.summary.kinds import SECTIONS
from xlsummary.word.checking import check_template
from xlsummary.word.names import names_of


def test_the_list_names_every_shipped_template() -> None:
    told = json.loads(command("template", "list", "--format", "json").stdout)
    assert sorted(each["name"] for each in told["templates"]) == list(assets.names("templates"))
    assert all(Path(each["path"]).is_file() for each in told["templates"])


def test_a_copy_is_the_shipped_template_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.docx"
    assert command("template", "copy", "team", str(path)).returncode == 0
    assert path.read_bytes() == assets.template("team.zh.docx").read_bytes()
    again = command("template", "copy", "team", str(path), "--lang", "en")
    assert again.returncode == 2
    assert path.read_bytes() == assets.template("team.zh.docx").read_bytes()
    assert command("template", "copy", "team", str(tmp_path / "mine.xlsx")).returncode == 2


@pytest.mark.parametrize("name", assets.names("templates"))
def test_a_shipped_template_is_sound(name: str, tmp_path: Path) -> None:
    kind, lang, _ = name.split(".")
    checked = check_template(assets.template(name), Kind(kind), Lang(lang))
    assert (checked.faults, checked.copy) == ((), None)
    done = command("template", "check", str(assets.template(name)), "-o", str(tmp_path))
    assert (done.returncode, list(tmp_path.iterdir())) == (0, [])


def test_each_wrong_tag_is_told_with_its_paragraph_and_has_a_comment_in_a_copy(tmp_path: Path) -> None:
    path = template(
        tmp_path,
        "{{ 业绩.销售.实际 }}好",
        "{{ 业绩.销售额x }}和{{ 没有 }}",
        "{% for 段 in 业绩.成绩 %}{{ 段.正文 }}{{ 段.没有 }}{% endfor %}",
        "{{ 业绩.销售.实际|元 }}{{ 业绩.销售.实际|没有的 }}",
        "{{ ''.__class__ }}",
        "｛｛ 业绩 ｝｝",
        "{{ 业绩. }}",
        "{% if 业绩 %}",
    )
    done = command("template", "check", str(path), "--format", "json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [(each["paragraph"], each["value"]) for each in told["problems"]] == [
        (2, "{{ 业绩.销售额x }}"),
        (2, "{{ 没有 }}"),
        (3, "{{ 段.没有 }}"),
        (4, "{{ 业绩.销售.实际|没有的 }}"),
        (5, "{{ ''.__class__ }}"),
        (6, "｛｛ 业绩 ｝｝"),
        (7, "{{ 业绩. }}"),
        (8, "{% if 业绩 %}"),
    ]
    copy = tmp_path / "mine-checked.docx"
    assert told["outputs"] == [{"role": "marked", "path": str(copy)}]
    comments = [comment.text for comment in docx.Document(str(copy)).comments]
    assert comments[0] == "{{ 业绩.销售额x }} 没有“销售额x”这个名字"
    assert comments[4] == "{{ ''.__class__ }} 不能用“__class__”，模板里不能运行程序"
    assert len(comments) == 8


def test_a_wrong_tag_of_a_header_is_told_at_the_first_paragraph(tmp_path: Path) -> None:
    path = template(tmp_path, "正文")
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "{{ 没有 }}"
    document.save(str(path))
    checked = check_template(path, None, Lang.ZH)
    assert [(fault.part.zh, fault.tag) for fault in checked.faults] == [("页眉", "{{ 没有 }}")]
    assert checked.copy is not None
    assert check_template(path, None, Lang.ZH).copy == checked.copy


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% if 业绩 and （1 ＞ 0） %}{{ 业绩.销售.实际｜元 }}{% endif %}",
        "{%p for 行 in 业绩.月度表.行 %}{{ loop.index }}{{ 行.销售 }}{%p endfor %}",
        "{% set 数 = 业绩.销售.实际 %}{{ 数.value }}{{ 计划.目标[0].数额 }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m('甲') }}{# 说明 #}{_{ 7 }_}",
    ],
)
def test_what_can_be_rendered_is_not_called_wrong(paragraph: str, tmp_path: Path) -> None:
    assert check_template(template(tmp_path, paragraph), Kind.TEAM, Lang.ZH).faults == ()


def test_no_word_document_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "mine.docx"
    path.write_bytes(b"no")
    assert command("template", "check", str(path)).returncode == 2


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_name_is_listed_in_both_languages(kind: Kind) -> None:
    told = json.loads(command("template", "vars", "--kind", kind.value, "--format", "json").stdout)
    ours = [each.path for each in names_of(kind, Lang.ZH)]
    assert [each["path"] for each in told["names"]] == ours
    assert len(ours) == len(list(names_of(kind, Lang.EN)))
    assert "待补[].内容" in ours
