"""The team example's clients, and its sales and receipts of October to December 2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlsummary.book.template import Row, rows_of
from xlsummary.model import ActualKind, Grade, Size, Stage

_INSURERS = "保险"
_BROKERS = "证券"
_PHONE = "电话行销"

_XIAODIAN = "太原市小店区"
_YINGZE = "太原市迎泽区"
_GAOXIN = "太原市高新区"
_JINZHONG = "晋中市"

_ANSHENG = "安晟人寿太原中心支公司"
_HENGHUI = "恒晖财险山西分公司"
_TAINING = "泰宁养老险太原营业部"
_CHENGYOU = "诚佑保险代理公司"
_ZHONGYUE = "中岳证券迎泽营业部"
_XINYUAN = "信远证券长风营业部"
_MINGTAI = "明台软件园服务公司"
_JINYU = "晋裕机电设备公司"
_FENSHUI = "汾水物业管理公司"
_LONGXIN = "隆信汽贸集团工会"
_CHENHE = "晨禾口腔连锁"

_GENERAL = "悦享通用卡"
_GIFT = "悦享礼品卡"
_WELFARE = "悦享福利卡"


def _day(month: int, day: int) -> date:
    return date(2025, month, day)


_ON_FILE = rows_of(
    "name grade stage rep last_contact size type market channel code",
    (_ANSHENG, Grade.A, Stage.WON, "郝俊峰", _day(12, 26), Size.LARGE, "保险公司", _XIAODIAN, _INSURERS, "0001"),
    (_HENGHUI, Grade.A, Stage.WON, "郝俊峰", _day(12, 31), Size.LARGE, "保险公司", _YINGZE, _INSURERS, "0002"),
    (_TAINING, Grade.B, Stage.WON, "任丽娜", _day(12, 23), Size.MEDIUM, "保险公司", _XIAODIAN, _INSURERS, "0003"),
    (_CHENGYOU, Grade.B, Stage.WON, "任丽娜", _day(12, 25), Size.MEDIUM, "保险代理", _GAOXIN, _INSURERS, "0004"),
    (_ZHONGYUE, Grade.A, Stage.WON, "温晓东", _day(12, 19), Size.LARGE, "证券公司", _YINGZE, _BROKERS, "0005"),
    (_XINYUAN, Grade.B, Stage.WON, "温晓东", _day(12, 24), Size.MEDIUM, "证券公司", _XIAODIAN, _BROKERS, "0006"),
    ("华衡期货太原营业部", Grade.C, Stage.VISITED, "温晓东", _day(10, 28), Size.SMALL, "期货公司", _GAOXIN, _BROKERS, "0007"),
    ("瑞嘉保险经纪公司", Grade.B, Stage.INTENT, "郝俊峰", _day(11, 20), Size.MEDIUM, "保险经纪", _YINGZE, _INSURERS, "0008"),
    ("佳禾人寿晋中公司", Grade.B, Stage.VISITED, "任丽娜", _day(12, 11), Size.MEDIUM, "保险公司", _JINZHONG, _INSURERS, "0009"),
    (_MINGTAI, Grade.B, Stage.WON, "乔雅琴", _day(12, 30), Size.MEDIUM, "园区服务", _GAOXIN, _PHONE, "0010"),
    (_JINYU, Grade.C, Stage.WON, "乔雅琴", _day(12, 30), Size.SMALL, "制造企业", _XIAODIAN, _PHONE, "0011"),
    (_FENSHUI, Grade.C, Stage.WON, "薛志强", _day(12, 22), Size.SMALL, "物业公司", _YINGZE, _PHONE, "0012"),
    (_LONGXIN, Grade.B, Stage.WON, "薛志强", _day(12, 31), Size.MEDIUM, "企业工会", _XIAODIAN, _PHONE, "0013"),
    (_CHENHE, Grade.C, Stage.WON, "乔雅琴", _day(12, 29), Size.SMALL, "医疗机构", _XIAODIAN, _PHONE, "0014"),
    ("榆次锦恒纺织公司", Grade.B, Stage.VISITED, "薛志强", _day(12, 4), Size.MEDIUM, "制造企业", _JINZHONG, _PHONE, "0015"),
    ("并川旅行社", Grade.C, Stage.INTENT, "乔雅琴", _day(10, 22), Size.SMALL, "旅游企业", _YINGZE, _PHONE, "0016"),
    ("晋博会展服务公司", Grade.C, Stage.INTENT, "薛志强", _day(11, 26), Size.SMALL, "会展企业", _GAOXIN, _PHONE, "0017"),
    ("民顺药房连锁", Grade.C, Stage.LOST, "薛志强", _day(11, 13), Size.SMALL, "零售企业", _XIAODIAN, _PHONE, "0018"),
)  # fmt: skip

_SOLD: tuple[tuple[tuple[int, int], str, str, int, int | None, tuple[int, int] | None], ...] = (
    ((10, 22), _JINYU, _GENERAL, 3_000, 3_000, (11, 5)),
    ((10, 24), _FENSHUI, _GENERAL, 2_000, 2_000, (11, 7)),
    ((10, 28), _CHENGYOU, _GIFT, 5_000, 5_000, (11, 10)),
    ((10, 30), _CHENHE, _GENERAL, 1_500, 1_500, (11, 3)),
    ((11, 3), _XINYUAN, _WELFARE, 8_000, 8_000, (11, 3)),
    ((11, 4), _TAINING, _GIFT, 6_000, 6_000, (11, 4)),
    ((11, 5), _MINGTAI, _GENERAL, 4_500, 4_500, (11, 5)),
    ((11, 6), _ANSHENG, _WELFARE, 20_000, 20_000, (11, 20)),
    ((11, 7), _LONGXIN, _GIFT, 6_800, 6_800, (11, 7)),
    ((11, 10), _HENGHUI, _WELFARE, 16_000, 16_000, (11, 25)),
    ((11, 11), _JINYU, _GENERAL, 2_400, 2_400, (11, 11)),
    ((11, 12), _ZHONGYUE, _WELFARE, 18_000, 18_000, (11, 12)),
    ((11, 13), _FENSHUI, _GENERAL, 1_800, 1_800, (11, 13)),
    ((11, 14), _CHENGYOU, _GIFT, 4_200, 4_200, (11, 17)),
    ((11, 17), _CHENHE, _GENERAL, 1_200, 1_200, (11, 17)),
    ((11, 18), _XINYUAN, _GIFT, 5_600, 5_600, (11, 18)),
    ((11, 19), _TAINING, _GENERAL, 3_600, 3_600, (11, 19)),
    ((11, 20), _MINGTAI, _WELFARE, 7_500, 7_500, (12, 1)),
    ((11, 24), _LONGXIN, _GENERAL, 3_200, 3_200, (11, 24)),
    ((11, 26), _ANSHENG, _GIFT, 9_000, 9_000, (11, 26)),
    ((11, 27), _CHENGYOU, _GIFT, -1_200, None, None),
    ((11, 28), _JINYU, _GENERAL, 1_600, 1_600, (11, 28)),
    ((12, 1), _HENGHUI, _GIFT, 12_000, 12_000, (12, 1)),
    ((12, 2), _ZHONGYUE, _GIFT, 15_000, 15_000, (12, 16)),
    ((12, 3), _MINGTAI, _GENERAL, 5_200, 5_200, (12, 3)),
    ((12, 4), _LONGXIN, _WELFARE, 9_600, 9_600, (12, 4)),
    ((12, 5), _FENSHUI, _GENERAL, 2_600, 2_600, (12, 5)),
    ((12, 8), _ANSHENG, _WELFARE, 26_000, 26_000, (12, 22)),
    ((12, 9), _TAINING, _WELFARE, 14_000, 14_000, (12, 9)),
    ((12, 10), _XINYUAN, _WELFARE, 16_500, 16_500, (12, 24)),
    ((12, 11), _CHENHE, _GENERAL, 2_400, 2_400, (12, 11)),
    ((12, 12), _CHENGYOU, _GIFT, 6_800, 6_800, (12, 12)),
    ((12, 15), _JINYU, _GIFT, 4_200, 4_200, (12, 15)),
    ((12, 16), _HENGHUI, _WELFARE, 22_000, 12_000, (12, 30)),
    ((12, 17), _MINGTAI, _WELFARE, 12_000, 12_000, (12, 17)),
    ((12, 18), _LONGXIN, _GIFT, 8_400, 8_400, (12, 18)),
    ((12, 19), _ZHONGYUE, _WELFARE, 24_000, 24_000, (12, 31)),
    ((12, 22), _FENSHUI, _GIFT, 4_800, 4_800, (12, 22)),
    ((12, 23), _TAINING, _GIFT, 15_200, 15_200, (12, 23)),
    ((12, 24), _XINYUAN, _GIFT, 7_600, 7_600, (12, 24)),
    ((12, 24), _CHENHE, _GIFT, 1_800, 1_800, (12, 24)),
    ((12, 25), _CHENGYOU, _WELFARE, 11_000, 11_000, (12, 25)),
    ((12, 26), _ANSHENG, _GIFT, 18_000, None, None),
    ((12, 29), _CHENHE, _GIFT, -600, None, None),
    ((12, 30), _MINGTAI, _GIFT, 9_500, 9_500, (12, 30)),
    ((12, 30), _JINYU, _GENERAL, 3_000, 3_000, (12, 30)),
    ((12, 31), _LONGXIN, _WELFARE, 16_500, 16_500, (12, 31)),
)
"""Day, client, product, yuan sold (returns negative), yuan collected and when; None while it is still owed."""

_LATE_RECEIPT: Row = {
    "day": date(2025, 12, 31),
    "client": _HENGHUI,
    "collected": 6_000,
    "collected_on": date(2025, 12, 31),
    "kind": ActualKind.COLLECTION,
    "note": "12月16日福利卡尾款的一部分",
}


def _client_rows() -> Iterator[Row]:
    """The clients, each with the day of its first sale."""
    for client in _ON_FILE:
        days = [_day(*day) for day, name, *_ in _SOLD if name == client["name"]]
        yield {**client, "first_deal": min(days)} if days else client


def _actual_rows() -> Iterator[Row]:
    """The sales in order, each with its client's rep, market and channel, and the late receipt at the end."""
    for number, (day, client, product, sold, collected, paid) in enumerate(_SOLD, 1):
        row: Row = {
            "day": _day(*day),
            "client": client,
            "sales": sold,
            "product": product,
            "kind": ActualKind.RETURN if sold < 0 else ActualKind.SALE,
            "document": f"{number:04d}",
        }
        paid_on: Row = {"collected": collected, "collected_on": _day(*paid)} if collected and paid else {}
        yield {**row, **paid_on, **_of_client(client)}
    yield {**_LATE_RECEIPT, **_of_client(_HENGHUI)}


def _of_client(name: str) -> Row:
    client = next(client for client in _ON_FILE if client["name"] == name)
    return {field: client[field] for field in ("rep", "market", "channel")}


CLIENTS: tuple[Row, ...] = tuple(_client_rows())
ACTUALS: tuple[Row, ...] = tuple(_actual_rows())
