"""The regional example's dealers, what was shipped to them and what they paid in 2025, and the two years before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from xlsummary.book.template import Row, rows_of
from xlsummary.model import ActualKind, Grade, Size, Stage

TENGZHOU, WEISHAN, SISHUI, YICHENG = "滕州", "微山", "泗水", "峄城"
PINGYI, JINXIANG, JIAXIANG = "平邑", "金乡", "嘉祥"

_RETAIL, _RESTAURANTS = "流通", "酒店"
_MA, _KONG, _MENG = "马启明", "孔祥东", "孟凡雨"

_LAOKOU = "滕州老寇副食批发"
_HUXI = "微山湖西酒水商行"
_QUANLIN = "泗水泉林商贸"
_SHILI = "泗水十里酒业"
_YUNHE = "峄城运河商贸"
_MENGSHAN = "平邑蒙山副食商行"
_JINDU = "金乡金都副食批发"
_LIANGSHAN = "嘉祥兴旺副食店"

_HIGH, _LOW = "窖藏42度", "特曲38度"


def _day(month: int, day: int) -> date:
    return date(2025, month, day)


_ON_FILE = rows_of(
    "name grade last_grade stage rep first_deal last_contact size type market channel",
    (_LAOKOU, Grade.A, Grade.A, Stage.WON, _MA, date(2023, 3, 18), _day(12, 29), Size.MEDIUM, "副食批发", TENGZHOU, _RETAIL),
    (_HUXI, Grade.B, Grade.B, Stage.WON, _KONG, date(2023, 6, 9), _day(12, 16), Size.MEDIUM, "酒水专营", WEISHAN, _RETAIL),
    (_QUANLIN, Grade.C, Grade.B, Stage.WON, _KONG, date(2023, 9, 22), _day(11, 12), Size.SMALL, "酒水专营", SISHUI, _RETAIL),
    (_YUNHE, Grade.C, Grade.B, Stage.WON, _MA, date(2024, 4, 11), _day(9, 5), Size.SMALL, "副食批发", YICHENG, _RETAIL),
    (_MENGSHAN, Grade.C, None, Stage.WON, _MENG, _day(2, 20), _day(12, 10), Size.SMALL, "副食批发", PINGYI, _RETAIL),
    (_SHILI, Grade.C, None, Stage.WON, _KONG, _day(5, 13), _day(9, 24), Size.SMALL, "酒店终端", SISHUI, _RESTAURANTS),
    (_LIANGSHAN, Grade.C, None, Stage.WON, _MENG, _day(8, 19), _day(12, 23), Size.SMALL, "副食零售", JIAXIANG, _RETAIL),
    (_JINDU, Grade.B, None, Stage.WON, _MENG, _day(11, 6), _day(12, 30), Size.MEDIUM, "副食批发", JINXIANG, _RETAIL),
    ("邹城南关酒行", Grade.C, None, Stage.LOST, _KONG, None, _day(7, 8), Size.SMALL, "酒水专营", "邹城", _RETAIL),
)  # fmt: skip

_SCORES = rows_of(
    "strength network delivery cooperation commitment note",
    (4, 4, 4, 3, 2, None),
    (3, 3, 4, 4, 3, "自备包装和酒瓶"),
    (2, 3, 3, 3, 2, None),
    (2, 2, 3, 1, 2, "费用没谈拢，九月以后没有进货"),
    (3, 2, 2, 2, 1, "下半年主推啤酒"),
    (2, 2, 2, 1, 1, "费用没有管住，九月停了合作"),
    (2, 2, 2, 4, 3, None),
    (4, 4, 4, 5, 4, "济宁的样板客户"),
)
"""Of the dealers that buy, in the same order; the last one was lost before it bought."""

_CREDIT = {
    _LAOKOU: (18_000, 60_000, 30),
    _HUXI: (20_000, 40_000, 30),
    _QUANLIN: (0, 30_000, 30),
    _YUNHE: (12_000, 20_000, 30),
}
"""Of the old dealers: what they owed at the year's beginning, their limits in yuan and terms in days; the new pay at once."""

CLIENTS: tuple[Row, ...] = tuple(
    {**client, **dict(zip(("opening", "credit_limit", "terms"), _CREDIT.get(str(client["name"]), ()), strict=False)), **scores}
    for client, scores in zip(_ON_FILE, (*_SCORES, {}), strict=True)
)

