"""Sentences of the trajectory briefings: this year, targets together, scenarios, definitions, drivers, the record."""

PARTS = {
    # --- this year so far --------------------------------------------------------------------------
    "ahead_now_message": {
        "zh": "{year}年1—{month}月，按已发布的上年数比，集群收入{published}；按两年都报送的同一批企业比，{alike}。",
        "en": "From January to {month} {year} the clusters’ revenue was {published} on the published figures of last year, and {alike} among the enterprises of both years.",
    },
    "ahead_now_cluster": {
        "zh": "{year}年1—{month}月，按已发布的上年数比{published}，按同一批企业比{alike}；全年合并估计{estimate}{span}。",
        "en": "From January to {month} {year} revenue was {published} on last year’s published figures and {alike} among the same enterprises. The combined estimate of the year is {estimate}{span}.",
    },
    "ahead_now_span": {"zh": "，80%区间{span}", "en": ", the 80\u00a0% range {span}"},
    "ahead_now_none": {
        "zh": "截至{as_of}，{year}年年报之后还没有可用的月度累计数，推算只用年度数据。",
        "en": "As of {as_of} nothing usable has been returned since the annual figures of {year}; forecasts rest on annual figures alone.",
    },
    "ahead_now_came": {
        "zh": "后来的年报：{came}，比合并估计{change}。",
        "en": "The annual return came to {came}, {change} the combined estimate.",
    },
    "ahead_higher": {"zh": "高{rate}", "en": "{rate} above"},
    "ahead_lower": {"zh": "低{rate}", "en": "{rate} below"},
    "ahead_now_caption": {
        "zh": "按今年以来的数字估计全年（{unit}）",
        "en": "The whole year, estimated from the months so far ({unit})",
    },
    "ahead_column_cluster": {"zh": "集群", "en": "Cluster"},
    "ahead_column_published": {"zh": "增速：已发布口径", "en": "Growth: published"},
    "ahead_column_alike": {"zh": "增速：同一批企业", "en": "Growth: same enterprises"},
    "ahead_column_combined": {"zh": "合并估计", "en": "Combined"},
    "ahead_column_method": {"zh": "方法", "en": "Method"},
    "ahead_column_base": {"zh": "比较基数", "en": "Base"},
    "ahead_column_estimate": {"zh": "全年估计", "en": "Estimate"},
    "ahead_column_range": {"zh": "80%区间", "en": "80 % range"},
    "ahead_column_weight": {"zh": "权重", "en": "Weight"},
    "ahead_column_remark": {"zh": "说明", "en": "Remark"},
    "ahead_method_growth_carry": {"zh": "增速延续", "en": "Growth carried on"},
    "ahead_method_historical_share": {"zh": "历史占比", "en": "Usual share of the year"},
    "ahead_method_simulated_remainder": {"zh": "剩余月份模拟", "en": "Remaining months simulated"},
    "ahead_method_annual_model": {"zh": "年度模型", "en": "Annual model"},
    "ahead_base_published": {"zh": "已发布", "en": "published"},
    "ahead_base_like_for_like": {"zh": "同一批企业", "en": "same enterprises"},
    "ahead_weights": {
        "zh": "合并的权重：{weights}。{basis}",
        "en": "Weights of the combination: {weights}. {basis}",
    },
    "ahead_weights_learned": {
        "zh": "权重按各方法以往的误差定。",
        "en": "They follow the methods’ past errors.",
    },
    "ahead_weights_given": {
        "zh": "可比的往年不足四个，权重是事先定的，误差按往年重放计算。",
        "en": "With fewer than four past years to learn from, they are set beforehand; the error is that of the combination replayed.",
    },
    "ahead_weights_equal": {
        "zh": "没有往年误差可学，各方法同等看待。",
        "en": "With no past errors to learn from, all count alike.",
    },
    "ahead_weights_single": {"zh": "只有一种方法能用。", "en": "One method only can be used."},
    "ahead_weight": {"zh": "{name}{weight}", "en": "{name} {weight}"},
    # --- together ----------------------------------------------------------------------------------
    "ahead_together_title": {
        "zh": "{count}个集群目标最可能同时实现{most}个",
        "en": "{most} of {count} cluster targets are most likely to be met together",
    },
    "ahead_together_title_came": {
        "zh": "当时最可能的是{most}个，后来实现{met}个",
        "en": "{most} were most likely; {met} were met",
    },
    "ahead_together_measure": {"zh": "可能性", "en": "Chance"},
    "ahead_together_half": {
        "zh": "至少{half}个：{half_words}。全部{count}个：{all_words}。",
        "en": "At least {half}: {half_words}. All {count}: {all_words}.",
    },
    "ahead_together_note": {
        "zh": "各集群同涨同落，可能性按同一组模拟一起数出来，不是逐个相乘。",
        "en": "Clusters rise and fall together: these chances are counted on one set of simulated years, not multiplied.",
    },
    "ahead_together_none": {
        "zh": "不是每个集群都能推算，因此数不出同时实现的个数。",
        "en": "Not every cluster can be projected, so targets met together cannot be counted.",
    },
    "ahead_together_cluster": {
        "zh": "如果{name}达到目标，总目标实现的可能性{met}；如果没有达到，{missed}。",
        "en": "If {name} meets its target, the chance of the total is {met}; if not, it is {missed}.",
    },
    "ahead_together_cluster_same": {
        "zh": "{name}几乎必然{standing}，对总目标的可能性没有再多说明什么。",
        "en": "It is next to certain that the target of {name} is {standing}, so it tells nothing more about the total.",
    },
    # --- what if -----------------------------------------------------------------------------------
    "ahead_what_if_message": {
        "zh": "影响最大的是“{scenario}”：“{name}”的可能性从{before}变为{after}。",
        "en": "“{scenario}” moves most: the chance of “{name}” goes from {before} to {after}.",
    },
    "ahead_what_if_still": {
        "zh": "这些情景都没有让任何一项的可能性变动一成以上。",
        "en": "None of these scenarios moves any chance by a tenth or more.",
    },
    "ahead_what_if_none": {
        "zh": "data/policy/scenarios中还没有情景。",
        "en": "There is no scenario in data/policy/scenarios yet.",
    },
    "ahead_what_if_past": {
        "zh": "期限已过，情景不再改变什么。下表是截至{day}的版本所说的。",
        "en": "The deadline has passed and no scenario changes anything now. The table is what the edition of {day} said.",
    },
    "ahead_what_if_caption": {
        "zh": "实现的可能性：照目前走势，以及各情景下",
        "en": "Chance of keeping the promise: as things go, and under each scenario",
    },
    "ahead_what_if_unmoved": {
        "zh": "情景可以影响的其余{count}项，可能性不变。",
        "en": "The other {count} promises scenarios could touch keep their chance.",
    },
    "ahead_what_if_baseline": {"zh": "照目前走势", "en": "As things go"},
    "ahead_what_if_limits": {
        "zh": "情景只改动工业：地区生产总值不变，因此单位能耗只随节能量变动；其他集群的反应、价格之外的影响都不在其中。",
        "en": "Scenarios move industry alone. GDP stays as it is, so energy per GDP changes by the energy saved only; how other clusters would respond is not in them.",
    },
    "ahead_column_scenario": {"zh": "情景", "en": "Scenario"},
    "ahead_chance_low": {"zh": "不到1%", "en": "below 1\u00a0%"},
    "ahead_chance_high": {"zh": "超过99%", "en": "above 99\u00a0%"},
    "ahead_what_if_row": {"zh": "{name}：{note}", "en": "{name}: {note}"},
    "ahead_tenths": {"zh": "约{tenths}成", "en": "{tenths} in ten"},
    "ahead_tenths_low": {"zh": "不到一成", "en": "below 1 in ten"},
    "ahead_tenths_high": {"zh": "九成以上", "en": "above 9 in ten"},
    # --- definitions -------------------------------------------------------------------------------
    "ahead_definitions_message": {
        "zh": "“{name}”取哪种口径，可能性从{low}到{high}：结论取决于定义。",
        "en": "For “{name}” the chance runs from {low} to {high}, depending on the definition.",
    },
    "ahead_definitions_none": {
        "zh": "这里的承诺只有一种读法，结论与口径无关。",
        "en": "The promises here can be read in one way only; no definition changes the result.",
    },
    "ahead_definitions_caption": {
        "zh": "同一承诺在各种口径下",
        "en": "The same promise under each definition",
    },
    "ahead_column_definition": {"zh": "口径", "en": "Definition"},
    "ahead_definition": {"zh": "{name}：{label}", "en": "{name}: {label}"},
    # --- what growth goes with -----------------------------------------------------------------------
    "ahead_drivers_message": {
        "zh": "比较{groups}个区县的{n}个企业年度，差别明显的有：{factors}。表中全部因素合起来解释了增速差异的{fit}。",
        "en": "Over {n} enterprise-years in {groups} districts, growth clearly goes with {factors}. Together the terms explain {fit} of the differences in growth.",
    },
    "ahead_drivers_unclear": {
        "zh": "比较{groups}个区县的{n}个企业年度，规模、年龄和园区都看不出与增速有明显关系。",
        "en": "Over {n} enterprise-years in {groups} districts, neither size, age nor parks clearly go with growth.",
    },
    "ahead_drivers_elsewhere": {
        "zh": "增长与什么有关，要把所有集群放在一起比较，见全市的走势简报。",
        "en": "What growth goes with is compared across all clusters: see the briefing of the whole city.",
    },
    "ahead_drivers_caption": {
        "zh": "企业年增速与什么一起出现（百分点，其他条件相同）",
        "en": "What the yearly growth of enterprises goes with (percentage points, all else equal)",
    },
    "ahead_column_term": {"zh": "因素", "en": "Term"},
    "ahead_column_effect": {"zh": "增速差", "en": "Difference in growth"},
    "ahead_column_interval": {"zh": "95%区间", "en": "95 % range"},
    "ahead_column_reading": {"zh": "读法", "en": "Reading"},
    "ahead_term_log_size": {"zh": "规模大一倍", "en": "Twice the size"},
    "ahead_term_log_age": {"zh": "年龄大一倍（约）", "en": "Twice the age (about)"},
    "ahead_term_in_park": {"zh": "在园区内", "en": "In a park"},
    "ahead_outside": {"zh": "集群以外工业", "en": "industry outside the clusters"},
    "ahead_faster": {"zh": "较快", "en": "faster"},
    "ahead_slower": {"zh": "较慢", "en": "slower"},
    "ahead_no_difference": {"zh": "看不出差别", "en": "no clear difference"},
    "ahead_drivers_controls": {
        "zh": "各集群与{cluster}比，各种登记类型与{ownership}比。年份之间的差别已扣除，表中不列。",
        "en": "Clusters are compared with {cluster}, kinds of ownership with: {ownership}. Differences between years are taken out and not listed.",
    },
    "ahead_events_title": {
        "zh": "规划单元与其他单元的差距：{reading}",
        "en": "Planned cells against the others: {reading}",
    },
    "ahead_events_clear": {
        "zh": "实施后平均相差{effect}，区间{span}",
        "en": "{effect} on average since the plan began (range {span})",
    },
    "ahead_events_unclear": {
        "zh": "实施后平均相差{effect}，与零分不开（区间{span}）",
        "en": "{effect} on average since the plan began, not to be told from zero (range {span})",
    },
    "ahead_events_measure": {
        "zh": "与{base}年相比，规划单元收入多增长的部分（竖线为95%区间）",
        "en": "Extra growth of planned cells’ revenue since {base} (bars: 95 % range)",
    },
    "ahead_events_note": {
        "zh": "规划单元{planned}个，其他单元{other}个",
        "en": "{planned} planned cells, {other} others",
    },
    "ahead_effect_effect": {"zh": "实施后平均与实施前平均之差", "en": "Mean since the plan less mean before"},
    "ahead_effect_trend_before": {"zh": "实施前的走势差（每年）", "en": "Trend before the plan (a year)"},
    "ahead_effect_effect_beyond_trend": {
        "zh": "扣除原有走势后的差",
        "en": "Effect beyond the earlier trend",
    },
    "ahead_column_among_all": {"zh": "全部单元", "en": "All cells"},
    "ahead_column_in_cluster": {"zh": "同一集群内比", "en": "Inside each cluster"},
    "ahead_estimate": {"zh": "{effect}（{span}）", "en": "{effect} ({span})"},
    "ahead_caveats": {"zh": "注意：{words}", "en": "Note: {words}"},
    "ahead_factor": {"zh": "{name}{reading}", "en": "{name} ({reading})"},
    "ahead_factor_log_size": {"zh": "规模大的企业", "en": "larger size"},
    "ahead_factor_log_age": {"zh": "成立早的企业", "en": "greater age"},
    "ahead_factor_in_park": {"zh": "园区内的企业", "en": "being in a park"},
    # --- the record --------------------------------------------------------------------------------
    "ahead_record_elsewhere": {
        "zh": "同样的方法在48个已公布的真实序列上检验：80%的区间，一年后100次中有77至80次成立，两年后有71至76次（见docs/forecasts.md）。",
        "en": "On 48 published real series the same method’s 80 % ranges held 77 to 80 times in 100 one year ahead, and 71 to 76 times two years ahead (docs/forecasts.md).",
    },
    "ahead_record_one_digit": {
        "zh": "因此本页的可能性只说到“十分之几”。",
        "en": "Chances on this page are therefore given in tenths only.",
    },
    "ahead_record_two_digits": {
        "zh": "已有{n}次结果可查，区间成立的次数与所称相符，因此可能性给到百分数。",
        "en": "With {n} results known and ranges that held as often as claimed, chances are given in per cent.",
    },
    "ahead_record_judged": {
        "zh": "以往版本只凭年报对下一年所作的{n}次推算（涉及{years}个年份）中，80%区间成立{hits}次（{share}）：{verdict}。",
        "en": "Of {n} forecasts that past editions made of the next year from annual returns alone, of {years} different years, {hits} came inside the 80 % range ({share}): {verdict}.",
    },
    "ahead_record_too_few": {
        "zh": "以往版本只凭年报对下一年所作的推算只有{n}次、{years}个年份有了结果，80%区间成立{hits}次（{share}）：{verdict}。",
        "en": "{n} forecasts that past editions made of the next year from annual returns alone are settled, of {years} year(s); {hits} came inside the 80 % range ({share}): {verdict}.",
    },
    "ahead_record_caption": {
        "zh": "按当时所知重放以往各版",
        "en": "Past editions replayed as they were known then",
    },
    "ahead_record_horizon": {
        "zh": "提前{years}年，只有年报{month}",
        "en": "{years} year(s), annual returns alone{month}",
    },
    "ahead_record_horizon_months": {
        "zh": "提前{years}年，已有1—{month}月",
        "en": "{years} year(s), January to {month} known",
    },
    "ahead_column_horizon": {"zh": "提前多久", "en": "Ahead"},
    "ahead_column_n": {"zh": "次数", "en": "Forecasts"},
    "ahead_column_years": {"zh": "年份数", "en": "Years"},
    "ahead_column_hits": {"zh": "80%区间成立", "en": "80 % range held"},
    "ahead_column_band": {"zh": "应在范围", "en": "Expected if true"},
    "ahead_column_verdict": {"zh": "判断", "en": "Verdict"},
    "ahead_column_brier": {"zh": "布莱尔分", "en": "Brier score"},
    "ahead_column_naive": {"zh": "比“照上年”好", "en": "Better than last value"},
    "ahead_column_drift": {"zh": "比“单独推算”好", "en": "Better than own drift"},
    "ahead_record_one_year": {
        "zh": "同一年的推算往往一起对、一起错，因此“应在范围”比本来应有的窄。",
        "en": "Forecasts of one year are right or wrong together, so the expected band is narrower than it should be.",
    },
    "ahead_record_brier": {
        "zh": "布莱尔分是可能性与结果之差的平方的平均：0为全对，0.25相当于总说一半。“比……好”为负数，就是不如。",
        "en": "The Brier score is the mean square of chance less outcome: 0 is always right, 0.25 is always saying one in two. Below zero, “better” means worse.",
    },
    "ahead_what_chance": {"zh": "可能性与区间", "en": "Chances and ranges"},
    "ahead_what_needed": {"zh": "还需要的增速", "en": "Growth needed"},
    "ahead_what_now": {"zh": "今年的估计", "en": "The running year"},
    "ahead_what_what_if": {"zh": "情景", "en": "Scenarios"},
    "ahead_what_drivers": {"zh": "增长与什么有关", "en": "What growth goes with"},
    "ahead_what_planned": {"zh": "规划单元与其他单元", "en": "Planned and other cells"},
    "ahead_what_record": {"zh": "说得准不准", "en": "The record"},
    "ahead_column_comparison": {"zh": "规划单元减其他单元", "en": "Planned less other cells"},
    "ahead_record_none": {
        "zh": "本市以往版本的推算还没有一次有了结果，无从说起准不准。",
        "en": "No forecast of this city’s past editions has a known result yet, so it has no record of its own.",
    },
}
