from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.summary.subjects import EXAMPLE, shipped
from tests.word.documents import DAY, texts, written
from xlsummary.problems import XlsummaryError
from xlsummary.summary.records import TeamSections
from xlsummary.word.context import WORDS, context
from xlsummary.word.document import write_document


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    path = folder / "mine.docx"
    document.save(str(path))
    return path


def told(folder: Path, *paragraphs: str) -> list[str]:
    return texts(written(shipped(EXAMPLE), template(folder, *paragraphs)))


def test_a_users_template_prints_figures_in_either_language_and_by_filter(tmp_path: Path) -> None:
    lines = told(
        tmp_path, "{{ 业绩.销售.实际 }}", "{{ results.sales.actual }}", "{{ 业绩.销售.实际|元 }}", "{{ 业绩.回款.率|百分比 }}"
    )
    assert lines == ["39.72万元", "39.72万元", "397,200.00元", "94.91%"]


def test_full_width_punctuation_inside_a_tag_is_repaired_but_not_in_a_literal(tmp_path: Path) -> None:
    lines = told(tmp_path, "{% if 业绩.销售 and （1 ＞ 0） %}有“销售”，{{ '（，）' }}{% endif %}", "{{ 业绩.销售.实际｜元 }}")
    assert lines == ["有“销售”，（，）", "397,200.00元"]


def test_a_figure_the_book_does_not_give_prints_as_missing_not_none(tmp_path: Path) -> None:
    assert told(tmp_path, "目标{{ 业绩.销售.目标 }}") == ["目标（待补）"]


@pytest.mark.parametrize(
    ("paragraph", "tag"),
    [
        ("本年{{ 业绩.销售额x }}完", "{{ 业绩.销售额x }}"),
        ("{{ 业绩. }}", "{{ 业绩. }}"),
        ("｛｛ 业绩 ｝｝", "｛｛"),
        ("{％ if 业绩 ％}", "{％"),
        ("只有一半 {{ 业绩", "{{"),
        ("{{ 业绩|没有的 }}", "{{ 业绩|没有的 }}"),
        ("{{ 1 / 0 }}", "{{ 1 / 0 }}"),
        ("{{ ''.__class__.__mro__ }}", "{{ ''.__class__.__mro__ }}"),
        ("{{ cycler.__init__.__globals__ }}", "{{ cycler.__init__.__globals__ }}"),
        ("{% for a in range(99999999) %}{% endfor %}", "{% for a in range(99999999) %}"),
    ],
)
def test_a_wrong_tag_is_named_with_its_file_and_paragraph(tmp_path: Path, paragraph: str, tag: str) -> None:
    path = template(tmp_path, "第一段", paragraph, "末段")
    with pytest.raises(XlsummaryError) as caught:
        write_document(shipped(EXAMPLE), path, DAY)
    assert caught.value.rule == "template-tag"
    assert caught.value.path == str(path)
    assert "mine.docx" in caught.value.message.zh
    assert tag in caught.value.message.zh
    assert "第一段" not in caught.value.message.zh


def test_a_template_cannot_change_what_it_is_given(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError):
        told(tmp_path, "{{ 待补.append(1) }}")


@pytest.mark.parametrize("content", [None, b"", b"not a document", b"PK\x03\x04broken"])
def test_a_file_that_is_no_template_gives_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(XlsummaryError) as caught:
        write_document(shipped(EXAMPLE), path, DAY)
    assert caught.value.rule == "template-unreadable"


def test_every_name_is_there_in_both_languages() -> None:
    names = context(shipped(EXAMPLE))
    assert set(names) >= {*TeamSections.__dataclass_fields__, "抬头", "业绩", "数据来源", "待补"}
    assert all(word.isidentifier() for pair in WORDS.items() for word in pair)


HOSTILE = [
    "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in 数据来源 %}{% for b in 数据来源 %}{% for c in 数据来源 %}{% for d in 数据来源 %}x{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
    "{% set x %}{% for a in range(1000) %}{% for b in range(199) %}"
    + "长" * 500
    + "{% endfor %}{% endfor %}{% endset %}{{ x }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ [1] * 10**9 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%999999999d'|format(1) }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ 'x'.center(10**9) }}",
    "{{ 'x'|center(10**9) }}",
    "{{ 'x'|indent(10**9) }}",
    "{{ [1]|batch(10**9, 'x')|list }}",
    "{{ 10**(10**9) }}",
    "{{ 1.5|round(10**9, 'ceil') }}",
    "{% set x = 'x' %}" + "{% set x = x ~ x %}" * 60 + "{{ x }}",
    "{% set x = 'x' %}" + "{% set x = x + x %}" * 60 + "{{ x }}",
    "{% set x = 'x' %}" + "{% set x = [x, x]|join(x) %}" * 60 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x = x|replace('x', x) %}" * 60 + "{{ x }}",
    "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x }}",
    "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x|string }}",
    "{% set x = 9 %}" + "{% set x = x * x %}" * 60 + "{{ x }}",
    "{{ lipsum(100000) }}",
    "{{ cycler }}",
    "{% set n = namespace(x=1) %}",
    "{{ dict(a=1) }}",
    "{{ joiner() }}",
    "{{ {}.fromkeys(range(1000)) }}",
    "{{ 业绩 }}",
    "{{ 业绩.销售.实际.value.__class__ }}",
    "{{ 业绩.销售.实际|safe }}",
]


@pytest.mark.parametrize("paragraph", HOSTILE)
def test_a_hostile_template_is_refused_at_its_place_within_little_time_and_memory(tmp_path: Path, paragraph: str) -> None:
    path = template(tmp_path, paragraph)
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.summary.subjects import EXAMPLE, shipped\n"
        "from tests.word.documents import DAY\nfrom xlsummary.problems import XlsummaryError\n"
        "from xlsummary.word.document import write_document\n"
        "try:\n    write_document(shipped(EXAMPLE), Path(sys.argv[1]), DAY)\n"
        "except XlsummaryError as error:\n    print(error.message.zh)\n"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))

    ended = subprocess.run(  # noqa: S603 (our own interpreter and a constant)
        [sys.executable, "-c", code, str(path)],
        env={**os.environ, "PYTHONUTF8": "1"},
        preexec_fn=limit,
        capture_output=True,
        check=False,
        timeout=60,
    )
    said = ended.stdout.decode()
    assert ended.returncode == 0, ended.stderr.decode()[-400:]
    assert "mine.docx" in said
    assert "标签 {" in said
    assert "“”" not in said
    assert said.strip()[-1] not in "：:"


def test_what_a_template_may_do_goes_on_working(tmp_path: Path) -> None:
    lines = told(
        tmp_path,
        "{% for a in range(3) %}{{ loop.index }}/{{ loop.length }}{% if not loop.last %}，{% endif %}{% endfor %}",
        "{{ ['甲', '乙']|join('、') }}{{ '甲' ~ 1 }}{{ 2 * 3 + 1 }}{{ 'a'|upper }}{{ 'a-b'|replace('-', '+') }}",
        "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('甲') }}",
        "{{ 1.256|round(2) }}",
    )
    assert lines == ["1/3，2/3，3/3", "甲、乙甲17Aa+b", "<甲>", "1.26"]
