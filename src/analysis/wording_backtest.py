"""Sentences about how the forecasts of earlier editions turned out."""

BACKTEST = {
    "backtest_title": {
        "zh": "{place}：以往各期的预测与后来的实际（截至{as_of}所知）",
        "en": "{place}: what earlier editions forecast and what came, as known on {as_of}",
    },
    "backtest_none": {
        "zh": "截至{as_of}，还没有可以核对的以往预测：须有一期已掌握四年数据，且其后年份的数据已经报出。",
        "en": "By {as_of} no earlier forecast can be checked: that takes an edition that knew four years, and a "
        "later year that has been reported since.",
    },
    "backtest_ahead": {"zh": "{years}", "en": "{years}"},
    "backtest_ahead_month": {"zh": "{years}（累计至{month}月）", "en": "{years}, with returns to {month}"},
    "backtest_paths": {"zh": "各集群联合模拟", "en": "simulated years of all clusters"},
    "backtest_series": {"zh": "指标自身走势", "en": "a series of its own"},
    "backtest_odds": {"zh": "占比走势", "en": "a share"},
    "backtest_cell": {"zh": "规划布局单元", "en": "a planned cell"},
    "backtest_list": {"zh": "名单内企业", "en": "a list of enterprises"},
    "backtest_forecasts": {
        "zh": "{n}（承诺{series}项，年份{years}个）",
        "en": "{n} (promises: {series}, years: {years})",
    },
    "backtest_held": {
        "zh": "{hits}次落入，占{share}（应为{low}至{high}）：{verdict}",
        "en": "{hits} held, {share} (due: {low} to {high}): {verdict}",
    },
    "backtest_brier": {"zh": "{brier}（{events}项）", "en": "{brier} ({events})"},
    "backtest_calibrated": {"zh": "与所称相符", "en": "as claimed"},
    "backtest_too_narrow": {"zh": "区间过窄", "en": "too narrow"},
    "backtest_too_wide": {"zh": "区间过宽", "en": "too wide"},
    "backtest_too_few_to_judge": {
        "zh": "不足{fewest}次，不作判断",
        "en": "fewer than {fewest}: not judged",
    },
    "backtest_one_year": {"zh": "只涉及一个年份，不作判断", "en": "of one year only: not judged"},
    "backtest_column_basis": {"zh": "预测依据", "en": "Forecast from"},
    "backtest_column_ahead": {"zh": "提前年数", "en": "Years ahead"},
    "backtest_column_forecasts": {"zh": "预测次数", "en": "Forecasts"},
    "backtest_column_80": {"zh": "80%区间", "en": "80 % intervals"},
    "backtest_column_95": {"zh": "95%区间", "en": "95 % intervals"},
    "backtest_column_brier": {"zh": "布赖尔分（事项数）", "en": "Brier score (events)"},
    "backtest_column_skill": {
        "zh": "改进：对“维持原值”／对“按自身趋势”",
        "en": "Skill against no change / own drift",
    },
    "backtest_skill": {"zh": "{naive}／{drift}", "en": "{naive} / {drift}"},
    "backtest_note_ahead": {
        "zh": "提前年数从当时最新的年度数据算起；“累计至几月”指当年的累计报表也用上了。",
        "en": "Years ahead count from the newest annual figure then known; “with returns to” a month: the "
        "cumulative returns of the current year were used too.",
    },
    "backtest_note_together": {
        "zh": "同一年份的各项预测会一起偏高或偏低，并非互不相干；括号内的应有范围按互不相干计算，因此偏窄。",
        "en": "Forecasts of one year err together, all too high or all too low. The range given as due takes them "
        "for independent, so it is narrower than it should be.",
    },
    "backtest_note_scores": {
        "zh": "布赖尔分是所说可能性与结果之差的平方的平均数：0为次次确定且正确，一律说一半则为0.25。计分事项：已到期的承诺，"
        "以及各年是否达到以往增速减半、加半时的水平。改进：1为完全正确，0为不比对照好，负数为更差。",
        "en": "The Brier score is the mean squared distance between the probability said and what happened: 0 is "
        "always sure and right, 0.25 is saying one half every time. Scored: promises that have fallen due, and "
        "whether a year came to what half, and one and a half times, the growth seen before would give. "
        "Skill: 1 is perfect, 0 no better than the comparison, below 0 worse.",
    },
    "backtest_note_left_out": {
        "zh": "未计入：{other_scope}次因该年统计口径已变，{no_interval}次因当时没有给出区间。",
        "en": "Not counted: {other_scope} whose year came in another statistical scope, {no_interval} given "
        "without an interval.",
    },
    "backtest_note_restated": {
        "zh": "计入的预测中有{count}次，其年份的数据后来作过修订；一律与最新数据比较。",
        "en": "Counted forecasts of a year whose figure was restated later: {count}. "
        "The newest figure is what counts.",
    },
}
