"""The template's first sheet: how to fill it in, in plain steps."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.book import template_look as look
from xlsummary.book import template_words as words
from xlsummary.book.schema import SETTING_LIST, Setting, SettingKind, Sheet
from xlsummary.book.template_choices import setting_words
from xlsummary.model import Lang, Level, Text
from xlsummary.wording import label

_TITLE = Text("怎么填这本工作簿", "How to fill in this workbook")
_LEAD = Text(
    "填一格就能用，填得越多，结果越全。哪一步停下都可以，没填的会列入“待补”，不会编造。",
    "One cell is enough to begin. Stop at any step: what is missing is listed, never made up.",
)

_STEPS_TITLE = Text("四步", "Four steps")
_STEP = Text("第 {} 步", "Step {}")
_STEPS: tuple[tuple[Text, Text], ...] = (
    (
        Text(
            "在“目标”填一行：期间写 2026，目标值写全年的数。",
            "On Targets fill in one row: the period, 2026, and the year's target.",
        ),
        Text("目标分到每月、每周、每日，合计一分不差", "The target by month, week and day, every total exact"),
    ),
    (
        Text("在“人员”写姓名，一行一人。", "On Reps write the names, one a row."),
        Text("再分到每个团队、每个人", "The same by team and rep"),
    ),
    (
        Text("在“实绩”填每月合计，或逐笔粘贴。", "On Actuals enter each month's total, or paste the single rows."),
        Text(
            "完成率和差额，两页总结和待补清单",
            "Attainment and gap, a short summary, what is missing",
        ),
    ),
    (
        Text("在“素材”写自己的话，一行一段。", "On Notes write your own words, one paragraph a row."),
        Text("一份完整的工作总结", "The whole work summary"),
    ),
)

_COMMANDS_TITLE = Text("运行", "Run")
_COMMANDS: tuple[tuple[str, Text], ...] = (
    (
        "xlsummary check {book}",
        Text("只检查：每个问题指到单元格，不写文件", "Checks only: every problem with its cell; writes nothing"),
    ),
    (
        "xlsummary run {book} -o out",
        Text(
            "写出计划分解表和 Word 总结；原文件不动", "Writes the planning sheet and the Word summary; this file stays as it is"
        ),
    ),
    ("xlsummary new {other} --size full", Text("另建一本十二张表的完整模板", "Makes a new template with all twelve sheets")),
)
_BOOKS = {"book": Text("我的.xlsx", "my.xlsx"), "other": Text("新建.xlsx", "new.xlsx")}

_LEGEND_TITLE = Text("表头颜色", "Heading colours")
_LEGEND: tuple[tuple[PatternFill, Text, Text], ...] = (
    (
        look.REQUIRED_FILL,
        words.REQUIRED,
        Text("深色白字：用到这一行就必须填", "Dark with white letters: needed in each row you use"),
    ),
    (look.OPTIONAL_FILL, words.OPTIONAL, Text("浅蓝：有就填", "Light blue: fill in what you have")),
    (
        look.MORE_FILL,
        Text("更多", "More"),
        Text(
            "灰色：平时收起，点列标上方的 ＋ 或左上角的 2 展开",
            "Grey: folded away; press + above the columns, or 2 at the top left, to open",
        ),
    ),
)

_SHEETS_TITLE = Text("各表填什么", "What each sheet is for")
_NEEDED = Text("必填列：", "Needed: ")
_JOIN = Text("、", ", ")

_RULES_TITLE = Text("填写规则", "Rules")
_RULES: tuple[tuple[Text, Text], ...] = (
    (
        Text("金额", "Money"),
        Text(
            "1500000、1500万、1.5亿、1,500.00 都可以；单位默认元，可在“设置”改。"
            "约数写 110多万、5000余、约200，会一直保留“多”“余”“约”。",
            "1500000 and 1,500.00 both read; the unit is yuan unless Settings says otherwise. (1,234) is minus 1,234.",
        ),
    ),
    (
        Text("日期和期间", "Dates, periods"),
        Text(
            "日期写 2026-01-05。期间写 2026、2026H1、2026Q2、2026-03，一段时间写 2026-01~2026-03 或 2026-01-05~2026-01-09。",
            "A date: 2026-01-05. A period: 2026, 2026H1, 2026Q2, 2026-03; a stretch: 2026-01~2026-03 or 2026-01-05~2026-01-09.",
        ),
    ),
    (
        Text("还不知道", "Not yet known"),
        Text(
            "留空，或写 xx、待定；列入待补，有关的句子不写出来。",
            "Leave it blank; it is listed as missing and its sentence left out.",
        ),
    ),
    (
        Text("合计行", "Total rows"),
        Text(
            "可以有。“合计”“小计”不会重复计入，并与明细核对。",
            "May stay. A row named Total is not counted twice; it is compared with the rows.",
        ),
    ),
    (
        Text("表名和表头", "Names"),
        Text(
            "不要改；列的前后顺序可以换，自己加的列不影响。",
            "Leave the names of sheets and columns; the order of columns is free, and columns of your own do no harm.",
        ),
    ),
    (
        Text("用不到的", "Not needed"),
        Text("整张表、整列都可以空着。", "Whole sheets and columns may stay empty."),
    ),
)

_LISTS_TITLE = Text("只能从这些里选的列", "Columns with a list to choose from")
_SETTINGS_TITLE = Text("“设置”的项目和取值", "The keys on Settings and what they take")
_BLANK = Text("留空：", "Blank: ")
_ANY_TEXT = Text("文字", "Text")

_WIDTHS = (18, 66, 62)


def write_guide(sheet: Worksheet, specs: Sequence[Sheet], lang: Lang) -> None:
    """Title, steps, commands, legend, what each of `specs` is for, the rules of writing, every list and every setting."""
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 110
    page = _Page(sheet, lang)
    page.title(_TITLE[lang], _LEAD[lang])
    page.section(_STEPS_TITLE[lang])
    for number, (step, outcome) in enumerate(_STEPS, 1):
        page.line(_STEP[lang].format(number), step[lang], "→ " + outcome[lang])
    page.section(_COMMANDS_TITLE[lang])
    for command, purpose in _COMMANDS:
        page.line("", command.format(**{key: name[lang] for key, name in _BOOKS.items()}), purpose[lang])
    page.section(_LEGEND_TITLE[lang])
    for fill, name, meaning in _LEGEND:
        page.legend(fill, name[lang], meaning[lang])
    page.section(_SHEETS_TITLE[lang])
    for spec in specs:
        needed = _JOIN[lang].join(column.heading[lang] for column in spec.columns if column.required)
        page.line(spec.title[lang], words.BANNERS[spec.key][lang], _NEEDED[lang] + needed)
    page.section(_RULES_TITLE[lang])
    for subject, rule in _RULES:
        page.wide(subject[lang], rule[lang])
    _write_lists(page, specs, lang)
    look.set_up_page(sheet, lang)


def _write_lists(page: _Page, specs: Sequence[Sheet], lang: Lang) -> None:
    """Every word of every list, and what each setting takes."""
    page.section(_LISTS_TITLE[lang])
    for spec in specs:
        for column in spec.columns:
            if column.choices is not None:
                listed = _JOIN[lang].join(label(word, lang) for word in column.choices)
                page.line(spec.title[lang], column.heading[lang], listed)
    page.section(_SETTINGS_TITLE[lang])
    for setting in SETTING_LIST:
        page.line(setting.heading[lang], _taken(setting, lang), _BLANK[lang] + setting.default[lang])


def _taken(setting: Setting, lang: Lang) -> str:
    """What a setting takes: its list, else how its value is written."""
    listed = setting_words(setting, lang)
    if setting.kind is SettingKind.PATH:
        listed = tuple(label(level, lang) for level in Level)
    written = words.written_as(setting, lang)
    separator = "" if lang is Lang.ZH or not (written and listed) else " "
    return f"{written}{separator}{_JOIN[lang].join(listed)}" or _ANY_TEXT[lang]


class _Page:
    """Writes the guide from the top down, a line at a time."""

    def __init__(self, sheet: Worksheet, lang: Lang) -> None:
        self._sheet = sheet
        self._lang = lang
        self._row = 0

    def title(self, title: str, lead: str) -> None:
        self._row += 1
        self._head(title, 18)
        self._sheet.row_dimensions[self._row].height = 32
        self._row += 1
        self._put(1, lead)
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=3)
        self._sheet.row_dimensions[self._row].height = 22

    def section(self, title: str) -> None:
        self._row += 2
        self._head(title, 12)
        self._sheet.row_dimensions[self._row].height = 22

    def line(self, name: str, text: str, beside: str) -> None:
        self._row += 1
        self._put(1, name).font = look.font(self._lang, bold=True)
        self._put(2, text)
        self._put(3, beside)
        self._underline()
        texts = zip((name, text, beside), _WIDTHS, strict=True)
        self._sheet.row_dimensions[self._row].height = max(20.0, look.row_height(tuple(texts)))

    def legend(self, fill: PatternFill, name: str, meaning: str) -> None:
        self.line(name, meaning, "")
        head = look.cell_at(self._sheet, self._row, 1)
        head.fill = fill
        head.font = look.required_font(self._lang) if fill is look.REQUIRED_FILL else look.optional_font(self._lang)
        head.alignment = look.HEAD_ALIGNMENT

    def wide(self, name: str, text: str) -> None:
        self.line(name, "", "")
        self._sheet.cell(self._row, 2).value = text
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=2, end_column=3)
        self._sheet.row_dimensions[self._row].height = max(20.0, look.row_height([(text, _WIDTHS[1] + _WIDTHS[2])]))

    def _head(self, title: str, size: float) -> None:
        cell = self._put(1, title)
        cell.font = look.title_font(self._lang, size)
        cell.alignment = look.ONE_LINE

    def _put(self, column: int, text: str) -> SheetCell:
        cell = look.cell_at(self._sheet, self._row, column)
        cell.value = text
        cell.number_format = look.TEXT_FORMAT
        cell.font = look.font(self._lang)
        cell.alignment = look.MIDDLE
        return cell

    def _underline(self) -> None:
        for column in range(1, len(_WIDTHS) + 1):
            self._sheet.cell(self._row, column).border = look.RULE
