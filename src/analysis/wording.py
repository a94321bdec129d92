"""Every sentence and number format a reader sees, in Chinese and English.

Names of clusters, districts and clauses come from data/policy; sentences live here and in the wording_* modules,
one group a kind of page, all read with `say`.
"""

import math
from calendar import month_name

from analysis.units import dimension, size, to_unit
from analysis.wording_backtest import BACKTEST
from analysis.wording_city import CITY, VALIDATION
from analysis.wording_desk import DESK
from analysis.wording_editions import EDITIONS
from analysis.wording_lab import LAB
from analysis.wording_places import PLACES
from analysis.wording_promises import PROMISES
from analysis.wording_quality import QUALITY
from analysis.wording_returned import CORRECTIONS, REJECTS
from analysis.wording_trajectory import TRAJECTORY

LANGUAGES = ("zh", "en")
NO_BREAK, MINUS = "\u00a0", "\u2212"
NOT_KNOWN = {"zh": "暂无数据", "en": "not known"}
# Money of single cases, where the unit of the pages would show nothing.
SINGLE_MONEY = {"yuan": {"zh": "元", "en": "yuan"}, "euro": {"zh": "欧元", "en": "EUR"}}

STATUS = {
    "achieved": {"zh": "已实现", "en": "Achieved"},
    "achieved_late": {"zh": "逾期实现", "en": "Achieved late"},
    "on_track": {"zh": "进展正常", "en": "On track"},
    "acceleration_needed": {"zh": "需要提速", "en": "Acceleration needed"},
    "off_track": {"zh": "明显滞后", "en": "Off track"},
    "moving_away": {"zh": "背离目标", "en": "Moving away"},
    "missed": {"zh": "未实现", "en": "Missed"},
    "overdue": {"zh": "逾期未办", "en": "Overdue"},
    "not_due": {"zh": "尚未到期", "en": "Not yet due"},
    "not_measured": {"zh": "无法衡量", "en": "Not measured"},
}

