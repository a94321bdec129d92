"""Sentences of the briefing on core enterprises, in Chinese and English."""

CORE = {
    "core_none_yet": {
        "zh": "截至{as_of}，还没有年报，看不出哪些是核心企业。",
        "en": "By {as_of} there is no annual return, so core enterprises are not known.",
    },
    "core_opening": {"zh": "{parts}。", "en": "{parts}."},
    "core_opening_count": {
        "zh": "{year}年有{count}家企业年收入超过{threshold}",
        "en": "In {year}, {count} enterprises earned more than {threshold}",
    },
    "core_opening_count_before": {
        "zh": "{year}年有{count}家企业年收入超过{threshold}（上年{past}家）",
        "en": "In {year}, {count} enterprises earned more than {threshold} ({past} the year before)",
    },
    "core_opening_list": {
        "zh": "重点扶持名单上的{listed}家中有{above}家达到",
        "en": "{above} of the {listed} on the list of supported enterprises did",
    },
    "core_opening_next": {
        "zh": "预计{year}年约{mean}家（{low}至{high}家）",
        "en": "about {mean} are to be expected in {year} ({low} to {high})",
    },
    "core_no_promise": {
        "zh": "文件没有对核心企业名单作出承诺。",
        "en": "The decree makes no promise about a list of core enterprises.",
    },
    "core_card_least": {
        "zh": "名单内{listed}家中有{above}家达到；收入最低的一家为{least}。",
        "en": "{above} of the {listed} on the list have passed the mark; the smallest earned {least}.",
    },
    "core_card_lacks": {"zh": "{lacks}。", "en": "The promise was {lacks}."},
    # the list
    "core_no_list": {
        "zh": "截至{as_of}，没有收到核心企业名单，无法与名单对照。",
        "en": "By {as_of} no list of core enterprises had been received to compare with.",
    },
    "core_list": {
        "zh": "{year}年末有效的名单上有{listed}家，其中{above}家收入超过{threshold}。",
        "en": "The list in force at the end of {year} names {listed} enterprises; {above} of them earned more than {threshold}.",
    },
    "core_list_silent": {
        "zh": "名单上有{count}家没有年报或没有填收入。",
        "en": "Without a return or without revenue: {count} of the list.",
    },
    "core_list_table": {
        "zh": "名单与标准的距离（内部版）",
        "en": "The list against the mark (internal edition)",
    },
    "core_unlisted_table": {
        "zh": "收入已达标准但不在名单上的企业（内部版）",
        "en": "Above the mark and not on the list (internal edition)",
    },
    "core_unlisted_none": {
        "zh": "收入超过标准的企业都在名单上。",
        "en": "Every enterprise above the mark is on the list.",
    },
    # changes
    "core_changes": {
        "zh": "{before}—{year}年：{entered}家升到{threshold}以上，{left}家降到以下，{stayed}家保持。",
        "en": "{before} to {year}: {entered} rose above {threshold}, {left} fell below it, {stayed} stayed above.",
    },
    "core_changes_unknown": {
        "zh": "没有上一年的年报，看不出进退。",
        "en": "There is no return of the year before, so changes are not known.",
    },
    "core_changes_table": {"zh": "进退的企业（内部版）", "en": "Who rose and who fell (internal edition)"},
    "core_change_cause": {"zh": "{change}：{cause}", "en": "{change}: {cause}"},
    "core_entered": {"zh": "进入", "en": "Entered"},
    "core_left": {"zh": "退出", "en": "Left"},
    "core_cause_grew": {"zh": "收入增长", "en": "revenue grew"},
    "core_cause_first_return": {"zh": "上年未报送", "en": "no return the year before"},
    "core_cause_shrank": {"zh": "收入下降", "en": "revenue fell"},
    "core_cause_no_return": {"zh": "本年未报送", "en": "no return this year"},
    "core_cause_revenue_missing": {"zh": "另一年没有填收入", "en": "no revenue given in the other year"},
    # candidates
    "core_candidates": {
        "zh": "标准以下最大的{shown}家中，{within}家照上年增速{year}年即可达到。",
        "en": "Of the {shown} largest below the mark, {within} would pass it in {year} at the pace of last year.",
    },
    "core_candidates_none": {"zh": "标准以下没有企业。", "en": "There is no enterprise below the mark."},
    "core_candidates_table": {"zh": "下一批候选企业（内部版）", "en": "Next candidates (internal edition)"},
    # share and outlook
    "core_share_title": {
        "zh": "{year}年核心企业占规模以上工业收入的{share}",
        "en": "Core enterprises earned {share} of above-scale revenue in {year}",
    },
    "core_share_unknown": {
        "zh": "{year}年有企业没有填收入，核心企业的比重不详",
        "en": "Some revenue of {year} is missing, so the share of core enterprises is not known",
    },
    "core_years": {"zh": "历年的核心企业", "en": "Core enterprises by year"},
    "core_part_core": {"zh": "核心企业", "en": "Core enterprises"},
    "core_part_rest": {"zh": "其他企业", "en": "All others"},
    "core_outlook": {
        "zh": "照以往的升降推算，{year}年约有{mean}家核心企业（{level}的可能在{low}至{high}家之间），现在是{now}家。",
        "en": "If enterprises move as before, about {mean} core enterprises are to be expected in {year} ({level} range: {low} to {high}); now there are {now}.",
    },
    "core_outlook_note": {
        "zh": "由{first}—{last}年企业在规模档之间的升降、新增和退出推算，假设下一年与这几年相似；区间含升降概率本身的不确定性，不含经济形势的转折。",
        "en": "From the moves between size classes, arrivals and departures of {first} to {last}, taken to go on alike. The range holds how little is known of those odds, not a turn of the economy.",
    },
    "core_outlook_unknown": {
        "zh": "至少要有相邻两年的年报，才能推算下一年的家数。",
        "en": "It takes annual returns of two neighbouring years to say what the next is likely to bring.",
    },
    # where
    "core_map_title": {
        "zh": "{year}年，{districts}个区县中{places}个有核心企业",
        "en": "In {year}, {places} of {districts} districts have a core enterprise",
    },
    "core_map_measure": {"zh": "核心企业家数", "en": "Number of core enterprises"},
    "core_by_district": {
        "zh": "按区县（另有{none}个报送的区县没有核心企业）",
        "en": "By district ({none} more report and have none)",
    },
    "core_by_cluster": {
        "zh": "按集群（另有{none}个没有核心企业）",
        "en": "By cluster ({none} more have none)",
    },
    # columns
    "core_column_name": {"zh": "企业", "en": "Enterprise"},
    "core_column_district": {"zh": "区县", "en": "District"},
    "core_column_cluster": {"zh": "集群", "en": "Cluster"},
    "core_column_cause": {"zh": "进退与原因", "en": "Change and cause"},
    "core_column_revenue": {"zh": "收入（{unit}）", "en": "Revenue ({unit})"},
    "core_column_revenue_core": {"zh": "核心企业收入（{unit}）", "en": "Their revenue ({unit})"},
    "core_column_revenue_before": {"zh": "{before}年收入（{unit}）", "en": "Revenue {before} ({unit})"},
    "core_column_revenue_after": {"zh": "{year}年收入（{unit}）", "en": "Revenue {year} ({unit})"},
    "core_column_distance": {"zh": "与标准之差（{unit}）", "en": "From the mark ({unit})"},
    "core_column_needed_growth": {"zh": "一年达标需增长", "en": "Growth needed in a year"},
    "core_column_own_growth": {"zh": "上年增长", "en": "Its last growth"},
    "core_column_year": {"zh": "年份", "en": "Year"},
    "core_column_count": {"zh": "核心企业数", "en": "Core enterprises"},
    "core_column_share": {"zh": "占全部收入", "en": "Share of all revenue"},
    "core_column_share_of_district": {"zh": "占本地收入", "en": "Of the district’s revenue"},
    "core_column_share_of_cluster": {"zh": "占集群收入", "en": "Of the cluster’s revenue"},
    # notes
    "core_what_list": {"zh": "名单与判断", "en": "The list and its verdicts"},
    "core_what_count": {"zh": "家数与比重", "en": "Number and share"},
    "core_what_changes": {"zh": "进退", "en": "Changes"},
    "core_what_candidates": {"zh": "候选企业", "en": "Candidates"},
    "core_what_outlook": {"zh": "下一年的家数", "en": "Number to expect"},
    "core_what_moves": {"zh": "规模档变动", "en": "Moves between size classes"},
}
