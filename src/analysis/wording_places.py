"""Sentences of the cluster and district briefings, in Chinese and English."""

from analysis.wording_districts import DISTRICTS

_BOTH = {
    # counts and small words
    "place_enterprises_one": {"zh": "{count}家企业", "en": "{count} enterprise"},
    "place_enterprises_many": {"zh": "{count}家企业", "en": "{count} enterprises"},
    "place_core_one": {"zh": "{count}家核心企业", "en": "{count} core enterprise"},
    "place_core_many": {"zh": "{count}家核心企业", "en": "{count} core enterprises"},
    "place_moves_one": {"zh": "{count}次", "en": "{count} move"},
    "place_moves_many": {"zh": "{count}次", "en": "{count} moves"},
    "place_periods_one": {"zh": "{count}期", "en": "{count} period"},
    "place_periods_many": {"zh": "{count}期", "en": "{count} periods"},
    "place_incomplete": {
        "zh": "{year}年的收入不全，无法计算。",
        "en": "Revenue of {year} is incomplete, so this cannot be computed.",
    },
    "place_up": {"zh": "增长{rate}", "en": "up {rate}"},
    "place_down": {"zh": "下降{rate}", "en": "down {rate}"},
    "place_named": {"zh": "{name}{value}", "en": "{name} {value}"},
    "place_of": {"zh": "{name}（{value}）", "en": "{name} ({value})"},
    "place_small": {
        "zh": "{year}年只有{enterprises}报送，一家企业的变动就能左右本页的数字。",
        "en": "With {enterprises} reporting in {year}, a single one can turn the figures on this page.",
    },
    "place_dominant": {
        "zh": "最大的一家企业占{year}年收入的{share}，本页的增减主要是它的增减。",
        "en": "One enterprise earned {share} of the revenue in {year}: what moves on this page is mostly that one.",
    },
    "place_nothing": {
        "zh": "没有企业报送，无从计算。",
        "en": "No enterprise reports, so there is nothing to compute.",
    },
    # a cluster: the verdict and the path
    "place_cluster_met": {
        "zh": "{name}{year}年收入{value}，超过{due}年{target}的目标{gap}{tail}。",
        "en": "{name}: {value} in {year}, {gap} above the {target} promised for {due}{tail}.",
    },
    "place_cluster_missed": {
        "zh": "{name}{year}年收入{value}，比{due}年{target}的目标少{gap}（{status}）{tail}。",
        "en": "{name}: {value} in {year}, {gap} short of the {target} promised for {due} ({status}){tail}.",
    },
    "place_cluster_running": {
        "zh": "{name}{year}年收入{value}，距{due}年{target}的目标还差{gap}（{status}）{tail}。",
        "en": "{name}: {value} in {year}, {gap} below the {target} promised for {due} ({status}){tail}.",
    },
    "place_tail_short": {"zh": "；{district}差得最多", "en": "; the widest shortfall is in {district}"},
    "place_tail_above": {"zh": "；{district}贡献最大", "en": "; {district} contributed most"},
    "place_cluster_not_measured": {
        "zh": "截至{as_of}，还没有{name}的收入数据，无法判断。",
        "en": "{name}: no revenue figures by {as_of}, so its target cannot be judged.",
    },
    "place_cluster_no_target": {
        "zh": "{name}没有单独的收入目标；{year}年收入{value}。",
        "en": "{name}: {value} in {year}; it has no revenue target of its own.",
    },
    "place_revenue_question": {"zh": "{year}年销售收入目标", "en": "Revenue target for {year}"},
    "place_path_title": {
        "zh": "{start}年以来年均增长{observed}，达到目标需要年均{required}",
        "en": "Growth since {start}: {observed} a year; the target takes {required}",
    },
    "place_path_title_short": {"zh": "收入与目标之间的路径", "en": "Revenue and the path to the target"},
    # who closes the gap
    "place_gap_above": {
        "zh": "{year}年比同速增长所需多{gap}，{names}超出最多",
        "en": "{gap} more than equal growth required by {year}; furthest above: {names}",
    },
    "place_gap_below": {
        "zh": "{year}年比同速增长所需少{gap}，{names}差得最多",
        "en": "{gap} less than equal growth required by {year}; furthest below: {names}",
    },
    "place_gap_note": {
        "zh": "所需：各区县从{start}年起与目标同速增长时，{year}年应有的收入",
        "en": "Required: what each district would have earned in {year}, growing from {start} at the pace of the target",
    },
    "place_gap_measure": {"zh": "实际收入减所需收入", "en": "Actual less required revenue"},
    "place_gap_none": {
        "zh": "没有{start}年的收入，无法把差距分到各区县。",
        "en": "There is no revenue of {start} to start from, so the gap cannot be told apart.",
    },
    "place_gap_one": {
        "zh": "全部收入来自{district}，{year}年与所需相差{gap}。",
        "en": "All of it lies in {district}: {gap} against what was required by {year}.",
    },
    "place_gap_enterprises": {
        "zh": "拉大和缩小差距最多的企业（内部版，金额单位：{unit}）",
        "en": "Enterprises that widen and narrow the gap most (internal edition; {unit})",
    },
    "place_gap_rest": {"zh": "其余{enterprises}", "en": "The other {enterprises}"},
    # growth and the year to date
    "place_growth_title": {
        "zh": "{year}年收入{total}；两年都报送的{enterprises}{matched}",
        "en": "Revenue in {year}: {total}; the {enterprises} that reported in both years: {matched}",
    },
    "place_growth_total_only": {
        "zh": "{year}年收入{total}；没有两年都报送的企业",
        "en": "Revenue in {year}: {total}; no enterprise reported in both years",
    },
    "place_growth_matched_only": {
        "zh": "{year}年统计范围有变，合计不可比；两年都报送的{enterprises}{matched}",
        "en": "Totals of {year} do not compare, the scope changed; the {enterprises} of both years: {matched}",
    },
    "place_growth_none": {
        "zh": "没有上一年的年报，无法计算增长。",
        "en": "There is no annual return of the year before, so no growth.",
    },
    "place_growth_unknown": {
        "zh": "{year}年或上一年的收入不全，无法计算增长。",
        "en": "Revenue of {year} or of the year before is incomplete, so there is no growth rate.",
    },
    "place_growth_note": {
        "zh": "上规模、退出规模：原已存在的企业，收入越过或跌破统计标准",
        "en": "Threshold: the yearly revenue from which an existing enterprise has to report",
    },
    "place_growth_level": {"zh": "{year}年", "en": "{year}"},
    "place_part_matched": {"zh": "两年都报送的企业", "en": "Reported in both years"},
    "place_part_entry": {"zh": "新建", "en": "Newly founded"},
    "place_part_threshold_up": {"zh": "上规模", "en": "Rose above the threshold"},
    "place_part_entry_or_threshold": {"zh": "新增报送或划入", "en": "Newly listed or moved here"},
    "place_part_exit": {"zh": "停业", "en": "Closed"},
    "place_part_threshold_down": {"zh": "退出规模", "en": "Fell below the threshold"},
    "place_part_exit_or_threshold": {"zh": "不再报送或划出", "en": "No longer listed or moved away"},
    "place_part_correction": {"zh": "数据更正", "en": "Corrections"},
    "place_part_count": {"zh": "{part}（{count}家）", "en": "{part} ({count})"},
    "place_ytd": {
        "zh": "{year}年1—{month}月累计收入{value}，同比{total}；两期都报送的{enterprises}{matched}。",
        "en": "January to {month} {year}: {value}, {total} on the same months of the year before; the {enterprises} of both periods: {matched}.",
    },
    "place_ytd_first": {
        "zh": "{year}年1—{month}月累计收入{value}；上年同期没有报表，不能比较。",
        "en": "January to {month} {year}: {value}; there is no return of the same months of the year before.",
    },
    "place_ytd_none": {
        "zh": "{year}年年报之后，尚未收到新的月度累计报表。",
        "en": "No year-to-date return has arrived since the annual return of {year}.",
    },
    # where a cluster is
    "place_where_title": {
        "zh": "{district}占{share}；{planned}个规划区县中{met}个达到布局要求",
        "en": "{district} holds {share}; {met} of the {planned} planned districts meet the layout promise",
    },
    "place_where_title_unplanned": {
        "zh": "{district}占{share}；文件没有为这个集群指定区县",
        "en": "{district} holds {share}; the decree assigns this cluster to no district",
    },
    "place_where_measure": {
        "zh": "占该集群全市收入的比重",
        "en": "Share of the cluster’s revenue in the city",
    },
    "place_where_none": {"zh": "{year}年没有企业报送。", "en": "No enterprise reported in {year}."},
    "place_verdict_planned": {"zh": "规划：{status}（{id}）", "en": "Planned: {status} ({id})"},
    "place_verdict_strong": {"zh": "未规划，但已成优势", "en": "Not planned, yet specialised"},
    "place_verdict_unplanned": {"zh": "未规划", "en": "Not planned"},
    # the companies
    "place_concentration": {
        "zh": "{year}年前三家企业占收入的{top}（共{enterprises}）；集中度HHI为{index}，相当于{number}家同样大小的企业。",
        "en": "In {year} the three largest of {enterprises} earned {top} of the revenue; the HHI is {index}, as concentrated as {number} of equal size.",
    },
    "place_concentration_few": {
        "zh": "{year}年只有{enterprises}报送，太少，不计算集中度。",
        "en": "With {enterprises} reporting in {year} there are too few for a measure of concentration.",
    },
    "place_core": {
        "zh": "{core}（年收入超过{threshold}），合计占收入的{share}{changes}。",
        "en": "{core} (above {threshold} a year), together {share} of the revenue{changes}.",
    },
    "place_core_none": {
        "zh": "没有核心企业（年收入超过{threshold}）{changes}。",
        "en": "No core enterprise (above {threshold} a year){changes}.",
    },
    "place_core_entered": {
        "zh": "；比上年新增{count}家",
        "en": "; {count} more on the list than the year before",
    },
    "place_core_left": {
        "zh": "；比上年减少{count}家",
        "en": "; {count} fewer on the list than the year before",
    },
    "place_core_both": {
        "zh": "；比上年进入{entered}家、退出{left}家",
        "en": "; {entered} entered and {left} left since the year before",
    },
    "place_core_table": {"zh": "核心企业（内部版）", "en": "Core enterprises (internal edition)"},
    "place_candidates": {
        "zh": "距{threshold}最近的企业（内部版）",
        "en": "Nearest to {threshold} (internal edition)",
    },
    "place_candidates_none": {
        "zh": "没有接近这一标准的其他企业（收入达到四分之一以上）。",
        "en": "No further enterprise is near that (at a quarter of it or more).",
    },
    "place_moves_title": {
        "zh": "{first}—{last}年共{moves}年度变动：{staying}次留在原档，{up}次升档，{down}次降档",
        "en": "{moves} from one year to the next, {first} to {last}: {staying} within a class, {up} up, {down} down",
    },
    "place_moves_few": {
        "zh": "{first}—{last}年只观察到{moves}年度变动，不足以说明升降档的规律。",
        "en": "Only {moves} from one year to the next were seen from {first} to {last}, too few for a pattern.",
    },
    "place_moves_none": {
        "zh": "只有一年的年报，看不出企业的升降。",
        "en": "With annual returns of one year only, no movement can be seen.",
    },
    "place_moves_before": {"zh": "前一", "en": "one year"},
    "place_moves_after": {"zh": "后一", "en": "the next"},
    "place_moves_note": {
        "zh": "规模档按年收入划分（单位：{unit}），上界为核心企业标准的二十分之一、五分之一和全部；相邻两年合并计算",
        "en": "Classes by yearly revenue ({unit}), ending at a twentieth, a fifth and the whole of the core threshold; pairs of years pooled",
    },
    "place_class_absent": {"zh": "未报送", "en": "No return"},
    "place_class_first": {"zh": "{high}及以下", "en": "up to {high}"},
    "place_class_middle": {"zh": "{low}至{high}", "en": "{low} to {high}"},
    "place_class_last": {"zh": "{low}以上", "en": "above {low}"},
    "place_moves_point": {"zh": "{start}留在原档{share}", "en": "{start}: {share} stay"},
    # energy
    "place_energy_title": {
        "zh": "{year}年用去全市工业能源的{energy}，创造增加值的{value}：单位增加值能耗相当于全市工业平均的{ratio}。",
        "en": "In {year} it used {energy} of industry’s energy for {value} of its value added: {ratio} the average energy per unit of value added.",
    },
    "place_energy_none": {
        "zh": "年报中没有可用的能耗或增加值，无法比较。",
        "en": "The returns hold no usable energy or value added, so there is nothing to compare.",
    },
    "place_energy_times": {"zh": "{ratio}倍", "en": "{ratio} times"},
    "place_energy_part": {"zh": "{ratio}", "en": "{ratio} of"},
    "place_energy_table": {
        "zh": "占全市规模以上工业的比重",
        "en": "Share of the city’s above-scale industry",
    },
    "place_energy_note": {
        "zh": "同一年内比较，不受价格影响；没有分行业价格指数，不计算跨年的单位产值能耗。",
        "en": "Compared within a year, prices cancel out. Without price indices by industry no change of intensity over the years is given.",
    },
    # columns
    "place_column_enterprise": {"zh": "企业", "en": "Enterprise"},
    "place_column_district": {"zh": "区县", "en": "District"},
    "place_column_cluster": {"zh": "集群", "en": "Cluster"},
    "place_column_actual": {"zh": "{year}年实际", "en": "{year} actual"},
    "place_column_required": {"zh": "{year}年所需", "en": "{year} required"},
    "place_column_contribution": {"zh": "与所需之差", "en": "Difference"},
    "place_column_revenue": {"zh": "收入（{unit}）", "en": "Revenue ({unit})"},
    "place_column_share_of_cluster": {"zh": "占集群", "en": "Of the cluster"},
    "place_column_share_of_district": {"zh": "占本地", "en": "Of the district"},
    "place_column_quotient": {"zh": "区位商", "en": "Location quotient"},
    "place_column_enterprises": {"zh": "企业数", "en": "Enterprises"},
    "place_column_verdict": {"zh": "规划与判断", "en": "Plan and verdict"},
    "place_column_core_share": {"zh": "占比", "en": "Share"},
    "place_column_needed": {"zh": "一年达标需增长", "en": "Growth needed in a year"},
    "place_column_own": {"zh": "上年增长", "en": "Its last growth"},
    "place_column_energy": {"zh": "占工业能耗", "en": "Energy"},
    "place_column_value": {"zh": "占工业增加值", "en": "Value added"},
    "place_column_intensity": {"zh": "两者之比", "en": "Ratio"},
    "place_column_park": {"zh": "园区", "en": "Park"},
    "place_column_growth": {"zh": "比上年", "en": "On the year before"},
    "place_column_leading": {"zh": "主导产业（占园区）", "en": "Leading industry (share of the park)"},
    "place_column_year": {"zh": "年份", "en": "Year"},
    "place_column_entered": {"zh": "新增", "en": "New"},
    "place_column_left": {"zh": "减少", "en": "Gone"},
    "place_column_ytd": {"zh": "当年最后一期累计报表", "en": "Last year-to-date return"},
    "place_column_what": {"zh": "内容", "en": "What"},
    "place_column_formula": {"zh": "公式", "en": "Formula"},
    "place_column_promise_ids": {"zh": "承诺编号", "en": "Promise no."},
    "place_column_table": {"zh": "数据表", "en": "Table"},
    # notes
    "place_notes_caption": {
        "zh": "每个数字的由来（公式见方法说明）",
        "en": "Where each number comes from (formulas in docs/methods.md)",
    },
    "place_notes_vintage": {
        "zh": "最新年报（{year}年）收到于{day}；本版只使用{as_of}以前收到的数据。企业名称只在内部版出现。",
        "en": "The newest annual return ({year}) arrived on {day}; this edition uses only what had arrived by {as_of}. Enterprises are named in the internal edition only.",
    },
    "place_what_target": {"zh": "收入目标与判断", "en": "Revenue target and verdict"},
    "place_what_path": {"zh": "达标所需路径", "en": "Required path"},
    "place_what_gap": {"zh": "差距的分解", "en": "Who closes the gap"},
    "place_what_growth": {"zh": "增长及同口径增长", "en": "Growth of totals and of the matched panel"},
    "place_what_layout": {"zh": "布局与区位商", "en": "Location and quotients"},
    "place_what_concentration": {"zh": "集中度", "en": "Concentration"},
    "place_what_core": {"zh": "核心企业", "en": "Core enterprises"},
    "place_what_moves": {"zh": "规模档变动", "en": "Moves between size classes"},
    "place_what_energy": {"zh": "能耗", "en": "Energy"},
    "place_what_structure": {"zh": "产业结构", "en": "Structure"},
    "place_what_shift": {"zh": "偏离—份额分解", "en": "Shift-share"},
    "place_what_parks": {"zh": "园区", "en": "Parks"},
    "place_what_coverage": {"zh": "报送情况", "en": "Coverage of returns"},
}
PLACES = _BOTH | DISTRICTS
