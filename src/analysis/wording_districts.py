"""Sentences only the district briefing needs, in Chinese and English."""

DISTRICTS = {
    "place_layout_note": {
        "zh": "规划单元的要求：区位商不低于{limit}，或占集群的比重高于{start}年。",
        "en": "A planned cell is kept where the location quotient is {limit} or more, or the district’s share of the cluster is above that of {start}.",
    },
    "place_layout_note_quotient": {
        "zh": "规划单元的要求：区位商不低于{limit}。",
        "en": "A planned cell is kept where the location quotient is {limit} or more.",
    },
    "place_district_opening": {
        "zh": "{name}{year}年规模以上工业收入{revenue}，占全市{share}，比上年{growth}（全市{city}）；{layout}。",
        "en": "{name}: {revenue} of industrial revenue in {year}, {share} of the city, {growth} on the year before (city: {city}); {layout}.",
    },
    "place_district_opening_first": {
        "zh": "{name}{year}年规模以上工业收入{revenue}，占全市{share}；{layout}。",
        "en": "{name}: {revenue} of industrial revenue in {year}, {share} of the city; {layout}.",
    },
    "place_district_unknown": {
        "zh": "{name}{year}年的收入不全，无法评价。",
        "en": "{name}: revenue of {year} is incomplete, so it cannot be judged.",
    },
    "place_district_silent": {
        "zh": "截至{as_of}，没有收到{name}任何企业{year}年的年报，无法评价。",
        "en": "{name}: by {as_of} no enterprise has sent an annual return for {year}, so there is nothing to judge.",
    },
    "place_layout_kept": {
        "zh": "规划的{planned}个产业中{met}个达到要求",
        "en": "{met} of its {planned} planned industries meet the promise",
    },
    "place_layout_not_measured": {
        "zh": "规划的{planned}个产业尚无法判断",
        "en": "its {planned} planned industries cannot be judged yet",
    },
    "place_layout_free": {"zh": "文件没有为它指定产业", "en": "the decree assigns it no industry"},
    "place_structure_title": {
        "zh": "{year}年{cluster}居首，占本地工业收入的{share}",
        "en": "{cluster} leads in {year} with {share} of the district’s industrial revenue",
    },
    "place_structure_title_none": {
        "zh": "{year}年没有各集群的收入",
        "en": "No revenue inside the clusters in {year}",
    },
    "place_structure_rest": {"zh": "其余集群", "en": "Other clusters"},
    "place_structure_note": {
        "zh": "与全市产业结构的差异（克鲁格曼指数，0为相同，2为完全不同）：{krugman}；产业集中度HHI：{index}。",
        "en": "Difference from the city’s industries (Krugman index, 0 the same, 2 nothing in common): {krugman}; concentration over industries (HHI): {index}.",
    },
    "place_structure_single": {
        "zh": "{year}年只有一个产业有企业：{cluster}，收入{value}。",
        "en": "Only one industry has enterprises in {year}: {cluster}, with {value}.",
    },
    "place_structure_table": {"zh": "{year}年各产业", "en": "Industries in {year}"},
    "place_planned_note": {
        "zh": "占集群{share}（{start}年{before}）",
        "en": "{share} of the cluster ({before} in {start})",
    },
    "place_planned_note_now": {"zh": "占集群{share}", "en": "{share} of the cluster"},
    "place_planned_empty": {"zh": "没有企业", "en": "no enterprise"},
    "place_planned_target": {"zh": "≥{limit}，或比重上升", "en": "≥ {limit}, or a rising share"},
    "place_planned_target_quotient": {"zh": "≥{limit}", "en": "≥ {limit}"},
    "place_planned_none": {
        "zh": "布局规划没有为{name}指定产业。",
        "en": "{name}: the plan of locations assigns it no industry.",
    },
    "place_unplanned": {
        "zh": "规划之外，区位商不低于1的产业：{names}。",
        "en": "Not planned, yet with a quotient of 1 or more: {names}.",
    },
    "place_unplanned_none": {
        "zh": "规划之外没有区位商不低于1的产业。",
        "en": "Nothing outside the plan has a quotient of 1 or more.",
    },
    "place_shift_title_above": {
        "zh": "{start}—{end}年收入增加{growth}，比与全市同速多{shift}",
        "en": "{growth} more revenue in {end} than in {start}: {shift} above the city’s pace",
    },
    "place_shift_title_below": {
        "zh": "{start}—{end}年收入增加{growth}，比与全市同速少{shift}",
        "en": "{growth} more revenue in {end} than in {start}: {shift} below the city’s pace",
    },
    "place_shift_title_fall": {
        "zh": "{start}—{end}年收入减少{growth}，比与全市同速少{shift}",
        "en": "{growth} less revenue in {end} than in {start}: {shift} below the city’s pace",
    },
    "place_shift_sentence": {
        "zh": "与全市同速应增加{national}；本地产业结构使其{mix}，本地企业的表现使其{regional}，其中{cluster}影响最大（{largest}）。",
        "en": "At the city’s pace it would have gained {national}; its mix of industries {mix}, its own enterprises {regional}, most of all in {cluster} ({largest}).",
    },
    "place_shift_mix_up": {"zh": "多增{value}", "en": "added {value}"},
    "place_shift_mix_down": {"zh": "少增{value}", "en": "took away {value}"},
    "place_shift_national": {"zh": "与全市同速", "en": "At the city’s pace"},
    "place_shift_mix": {"zh": "产业结构", "en": "Mix of industries"},
    "place_shift_regional": {"zh": "本地表现", "en": "Own performance"},
    "place_shift_note": {
        "zh": "偏离—份额法，逐年计算后相加，各部分之和等于总变化",
        "en": "Shift-share, year by year and added up; the parts add up to the change",
    },
    "place_shift_small": {
        "zh": "两年中较少的一年只有{enterprises}，不画分解图。",
        "en": "Only {enterprises} in the smaller of the two years, too few for a chart of the parts. ",
    },
    "place_shift_none": {
        "zh": "{start}年以来的收入不全或只有一年，无法分解。",
        "en": "Revenue since {start} is incomplete or of one year only, so it cannot be split.",
    },
    "place_city_gap_above": {
        "zh": "{name}比各集群目标路径所需多{gap}，在{count}个区县中居第{rank}位；全市合计{city}",
        "en": "{name} stands {gap} above what the cluster targets required of it, rank {rank} of {count} districts; the city: {city}",
    },
    "place_city_gap_below": {
        "zh": "{name}比各集群目标路径所需少{gap}，在{count}个区县中居第{rank}位；全市合计{city}",
        "en": "{name} stands {gap} below what the cluster targets required of it, rank {rank} of {count} districts; the city: {city}",
    },
    "place_city_gap_note": {
        "zh": "所需：各集群目标按{start}年本地所占份额分到本地后，{year}年应有的收入；排名由多到少",
        "en": "Required: each cluster’s path to its target, shared out by the district’s part of {start}; for {year}; ranked from most above",
    },
    "place_city_gap_none": {
        "zh": "没有{start}年的收入，无法计算在全市差距中所占的部分。",
        "en": "There is no revenue of {start} to start from, so its part of the city’s gap is not known.",
    },
    "place_parks": {
        "zh": "{year}年园区企业收入占本地规模以上工业的{share}（全市{city}）。",
        "en": "In {year} parks earned {share} of the district’s industrial revenue (city: {city}).",
    },
    "place_parks_none": {
        "zh": "{year}年没有园区企业报送。",
        "en": "No enterprise in a park reported in {year}.",
    },
    "place_parks_unnamed": {
        "zh": "{year}年的年报没有填写园区。",
        "en": "The annual returns of {year} name no park.",
    },
    "place_coverage": {
        "zh": "{year}年有{enterprises}报送年报；全市已收到{periods}报表，其中{received}期有这里的企业报送。",
        "en": "{enterprises} sent an annual return for {year}; the city has received returns of {periods}, and enterprises from here are in {received} of them.",
    },
    "place_coverage_table": {"zh": "历年报送的企业", "en": "Enterprises that reported, by year"},
    "place_rejected": {
        "zh": "另有{rows}行被退回，尚未计入。",
        "en": "Rows rejected and not counted: {rows}.",
    },
}