# --- figures -----------------------------------------------------------------------------------
FIGURES = {
    "figure_no_data": {"zh": "暂无数据，无法作图。", "en": "No data yet, so there is nothing to draw."},
    "figure_no_value": {"zh": "暂无数据", "en": "no data"},
    "figure_year": {"zh": "年份", "en": "Year"},
    "figure_actual": {"zh": "实际", "en": "Actual"},
    "figure_required": {"zh": "达标所需", "en": "Required path"},
    "figure_projection": {"zh": "推算", "en": "Projection"},
    "figure_target": {"zh": "目标", "en": "Target"},
    "figure_deadline": {"zh": "期限 {date}", "en": "Deadline {date}"},
    "figure_measure": {"zh": "{measure}（{unit}）", "en": "{measure}, {unit}"},
    "figure_part": {"zh": "{value}（{share}）", "en": "{value} ({share})"},
    "figure_share_of_target": {
        "zh": "目标完成率（竖线为目标，即100%）",
        "en": "Share of target reached (upright line: the target, 100 %)",
    },
    "figure_target_bar": {
        "zh": "竖线为各口径的目标值",
        "en": "Upright line: the target under each definition",
    },
    "figure_target_bar_value": {"zh": "竖线为目标值 {value}", "en": "Upright line: the target, {value}"},
    "figure_panels_key": {
        "zh": "单位：{unit}。实线为实际，虚线为达标所需，◆为目标；标题下为最新实际 / 目标",
        "en": "In {unit}. Solid: actual; dashed: required path; ◆ target. "
        "Under each name: latest actual / target",
    },
    "figure_grid_key": {
        "zh": "格内数字为区位商（1 = 全市平均水平）",
        "en": "In the cells: location quotient (1 = the city’s average)",
    },
    "figure_grid_empty": {"zh": "无企业", "en": "No enterprise"},
    "figure_grid_low": {"zh": "低于 1", "en": "Below 1"},
    "figure_grid_middle": {"zh": "1 至 2", "en": "1 to 2"},
    "figure_grid_high": {"zh": "2 及以上", "en": "2 and more"},
    "figure_grid_planned": {"zh": "规划布局", "en": "Planned"},
    "figure_grid_unplanned": {
        "zh": "未规划，但已达 {quotient}",
        "en": "Not planned, yet {quotient} or more",
    },
    "figure_key_after_axis": {"zh": "{axis}。{reading}", "en": "{axis}. {reading}"},
    "figure_axis_cut": {
        "zh": "横轴从 {value} 开始，不从 0 开始",
        "en": "The axis starts at {value}, not at 0",
    },
    "figure_parts_in_points": {"zh": "各部分以百分点计", "en": "Parts in percentage points"},
    "figure_total": {"zh": "合计", "en": "Total"},
    "figure_gap_sides": {
        "zh": "竖线右侧缩小差距，左侧拉大差距",
        "en": "Right of the line: narrows the gap; left: widens it",
    },
    "figure_side_missing": {"zh": "{year}年暂无数据：{names}", "en": "No data in {year}: {names}"},
    "figure_tiles_key": {
        "zh": "示意图：每格一个区县，上北下南；颜色越深数值越大",
        "en": "Schematic: each tile a district, north on top; darker is more",
    },
    "figure_tiles_key_signed": {
        "zh": "示意图：每格一个区县，上北下南；蓝色为正，橙色为负",
        "en": "Schematic: each tile a district, north on top; blue above zero, orange below",
    },
    "figure_tiles_planned": {"zh": "粗框：规划布局", "en": "thick frame: planned"},
    "figure_transition_key": {
        "zh": "行为{start}年的规模档，列为{end}年的规模档；格内为该行企业的去向（%）",
        "en": "Rows: class in {start}; columns: class in {end}. In the cells: where the row’s enterprises went, %",
    },
    "figure_transition_count": {"zh": "企业数", "en": "Number"},
    "figure_transition_none": {
        "zh": "{names}：无企业，无法计算去向",
        "en": "No enterprise, so no shares: {names}",
    },
    "figure_coverage_key": {
        "zh": "格内为报送企业数；颜色越浅，比该行最多的一期少得越多；斜线为未收到",
        "en": "In the cells: enterprises that reported; the paler, the further below the row’s best "
        "period; hatched: nothing received",
    },
    "figure_coverage_missing": {"zh": "未收到：{gaps}", "en": "Nothing received: {gaps}"},
    "figure_coverage_whole": {"zh": "各期均已收到", "en": "Every period was received"},
    "figure_coverage_gap": {"zh": "{name}（{periods}）", "en": "{name} ({periods})"},
    "figure_coverage_more": {"zh": "另有{count}个", "en": "{count} more"},
    "figure_account_axis": {"zh": "占该文件行数的比重", "en": "Share of the file’s rows"},
    "figure_account_accepted": {"zh": "采用", "en": "accepted"},
    "figure_account_rejected": {"zh": "退回", "en": "rejected"},
    "figure_account_non_data": {"zh": "非数据行", "en": "non-data"},
    "figure_account_refused": {"zh": "{name}（整份退回）", "en": "{name} (file refused)"},
    "figure_fan_median": {"zh": "中位推算", "en": "Median"},
    "figure_fan_band": {"zh": "{level}区间", "en": "{level} range"},
    "figure_fan_range": {"zh": "{low}至{high}", "en": "{low} to {high}"},
    "figure_fan_came": {"zh": "实际结果", "en": "What came"},
    "figure_fan_paths": {
        "zh": "灰色虚线：从基期起达标所需；灰色点线：从最近一年起达标所需",
        "en": "Grey dashes: required since the baseline; grey dots: required from the newest year",
    },
    "figure_fan_panels_key": {
        "zh": "实线为实际，点线为中位推算，深浅两带为80%与95%区间，灰色虚线为达标所需，◆为目标",
        "en": "Solid: actual. Dotted: median projection, with its 80 and 95 % ranges. Grey dashes: required path. "
        "◆ target",
    },
    "figure_fan_panels_key_came": {
        "zh": "实线为当时的实际，点线为中位推算，深浅两带为80%与95%区间，灰色虚线为达标所需，◆为目标，○为后来的结果",
        "en": "Solid: actual at the time. Dotted: median projection, with its 80 and 95 % ranges. "
        "Grey dashes: required path. ◆ target. ○ what came",
    },
    "figure_events_begin": {"zh": "{year}年起实施", "en": "Plan in force from {year}"},
    "figure_bars_number": {"zh": "同时达标的个数", "en": "Targets met together"},
    "figure_fan_no_interval": {
        "zh": "观测年份太少，不给出区间",
        "en": "Too few years observed for a range",
    },
}

