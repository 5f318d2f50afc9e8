from __future__ import annotations

from decimal import Decimal

import pytest

from xlsummary.model import Lang, Measure, ProfitBasis, Settings, TaxBasis
from xlsummary.sheets.formats import formats_of, unit_line

WAN = Settings(display_unit=Decimal(10000), tax_basis=TaxBasis.WITHOUT_TAX)


@pytest.mark.parametrize(
    ("unit", "grain", "pattern"),
    [
        (1, "1", "#,##0"),
        (1, "0.01", "#,##0.00"),
        (1000, "1", "#,##0.0,"),
        (10000, "1", r"0\.0,"),
        (1000000, "1", "#,##0.00,,"),
        (100000000, "1", r"0\.00,,"),
    ],
)
def test_the_display_unit_is_a_number_format(unit: int, grain: str, pattern: str) -> None:
    formats = formats_of(Measure.SALES, Settings(display_unit=Decimal(unit)), Decimal(grain))
    assert formats.amount == f'{pattern}_ ;-{pattern}_ ;"-"_ '


def test_counts_are_never_scaled_and_keep_their_precision() -> None:
    formats = formats_of(Measure.QUANTITY, WAN, Decimal("0.1"))
    assert formats.amount.startswith("#,##0.0_")
    assert formats.width(1234) == len("1,234.0")


def test_a_difference_is_shown_to_the_last_fen_whatever_the_unit() -> None:
    assert formats_of(Measure.SALES, WAN, Decimal("0.01")).check.startswith('[Red]"▲"#,##0.00_')


def test_width_counts_separators_sign_and_decimals() -> None:
    yuan = formats_of(Measure.SALES, Settings(), Decimal(1))
    assert [yuan.width(value) for value in (0, 999, 1000, -1234567)] == [1, 3, 5, 10]
    assert formats_of(Measure.SALES, WAN, Decimal(1)).width(15_000_000) >= len("1500.0")


def test_unit_and_basis_are_those_of_the_measure() -> None:
    assert unit_line(Measure.SALES, WAN, Lang.ZH) == "单位：万元（格内为元，显示时舍入） · 不含税"
    assert unit_line(Measure.COLLECTIONS, Settings(tax_basis=TaxBasis.WITHOUT_TAX), Lang.ZH) == "单位：元 · 含税"
    assert unit_line(Measure.PROFIT, Settings(profit_basis=ProfitBasis.NET), Lang.EN) == "Unit: yuan · Net profit"
    assert unit_line(Measure.QUANTITY, WAN, Lang.ZH) == ""
    assert unit_line(Measure.VISITS, WAN, Lang.ZH) == "单位：次"
    assert (
        unit_line(Measure.SALES, Settings(currency="USD", display_unit=Decimal(1000)), Lang.EN)
        == "Unit: USD × 1,000 · With tax"
    )
