"""Every sentence and number format a reader sees, in Chinese and English.

Names of clusters, districts and clauses come from data/policy; sentences live here, grouped by who uses them.
"""

import math
from calendar import month_name

from analysis.units import dimension, size, to_unit
from analysis.wording_places import PLACES
from analysis.wording_promises import PROMISES

LANGUAGES = ("zh", "en")
NO_BREAK, MINUS = "\u00a0", "\u2212"
MONEY_DIGITS = {"zh": 1, "en": 2}
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

# --- the city briefing ----------------------------------------------------------------------------
CITY = {
    "opening_due": {
        "zh": "按{year}年数据，{count}个核心目标中已实现{met}个。{tail}",
        "en": "{met} of {count} headline promises met, on figures of {year}. {tail}",
    },
    "opening_running": {
        "zh": "按{year}年数据，{count}个核心目标中有{good}个已实现或进展正常。{tail}",
        "en": "{good} of {count} headline promises met or on track, on figures of {year}. {tail}",
    },
    "opening_none": {
        "zh": "截至{as_of}，{count}个核心目标都还没有可供判断的数据。",
        "en": "By {as_of} there are no data yet to judge any of the {count} headline promises.",
    },
    "tail_worst": {
        "zh": "差距最大的是“{question}”：{value}，目标{target}（{status}）。",
        "en": "Furthest behind is “{question}”: {value} against {target} ({status}).",
    },
    "tail_all_good": {"zh": "目前没有落后的核心目标。", "en": "None of them is behind."},
    "card_baseline": {
        "zh": "{start_year}年为{start}，{year}年为{value}。{probability}",
        "en": "{start} in {start_year}, {value} in {year}. {probability}",
    },
    "card_change": {
        "zh": "{start_year}年至{year}年累计变化{value}。",
        "en": "{value} in all from {start_year} to {year}.",
    },
    "card_single": {"zh": "{year}年为{value}。", "en": "{value} in {year}."},
    "card_missing": {"zh": "缺少：{needs}", "en": "Missing: {needs}"},
    "card_probability": {
        "zh": "照以往增速推算，到期实现的可能性{words}。",
        "en": "If growth continues as before, the chance of reaching it is {words}.",
    },
    "at_least": {"zh": "不低于{target}", "en": "at least {target}"},
    "more_than": {"zh": "超过{target}", "en": "more than {target}"},
    "exactly": {"zh": "{target}", "en": "{target}"},
    "at_most": {"zh": "不高于{target}", "en": "at most {target}"},
    "reduced_by": {"zh": "下降{target}", "en": "down {target}"},
    "between": {"zh": "{target}至{high}", "en": "{target} to {high}"},
    "rising": {"zh": "上升", "en": "a rise"},
    "falling": {"zh": "下降", "en": "a fall"},
    "specialised": {"zh": "区位商不低于{target}", "en": "a location quotient of at least {target}"},
    "plan_is_silent": {
        "zh": "这项规划在这方面没有列入核心目标的承诺。",
        "en": "The plan has no headline promise on this.",
    },
    "ladder_no_target": {
        "zh": "这项规划没有给单个集群定收入目标。",
        "en": "The plan sets no revenue target for a single cluster.",
    },
    "revenue_title_met": {
        "zh": "{year}年集群收入{value}，已达到{target}的目标",
        "en": "The clusters earned {value} in {year}, past the target of {target}",
    },
    "revenue_title_short": {
        "zh": "{year}年集群收入{value}，距{target}的目标还差{gap}",
        "en": "The clusters earned {value} in {year}, {gap} short of the target of {target}",
    },
    "path_note": {
        "zh": "达标所需路径自{start_year}年起，年均变化{required}",
        "en": "Required path from {start_year}: {required} a year",
    },
    "measure_revenue": {"zh": "主营业务收入", "en": "Main-business revenue"},
    "measure_energy": {
        "zh": "单位能耗累计变化（可比价）",
        "en": "Cumulative change of energy per GDP, constant prices",
    },
    "chart_alt": {"zh": "图：{title}。{points}", "en": "Chart: {title}. {points}"},
    "point": {"zh": "{year}年{value}", "en": "{year}: {value}"},
    "current_year": {
        "zh": "{year}年1—{month}月，集群收入累计{value}。",
        "en": "From January to {month} {year} the clusters earned {value}.",
    },
    "current_year_up": {
        "zh": "{year}年1—{month}月，集群收入累计{value}，比上年同期增长{growth}。",
        "en": "From January to {month} {year} the clusters earned {value}, {growth} more than in the same months of the year before.",
    },
    "current_year_down": {
        "zh": "{year}年1—{month}月，集群收入累计{value}，比上年同期下降{growth}。",
        "en": "From January to {month} {year} the clusters earned {value}, {growth} less than in the same months of the year before.",
    },
    "current_year_none": {
        "zh": "{year}年年报之后，尚未收到新的月度累计报表。",
        "en": "No year-to-date returns have been received since the annual returns of {year}.",
    },
    "ladder_title": {
        "zh": "{year}年，{count}个集群中{met}个达到目标；{worst}完成度最低（{reached}）",
        "en": "By {year}, {met} of {count} clusters had reached their target; {worst} is furthest away ({reached})",
    },
    "ladder_title_all": {
        "zh": "{year}年，各集群均已达到目标",
        "en": "In {year} every cluster had reached its target",
    },
    "multiples_title": {
        "zh": "{count}个集群的实际收入与所需路径",
        "en": "Actual revenue and required path of the {count} clusters",
    },
    "definitions_agree": {
        "zh": "{count}种口径的结论一致：{status}",
        "en": "The {count} definitions agree: {status}",
    },
    "definitions_differ": {
        "zh": "结论取决于口径：{count}种口径中{met}种达到{target}，主口径为{value}（{status}）",
        "en": "The verdict depends on the definition: {met} of {count} reach {target}; the headline one stands at {value} ({status})",
    },
    "definition_only": {
        "zh": "{year}年为{value}，目标{target}（{status}）",
        "en": "{value} in {year}, against {target} ({status})",
    },
    "definitions_none": {"zh": "各口径均暂无数据", "en": "No definition can be measured yet"},
    "definitions_note": {"zh": "{year}年；粗体为主口径", "en": "{year}; the headline definition is in bold"},
    "energy_title_met": {
        "zh": "到{year}年单位能耗累计下降{fall}，达到下降{target}的目标",
        "en": "By {year} energy per GDP had fallen {fall}, meeting the promised {target}",
    },
    "energy_title_short": {
        "zh": "到{year}年单位能耗累计下降{fall}，目标是下降{target}",
        "en": "By {year} energy per GDP had fallen {fall}; the promise is {target}",
    },
    "energy_title_up": {
        "zh": "到{year}年单位能耗累计上升{rise}，目标是下降{target}",
        "en": "By {year} energy per GDP had risen {rise}; the promise is a fall of {target}",
    },
    "layout_title": {
        "zh": "规划的{planned}个布局中，{special}个已成当地优势（区位商不低于1），{absent}个还没有企业",
        "en": "Of {planned} planned cells, {special} are specialised (location quotient of 1 or more); {absent} have no enterprise yet",
    },
    "layout_title_no_plan": {
        "zh": "规划没有指定各区县发展哪些集群；区位商不低于1的有{special}个",
        "en": "The plan assigns no cluster to a district; {special} cells have a location quotient of 1 or more",
    },
    "layout_note": {
        "zh": "{year}年，按收入计算；规划之外另有{unplanned}个区位商不低于1",
        "en": "{year}, by revenue; outside the plan {unplanned} more cells have a quotient of 1 or more",
    },
    "layout_match": {
        "zh": "规划的{planned}个布局中，{both}个区位商不低于1（准确率{precision}）；区位商不低于1的{strong}个布局中，规划点到{both}个（覆盖率{recall}）；两者重合度（Jaccard）{jaccard}。",
        "en": "Of the {planned} planned cells {both} have a quotient of 1 or more (precision {precision}); of the {strong} cells that do, the plan names {both} (recall {recall}); the overlap (Jaccard) is {jaccard}.",
    },
    "unknown_message": {
        "zh": "{total}条承诺中，{measured}条已有数据可判断，{missing}条还缺数据。",
        "en": "Of {total} promises, {measured} can be judged from the data at hand; {missing} still lack data.",
    },
    "unknown_by_need": {"zh": "各条款尚缺的数据", "en": "Data missing, clause by clause"},
    "unknown_readings": {
        "zh": "原文有缺损或未定义的条款及所采用的读法",
        "en": "Damaged or undefined clauses and the reading used",
    },
    "column_clause": {"zh": "条款", "en": "Clause"},
    "column_needs": {"zh": "所缺数据", "en": "Data missing"},
    "column_count": {"zh": "条数", "en": "Promises"},
    "column_ids": {"zh": "承诺编号", "en": "Promise no."},
    "sources_note": {
        "zh": "本版只使用{as_of}以前已收到或已公布的数据。公式见方法说明，各项判断的取舍见假设说明。",
        "en": "This edition uses only what had been received or published by {as_of}. Formulas are in docs/methods.md, judgements in docs/assumptions.md.",
    },
    "chance_in_ten": {"zh": "约为十分之{tenths}", "en": "about {tenths} in ten"},
    "chance_low": {"zh": "不到十分之一", "en": "less than one in ten"},
    "chance_high": {"zh": "超过十分之九", "en": "more than nine in ten"},
}

