"""`run --draft`: files in spite of errors, without the bad rows, and marked as drafts everywhere."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document

from tests.book.written import Rows, written
from tests.rules import SOUND, TODAY
from xlsummary import assets
from xlsummary.cli import main
from xlsummary.model import Lang, Measure
from xlsummary.pipeline import Options, Outcome, run
from xlsummary.wording import DRAFT

OPTIONS = Options(today=TODAY, draft=True)
SALES: Rows = [
    ["日期", "人员", "销售额"],
    ["2026-03-30", "张三", "十几万"],
    ["2026-03-30", "张三", 100],
    ["2026-03-31", "张三60%李四30%", 1000],
    ["2026-03-31", "李四", 7],
]
FAULTY: Mapping[str, Rows] = {**SOUND, "实绩": SALES}


def outcome_of(folder: Path, sheets: Mapping[str, Rows], options: Options = OPTIONS) -> Outcome:
    return run(written(folder, sheets), options)


def document_of(outcome: Outcome) -> Document:
    assert outcome.document is not None
    return docx.Document(io.BytesIO(outcome.document))


def words_of(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_a_draft_leaves_the_bad_rows_out_of_every_number_and_lists_them(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, FAULTY)
    assert outcome.draft
    assert outcome.has_errors
    assert [str(problem.cell) for problem in outcome.checked.problems] == ["'实绩'!C2", "'实绩'!B4"]
    sales = outcome.comparison.headline(Measure.SALES)
    assert sales is not None
    assert sales.actual.value == 107
    control = next(each for each in outcome.checked.book.controls if each.sheet == "实绩")
    assert (control.rows_found, control.rows_used) == (4, 2)
    assert [(each.reason, each.rows) for each in control.left_out] == [("error", 2)]
    assert control.sums["sales"] == Decimal(107)


@pytest.mark.parametrize("lang", Lang)
def test_every_page_and_the_sheet_say_that_it_is_a_draft_and_what_is_wrong(tmp_path: Path, lang: Lang) -> None:
    outcome = outcome_of(tmp_path, FAULTY, replace(OPTIONS, lang=lang))
    document = document_of(outcome)
    assert all(DRAFT[lang] in words for words in (section.header.paragraphs[-1].text for section in document.sections))
    last = words_of(document)[-2:]
    assert [line.split(" ")[0] for line in last] == ["'实绩'!C2", "'实绩'!B4"]
    assert outcome.planning is not None
    sheet = openpyxl.load_workbook(io.BytesIO(outcome.planning.content()))[{Lang.ZH: "计划分解", Lang.EN: "Planning"}[lang]]
    assert sheet["B1"].value == DRAFT[lang]
    cells = [str(cell.value) for (cell,) in sheet.iter_rows(min_col=2, max_col=2)]
    assert [text.split("  ")[0] for text in cells if text.startswith("'实绩'!")] == ["'实绩'!C2", "'实绩'!B4"]


def test_what_a_left_out_row_takes_with_it_is_left_out_and_listed_too(tmp_path: Path) -> None:
    people: Rows = [["姓名", "团队", "入职"], ["张三", "一组", None], ["王五", "一组", "2026-13-01"]]
    targets: Rows = [["期间", "目标值", "指标", "对象"], [2026, 1200, None, None], [2026, 10, "回款", "王五"]]
    outcome = outcome_of(tmp_path, {**SOUND, "人员": people, "目标": targets})
    assert {str(problem.cell) for problem in outcome.checked.problems} == {"'人员'!C3", "'目标'!D3"}
    assert [rep.name for rep in outcome.checked.book.reps] == ["张三"]
    assert [plan.line.measure for plan in outcome.plans] == [Measure.SALES]


def test_a_sound_book_is_no_draft_and_gives_the_same_files(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND)
    drafted, plain = run(path, OPTIONS), run(path, replace(OPTIONS, draft=False))
    assert not drafted.draft
    assert (drafted.document, _sheets(drafted)) == (plain.document, _sheets(plain))


def _sheets(outcome: Outcome) -> bytes | None:
    return outcome.planning.content() if outcome.planning else None


def test_an_empty_book_gives_no_draft(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, {"人员": SOUND["人员"]})
    assert not outcome.draft
    assert outcome.document is None
    assert outcome.planning is None


def test_a_template_with_headers_of_its_own_keeps_them_beside_the_mark(tmp_path: Path) -> None:
    template = docx.Document(io.BytesIO(assets.template("team.zh.docx").read_bytes()))
    section = template.sections[0]
    section.header.paragraphs[0].text = "晋禾悦享"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "封面"
    template.settings.odd_and_even_pages_header_footer = True
    path = tmp_path / "own.docx"
    template.save(str(path))
    section = document_of(outcome_of(tmp_path, FAULTY, replace(OPTIONS, template=path))).sections[0]
    headers = (section.header, section.first_page_header, section.even_page_header)
    words = [[paragraph.text for paragraph in header.paragraphs if paragraph.text] for header in headers]
    assert words == [["晋禾悦享", DRAFT.zh], ["封面", DRAFT.zh], [DRAFT.zh]]


def test_the_command_ends_with_1_and_writes_only_with_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path, FAULTY)
    for words, names in (([], []), (["--draft"], ["summary", "plan"])):
        with pytest.raises(SystemExit) as ended:
            main(["run", str(book), "-o", str(tmp_path / "out"), "--as-of", "2026-03-31", "--format", "json", *words])
        document = json.loads(capsys.readouterr().out)
        assert ended.value.code == 1
        assert document["draft"] is bool(words)
        assert [each["role"] for each in document["outputs"]] == names
    assert date.fromisoformat(document["as_of"]) == TODAY
