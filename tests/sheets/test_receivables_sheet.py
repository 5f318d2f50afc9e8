"""The sheet 应收: its numbers worked out by hand, its formulas worked out by a reckoner of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.sheets.formulas import Reckoner, cells_of
from xlsummary.compare.account_flows import has_flows
from xlsummary.compare.receivables import receivables
from xlsummary.model import ActualKind, Amount, Bound, Client, Lang, Origin, Period, SalesBook, Settings, TaxBasis
from xlsummary.plan.horizon import horizon
from xlsummary.sheets.layout import Layout, LayoutRow
from xlsummary.sheets.receivables import receivables_layout

TODAY = date(2026, 6, 30)


def client(name: str, row: int, opening: str | None = None, terms: int | None = None, limit: int | None = None) -> Client:
    def amount(number: str | int | None) -> Amount | None:
        return None if number is None else Amount(Decimal(number))

    return Client(
        origin=Origin(books.table("clients"), row),
        name=name,
        opening=amount(opening),
        terms=amount(terms),
        credit_limit=amount(limit),
    )


ROWS = (
    Sold(when=date(2026, 1, 12), sales="50000", client="甲", collected="20000", paid=date(2026, 2, 20)),
    Sold(when=date(2026, 4, 8), sales="8000.50", client="甲"),
    Sold(when=date(2026, 5, 6), collected="3000", client="甲", kind=ActualKind.SET_OFF),
    Sold(when=date(2026, 5, 20), collected="10000", client="乙"),
    Sold(when=date(2026, 6, 2), sales="6000", client="乙"),
    Sold(when=date(2026, 3, 3), sales="1200", collected="1200", client="丙"),
    Sold(when=date(2026, 6, 15), sales="900", client=""),
    Sold(when=date(2026, 6, 20), collected="500", client="丁", kind=ActualKind.BAD_DEBT),
)
CLIENTS = (
    client("丙", 2, "0"),
    client("甲", 3, "12000", terms=30, limit=40000),
    client("乙", 4),
    client("丁", 5, "1500", terms=60),
)


def the_book(*rows: Sold, clients: tuple[Client, ...] = CLIENTS, settings: Settings | None = None) -> SalesBook:
    columns = actuals(*(rows or ROWS))
    texts = {**columns.texts, "document": ("",) * len(columns.rows)}
    book = books.book((), (), settings, actuals=replace(columns, texts=MappingProxyType(texts)))
    return replace(book, clients=clients)


def layout_of(book: SalesBook | None = None, lang: Lang = Lang.ZH) -> Layout:
    book = book or the_book()
    days = horizon(book, TODAY, TODAY)
    return receivables_layout(book, receivables(book, days) if has_flows(book) else None, days, lang)


def headings(layout: Layout) -> list[str]:
    assert layout.repeat_rows is not None
    return [str(cell.value or "") for cell in layout.rows[layout.repeat_rows[1] - 1].cells]


def named(layout: Layout, name: str) -> LayoutRow:
    return next(row for row in layout.rows if len(row.cells) > 12 and row.cells[1].value == name)


def shown(layout: Layout, name: str) -> dict[str, object]:
    """What stands in a row, by heading; blank cells and zeros left out."""
    pairs = zip(headings(layout)[2:], named(layout, name).cells[2:], strict=True)
    return {head: cell.value for head, cell in pairs if cell.value not in (None, 0)}


def test_a_client_is_rolled_forward_and_aged() -> None:
    """The receipts and the set-off settle the opening and then the sale of January."""
    assert shown(layout_of(), "甲") == {
        "期初应收": 12000,
        "销售": Decimal("58000.5"),
        "回款": 20000,
        "冲抵": 3000,
        "应收": Decimal("47000.5"),
        "31-60": Decimal("8000.5"),
        "91-180": 39000,
        "逾期": Decimal("47000.5"),
        "账期 天": 30,
        "信用额度": 40000,
        "超额度": Decimal("7000.5"),
        "最近回款": date(2026, 2, 20),
        "无回款 月数": 5,
    }


def test_what_was_paid_in_advance_stands_apart_and_is_not_netted() -> None:
    layout = layout_of()
    assert shown(layout, "乙") == {"销售": 6000, "回款": 10000, "预收": 4000, "最近回款": date(2026, 5, 20)}
    total = shown(layout, "合计")
    assert (total["应收"], total["预收"]) == (Decimal("48900.5"), 4000)
    assert shown(layout, "预收客户（不与应收相抵）")["预收"] == 4000


def test_the_opening_balance_has_no_age_and_is_not_overdue() -> None:
    found = shown(layout_of(), "丁")
    assert (found["坏账"], found["应收"], found["期初余额"]) == (500, 1000, 1000)
    assert "逾期" not in found


def test_clients_that_owe_most_overdue_come_first_and_those_settled_are_collapsed_last() -> None:
    rows = [row for row in layout_of().rows if len(row.cells) > 12]
    assert [row.cells[1].value for row in rows][2:11] == [
        "应收客户",
        "甲",
        "（未填客户）",
        "丁",
        "预收客户（不与应收相抵）",
        "乙",
        "已结清",
        "丙",
        "合计",
    ]
    assert [row.cells[1].value for row in rows if row.hidden] == ["丙"]


def test_every_formula_gives_its_value_and_every_check_is_0() -> None:
    layout = layout_of()
    cells = cells_of(layout)
    reckoner = Reckoner(cells)
    counted = 0
    for address, cell in cells.items():
        if cell.formula is not None and "IF(" not in cell.formula:
            assert reckoner.value(address) == cell.value, (address, cell.formula)
            counted += 1
    assert counted > 90
    checks = [cell.value for row in layout.rows for cell in row.cells if cell.style.value == "check" and cell.formula]
    assert len(checks) > 12
    assert not any(checks)


def test_the_control_finds_a_client_that_was_lost() -> None:
    book = the_book()
    days = horizon(book, TODAY, TODAY)
    found = receivables(book, days)
    lacking = replace(found, accounts=tuple(each for each in found.accounts if each.client != "甲"))
    layout = receivables_layout(book, lacking, days, Lang.ZH)
    checks = named(layout, "核对（应为 0）")
    assert [cell.value for cell in checks.cells[2:5]] == [-12000, Decimal("-58000.5"), -20000]


def test_the_months_run_from_opening_to_closing_and_name_those_without_cash() -> None:
    layout = layout_of()
    start = next(number for number, row in enumerate(layout.rows) if len(row.cells) > 1 and row.cells[1].value == "月份")
    months = [tuple(cell.value for cell in row.cells[1:9]) for row in layout.rows[start + 1 : start + 7]]
    assert months[0] == ("2026年1月", 13500, 50000, 0, 0, 0, 63500, "▲无回款")
    assert months[1] == ("2026年2月", 63500, 0, 20000, 0, 0, 43500, None)
    assert months[5] == ("2026年6月", Decimal("38500.5"), 6900, 0, 0, 500, Decimal("44900.5"), "▲无回款")


def test_rows_of_longer_periods_leave_the_months_untold() -> None:
    half = Period(date(2026, 1, 1), date(2026, 7, 1))
    layout = layout_of(the_book(Sold(when=half, sales="700", collected="100", client="甲")))
    assert not any(len(row.cells) > 1 and row.cells[1].value == "月份" for row in layout.rows)
    assert any("分不出月份" in str(row.cells[1].value) for row in layout.rows if len(row.cells) > 1)
    assert "无回款 月数" not in shown(layout, "甲")


def texts(layout: Layout) -> str:
    return "\n".join(str(cell.value) for row in layout.rows for cell in row.cells if isinstance(cell.value, str))


def test_the_head_tells_basis_days_and_what_was_taken_for_granted() -> None:
    told = texts(layout_of(the_book(settings=Settings(company="示例公司"))))
    assert "示例公司 应收 2026年1月1日至2026年6月30日" in told
    assert "单位：元 · 含税 · 销售额口径：发货 · 承兑计入回款" in told
    assert "有 3 家没有填账期，按 0 天算" in told
    assert "2 家客户没有填期初应收，按 0 计" in told
    assert "编制：" in told
    assert "来源：期初应收 '客户'!N2:N5；销售 '实绩'!D2:D8；回款 '实绩'!E2:E7" in told


def test_sales_without_tax_are_told_to_be_taxed() -> None:
    settings = Settings(tax_basis=TaxBasis.WITHOUT_TAX, tax_rate=Decimal("0.06"))
    layout = layout_of(the_book(settings=settings))
    assert "按 6% 逐行加税" in texts(layout)
    assert shown(layout, "丙")["销售"] == 1272


def test_a_period_across_the_opening_day_is_told_and_left_out() -> None:
    rows = (Sold(when=Period(date(2025, 12, 1), date(2026, 2, 1)), sales="777", client="甲"), *ROWS[1:])
    layout = layout_of(the_book(*rows))
    assert "1 行按期间填写的实绩跨过期初日或截止日，分不开，没有计入：'实绩'!D2" in texts(layout)


def test_a_set_off_across_the_as_of_day_is_told_and_left_out() -> None:
    crossing = Sold(when=Period(date(2026, 6, 1), date(2026, 8, 1)), collected="9", client="甲", kind=ActualKind.SET_OFF)
    book = the_book(*ROWS, crossing)
    days = horizon(book, date(2026, 12, 1), TODAY)
    layout = receivables_layout(book, receivables(book, days), days, Lang.ZH)
    assert "没有计入：'实绩'!E10" in texts(layout)
    assert shown(layout, "甲")["冲抵"] == 3000


def test_round_numbers_are_told() -> None:
    rows = (*ROWS, Sold(when=date(2026, 6, 25), sales="100", client="丙", bound=Bound.AT_LEAST))
    assert "1 个金额是约数（'实绩'!D10）" in texts(layout_of(the_book(*rows)))


def test_acceptances_have_a_column_only_where_they_are_no_cash() -> None:
    rows = (*ROWS, Sold(when=date(2026, 6, 3), collected="100", client="甲", kind=ActualKind.ACCEPTANCE))
    assert "承兑" not in headings(layout_of(the_book(*rows)))
    apart = the_book(*rows, settings=Settings(acceptance_counts=False))
    assert shown(layout_of(apart), "甲")["承兑"] == 100


def test_english() -> None:
    layout = layout_of(lang=Lang.EN)
    assert layout.title == "Receivables"
    assert headings(layout)[2:6] == ["Opening", "Sales", "Collected", "Set off"]
    told = texts(layout)
    assert "2 clients have no opening receivable, taken as 0" in told
    assert "Prepared by:" in told


@pytest.mark.parametrize("lang", Lang)
def test_without_cash_or_openings_the_sheet_only_replaces_an_older_one(lang: Lang) -> None:
    book = the_book(Sold(when=date(2026, 1, 2), sales="5", client="甲"), clients=())
    layout = layout_of(book, lang)
    assert (layout.only_replaces, len(layout.rows)) == (True, 1)


def test_cash_that_is_still_to_come_makes_no_sheet() -> None:
    book = the_book(Sold(when=date(2026, 8, 1), sales="5", collected="5", client="甲"), clients=())
    assert layout_of(book).only_replaces


def test_an_opening_day_to_come_leaves_the_openings_alone() -> None:
    layout = layout_of(the_book(settings=Settings(opening_date=date(2026, 9, 1))))
    assert shown(layout, "合计") == {"期初应收": 13500, "应收": 13500, "期初余额": 13500}
    assert not any(len(row.cells) > 1 and row.cells[1].value == "月份" for row in layout.rows)


def test_a_draft_says_so() -> None:
    book = the_book()
    days = horizon(book, TODAY, TODAY)
    layout = receivables_layout(book, receivables(book, days), days, Lang.ZH, draft=True)
    assert "草稿" in str(layout.rows[0].cells[1].value)


def test_one_page_wide_with_both_heading_rows_on_every_page() -> None:
    layout = layout_of()
    assert layout.repeat_rows is not None
    first = layout.repeat_rows[0]
    assert layout.repeat_rows == (first, first + 1)
    assert layout.freeze == f"C{first + 2}"
    assert (layout.landscape, layout.fit_width) == (True, True)
