"""The duties example's clients, and its sales and receipts of 2025: 1,300,000 sold, 1,040,000 collected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from xlsummary.book.template import Row, rows_of
from xlsummary.model import ActualKind, Grade, Size, Stage

_INNER, _OUTER = "内墙乳胶漆（吨）", "外墙乳胶漆（吨）"
_SEALING, _WOOD = "防水涂料（吨）", "木器漆（吨）"

_HEXING = "和兴建材经营部"
_JIATAI = "嘉泰装饰工程公司"
_RUNFENG = "润丰涂料商行"
_BAIHE = "百合家居建材店"
_ANJU = "安居房地产开发公司"
_TIANCHENG = "天成木业加工厂"
_SHENGDA = "盛达涂料批发部"
_YULONG = "玉龙建筑安装公司"

_DEALERS, _SITES = "经销", "工程"
_CITY, _COUNTY = "城区市场", "县域市场"
_WANG, _LI, _ZHOU = "王海宁", "李文秀", "周志刚"


def _day(month: int, day: int) -> date:
    return date(2025, month, day)


_ON_FILE = rows_of(
    "name grade last_grade stage rep first_deal last_contact size type market channel",
    (_YULONG, Grade.A, Grade.A, Stage.WON, _WANG, date(2021, 6, 8), _day(12, 22), Size.LARGE, "建筑施工", _CITY, _SITES),
    (_SHENGDA, Grade.A, Grade.B, Stage.WON, _WANG, date(2020, 3, 12), _day(12, 26), Size.MEDIUM, "涂料批发", _CITY, _DEALERS),
    (_JIATAI, Grade.A, None, Stage.WON, _LI, _day(5, 6), _day(12, 25), Size.MEDIUM, "装饰装修", _CITY, _SITES),
    (_ANJU, Grade.B, None, Stage.WON, _LI, _day(2, 17), _day(12, 29), Size.LARGE, "房地产", _CITY, _SITES),
    (_HEXING, Grade.B, Grade.B, Stage.WON, _LI, date(2022, 4, 2), _day(12, 16), Size.SMALL, "建材零售", _CITY, _DEALERS),
    (_TIANCHENG, Grade.C, Grade.B, Stage.WON, _ZHOU, date(2023, 9, 1), _day(10, 21), Size.SMALL, "木材加工", _COUNTY, _DEALERS),
    (_BAIHE, Grade.B, Grade.A, Stage.WON, _ZHOU, date(2021, 11, 3), _day(12, 5), Size.SMALL, "建材零售", _COUNTY, _DEALERS),
    (_RUNFENG, Grade.C, Grade.C, Stage.WON, _ZHOU, date(2024, 5, 20), _day(12, 26), Size.SMALL, "涂料零售", _COUNTY, _DEALERS),
    ("东岭装饰工程公司", Grade.B, None, Stage.VISITED, _LI, None, _day(12, 11), Size.MEDIUM, "装饰装修", _CITY, _SITES),
    ("福源建材经营部", Grade.C, None, Stage.INTENT, _ZHOU, None, _day(11, 18), Size.SMALL, "建材零售", _COUNTY, _DEALERS),
)  # fmt: skip

_CREDIT = rows_of(
    "opening credit_limit terms",
    (40_000, 150_000, 60),
    (0, 120_000, 45),
    (0, 80_000, 60),
    (0, 100_000, 60),
    (0, 30_000, 30),
    (30_000, 50_000, 45),
    (12_000, 50_000, 30),
    (18_000, 20_000, 30),
)
"""Of the clients that buy, in the same order; the two last have bought nothing yet."""

CLIENTS: tuple[Row, ...] = tuple(
    {**client, "code": f"{number:04d}", **credit}
    for number, (client, credit) in enumerate(zip(_ON_FILE, (*_CREDIT, {}, {}), strict=True), 1)
)

_SOLD: tuple[tuple[tuple[int, int], str, str, str, int, int | None, tuple[int, int] | None, int], ...] = (
    ((1, 6), _SHENGDA, _OUTER, "6", 54_000, 54_000, (2, 20), 7),
    ((1, 20), _HEXING, _SEALING, "2.5", 20_000, 20_000, (2, 12), 6),
    ((1, 22), _TIANCHENG, _WOOD, "4", 56_000, 40_000, (3, 14), 9),
    ((2, 10), _YULONG, _SEALING, "2", 16_000, 16_000, (3, 25), 7),
    ((2, 17), _ANJU, _OUTER, "6", 54_000, 54_000, (4, 10), 8),
    ((3, 6), _SHENGDA, _OUTER, "6", 54_000, 54_000, (4, 18), 6),
    ((3, 17), _SHENGDA, _WOOD, "6.5", 91_000, 80_000, (5, 15), 9),
    ((3, 21), _RUNFENG, _SEALING, "2.5", 20_000, 20_000, (3, 21), 5),
    ((4, 11), _HEXING, _INNER, "2", 13_000, 13_000, (5, 8), 7),
    ((4, 16), _YULONG, _WOOD, "7.5", 105_000, 90_000, (6, 18), 10),
    ((4, 21), _YULONG, _OUTER, "6", 54_000, 54_000, (6, 30), 8),
    ((5, 6), _JIATAI, _OUTER, "8", 72_000, None, None, 8),
    ((5, 13), _BAIHE, _SEALING, "5.5", 44_000, 44_000, (6, 12), 6),
    ((5, 22), _YULONG, _INNER, "8", 52_000, 40_000, (8, 20), 9),
    ((6, 9), _JIATAI, _SEALING, "2", 16_000, 16_000, (8, 8), 18),
    ((6, 23), _ANJU, _OUTER, "4", 36_000, 36_000, (9, 12), 21),
    ((7, 9), _YULONG, _WOOD, "2", 28_000, None, None, 16),
    ((7, 21), _SHENGDA, _SEALING, "2.5", 20_000, 20_000, (9, 18), 24),
    ((8, 7), _SHENGDA, _SEALING, "2.5", 20_000, 20_000, (10, 22), 19),
    ((8, 12), _JIATAI, _INNER, "4", 26_000, 26_000, (10, 28), 15),
    ((9, 10), _YULONG, _SEALING, "5", 40_000, 20_000, (11, 26), 22),
    ((9, 26), _HEXING, _OUTER, "2", 18_000, 18_000, (11, 6), 14),
    ((10, 9), _SHENGDA, _SEALING, "3", 24_000, 24_000, (12, 10), 13),
    ((10, 9), _YULONG, _WOOD, "7.5", 105_000, 50_000, (12, 18), 9),
    ((10, 13), _SHENGDA, _INNER, "2", 13_000, 13_000, (12, 10), 7),
    ((11, 5), _JIATAI, _OUTER, "9.5", 85_500, 50_000, (12, 25), 8),
    ((11, 17), _HEXING, _SEALING, "2.5", 20_000, 20_000, (12, 16), 6),
    ((11, 19), _ANJU, _INNER, "5", 32_500, 20_000, (12, 29), 7),
    ((12, 3), _YULONG, _SEALING, "3.5", 28_000, None, None, 8),
    ((12, 8), _JIATAI, _OUTER, "2", 18_000, None, None, 6),
    ((12, 22), _ANJU, _INNER, "10", 65_000, None, None, 9),
)
"""Day shipped, client, product, tons, yuan sold, yuan collected and when (None while it is owed), days since the order."""

_PROMISED = 10
"""Days from order to delivery as agreed."""

_OTHERS = rows_of(
    "day client collected kind document note",
    (_day(2, 26), _RUNFENG, 18_000, ActualKind.COLLECTION, None, "上年欠款"),
    (_day(4, 25), _TIANCHENG, 28_000, ActualKind.COLLECTION, None, "上年欠款"),
    (_day(7, 15), _JIATAI, 72_000, ActualKind.ACCEPTANCE, "FH12", "银行承兑，六个月"),
    (_day(12, 5), _BAIHE, 8_000, ActualKind.SET_OFF, None, "抵门店陈列费"),
    (_day(12, 26), _RUNFENG, 10_000, ActualKind.COLLECTION, None, "预付明年一月的货款"),
    (_day(12, 31), _TIANCHENG, 2_000, ActualKind.BAD_DEBT, None, "上年尾款，财务部批准核销"),
)


def _rows() -> Iterator[Row]:
    """The sales in order, each with its client's rep, market and channel; then what else was paid or taken off."""
    for number, (day, client, product, tons, sold, collected, paid, waited) in enumerate(_SOLD, 1):
        shipped = _day(*day)
        ordered = shipped - timedelta(days=waited)
        row: Row = {
            "day": shipped,
            "client": client,
            "sales": sold,
            "product": product,
            "kind": ActualKind.SALE,
            "document": f"FH{number:02d}",
            "quantity": Decimal(tons),
            "ordered": ordered,
            "due": ordered + timedelta(days=_PROMISED),
            "shipped": shipped,
        }
        paid_on: Row = {"collected": collected, "collected_on": _day(*paid)} if collected and paid else {}
        yield {**row, **paid_on, **_of_client(client)}
    yield from ({**row, **_of_client(str(row["client"]))} for row in _OTHERS)


def _of_client(name: str) -> Row:
    client = next(client for client in CLIENTS if client["name"] == name)
    return {field: client[field] for field in ("rep", "market", "channel")}


ACTUALS: tuple[Row, ...] = tuple(_rows())