# --- the method validation -------------------------------------------------------------------------
VALIDATION = {
    "validation_opening": {
        "zh": "用已公布的结果检验本软件的方法：{place}的{count}项能耗结果中，{agreeing}项与公布值在公布精度内一致。",
        "en": "Tested on results already published: {agreeing} of {count} energy results of {place} agree with the printed figures to their precision.",
    },
    "validation_nothing": {
        "zh": "截至{as_of}，没有收到可供对照的已公布能耗结果，本版未能在当地数据上检验方法。",
        "en": "By {as_of} no published energy result had been received to compare with, so this edition does not test the methods on local figures.",
    },
    "validation_no_data": {
        "zh": "所需的官方数据尚未公布或未录入。",
        "en": "The official figures this needs have not been released or entered.",
    },
    "validation_chain": {
        "zh": "到{year}年累计下降：连乘得{computed}，公布值为{published}。",
        "en": "Fall by {year}: {computed} from chaining, {published} as published.",
    },
    "validation_year": {"zh": "年份", "en": "Year"},
    "validation_change": {"zh": "公布的年度变化", "en": "Published change"},
    "validation_chained": {"zh": "连乘累计变化", "en": "Chained"},
    "validation_level": {
        "zh": "公布的水平（{unit}）",
        "en": "Published level ({unit})",
    },
    "unit_of_intensity": {"zh": "吨标准煤/万元", "en": "tce/10k yuan"},
    "unit_of_euro_intensity": {"zh": "吨标准煤/百万欧元", "en": "tce/m EUR"},
    "validation_unit": {"zh": "{unit}，{base}年价", "en": "{unit}, {base} prices"},
    "validation_implied": {"zh": "由水平推得", "en": "Implied by levels"},
    "validation_five_years": {
        "zh": "能源消费年均变动{energy}，生产总值年均变动{gdp}，五年累计下降{computed}；公布值为{published}，差异来自两个年均增速的四舍五入。",
        "en": "Energy use changed by {energy} a year and GDP by {gdp}: a fall of {computed} in five years. Published: {published}; the rest is rounding in the two averages.",
    },
    "validation_required": {
        "zh": "{year}年规模以上工业销售收入{now}，增长{growth}，由此{base}年为{start}。到{end}年达到{target}，需年均增长{required}；{year}年的进度比为{ratio}，大于1即快于所需。",
        "en": "Sales of {now} in {year}, up {growth}, put {base} at {start}. Reaching {target} in {end} takes {required} a year; the progress ratio of {year} is {ratio}, and above 1 is faster than needed.",
    },
    "validation_current_title": {
        "zh": "能耗与实际产出同步增长，用现价却会“下降”{fall}（{start}—{end}年）",
        "en": "With energy growing exactly as real output, current prices would report a fall of {fall} ({start}–{end})",
    },
    "validation_constant": {"zh": "可比价", "en": "Constant prices"},
    "validation_current": {"zh": "现价（错误）", "en": "Current prices (wrong)"},
    "measure_energy_plain": {"zh": "单位能耗的累计变化", "en": "Cumulative change of energy per GDP"},
    "validation_vintages": {
        "zh": "到{end}年的降幅随所取基期版本而变，只有同一版本的两个水平才能相比",
        "en": "The fall by {end} depends on which release of the base year is taken; only two levels of one release compare",
    },
    "validation_vintage": {"zh": "基期数据的公布日", "en": "Base year as released on"},
    "validation_start_level": {"zh": "{start}年水平", "en": "Level {start}"},
    "validation_end_level": {"zh": "{end}年水平（最新版本）", "en": "Level {end} (newest release)"},
    "validation_fall": {"zh": "算得变化", "en": "Computed change"},
    "validation_refusal": {
        "zh": "下列水平来自不同版本或不同价格基期。要求软件把它们连成一列时，它会拒绝，并说明如何换算到同一基期。",
        "en": "These levels come from different releases or price bases. Asked to join them, the software refuses and says how to rebase.",
    },
    "validation_value": {"zh": "水平", "en": "Level"},
    "validation_price_base": {"zh": "价格基期", "en": "Price base"},
    "validation_released": {"zh": "公布日", "en": "Released on"},
    "validation_until": {
        "zh": "本页检验方法本身，与版本日期无关：使用截至{as_of}已公布的官方数据。",
        "en": "This page tests the methods, whatever the edition: it uses official figures released by {as_of}.",
    },
}