_SHIPPED: tuple[tuple[tuple[int, int], str, str, int, int, int | str | None, tuple[int, int] | None, int], ...] = (
    ((1, 8), _LAOKOU, _HIGH, 320, 92_800, 92_800, (1, 8), 6),
    ((1, 14), _HUXI, _LOW, 300, 57_000, 57_000, (1, 20), 8),
    ((1, 17), _QUANLIN, _LOW, 180, 34_200, 34_200, (1, 24), 9),
    ((2, 20), _MENGSHAN, _LOW, 260, 49_400, 49_400, (2, 20), 12),
    ((2, 26), _YUNHE, _LOW, 150, 28_500, 20_000, (3, 12), 11),
    ((3, 13), _LAOKOU, _HIGH, 240, 69_600, 69_600, (3, 28), 7),
    ((3, 25), _MENGSHAN, _LOW, 200, 38_000, 38_000, (4, 8), 15),
    ((4, 16), _HUXI, _LOW, 220, 41_800, 41_800, (4, 25), 10),
    ((4, 24), _MENGSHAN, _LOW, 140, 26_600, 20_000, (5, 22), 18),
    ((5, 13), _SHILI, _HIGH, 160, 46_400, 46_400, (5, 13), 14),
    ((5, 27), _LAOKOU, _HIGH, 200, 58_000, 58_000, (6, 10), 8),
    ((6, 18), _SHILI, _HIGH, 120, 34_800, 20_000, (7, 16), 17),
    ((7, 9), _QUANLIN, _LOW, 130, 24_700, 24_700, (7, 22), 12),
    ((8, 6), _YUNHE, _LOW, 90, 17_100, None, None, 13),
    ((8, 19), _LIANGSHAN, _LOW, 110, 20_900, 20_900, (8, 19), 9),
    ((9, 4), _LAOKOU, _HIGH, 340, 98_600, 98_600, (9, 18), 6),
    ((9, 12), _HUXI, _LOW, 280, 53_200, 53_200, (9, 25), 9),
    ((9, 18), _SHILI, _HIGH, 60, 17_400, None, None, 16),
    ((10, 21), _LIANGSHAN, _LOW, 90, 17_100, 17_100, (11, 4), 11),
    ((11, 6), _JINDU, _HIGH, 380, 110_200, 110_200, (11, 6), 5),
    ((11, 20), _JINDU, _LOW, 240, 45_600, 45_600, (11, 27), 6),
    ((12, 4), _LAOKOU, _HIGH, 180, 52_200, 50_000, (12, 19), 8),
    ((12, 11), _JINDU, _HIGH, 260, 75_400, 75_400, (12, 18), 5),
    ((12, 23), _LIANGSHAN, _LOW, 80, 15_200, 10_000, (12, 30), 9),
    ((12, 26), _HUXI, _LOW, 160, 30_400, "47100余", (12, 31), 7),
)
"""Day shipped, dealer, product, cases, yuan sold, yuan paid and when, days since the order.

Of the last transfer only the round amount is known so far, with an older rest in it; so the year's sum is one too: 1,100,000
and some.
"""

_PROMISED = 10
"""Days from order to delivery as agreed."""

_EARLIER: tuple[tuple[str, str, int, int], ...] = (
    ("2023Q1", TENGZHOU, 68_000, 60_000),
    ("2023Q2", TENGZHOU, 121_000, 110_000),
    ("2023Q3", WEISHAN, 176_000, 158_000),
    ("2023Q4", WEISHAN, 243_000, 226_000),
    ("2024Q1", TENGZHOU, 214_000, 190_000),
    ("2024Q2", WEISHAN, 188_000, 171_000),
    ("2024Q3", SISHUI, 205_000, 184_000),
    ("2024Q4", TENGZHOU, 318_000, 287_000),
)
"""Of the years before only the quarters' sums are kept, under the market that brought most: quarter, market, sold, paid."""


def _rows() -> Iterator[Row]:
    for period, market, total, cash in _EARLIER:
        yield {"day": period, "market": market, "sales": total, "collected": cash, "note": "季度合计"}
    for number, (day, client, product, cases, sold, paid, paid_on, waited) in enumerate(_SHIPPED, 1):
        shipped = _day(*day)
        ordered = shipped - timedelta(days=waited)
        row: Row = {
            "day": shipped,
            "client": client,
            "sales": sold,
            "product": product,
            "kind": ActualKind.SALE,
            "document": f"JN{number:03d}",
            "quantity": cases,
            "ordered": ordered,
            "due": ordered + timedelta(days=_PROMISED),
            "shipped": shipped,
        }
        receipt: Row = {"collected": paid, "collected_on": _day(*paid_on)} if paid and paid_on else {}
        yield {**row, **receipt, **_of_client(client)}


def _of_client(name: str) -> Row:
    client = next(client for client in CLIENTS if client["name"] == name)
    return {field: client[field] for field in ("rep", "market", "channel")}


ACTUALS: tuple[Row, ...] = tuple(_rows())
