"""Sentences of the economist's desk: cards, explorers, the scenario panel, and files that are taken away."""

from analysis.wording_columns import COLUMNS, EXCEL, TABLES

_CARDS = {
    "desk_city": {"zh": "{place}，截至{as_of}", "en": "{place}, as of {as_of}"},
    "desk_years": {"zh": "年报：{years}年", "en": "Annual returns: {years}"},
    "desk_verdicts": {"zh": "{count}项承诺的判断", "en": "Verdicts on {count} promises"},
    "desk_sources": {"zh": "{count}个数据文件：{kinds}", "en": "{count} source files: {kinds}"},
    "desk_kind_count": {"zh": "{kind}{count}个", "en": "{count} {kind}"},
    "desk_next": {"zh": "接下来可以试：", "en": "What to try next:"},
    "desk_next_commitment": {"zh": "一项承诺及其由来", "en": "one promise and where it stands"},
    "desk_next_verdicts": {
        "zh": "一个集群的全部判断（pandas 表）",
        "en": "all verdicts on a cluster, a pandas frame",
    },
    "desk_next_path": {"zh": "实际与达标所需，按年", "en": "observed and required values by year"},
    "desk_next_redefined": {"zh": "换一个口径再判断", "en": "the same promise by your own definition"},
    "desk_next_excel": {"zh": "存成 Excel", "en": "tables for Excel"},
    "desk_notes": {"zh": "数据说明", "en": "notes"},
    "desk_sentence": {
        "zh": "{year}年为{now}，目标{goal}，期限{due}：{status}。",
        "en": "{now} in {year}. Target: {goal}; due: {due}. {status}.",
    },
    "desk_sentence_unknown": {
        "zh": "目标{goal}，期限{due}：{status}。缺少：{missing}。",
        "en": "Target: {goal}; due: {due}. {status}. Missing: {missing}.",
    },
    "desk_chance": {"zh": "按期达标的把握{words}。", "en": "Chance of being met in time: {words}."},
    "desk_field_clause": {"zh": "条款", "en": "Clause"},
    "desk_field_now": {"zh": "目前", "en": "Now"},
    "desk_field_goal": {"zh": "目标", "en": "Target"},
    "desk_field_due": {"zh": "期限", "en": "Due"},
    "desk_field_chance": {"zh": "把握", "en": "How likely"},
    "desk_field_definition": {"zh": "口径", "en": "Definition"},
    "desk_spark": {
        "zh": "实际值自{first}年的{start}到{last}年的{end}；虚线为达标所需",
        "en": "Observed from {start} in {first} to {end} in {last}; dashed: the required path",
    },
}

_CONTROLS = {
    "desk_control_as_of": {"zh": "截至日期", "en": "As of"},
    "desk_control_cluster": {"zh": "产业集群", "en": "Cluster"},
    "desk_control_district": {"zh": "区县", "en": "District"},
    "desk_control_measure": {"zh": "口径", "en": "Definition"},
    "desk_control_baseline": {"zh": "基期", "en": "Base year"},
    "desk_control_commitment": {"zh": "承诺", "en": "Promise"},
    "desk_control_reading": {"zh": "读法", "en": "Reading"},
    "desk_control_lang": {"zh": "语言", "en": "Language"},
    "desk_control_growth": {"zh": "每年比原趋势快（%）", "en": "Growth a year on top of the trend, %"},
    "desk_control_on": {"zh": "针对", "en": "For"},
    "desk_control_projects": {"zh": "项目产能实现（%）", "en": "Project capacity that comes, %"},
    "desk_control_delay": {"zh": "项目推迟（月）", "en": "Projects late by, months"},
    "desk_control_energy": {"zh": "单位产出节能（%）", "en": "Energy saved per output, %"},
    "desk_control_prices": {"zh": "价格变动（%）", "en": "Prices, change in %"},
    "desk_control_scenario": {"zh": "现成情景", "en": "Ready-made scenario"},
    "desk_whole_city": {"zh": "全市", "en": "Whole city"},
    "desk_all_clusters": {"zh": "全部工业", "en": "All industry"},
    "desk_own_scenario": {"zh": "自行设定", "en": "Own settings"},
    "desk_measure_revenue": {"zh": "主营业务收入（文件口径）", "en": "Revenue (as in the decree)"},
    "desk_measure_gross_output": {"zh": "工业总产值", "en": "Gross output"},
    "desk_measure_value_added": {"zh": "工业增加值", "en": "Value added"},
    "desk_said_revenue": {"zh": "主营业务收入", "en": "revenue"},
    "desk_said_gross_output": {"zh": "工业总产值", "en": "gross output"},
    "desk_said_value_added": {"zh": "工业增加值", "en": "value added"},
}