# --- rows given back to their senders ----------------------------------------------------------------
REJECTS = {
    "export_notes": {"zh": "说明", "en": "Notes"},
    "rejects_title": {
        "zh": "{place}：退回核实的数据（截至{as_of}）",
        "en": "{place}: figures returned for checking, as of {as_of}",
    },
    "rejects_cover": {"zh": "退回清单", "en": "Overview"},
    "rejects_none": {
        "zh": "截至{as_of}，没有需要退回的数据。",
        "en": "By {as_of} nothing has been rejected.",
    },
    "rejects_how_1": {
        "zh": "请逐格核对下列数据，在“更正值”一栏填写正确的数；原数无误的，请填“无误”并在回信中说明理由。",
        "en": "Please check each cell listed and write the right value in the column “Corrected value”. "
        "Where the value was right, write “right” and say why in your reply.",
    },
    "rejects_how_2": {
        "zh": "其他各栏请勿改动。填好后发回退回人；改动较多的，请直接更正原文件后重新报送。",
        "en": "Leave the other columns as they are and send this file back to the person named below, "
        "or correct the original file and send that again.",
    },
    "rejects_how_3": {
        "zh": "在答复之前，这些行不计入任何数字。",
        "en": "Until you answer, these rows count in no figure.",
    },
    "rejects_signed": {
        "zh": "退回人：____________　电话：____________　退回日期：____________　请于____________前答复",
        "en": "Returned by: ____________  Telephone: ____________  On: ____________  Please answer by: ____________",
    },
    "rejects_sender_unknown": {"zh": "报送单位不详", "en": "Sender not known"},
    "rejects_blank_cell": {"zh": "（空白）", "en": "(blank)"},
    "rejects_whole_row": {"zh": "（整行）", "en": "(whole row)"},
    "rejects_sender_line": {
        "zh": "{sender}：{rows}行，{cells}处",
        "en": "{sender}: rows {rows}, cells {cells}",
    },
    "rejects_more": {
        "zh": "另有{count}处未列出；用 --out rejects.xlsx 可得全部。",
        "en": "{count} more cells are not shown; --out rejects.xlsx has them all.",
    },
    "rejects_written": {
        "zh": "已写入{file}：{senders}个报送单位，{rows}行，{cells}处。",
        "en": "Wrote {file}: senders {senders}, rows {rows}, cells {cells}.",
    },
    "rejects_csv_prefix": {
        "zh": "CSV中以 = + - @ 开头的文字前加了单引号，以免表格软件当作公式；xlsx保留原样。",
        "en": "In the CSV a text beginning with = + - @ has an apostrophe before it, so that no spreadsheet "
        "computes it; an xlsx keeps it as it is.",
    },
    "rejects_column_sender": {"zh": "报送单位", "en": "Sender"},
    "rejects_column_sheet_of": {"zh": "所在工作表", "en": "Listed on sheet"},
    "rejects_column_rows": {"zh": "行数", "en": "Rows"},
    "rejects_column_cells": {"zh": "处数", "en": "Cells"},
    "rejects_column_files": {"zh": "涉及文件", "en": "Files"},
    "rejects_column_file": {"zh": "文件", "en": "File"},
    "rejects_column_sheet": {"zh": "工作表", "en": "Sheet"},
    "rejects_column_line": {"zh": "行号", "en": "Line"},
    "rejects_column_cell": {"zh": "单元格", "en": "Cell"},
    "rejects_column_period": {"zh": "期间", "en": "Period"},
    "rejects_column_enterprise_id": {"zh": "企业代码", "en": "Enterprise code"},
    "rejects_column_name": {"zh": "企业名称", "en": "Enterprise"},
    "rejects_column_column": {"zh": "栏目", "en": "Column"},
    "rejects_column_raw": {"zh": "原填内容", "en": "What was found"},
    "rejects_column_reason": {"zh": "原因及处理", "en": "Reason and what to do"},
    "rejects_column_answer": {"zh": "更正值", "en": "Corrected value"},
}

