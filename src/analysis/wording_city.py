"""Sentences of the city briefing and of the method validation."""

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
        "zh": "{start_year}年至{year}年累计变化{value}。{probability}",
        "en": "{value} in all from {start_year} to {year}. {probability}",
    },
    "card_single": {"zh": "{year}年为{value}。", "en": "{value} in {year}."},
    "card_missing": {"zh": "缺少：{needs}", "en": "Missing: {needs}"},
    "card_probability": {
        "zh": "按已有数据推算，到期实现的可能性{words}。",
        "en": "From what is known, the chance that it is kept at the deadline is {words}.",
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
