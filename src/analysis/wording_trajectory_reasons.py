"""Why a forecast says what it says or nothing: the sentence of every outcome, standing, basis and caveat."""


def _named(prefix, sentences):
    return {f"ahead_{prefix}_{key}": {"zh": zh, "en": en} for key, (zh, en) in sentences.items()}


_OUTCOMES = {
    "forecast": ("按以往的变化推算。", "Projected from past changes."),
    "no_values": (
        "没有可用的年度数据，无法推算。",
        "No yearly figures are known, so nothing can be projected.",
    ),
    "too_few_years": (
        "年度数据不足四年，不作推算。",
        "Fewer than four years are known: no projection.",
    ),
    "scope_break": (
        "统计口径改变后不足四年，又没有同一批企业的增速可以衔接，不作推算。",
        "Fewer than four years since the statistical scope changed, and no growth of the same enterprises bridges it: no projection.",
    ),
    "gap_in_years": ("年度数据不连续，不作推算。", "Years are missing in between: no projection."),
    "missing_year": ("中间有年份缺数，不作推算。", "A year in between has no figure: no projection."),
    "not_positive": (
        "有的年份为零或负数，没有增速可言，不作推算。",
        "A year is zero or negative, so it has no rate of growth: no projection.",
    ),
    "no_spread": (
        "历年增速完全相同，看不出波动有多大，不给可能性。",
        "Growth was the same in every year, so nothing is known about how much it varies: no chance is given.",
    ),
    "horizon_beyond_data": (
        "距期限的年数多于已有的年度变化，推算不到期限，不给可能性。",
        "The deadline is further away than the known yearly changes reach: no chance is given.",
    ),
    "deadline_past": ("期限已到，结果已知，不再推算。", "The result is known: nothing left to project."),
    "deeds": ("要办的事，取决于决定，不按增速推算。", "Deeds are decided, not grown: no projection."),
    "exact_number": (
        "要求恰好等于某个数，增速说明不了会不会停在那里，不给可能性。",
        "An exact number is promised, and growth says nothing about stopping there: no chance is given.",
    ),
    "share_at_limit": (
        "有的年份占比为零或百分之百，无法推算占比的变化。",
        "In some year the share was none or all of the whole, so its change cannot be projected.",
    ),
    "list_incomplete": (
        "名单中有企业没有年报，不作推算。",
        "An enterprise of the list has no annual return: no projection.",
    ),
    "not_simulated": (
        "组成它的某一部分无法推算，因此整体也不推算。",
        "One of its parts cannot be projected, so neither can the whole.",
    ),
}
_STANDINGS = {
    "no_target": ("没有定量目标", "no target in numbers"),
    "unknown": ("没有数据", "not known"),
    "open": ("尚未达到", "not reached yet"),
    "met": ("已提前达到", "met early"),
    "kept": ("达到", "met"),
    "missed": ("未达到", "missed"),
    "no_growth_path": (
        "目标为零或负数，无法用增速衡量",
        "a target of zero or below is no matter of growth",
    ),
}
_BASES = {
    "paths": ("所有集群一起模拟，相互一致", "all clusters simulated together"),
    "series": ("该指标自己的历年变化", "its own past changes"),
    "odds": ("占比自己的历年变化，始终在0与100%之间", "its own past changes, kept between 0 and 100 %"),
    "cell": ("区位商与占比一起模拟", "quotient and share simulated together"),
    "list": (
        "名单中每家企业随所在集群模拟",
        "every enterprise of the list, simulated with its cluster",
    ),
}
_NOWCASTS = {
    "estimated": ("有估计，有区间", "estimated, with a range"),
    "no_spread": ("这种方法以往从未出错，给不出区间", "never wrong so far, so no range"),
    "no_interval": (
        "以往可比的年份太少，给不出区间",
        "too few past years to compare, so no range",
    ),
    "complete": ("全年已知", "the whole year is known"),
    "nothing_reported": ("今年还没有收到数字", "nothing reported this year"),
    "month_not_in_history": (
        "往年没有同月的数字",
        "no earlier year has figures for the same month",
    ),
    "no_year_before": ("上年没有同月或全年的数字", "the year before lacks that month or the whole year"),
    "no_same_enterprises": ("没有两年都报送的企业", "no enterprise reported in both years"),
    "not_positive": ("数字不大于零，无法计算增速", "figures not above zero allow no growth"),
}
_CAVEATS = {
    "not_a_cause": (
        "企业进哪个园区、属于哪个集群不是抽签决定的：这里只说一起出现，不说谁引起谁。",
        "Enterprises were not drawn by lot into parks and clusters: this shows what goes together, not what causes what.",
    ),
    "reporters_of_both_years": (
        "只看相邻两年都报送的企业；关停或跌出统计范围的没有增速，实际情况会比这里差。",
        "Only enterprises that report in both years are seen. Those that closed or fell below the threshold show no growth; the whole did worse.",
    ),
    "size_on_both_sides": (
        "上年收入既用来算规模又用来算增速：上年偶然偏低的企业，看上去既小又快。",
        "Last year’s revenue counts as size and as the start of growth: a chance bad year makes an enterprise look small and fast.",
    ),
    "few_districts": (
        "区县不足三十个，区间按区县成组重抽得出，只能看个大概。",
        "With fewer than thirty districts the ranges come from resampling whole districts and are rough.",
    ),
    "rare_category": (
        "有的类别只出现在一两个区县，分不清是类别的作用还是当地的作用。",
        "Some categories occur in one or two districts only: their own effect and that of the place cannot be told apart.",
    ),
    "plan_not_by_lot": (
        "规划布局选的是本来就有基础的地方：没有规划，它们的走势未必与其他单元相同。",
        "The plan chose places for what they were: without it they need not have gone the way of the others.",
    ),
    "neighbours_affected": (
        "如果规划单元的增长是从其他单元吸引来的，差距会被算两次。",
        "What planned cells draw away from others counts twice.",
    ),
    "cells_count_alike": (
        "每个单元同样计算，小单元与大单元分量一样，因此不等于全市金额的变化。",
        "Every cell counts alike, small or large, so this is not the change of the city’s money.",
    ),
    "only_lasting_cells": (
        "只比较各年都有收入的单元；中途出现或消失的不在其中。",
        "Only cells with revenue in every year are compared; those that appeared or vanished are not in it.",
    ),
    "no_trend_to_check": (
        "实施前只有一年数据，两组原来的走势是否相同无从检验。",
        "There is one year before the plan only: whether both groups moved alike before cannot be checked.",
    ),
    "short_trend_to_check": (
        "实施前只有两三年数据，两组原来的走势即使不同也难以看出。",
        "There are two or three years before the plan: a difference in the trends of both groups could go unseen.",
    ),
    "trends_differ": (
        "实施之前两组的走势就不同，差距不能算在规划账上。",
        "The groups moved apart before the plan began, so the difference cannot be credited to it.",
    ),
}
_UNDEFINED = {
    "too_few_rows": ("数据行数太少", "too few rows"),
    "collinear": ("与其他因素分不开", "cannot be told apart from other terms"),
    "single_group": ("只有一个区县，没有区间", "one district only, so no range"),
    "unbounded": ("有此特征的区县太少，区间没有界", "too few districts differ: the range has no end"),
}
_EFFECTS = {
    "estimated": ("有估计。", "Estimated."),
    "too_few_rows": ("企业太少，无法比较。", "There are too few enterprises to compare."),
    "single_district": (
        "只有一个区县，只有数值，没有区间。",
        "There is one district only: figures without ranges.",
    ),
    "no_plan": (
        "没有一个规划单元各年都有收入，无法比较。",
        "No planned cell has revenue in every year, so nothing can be compared.",
    ),
    "no_comparison": (
        "规划之外没有各年都有收入的单元，无法比较。",
        "No other cell has revenue in every year, so nothing can be compared.",
    ),
    "no_years_before": (
        "没有规划实施之前的数据，无法比较。",
        "There are no years before the plan, so nothing can be compared.",
    ),
    "no_years_after": (
        "还没有规划实施之后的数据，无法比较。",
        "There are no years after the plan began yet, so nothing can be compared.",
    ),
    "too_few_cells": ("单元太少，无法比较。", "There are too few cells to compare."),
}
_HITS = {
    "calibrated": ("与所称的水平相符", "in keeping with the level it claims"),
    "too_narrow": (
        "区间偏窄，实际更不确定",
        "the ranges are too narrow: the future is less sure than stated",
    ),
    "too_wide": ("区间偏宽，实际更确定", "the ranges are too wide: the future is surer than stated"),
    "too_few_to_judge": ("次数太少，还不能下结论", "too few to judge"),
    "one_year": (
        "全是同一年的结果，对错同源，还不能下结论",
        "all of one year, right or wrong together: too few to judge",
    ),
}

# The national classes of registration, as returns print them.
OWNERSHIPS = {
    "国有企业": "State-owned",
    "集体企业": "Collective",
    "股份合作企业": "Share co-operative",
    "联营企业": "Joint operation",
    "有限责任公司": "Limited liability company",
    "股份有限公司": "Joint-stock company",
    "私营企业": "Private",
    "港澳台商投资企业": "Funds from Hong Kong, Macao or Taiwan",
    "外商投资企业": "Foreign funds",
    "其他企业": "Other",
}

REASONS = (
    _named("outcome", _OUTCOMES)
    | _named("standing", _STANDINGS)
    | _named("basis", _BASES)
    | _named("nowcast", _NOWCASTS)
    | _named("caveat", _CAVEATS)
    | _named("undefined", _UNDEFINED)
    | _named("effects", _EFFECTS)
    | _named("hits", _HITS)
)
