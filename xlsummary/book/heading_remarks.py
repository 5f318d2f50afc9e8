"""Brackets of an amount's heading that cannot be a unit: `销售额（东区）`, `(east region)`.

A unit, a currency or a tax basis is a short word that says how much one is, or of what. So a bracket is a remark where

- nothing in it measures: no figure, scale, currency, tax, price, rate, average, change, `per`, nor a thing that is counted; and
- it says of whom, where or which it is: by its last word (区, 部, 店, 公司, 客户, 产品, 渠道, 称; region, team, clients), by a
  first word that names what is in it or left out (含, 不含, 仅, 按, 截至; only, excluding, as of), or by being a phrase of five
  Chinese characters and more.

Anything else that is not known could be a unit (担, 托盘, bushels) and is for its reader to ask about.
"""

from __future__ import annotations

import re

from xlsummary.spelling import folded

_TIME = re.compile(r"\d{2,4}年度?|\d{1,2}月份?|\d{1,2}日|[qh][1-4]")
_MEASURES = re.compile(
    r"[\d%‰/$¥€£₩฿₹·百千万亿萬億元圆角币幣钱銖铢盾镑磅郎朗率比率均价價税稅倍股增减差占每吨噸斤克升米桶箱瓶袋盒罐台套件担石亩顷瓦盘寸尺两]"
    r"|美金|比索|里拉|先令|科朗|兰特|雷亚尔|第纳尔|里亚尔|同比|环比|成本|费用|利润"
    r"|\b(?:per|rate|ratio|average|avg|mean|price|tax|vat|duty|gst|growth|change|cost|margin|profit|share|percent|"
    r"dollars?|euros?|pounds?|yen|yuan|rmb|francs?|rupees?|rubles?|pesos?|krona|kroner?|won|baht|ringgit|dirhams?|riyals?|"
    r"tons?|tonnes?|kilos?|kg|grams?|pieces?|pcs|boxes|cases|cartons?|pallets?|barrels?|litres?|liters?|gallons?|met(?:re|er)s?|"
    r"feet|foot|inch(?:es)?|miles?|ounces?|hundreds?|thousands?|millions?|billions?|dozens?|units?|k|m|bn|mn)\b"
)
_CHINESE = re.compile(r"[一-鿿\s,，、;；。+&和与及~-]+")
_LAST = re.compile(
    r".+(?:区|省|市|县|州|部|店|公司|集团|工厂|团队|小组|客户|用户|客商|经销商|代理商|人员|员工|产品|商品|新品|赠品|品类|类"
    r"|系列|型号|项目|业务|渠道|平台|市场|行业|系统|口径|称|姓名|名单|编号|代码|线上|线下|直营|加盟|批发|零售|国内|国外|海外|内销|外销)"
)
_FIRST = re.compile(r"(?:不?含|不计|不包括|包括|仅|只|按|扣|除|已|未|见|截至|截止|来自|由|请|如|可|须)[一-鿿].*")
_WHOLE = re.compile(
    r"线上|线下|直营|加盟|批发|零售|国内|国外|海外|内销|外销|华[东南西北中]|[东南西北中]部|备用|参考|手工|系统|不填|待填|新|老"
)
_ENGLISH_LAST = re.compile(
    r".*\b(?:regions?|areas?|territor(?:y|ies)|departments?|teams?|names?|clients?|customers?|accounts?|products?|channels?|markets?"
    r"|stores?|shops?|company|group|reps?|online|offline|retail|wholesale|domestic|export|only|east|west|north|south)"
)
_ENGLISH_FIRST = re.compile(r"(?:only|excl\.?|excluding|incl\.?|including|without|except|as of|from|see|by|for)\s.+")
_PHRASE = 5


def is_remark(text: str) -> bool:
    """True for the text of a bracket, folded and in small letters, that cannot be a unit, a currency or a tax basis."""
    rest = _TIME.sub("", folded(text)).strip()
    if not rest or _MEASURES.search(rest):
        return False
    if _WHOLE.fullmatch(rest) or _LAST.fullmatch(rest) or _FIRST.fullmatch(rest):
        return True
    if _CHINESE.fullmatch(rest):
        return len(rest) >= _PHRASE
    return _ENGLISH_LAST.fullmatch(rest) is not None or _ENGLISH_FIRST.fullmatch(rest) is not None