# --- page elements and index pages ---------------------------------------------------------------
ELEMENTS = {
    "page_product": {"zh": "产业集群监测", "en": "Cluster Monitor"},
    "page_edition": {"zh": "截至", "en": "As of"},
    "page_known": {
        "zh": "只使用该日之前已收到或已发布的数据",
        "en": "Uses only what had been received or released by that date",
    },
    "page_skip": {"zh": "跳到正文", "en": "Skip to the content"},
    "page_paper": {"zh": "产业集群监测", "en": "Cluster Monitor"},
    "page_footer": {
        "zh": "本页由原始数据逐步核验、自动生成，相同数据得到相同页面。文件自成一体，打开时不联网。",
        "en": "Generated from checked source data; the same data give the same page. "
        "The file is complete in itself and opens without a network.",
    },
    "page_description": {"zh": "{place}{title}，截至{as_of}。", "en": "{place}: {title}, as of {as_of}."},
    "banner_heading": {
        "zh": "本页含合成数据，不可引用",
        "en": "This page uses synthetic data. Do not quote it",
    },
    "banner_text": {
        "zh": "企业层面的数字由程序模拟生成，并非任何企业的真实报表；结论只用于演示方法。",
        "en": "Figures at enterprise level are simulated, not the returns of any real enterprise; "
        "the verdicts only demonstrate the method.",
    },
    "banner_kinds": {"zh": "合成的部分：{kinds}。", "en": "Synthetic: {kinds}."},
    "banner_short": {"zh": "含合成数据", "en": "Synthetic data"},
    "card_target": {"zh": "目标", "en": "Target"},
    "column_commitment_id": {"zh": "编号", "en": "No."},
    "column_promise": {"zh": "承诺", "en": "Promise"},
    "column_value_text": {"zh": "目前", "en": "Now"},
    "column_target_text": {"zh": "目标", "en": "Target"},
    "column_status": {"zh": "判断", "en": "Verdict"},
    "column_probability_text": {"zh": "把握", "en": "How likely"},
    "column_note": {"zh": "说明", "en": "Note"},
    "table_scrolls": {"zh": "表格，可左右滚动", "en": "Table; scrolls sideways"},
    "kind_real": {"zh": "真实数据", "en": "Real"},
    "kind_synthetic": {"zh": "合成数据", "en": "Synthetic"},
    "source_obtained": {"zh": "收到", "en": "received"},
    "source_vintage": {"zh": "发布", "en": "released"},
    "index_briefings": {"zh": "本期简报", "en": "Briefings of this edition"},
    "index_description": {
        "zh": "{place}产业集群监测，截至{as_of}的全部简报。",
        "en": "{place}: every briefing as of {as_of}.",
    },
    "reports_title": {"zh": "各期简报 / Editions", "en": "Editions"},
    "reports_description": {
        "zh": "已发布的各期简报。Every published edition.",
        "en": "Every published edition.",
    },
    "language": {"zh": "中文", "en": "English"},
}


_SENTENCES = (
    FIGURES,
    ELEMENTS,
    CITY,
    VALIDATION,
    REJECTS,
    CORRECTIONS,
    QUALITY,
    PLACES,
    PROMISES,
    DESK,
    LAB,
    TRAJECTORY,
    BACKTEST,
    EDITIONS,
)