# --- corrections ----------------------------------------------------------------------------------
CORRECTIONS = {
    "correction_override": {"zh": "改值", "en": "another value"},
    "correction_scale": {"zh": "换算单位", "en": "scaled"},
    "correction_drop": {"zh": "剔除", "en": "dropped"},
    "correction_move": {"zh": "改区县", "en": "moved"},
    "correction_link": {"zh": "代码衔接", "en": "linked"},
    "correction_confirm": {"zh": "核实无误", "en": "confirmed"},
    "correction_is_in_force": {"zh": "生效", "en": "in force"},
    "correction_is_ended": {"zh": "已终止", "en": "ended"},
    "correction_is_proposed": {"zh": "待定", "en": "proposed"},
    "correction_is_withdrawn": {"zh": "已撤销", "en": "withdrawn"},
    "corrections_column_correction": {"zh": "编号", "en": "No."},
    "corrections_column_action": {"zh": "处理", "en": "What is done"},
    "corrections_column_subject": {"zh": "企业代码或指标", "en": "Enterprise code or figure"},
    "corrections_column_period": {"zh": "期间", "en": "Period"},
    "corrections_column_column": {"zh": "栏目", "en": "Column"},
    "corrections_column_before": {"zh": "原值", "en": "As delivered"},
    "corrections_column_after": {"zh": "更正值", "en": "Corrected"},
    "corrections_column_rows": {"zh": "涉及行数", "en": "Rows"},
    "corrections_column_reason": {"zh": "理由", "en": "Reason"},
    "corrections_column_decided": {"zh": "决定日期", "en": "Decided on"},
    "corrections_column_decided_by": {"zh": "决定人", "en": "Decided by"},
    "corrections_column_state": {"zh": "状态", "en": "State"},
}

