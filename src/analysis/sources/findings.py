"""What a person should look at although the rows were taken: each finding with its sentence in both languages."""

import json
from typing import NamedTuple

from analysis.sources.rules import with_column_named


class Finding(NamedTuple):
    """One finding: the check that made it, what it is about, and the facts that fill its sentence."""

    check: str
    subject_kind: str
    subject: str
    facts: dict
    line: int | None = None
    column: str | None = None
    before: float | None = None
    now: float | None = None
    file: str | None = None
    table: str | None = None
    year: int | None = None
    month: int | None = None
    obtained: object = None
    outcome: str = "warning"

    def at(self, row):
        """The finding at the place of a validated row: its file, period and day received."""
        place = {name: row[name] for name in ("file", "year", "month", "obtained") if name in row}
        return self._replace(**place)

    def row(self, **known):
        """The finding as a row of `flags`; `known` fills what the check could not know (file, table ...)."""
        row = {name: value for name, value in self._asdict().items() if value is not None}
        facts = json.dumps(self.facts, ensure_ascii=False, sort_keys=True)
        return {**known, **row, "facts": facts}

    def sentence(self, lang):
        return finding_sentence(self.check, self.facts, lang)


def figure(value):
    """A figure as findings print it: with thousands separators and no digit that says nothing."""
    return f"{value:,.12g}"


def finding_sentence(check, facts, lang):
    """The finding in words; `facts` fill the gaps."""
    return FINDINGS[check][lang].format_map(with_column_named(facts, lang))


FINDINGS = {
    # within one file
    "printed_total_differs_from_rows": {
        "zh": "第{line}行{label}：{column}印为{printed}，各行相加为{total}（已接收{accepted}，退回{rejected}，无法读取{unreadable}格）。",
        "en": "Line {line} {label}: {column} is printed {printed}, its rows add up to {total} "
        "(accepted {accepted}, rejected {rejected}, {unreadable} cells not readable).",
    },
    "printed_total_is_not_a_number": {
        "zh": "第{line}行{label}：{column}“{raw}”不是数字，无法核对合计。",
        "en": "Line {line} {label}: {column} {raw!r} is not a number, so the total could not be checked.",
    },
    "printed_cluster_contradicts_industry_code": {
        "zh": "{rows}行的集群与行业代码不符，按所填集群处理：{first}。",
        "en": "{rows} rows print another cluster than their industry code has; the print stands: {first}.",
    },
    "park_lies_in_two_districts": {
        "zh": "园区{park}出现在{count}个区县：{districts}。",
        "en": "Park {park} is printed in {count} districts: {districts}.",
    },
    "rows_repeat_with_equal_figures": {
        "zh": "第{lines}行是同一企业、数字相同，只计一次。",
        "en": "Lines {lines} give one enterprise with equal figures; it is counted once.",
    },
    # against other files
    "enterprises_are_left_out_of_period_delivered_again": {
        "zh": "{period}数据在本文件中重报，缺{rows}家上次（{other}）有的企业，其旧数仍然有效：{names}。若应剔除，请登记更正记录。",
        "en": "{period} is delivered again here without {rows} enterprises of {other}, whose earlier figures still "
        "stand: {names}. If they are to go, record it as a correction.",
    },
    "figure_is_another_order_of_magnitude": {
        "zh": "{name}：{column}由{before}变为{now}，相差约{times}倍，像是计量单位有误。",
        "en": "{name}: {column} went from {before} to {now}, about {times} times; it looks like a slip of the unit.",
    },
    "enterprise_in_two_districts": {
        "zh": "{name}：{before}报在{first}，{now}报在{second}；若确已迁移，请在更正记录中登记。",
        "en": "{name}: reported in {first} in {before}, in {second} in {now}. If it moved, record the move as a correction.",
    },
    "branch_reported_under_its_parent_as_well": {
        "zh": "{name}与其上级{parent}在同期分别填报（{why}），可能重复计算。",
        "en": "{name} and its parent {parent} both report the period ({why}); revenue may be counted twice.",
    },
    "equal_figures_of_two_enterprises": {
        "zh": "{name}与{other}的主营业务收入和总产值完全相同，可能是同一企业用了两个代码。",
        "en": "{name} and {other} report the same revenue and output; they may be one enterprise under two codes.",
    },
    "month_does_not_fit_year_to_date": {
        "zh": "{name}：上期累计{previous}加本月{month}不等于本期累计{now}。",
        "en": "{name}: the previous year-to-date {previous} and the month {month} do not add up to {now}.",
    },
    "annual_figure_below_year_to_date": {
        "zh": "{name}：全年{now}少于1—{month}月累计{before}。",
        "en": "{name}: the year {now} is less than the {before} of January to month {month}.",
    },
    "district_total_jumps": {
        "zh": "{subject}：{column}合计由{before}变为{now}（{growth}），而两年都填报的企业为{matched}。",
        "en": "{subject}: total {column} went from {before} to {now} ({growth}); enterprises that report in both, {matched}.",
    },
    "cluster_total_jumps": {
        "zh": "{subject}：{column}合计由{before}变为{now}（{growth}），而两年都填报的企业为{matched}。",
        "en": "{subject}: total {column} went from {before} to {now} ({growth}); enterprises that report in both, {matched}.",
    },
    "scope_changes_between_years": {
        "zh": "{before_year}年的统计范围为{before_zh}，{year}年为{now_zh}，合计不可直接相比，只比较两年都填报的企业。",
        "en": "The scope is {before_en} in {before_year} and {now_en} in {year}: compare only the enterprises that report in both years.",
    },
    "classification_changes_between_years": {
        "zh": "{before_year}年用{before}，{year}年用{now}，按行业代码划分的集群可能移动。",
        "en": "{before_year} uses {before}, {year} uses {now}: clusters told from industry codes may shift.",
    },
    "returns_differ_from_published_total": {
        "zh": "{year}年报表合计{now}，公布数为{published}（{source}），相差{gap}。",
        "en": "The returns of {year} add up to {now}; {published} was published ({source}), {gap} apart.",
    },
    "old_period_restated": {
        "zh": "{year}年数据在本文件中重报：{rows}个数有变化，旧数保留为旧版本。",
        "en": "The period {year} is reported again here: {rows} figures differ; the old ones stay as an earlier vintage.",
    },
}
