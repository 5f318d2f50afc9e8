"""Price, volume and mix: right values, and nothing left over."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsummary.compare.price_volume import Traded, from_percentages, price_and_volume


def _traded(sales: str, quantity: str | None = None) -> Traded:
    return Traded(Decimal(sales), None if quantity is None else Decimal(quantity))


def test_one_product_with_the_joint_term_in_the_price() -> None:
    found = price_and_volume({"涂料": _traded("1000", "100")}, {"涂料": _traded("990", "110")})
    assert (found.price, found.volume, found.mix) == (Decimal(-110), Decimal(100), Decimal(0))
    assert (found.change, found.residual) == (Decimal(-10), Decimal(0))


def test_several_products_of_one_unit_have_a_mix() -> None:
    before = {"内墙": _traded("1000", "10"), "外墙": _traded("1000", "40")}
    now = {"内墙": _traded("2000", "20"), "外墙": _traded("750", "30")}
    found = price_and_volume(before, now)
    assert (found.price, found.volume, found.mix) == (Decimal(0), Decimal(0), Decimal(750))
    assert found.residual == 0


def test_units_of_their_own_are_never_added() -> None:
    before = {"乳胶漆（吨）": _traded("1000", "10"), "稀料（桶）": _traded("1000", "40")}
    now = {"乳胶漆（吨）": _traded("2000", "20"), "稀料（桶）": _traded("750", "30")}
    found = price_and_volume(before, now, is_one_unit=False)
    assert (found.price, found.volume, found.mix) == (Decimal(0), Decimal(750), Decimal(0))


def test_products_of_one_side_and_rows_without_a_quantity_stand_apart() -> None:
    before = {"旧": _traded("300", "3"), "无数量": _traded("50"), "全退": _traded("0", "0")}
    now = {"新": _traded("700", "7"), "无数量": _traded("80"), "全退": _traded("5", "1")}
    found = price_and_volume(before, now)
    assert (found.started, found.ended, found.unpriced) == (Decimal(700), Decimal(-300), Decimal(35))
    assert (found.price, found.volume, found.residual) == (Decimal(0), Decimal(0), Decimal(0))


def test_from_percentages_alone() -> None:
    """1,300,000 yuan, price 10 % lower and sales 12 % lower than the year before."""
    found = from_percentages(Decimal(1_300_000), Decimal("-0.10"), Decimal("-0.12"))
    effects = found.effects
    assert round(effects.before) == 1_477_273
    assert (round(effects.price), round(effects.volume), effects.residual) == (-144_444, -32_828, Decimal(0))
    assert round(float(found.volume_growth), 4) == -0.0222


@pytest.mark.parametrize("growth", ["-1", "-1.5"])
def test_nothing_is_reckoned_back_from_a_loss_of_all(growth: str) -> None:
    with pytest.raises(ValueError, match="no last year"):
        from_percentages(Decimal(1), Decimal(growth), Decimal(0))
    with pytest.raises(ValueError, match="no last year"):
        from_percentages(Decimal(1), Decimal(0), Decimal(growth))


_YUAN = st.decimals(Decimal("-99999.99"), Decimal("9999999.99"), places=2)
_COUNT = st.none() | st.decimals(Decimal(0), Decimal(9999), places=3)
_SIDE = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.builds(Traded, _YUAN, _COUNT))


@given(_SIDE, _SIDE, st.booleans())
def test_the_parts_always_add_up_to_the_change(before: dict[str, Traded], now: dict[str, Traded], is_one_unit: bool) -> None:
    found = price_and_volume(before, now, is_one_unit=is_one_unit)
    assert found.residual == 0
    assert found.change == sum(each.sales for each in now.values()) - sum(each.sales for each in before.values())