_EXPLORED = {
    "desk_path_title": {"zh": "{cluster}：{measure}与目标", "en": "{cluster}: {measure} and the target"},
    "desk_cell_title": {"zh": "{district}的{cluster}：{measure}", "en": "{cluster} in {district}: {measure}"},
    "desk_cell_sentence": {
        "zh": "{year}年{district}{cluster}的{measure}为{value}，占全市该集群的{share}；{plan}。",
        "en": "{cluster} in {district}, {year}: {measure} of {value}, {share} of the cluster in the city; {plan}.",
    },
    "desk_cell_planned": {"zh": "属规划布局", "en": "planned there by the decree"},
    "desk_cell_unplanned": {"zh": "不在规划布局之内", "en": "not planned there"},
    "desk_cell_empty": {
        "zh": "{district}没有{cluster}的企业报送过数据。请换一个区县或集群，或选“全市”。",
        "en": "No enterprise of {cluster} in {district} has ever reported. Choose another district or cluster, or the whole city.",
    },
    "desk_no_target": {
        "zh": "文件没有给{cluster}定收入目标。图中只有实际数。",
        "en": "The decree sets no revenue target for {cluster}. The chart shows what was observed.",
    },
    "desk_no_values": {
        "zh": "截至{as_of}还没有“{measure}”的数据。请选更晚的日期或另一口径。",
        "en": "There is nothing on “{measure}” as of {as_of} yet. Choose a later date or another definition.",
    },
    "desk_no_baseline": {
        "zh": "{year}年没有数据，不能作基期。请选另一年。",
        "en": "There is no figure for {year} to start from. Choose another base year.",
    },
    "desk_district_title": {
        "zh": "{district}：工业由什么构成",
        "en": "{district}: what its industry is made of",
    },
    "desk_district_sentence": {
        "zh": "{year}年{district}规模以上工业{measure}为{value}，占全市{share}；最大的是{largest}（{largest_share}）。",
        "en": "In {year}, {district} had {measure} of {value}, {share} of the city. The largest part is {largest} "
        "({largest_share}).",
    },
    "desk_district_planned": {
        "zh": "{planned}个规划集群中，{strong}个区位商达到1。",
        "en": "Of {planned} planned clusters, {strong} reach a location quotient of 1.",
    },
    "desk_district_empty": {
        "zh": "{district}截至{as_of}没有报送过数据。请换一个区县，或选更晚的日期。",
        "en": "{district} had sent no return by {as_of}. Choose another district, or a later date.",
    },
    "desk_definitions_title": {"zh": "{promise}：各种口径", "en": "{promise}: under each definition"},
    "desk_definitions_sentence": {
        "zh": "{total}种口径中，{met}种已达标：{names}。",
        "en": "Met under {met} of {total} definitions: {names}.",
    },
    "desk_one_way_only": {
        "zh": "文件中没有可以有几种理解的承诺。要换口径，请用 city.redefined(...)。",
        "en": "No promise of this decree can be read in several ways. For a definition of your own, use city.redefined(...).",
    },
    "desk_definitions_none": {
        "zh": "{total}种口径下都没有达标。",
        "en": "Met under none of the {total} definitions.",
    },
    "desk_commitment_title": {"zh": "{id}：实际与达标所需", "en": "{id}: observed and required"},
    "desk_alt": {"zh": "{title}。{points}。", "en": "{title}. {points}."},
    "desk_point": {"zh": "{year}年{value}", "en": "{year}: {value}"},
    "desk_named_point": {"zh": "{name}：{value}", "en": "{name}: {value}"},
    "desk_rows_of": {
        "zh": '表中是{count}行依据中的{shown}行，全部见 city.rows_used("{id}")。',
        "en": 'The table has {shown} of the {count} rows behind it; city.rows_used("{id}") has them all.',
    },
    "desk_no_chart": {
        "zh": "这项承诺没有可画的年度数值。",
        "en": "This promise has no yearly values to draw.",
    },
    "desk_bad_as_of": {
        "zh": "“{text}”不是日期。请按 2010-09-30 的样子写。",
        "en": "“{text}” is not a date. Write it like 2010-09-30.",
    },
    "desk_before_data": {
        "zh": "截至{as_of}还没有收到任何数据。请选{first}或更晚的日期。",
        "en": "Nothing had been received by {as_of}. Choose {first} or a later date.",
    },
    "desk_not_prepared": {
        "zh": "数据还没有准备好。请在终端运行 cluster-monitor prepare，然后再运行本单元格。",
        "en": "The data have not been prepared. Run cluster-monitor prepare in a terminal, then run this cell again.",
    },
    "desk_no_city": {
        "zh": "“{folder}”及其上级文件夹里没有城市数据。请把笔记本放回项目的 notebooks 文件夹，或把 root 改为项目所在的文件夹。",
        "en": "Neither “{folder}” nor a folder above it holds a city. Put the notebook back into the project's "
        "notebooks folder, or set root to the project's folder.",
    },
}

_WHAT_IF = {
    "desk_scenario_title": {
        "zh": "目标达成概率：现状与情景",
        "en": "Probability of each target: as things are, and under the scenario",
    },
    "desk_scenario_axis": {"zh": "达标概率", "en": "Probability of being met"},
    "desk_scenario_key": {
        "zh": "空心圈为现状，实心点为情景下",
        "en": "Open circle: as things are; dot: under the scenario",
    },
    "desk_scenario_sentence": {
        "zh": "{rises}个目标的概率上升，{falls}个下降，{same}个不变。变动最大的是{name}：{before}变为{after}。",
        "en": "The probability of {rises} targets rises, of {falls} it falls, of {same} it stays. "
        "The largest change is from {before} to {after}: {name}.",
    },
    "desk_scenario_point": {"zh": "{name}：{before}变为{after}", "en": "{name}: {before} to {after}"},
    "desk_scenario_same": {
        "zh": "没有改动，或改动不影响任何目标的概率。",
        "en": "Nothing is changed, or the change moves no probability.",
    },
    "desk_scenario_over": {
        "zh": "截至{as_of}，目标都已到期，没有概率可算。请选规划期内的日期，例如{suggested}。",
        "en": "By {as_of} every target has fallen due, so there is no probability left. "
        "Choose a date within the plan, such as {suggested}.",
    },
    "desk_scenario_none": {
        "zh": "截至{as_of}，年报年数太少，给不出概率。请选更晚的日期。",
        "en": "As of {as_of} there are too few annual returns for a probability. Choose a later date.",
    },
    "desk_scenario_name": {"zh": "自行设定的情景", "en": "A scenario of your own"},
}

DESK = {**COLUMNS, **TABLES, **EXCEL, **_CARDS, **_CONTROLS, **_EXPLORED, **_WHAT_IF}
