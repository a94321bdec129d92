"""The same rows as an office prints them: Chinese headers and names, the file's own unit."""

import pandas as pd

from analysis.units import to_unit

HEADERS = {
    "enterprise_id": "组织机构代码",
    "name": "企业名称",
    "district": "区县(市)",
    "park": "所在园区",
    "industry_code": "行业代码",
    "cluster": "所属产业集群",
    "revenue": "主营业务收入",
    "gross_output": "工业总产值",
    "value_added": "工业增加值",
    "tax": "应交税金",
    "energy_tce": "综合能源消费量(吨标准煤)",
    "employees": "从业人员(人)",
    "group_id": "集团母公司代码",
    "founded": "成立日期",
    "ownership": "登记注册类型",
}
IDENTITY = ["enterprise_id", "name", "district", "park", "industry_code", "cluster"]
REGISTER = [*IDENTITY, "group_id", "founded", "ownership"]
ANNUAL = [*IDENTITY, "revenue", "gross_output", "value_added", "tax", "energy_tce", "employees"]
YTD = [*IDENTITY, "revenue", "gross_output"]
MONEY = ["revenue", "gross_output", "value_added", "tax"]


def in_words(rows, calibration, columns):
    """`rows` with districts and clusters by their printed names, missing text as an empty cell."""
    words = rows[columns].copy()
    districts = {name: district.name for name, district in calibration.districts.items()}
    words["district"] = words["district"].map(districts)
    words["cluster"] = words["cluster"].map(calibration.clusters).fillna(calibration.outside_name)
    text = words.columns.intersection(["park", "group_id"])
    words[text] = words[text].astype(object).where(words[text].notna(), "")
    return words


def in_unit(rows, unit):
    """`rows` with their money, whole 万元, in the unit of the file; 亿元 to four decimals loses nothing."""
    money = rows.columns.intersection(MONEY)
    converted = to_unit(rows[money].astype(float), "万元", unit)
    digits = 4 if unit == "亿元" else 0
    return rows.assign(**converted.round(digits).astype(float if digits else "int64"))


def total_row(rows):
    """The 合计 row of a table: the sum under every number, nothing under text."""
    sums = [rows[name].sum() if pd.api.types.is_numeric_dtype(rows[name]) else "" for name in rows]
    sums = [round(value, 4) if isinstance(value, float) else value for value in sums]
    return ["合计", *sums[1:]]