def say(key, lang, **values):
    """The sentence `key` in `lang` with `values` filled in; KeyError for a sentence that does not exist."""
    for group in _SENTENCES:
        if key in group:
            return group[key][lang].format(**values)
    raise KeyError(f"no sentence {key!r} in wording.py")


def number(value, digits=1, *, lang="en"):
    """A plain number with thousands separators; missing in words, never as 0."""
    return NOT_KNOWN[lang] if _missing(value) else _written(value, digits)


def percent(share, digits=1, *, lang="en", signed=False):
    """A share of 0..1 in per cent: 0.894 -> 89.4 %; missing in words."""
    if _missing(share):
        return NOT_KNOWN[lang]
    text = _written(share * 100, digits, "+" if signed else "")
    return f"{text}%" if lang == "zh" else f"{text}{NO_BREAK}%"


def money(value, unit, shown, lang, digits=None):
    """Money held in `unit`, in the unit a reader of `lang` expects: 9043000 万元 -> 904.3亿元, 90.43 bn yuan."""
    if _missing(value):
        return NOT_KNOWN[lang]
    figure = number(to_unit(float(value), unit, shown), money_digits(shown) if digits is None else digits)
    return f"{figure}{shown}" if lang == "zh" else f"{figure}{NO_BREAK}{shown.replace(' ', NO_BREAK)}"


def money_shown(value, unit, display, lang, printed=None):
    """The unit money is written in: `display`, or single yuan where a promise is `printed` in them or `display` shows 0."""
    single = SINGLE_MONEY[dimension(unit)][lang]
    if printed is not None and dimension(printed) == dimension(unit) and size(printed) == size(single):
        return single
    is_lost = bool(value) and round(to_unit(float(value), unit, display), money_digits(display)) == 0
    return single if is_lost else display


def money_digits(shown):
    """Decimals of money in the unit `shown`: 0.1 亿元 and 0.01 bn yuan are one precision, 10 million yuan; yuan have none."""
    return 0 if size(shown) == 1 else max(1, round(math.log10(size(shown))) - 7)


def quantity(value, unit, decree, lang, *, signed=False, printed=None):
    """A value in its canonical unit as a reader of `lang` expects it: money, per cent or a plain count.

    `printed` is the unit the promise is printed in: fees promised in 元 are not written in 亿元.
    """
    if _missing(value):
        return NOT_KNOWN[lang]
    if unit == "1":
        return percent(value, lang=lang, signed=signed)
    if unit == decree.money_unit:
        return money(value, unit, money_shown(value, unit, decree.money_display[lang], lang, printed), lang)
    return number(value, 0 if float(value).is_integer() else 2)


_TENTHS = {
    "zh": "一二三四五六七八九",
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


def chance(probability, lang):
    """A probability in words a director uses: 0.31 -> about three in ten."""
    tenths = round(probability * 10)
    if tenths < 1:
        return say("chance_low", lang)
    if tenths > 9:
        return say("chance_high", lang)
    return say("chance_in_ten", lang, tenths=_TENTHS[lang][tenths - 1])


def listing(words, lang):
    """Words set in a row, as the language does it."""
    return ("、" if lang == "zh" else ", ").join(words)


def month(number, lang):
    """A month as a sentence names it: 8, August."""
    return number if lang == "zh" else month_name[number]


def status_within(status, lang):
    """The word of a status in the middle of a sentence."""
    word = STATUS[status][lang]
    return word if lang == "zh" else word.lower()


def _written(value, digits, sign=""):
    return f"{_zero_free(value, digits):{sign},.{digits}f}".replace("-", MINUS)


def _zero_free(value, digits):
    # -0.04 to one digit is 0.0, and a reader should not meet "-0.0".
    rounded = round(float(value), digits)
    return 0.0 if rounded == 0 else rounded


def _missing(value):
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value