# --- the data-quality briefing ----------------------------------------------------------------------
COLUMNS = {
    "enterprise_id": {"zh": "企业代码", "en": "enterprise code"},
    "name": {"zh": "企业名称", "en": "name"},
    "district": {"zh": "区县", "en": "district"},
    "park": {"zh": "园区", "en": "park"},
    "industry_code": {"zh": "行业代码", "en": "industry code"},
    "cluster": {"zh": "产业集群", "en": "cluster"},
    "group_id": {"zh": "上级企业代码", "en": "parent's code"},
    "founded": {"zh": "成立日期", "en": "date of founding"},
    "ownership": {"zh": "登记注册类型", "en": "ownership"},
    "revenue": {"zh": "主营业务收入", "en": "revenue"},
    "gross_output": {"zh": "工业总产值", "en": "gross output"},
    "value_added": {"zh": "工业增加值", "en": "value added"},
    "tax": {"zh": "税金", "en": "tax"},
    "energy_tce": {"zh": "综合能源消费量", "en": "energy use"},
    "employees": {"zh": "从业人员", "en": "employees"},
    "revenue_month": {"zh": "本月主营业务收入", "en": "revenue of the month"},
    "gross_output_month": {"zh": "本月工业总产值", "en": "gross output of the month"},
    "period": {"zh": "期间", "en": "period"},
    "value": {"zh": "数值", "en": "value"},
}
QUALITY = {
    # numbers of things
    "quality_rows_one": {"zh": "{count}行", "en": "{count} row"},
    "quality_rows_many": {"zh": "{count}行", "en": "{count} rows"},
    "quality_lines_one": {"zh": "{count}行", "en": "{count} line"},
    "quality_lines_many": {"zh": "{count}行", "en": "{count} lines"},
    "quality_files_one": {"zh": "{count}份文件", "en": "{count} file"},
    "quality_files_many": {"zh": "{count}份文件", "en": "{count} files"},
    "quality_senders_one": {"zh": "{count}个单位", "en": "{count} sender"},
    "quality_senders_many": {"zh": "{count}个单位", "en": "{count} senders"},
    "quality_cells_one": {"zh": "{count}处", "en": "{count} cell"},
    "quality_cells_many": {"zh": "{count}处", "en": "{count} cells"},
    "quality_findings_one": {"zh": "{count}条提示", "en": "{count} finding"},
    "quality_findings_many": {"zh": "{count}条提示", "en": "{count} findings"},
    "quality_figures_one": {"zh": "{count}个数", "en": "{count} figure"},
    "quality_figures_many": {"zh": "{count}个数", "en": "{count} figures"},
    "quality_enterprises_one": {"zh": "{count}家企业", "en": "{count} enterprise"},
    "quality_enterprises_many": {"zh": "{count}家企业", "en": "{count} enterprises"},
    # tables and periods
    "quality_table_enterprise": {"zh": "企业名录", "en": "business register"},
    "quality_table_enterprise_year": {"zh": "年报", "en": "annual return"},
    "quality_table_enterprise_ytd": {"zh": "累计报表", "en": "year-to-date return"},
    "quality_tables_enterprise": {"zh": "企业名录", "en": "Business register"},
    "quality_tables_enterprise_year": {"zh": "年报", "en": "Annual returns"},
    "quality_tables_enterprise_ytd": {"zh": "月度累计报表", "en": "Year-to-date returns"},
    "quality_table_official_series": {"zh": "公布的数字", "en": "published figures"},
    "quality_table_programme_event": {"zh": "措施记录", "en": "programme record"},
    "quality_table_project": {"zh": "项目台账", "en": "register of projects"},
    "quality_tables_programme_event": {"zh": "措施记录", "en": "Programme records"},
    "quality_tables_project": {"zh": "项目台账", "en": "Registers of projects"},
    "quality_tables_official_series": {
        "zh": "公布数据与能源平衡",
        "en": "Published figures and energy balances",
    },
    "quality_year": {"zh": "{year}年", "en": "{year}"},
    "quality_months": {"zh": "{year}年1—{month}月", "en": "January–{month} {year}"},
    "quality_january": {"zh": "{year}年1月", "en": "January {year}"},
    "quality_head_year": {"zh": "{year}年\n全年", "en": "{year}\nyear"},
    "quality_head_month": {"zh": "{year}年\n1–{month}月", "en": "{year}\nto {month}"},
    # the headline and what goes back
    "quality_to_send": {
        "zh": "需退回{senders}：{files}中的{rows}。{gap}",
        "en": "To send back: {rows} in {files}, to {senders}. {gap}",
    },
    "quality_all_taken": {
        "zh": "收到的{files}逐行核对，没有需要退回的行。{gap}",
        "en": "Every row of the {files} received was taken. {gap}",
    },
    "quality_gap_largest": {"zh": "最大的缺口：{gap}。", "en": "The largest gap: {gap}."},
    "quality_gap_none": {"zh": "应到的报表都已收到。", "en": "No delivery is missing."},
    "quality_gap_delivery": {"zh": "未收到{period}{table}", "en": "no {table} for {period}"},
    "quality_gap_district": {
        "zh": "{period}{table}中没有{district}的企业",
        "en": "no {table} from {district} for {period}",
    },
    "quality_internal": {
        "zh": "内部使用：本页列有企业名称和单户数据，不得对外提供。",
        "en": "Internal: this page names enterprises and shows their figures. Do not pass it on.",
    },
    "quality_column_sender": {"zh": "报送单位", "en": "Sender"},
    "quality_column_rows_back": {"zh": "退回", "en": "Send back"},
    "quality_column_reason": {"zh": "主要原因", "en": "Main reason"},
    "quality_column_files": {"zh": "涉及文件", "en": "Files"},
    "quality_column_ask": {"zh": "催报", "en": "Ask for"},
    "quality_column_check": {"zh": "核实", "en": "Check"},
    "quality_files_of": {"zh": "{count}份（共{total}份）", "en": "{count} of {total}"},
    "quality_nothing": {"zh": "无", "en": "nothing"},
    "quality_reasons_more": {
        "zh": "{reason}（另有{count}种原因）",
        "en": "{reason} (and {count} more reasons)",
    },
    "quality_reasons_one_more": {"zh": "{reason}（另有1种原因）", "en": "{reason} (and 1 more reason)"},
    "quality_next_gap": {"zh": "{what}（{periods}）", "en": "{what} ({periods})"},
    "quality_next_of_district": {"zh": "{district}{table}", "en": "{table} of {district}"},
    "quality_more": {"zh": "另有{count}个", "en": "{count} more"},
    "quality_nothing_asked": {
        "zh": "其余{senders}无需处理：{names}。",
        "en": "Nothing to ask of the other {senders}: {names}.",
    },
    "quality_nothing_to_do": {
        "zh": "{senders}均无需处理。",
        "en": "There is nothing to ask of any of the {senders}.",
    },
    "quality_commands": {
        "zh": "把退回的行交还报送单位（加 --out 文件名.xlsx 得到可填写的清单）：",
        "en": "To give senders their rows back (with --out NAME.xlsx as a list to fill in):",
    },
    "quality_command_for_all": {
        "zh": "一次为每个单位各生成一份清单：",
        "en": "One list for every sender, all at once:",
    },
    # rejected rows
    "quality_rejected": {
        "zh": "{rows}被退回，问题共{cells}；答复之前，这些行不计入任何数字。",
        "en": "Rejected: {rows}, for what stands in {cells}. Until they are answered, these rows count in no figure.",
    },
    "quality_rejected_none": {"zh": "没有退回的行。", "en": "No row is rejected."},
    "quality_rejected_seldom": {"zh": "其他原因", "en": "Other reasons"},
    "quality_rejected_more": {
        "zh": "此处只列各种原因的前几处，未列{cells}；全部清单：",
        "en": "Only the first cells of each reason are listed, {cells} are not. For all of them:",
    },
    "quality_column_place": {"zh": "位置", "en": "Where"},
    "quality_column_enterprise": {"zh": "企业", "en": "Enterprise"},
    "quality_column_column": {"zh": "栏目", "en": "Column"},
    "quality_column_found": {"zh": "原填内容", "en": "Found"},
    "quality_column_why": {"zh": "原因及处理", "en": "Reason and what to do"},
    "quality_column_cells": {"zh": "处数", "en": "Cells"},
    "quality_column_file_count": {"zh": "文件数", "en": "Files"},
    "quality_place": {"zh": "{file} 第{line}行", "en": "{file} line {line}"},
    "quality_place_cell": {"zh": "{file} 第{line}行 {cell}", "en": "{file} line {line}, {cell}"},
    "quality_enterprise": {"zh": "{name}（{code}）", "en": "{name} ({code})"},
    # the account of every line
    "quality_account": {
        "zh": "{files}共{lines}，全部有去向：采用{accepted}，退回{rejected}，非数据{non_data}。",
        "en": "{lines} in {files}, every one accounted for: {accepted} accepted, {rejected} rejected, {non_data} without data.",
    },
    "quality_account_none": {"zh": "尚未收到任何文件。", "en": "No file has been received yet."},
    "quality_account_title": {
        "zh": "各类文件的行数去向：{rejected}被退回",
        "en": "What became of the rows, by kind of file: {rejected} rejected",
    },
    "quality_account_point": {
        "zh": "{file}：采用{accepted}，退回{rejected}，非数据{non_data}",
        "en": "{file}: {accepted} accepted, {rejected} rejected, {non_data} without data",
    },
    "quality_account_title_clean": {
        "zh": "各类文件的行数去向：没有退回的行",
        "en": "What became of the rows, by kind of file: none rejected",
    },
    "quality_account_note": {
        "zh": "非数据行为标题、表头、空行、合计、注和重复行；收到行数=采用+退回+非数据。",
        "en": "Without data: titles, headers, blank lines, totals, notes and repeated rows. Lines in = accepted + rejected + without data.",
    },
    "quality_account_settled": {
        "zh": "后来由更正记录解决的行，仍计为退回。",
        "en": "Lines that a correction has settled since still count as rejected here.",
    },
    "quality_other_files": {"zh": "其余{files}合计", "en": "{files} more, together"},
    "quality_column_file": {"zh": "文件", "en": "File"},
    "quality_column_period": {"zh": "期间", "en": "Period"},
    "quality_column_lines_in": {"zh": "收到行数", "en": "Lines in"},
    "quality_column_accepted": {"zh": "采用", "en": "Accepted"},
    "quality_column_rejected": {"zh": "退回", "en": "Rejected"},
    "quality_column_non_data": {"zh": "非数据", "en": "No data"},
    # coverage
    "quality_gaps_one": {"zh": "{count}处缺口", "en": "{count} gap"},
    "quality_gaps_many": {"zh": "{count}处缺口", "en": "{count} gaps"},
    "quality_gaps": {"zh": "有{gaps}需要催报。", "en": "{gaps} to ask about."},
    "quality_gap_register": {
        "zh": "{period}没有收到企业名录",
        "en": "no business register received in {period}",
    },
    "quality_column_missing": {"zh": "缺少", "en": "Missing"},
    "quality_column_periods": {"zh": "期间", "en": "For"},
    "quality_column_last_time": {"zh": "上一次的企业数", "en": "Enterprises the time before"},
    "quality_column_due": {"zh": "应收日期", "en": "Due about"},
    "quality_column_whom": {"zh": "催报对象", "en": "Ask"},
    "quality_due_with_the_rest": {"zh": "其余区县已收到", "en": "others have reported"},
    "quality_never_reported": {
        "zh": "从未有企业报送的区县：{names}。",
        "en": "Districts from which no enterprise has ever reported: {names}.",
    },
    "quality_gaps_more": {
        "zh": "另有{gaps}未列出，见下图斜线格。",
        "en": "{gaps} more are not listed; they are hatched in the charts.",
    },
    "quality_no_gap": {
        "zh": "应到的报表都已收到，报送过的区县没有中断。",
        "en": "Every delivery that was due has been received, and no district has fallen silent.",
    },
    "quality_coverage_district": {
        "zh": "各区县报送企业数：{period}共{count}",
        "en": "Enterprises reporting, by district: {count} in {period}",
    },
    "quality_coverage_cluster": {
        "zh": "各集群报送企业数：{period}共{count}",
        "en": "Enterprises reporting, by cluster: {count} in {period}",
    },
    "quality_coverage_note": {
        "zh": "“全年”为年报，“1–2月”等为累计报表",
        "en": "“year”: annual return; “to Feb” and the like: year-to-date return from January",
    },
    "quality_coverage_point": {"zh": "{name}{count}", "en": "{name} {count}"},
    # findings
    "quality_findings": {
        "zh": "共{findings}值得核实。所涉各行已采用，数字未改。",
        "en": "{findings} to look at. The rows were taken and no figure was changed.",
    },
    "quality_findings_none": {"zh": "没有可疑的数字。", "en": "Nothing looks unlikely."},
    "quality_findings_more": {
        "zh": "此处列出数额最大的{shown}条，另有{count}条，见 city.flags。",
        "en": "The {shown} largest are shown; {count} more are in city.flags.",
    },
    "quality_column_finding": {"zh": "提示", "en": "Finding"},
    "quality_heading_count": {"zh": "{heading}（{count}）", "en": "{heading} ({count})"},
    "quality_money_unit": {"zh": "金额单位：{unit}。", "en": "Money in {unit}."},
    "quality_flag_figure_is_another_order_of_magnitude": {
        "zh": "与上年相差一个数量级，可能是计量单位有误",
        "en": "Another order of magnitude than the year before: a slip of the unit?",
    },
    "quality_flag_returns_differ_from_published_total": {
        "zh": "报表合计与公布数不符",
        "en": "Returns that do not add up to the published total",
    },
    "quality_flag_printed_total_differs_from_rows": {
        "zh": "所印合计与各行之和不符",
        "en": "Printed totals that differ from their rows",
    },
    "quality_flag_district_total_jumps": {"zh": "区县合计大幅变动", "en": "District totals that jump"},
    "quality_flag_cluster_total_jumps": {"zh": "集群合计大幅变动", "en": "Cluster totals that jump"},
    "quality_flag_branch_reported_under_its_parent_as_well": {
        "zh": "分支机构与上级可能重复填报",
        "en": "Branches that may be counted twice, with their parents",
    },
    "quality_flag_equal_figures_of_two_enterprises": {
        "zh": "两家企业数字完全相同",
        "en": "Two enterprises with equal figures",
    },
    "quality_flag_annual_figure_below_year_to_date": {
        "zh": "全年数少于年内累计数",
        "en": "Annual figures below what the year had already reached",
    },
    "quality_flag_month_does_not_fit_year_to_date": {
        "zh": "本月数与累计数不衔接",
        "en": "Months that do not fit the year to date",
    },
    "quality_flag_enterprise_in_two_districts": {
        "zh": "同一企业先后报在两个区县",
        "en": "Enterprises reported in two districts",
    },
    "quality_flag_park_lies_in_two_districts": {
        "zh": "同一园区出现在多个区县",
        "en": "Parks printed in several districts",
    },
    "quality_flag_printed_cluster_contradicts_industry_code": {
        "zh": "所填集群与行业代码不符",
        "en": "Clusters that contradict the industry code",
    },
    "quality_flag_printed_total_is_not_a_number": {
        "zh": "合计不是数字，无法核对",
        "en": "Totals that are no number",
    },
    "quality_flag_rows_repeat_with_equal_figures": {
        "zh": "重复行，数字相同，只计一次",
        "en": "Repeated rows with equal figures, counted once",
    },
    "quality_flag_enterprises_are_left_out_of_period_delivered_again": {
        "zh": "重报时缺了上次有的企业",
        "en": "Enterprises left out when a period was delivered again",
    },
    "quality_flag_other": {"zh": "其他", "en": "Other"},
    # corrections
    "quality_corrections": {
        "zh": "更正记录：生效{in_force}，待定{proposed}，已终止{ended}，已撤销{withdrawn}。",
        "en": "Corrections in force: {in_force}; proposed: {proposed}; ended: {ended}; withdrawn: {withdrawn}.",
    },
    "quality_corrections_none": {
        "zh": "没有更正记录，全部数字与报送一致。",
        "en": "There is no correction: every figure is as delivered.",
    },
    "quality_column_no": {"zh": "编号", "en": "No."},
    "quality_column_what": {"zh": "处理", "en": "What is done"},
    "quality_column_subject": {"zh": "对象", "en": "About"},
    "quality_column_because": {"zh": "理由", "en": "Reason"},
    "quality_column_decided": {"zh": "决定", "en": "Decided"},
    "quality_subject": {"zh": "{subject}，{period}", "en": "{subject}, {period}"},
    "quality_subject_since": {"zh": "{subject}，{year}年起", "en": "{subject}, from {year}"},
    "quality_correction_what": {"zh": "{action}：{what}", "en": "{action}: {what}"},
    "quality_because": {"zh": "{reason}（{by}）", "en": "{reason} ({by})"},
    "quality_until": {"zh": "{day}，{until}终止", "en": "{day}, ended {until}"},
    # restatements
    "quality_restated": {
        "zh": "{figures}在后来的报送中有变化。各版本均保留；本版采用{as_of}以前最新的数。",
        "en": "{figures} changed in a later delivery. Every version is kept; this edition uses the newest by {as_of}.",
    },
    "quality_restated_none": {"zh": "没有重报的数字。", "en": "No figure was restated."},
    "quality_restated_by_period": {"zh": "各期重报的个数", "en": "By period"},
    "quality_restated_largest": {"zh": "变动最大的数", "en": "The largest changes"},
    "quality_column_table": {"zh": "报表", "en": "Return"},
    "quality_column_figures": {"zh": "个数", "en": "Figures"},
    "quality_column_before": {"zh": "原报", "en": "Before"},
    "quality_column_after": {"zh": "重报", "en": "After"},
    "quality_column_change": {"zh": "变动", "en": "Change"},
    "quality_column_net_change": {"zh": "变动合计", "en": "Net change"},
    "quality_column_dates": {"zh": "两次收到日期", "en": "Received"},
    "quality_dates": {"zh": "{before}，{after}", "en": "{before}, then {after}"},
    # growth of the same enterprises
    "quality_growth": {
        "zh": "{year}年收入合计比上年{total}，两年都填报的{same}{matched}。",
        "en": "In {year} total revenue changed by {total}; that of the {same} reporting in both years by {matched}.",
    },
    "quality_growth_not_comparable": {
        "zh": "{year}年的收入合计与上年不可比；两年都填报的{same}{matched}。",
        "en": "Total revenue of {year} does not compare with the year before; that of the {same} reporting in both years "
        "changed by {matched}.",
    },
    "quality_growth_none": {
        "zh": "还没有相邻两年的年报可比。",
        "en": "There are no annual returns of two neighbouring years yet.",
    },
    "quality_growth_note": {
        "zh": "差距和各部分以百分点计，各部分之和等于差距。“在册未报”含收入降到规模以下的企业和漏报的企业。",
        "en": "Gap and parts in percentage points; the parts add up to the gap. “Registered, no return” holds "
        "enterprises that fell below the threshold and enterprises that did not send theirs.",
    },
    "quality_growth_missing": {
        "zh": "合计不可知：{enterprises}没有填收入",
        "en": "the total is not known: no revenue from {enterprises}",
    },
    "quality_other_scope": {
        "zh": "统计范围不同，合计不可比",
        "en": "another scope: the totals do not compare",
    },
    "quality_between": {"zh": "{before}—{year}", "en": "{before}–{year}"},
    "quality_part": {"zh": "{part} {points}", "en": "{part} {points}"},
    "quality_part_matched": {
        "zh": "同批企业的权重",
        "en": "weight of the same enterprises in the total",
    },
    "quality_part_entry": {"zh": "新成立", "en": "new enterprises"},
    "quality_part_threshold_up": {"zh": "在册新报", "en": "registered before, first return"},
    "quality_part_entry_or_threshold": {"zh": "新填报", "en": "first return"},
    "quality_part_exit": {"zh": "已注销", "en": "closed"},
    "quality_part_threshold_down": {"zh": "在册未报", "en": "registered, no return"},
    "quality_part_exit_or_threshold": {"zh": "不再填报", "en": "no more returns"},
    "quality_part_correction": {"zh": "更正", "en": "corrections"},
    "quality_column_years": {"zh": "年份", "en": "Years"},
    "quality_column_total_growth": {"zh": "合计", "en": "Total"},
    "quality_column_matched_growth": {"zh": "同批企业", "en": "Same enterprises"},
    "quality_column_gap_points": {"zh": "差距", "en": "Gap"},
    "quality_column_made_of": {"zh": "差距由来", "en": "What the gap is made of"},
    # values read as something else
    "quality_normalised": {
        "zh": "{cells}没有照字面读入，例如全角数字、统计符号；下表逐类列出，供抽查。",
        "en": "{cells} were read as something else than is plainly printed: full-width digits, statistical signs and the like. Spot-check them here.",
    },
    "quality_normalised_none": {
        "zh": "所有数值均按所印读入。",
        "en": "Every value was read exactly as printed.",
    },
    "quality_column_change_made": {"zh": "处理", "en": "What was done"},
    "quality_column_columns": {"zh": "栏目", "en": "Columns"},
    "quality_column_examples": {"zh": "例", "en": "Examples"},
    "quality_example": {"zh": "{raw} → {value}", "en": "{raw} → {value}"},
    "quality_read_as_missing": {"zh": "缺失", "en": "missing"},
    # breaks
    "quality_breaks_none": {
        "zh": "各年统计范围和行业分类一致。",
        "en": "Scope and classification are the same in every year.",
    },
    "quality_breaks": {
        "zh": "跨越下列年份时，合计不可直接相比。",
        "en": "Totals do not compare across the years below.",
    },
    "quality_sources_note": {
        "zh": "本版只使用{as_of}以前收到的文件。逐行明细可在 JupyterLab 中用 city.rejected、city.flags、city.normalised 查看。",
        "en": "This edition uses only files received by {as_of}. Every line is in city.rejected, city.flags and city.normalised in JupyterLab.",
    },
}

_SENTENCES = (FIGURES, ELEMENTS, CITY, VALIDATION, REJECTS, CORRECTIONS, QUALITY, PLACES, PROMISES)


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


def chance(probability, lang):
    """A probability in words a director uses: 0.31 -> about 3 in ten."""
    tenths = round(probability * 10)
    if tenths < 1:
        return say("chance_low", lang)
    if tenths > 9:
        return say("chance_high", lang)
    return say("chance_in_ten", lang, tenths="一二三四五六七八九"[tenths - 1] if lang == "zh" else tenths)


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
