"""What the columns of an unknown file most likely are: by the printed headings offices are known to use."""

import re
import unicodedata
from collections import Counter
from difflib import get_close_matches
from typing import NamedTuple

from analysis.sources.inspect_evidence import units_in
from analysis.sources.sidecar import IGNORE

# Only headings that can mean nothing else: 营业收入 is more than 主营业务收入, 利税总额 more than 税金.
PRINTED = {
    "enterprise_id": "组织机构代码 法人单位代码 法人代码 单位代码 企业代码 统一社会信用代码 enterprise_id "
    "organisation_code organization_code enterprise_code unified_social_credit_code",
    "name": "企业名称 单位名称 单位详细名称 法人单位名称 name enterprise enterprise_name company",
    "district": "区县(市) 区县 区(县) 县(市、区) 县市区 区县市 县(市)区 所在区县 所属区县 所在县市区 district county",
    "park": "所在园区 所属园区 园区 园区名称 park industrial_park",
    "industry_code": "行业代码 行业小类代码 国民经济行业代码 行业类别代码 industry_code",
    "cluster": "所属产业集群 所属集群 产业集群 集群 cluster",
    "group_id": "集团母公司代码 母公司代码 上级法人代码 上级单位代码 group_id parent_code",
    "founded": "成立日期 成立时间 开业时间 开业(成立)时间 注册日期 founded",
    "ownership": "登记注册类型 企业登记注册类型 注册类型 ownership",
    "revenue": "主营业务收入 revenue main-business_revenue",
    "gross_output": "工业总产值 工业总产值(当年价格) 现价工业总产值 gross_output",
    "revenue_month": "本月主营业务收入 主营业务收入本月 revenue_month",
    "gross_output_month": "本月工业总产值 工业总产值本月 gross_output_month",
    "value_added": "工业增加值 value_added",
    "tax": "应交税金 税金总额 tax",
    "energy_tce": "综合能源消费量 综合能源消费 综合能耗 energy_consumption energy_tce",
    "employees": "从业人员 从业人员数 从业人员平均人数 全部从业人员年平均人数 从业人员年平均人数 employees",
    "period": "报告期 报告期别 期间 period",
    **{
        name: name
        for name in (
            "entity", "indicator", "month", "value", "unit", "price_base", "scope", "vintage", "vintage_basis",
            "source", "note",
        )
    },
}  # fmt: skip
NO_COLUMN = (
    "序号", "比上年增长", "比上年同期增长", "同比增长", "同比增减", "增长速度", "增速", "上年同期", "去年同期",
    "上年同期累计", "联系人", "联系电话", "电话", "地址", "详细地址", "邮政编码", "负责人", "法定代表人", "备注",
    "no.", "growth", "phone", "address", "remarks",
)  # fmt: skip
# Levels of a merged header that say nothing about which quantity it is.
_NEUTRAL = {
    "当年价格", "当年价", "现价", "本年", "本年累计", "本期", "本期累计", "累计", "自年初累计", "1-本月", "1-本月累计",
    "基本情况", "企业基本情况", "主要指标", "主要经济指标", "经济指标",
}  # fmt: skip
_MONTH_ALONE = {"本月", "当月"}
_BRACKETS = re.compile(r"\(([^()]*)\)")
CLOSE = 0.6


class Match(NamedTuple):
    """What a printed heading is: its canonical name or None, how that is known, and what else it may be."""

    canonical: str | None
    how: str
    hint: str | None = None


def plain(text):
    """A heading as it is compared: narrow signs, small letters, no blanks, no unit in brackets."""
    narrow = re.sub(r"\s+", "_", unicodedata.normalize("NFKC", text).strip().lower())
    narrow = re.sub(r"(?<=[^\x00-\x7f])_|_(?=[^\x00-\x7f])", "", narrow)
    return _BRACKETS.sub(lambda found: "" if units_in(found[1]) else found[0], narrow)


_BY_HEADING = {plain(text): name for name, texts in PRINTED.items() for text in texts.split()}
_NO_COLUMN = {plain(text) for text in NO_COLUMN}


def is_heading(text):
    """Whether `text` is a heading known to stand over a column."""
    return plain(text) in _BY_HEADING or plain(text) in _NO_COLUMN


def match_columns(printed, learned):
    """{printed heading: Match}; `learned` maps headings of earlier sidecars to (canonical, sidecar's name).

    A heading that is only similar to a known one gets no name, but a hint; so do two headings of one name.
    """
    found = {text: _match(text, learned) for text in printed if text}
    twice = Counter(match.canonical for match in found.values() if match.canonical not in (None, IGNORE))
    return {
        text: Match(None, "twice", match.canonical) if twice[match.canonical] > 1 else match
        for text, match in found.items()
    }


def _match(text, learned):
    if text in learned:
        return Match(learned[text][0], "learned", learned[text][1])
    levels = [plain(level) for level in text.split("/")]
    if not _NO_COLUMN.isdisjoint(levels):
        return Match(IGNORE, "no_column")
    if plain(text) in _BY_HEADING:
        return Match(_BY_HEADING[plain(text)], "known")
    telling = [level for level in levels if level not in _NEUTRAL]
    heading = "".join(sorted(telling, key=lambda level: level not in _MONTH_ALONE))
    if heading in _BY_HEADING:
        return Match(_BY_HEADING[heading], "known")
    close = get_close_matches(telling[-1] if telling else plain(text), _BY_HEADING, n=1, cutoff=CLOSE)
    return Match(None, "close", _BY_HEADING[close[0]]) if close else Match(None, "unknown")
