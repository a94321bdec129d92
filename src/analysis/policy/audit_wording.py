"""The sentences of the plan audit, in Chinese and English."""

SENTENCES = {
    "sum_holds": {
        "zh": "{n}个集群的目标合计{sum}，与{id}的总目标一致。",
        "en": "The {n} cluster targets sum to {sum}, the total of {id}.",
    },
    "sum_differs": {
        "zh": "{n}个集群的目标合计{sum}，{id}的总目标为{total}，相差{gap}。",
        "en": "The {n} cluster targets sum to {sum}; {id} promises {total}, a difference of {gap}.",
    },
    "target_missing": {
        "zh": "{cluster}没有收入目标。",
        "en": "{cluster}: no revenue target.",
    },
    "share_holds": {
        "zh": "{total}除以{industry}等于{share}，与{id}的比重目标一致。",
        "en": "{total} over {industry} is {share}, the share that {id} promises.",
    },
    "share_differs": {
        "zh": "{total}除以{industry}等于{share}，而{id}的比重目标为{target}。",
        "en": "{total} over {industry} is {share}, but {id} promises {target}.",
    },
    "tiers_hold": {
        "zh": "分层合计：{tiers}；三层相加为{sum}，与总目标一致。",
        "en": "By tier: {tiers}; together {sum}, the promised total.",
    },
    "tiers_differ": {
        "zh": "分层合计：{tiers}；相加为{sum}，与总目标{total}不符。",
        "en": "By tier: {tiers}; together {sum}, not the promised total of {total}.",
    },
    "tier_empty": {
        "zh": "{tier}一层没有任何集群。",
        "en": "No cluster belongs to the tier {tier}.",
    },
    "all_placed": {
        "zh": "每个集群都至少规划在一个区县。",
        "en": "Every cluster has at least one planned district.",
    },
    "not_placed": {
        "zh": "{cluster}没有规划任何区县，目标却是{target}。",
        "en": "{cluster}: no district is planned for it, though its target is {target}.",
    },
    "not_placed_no_target": {
        "zh": "{cluster}没有规划任何区县。",
        "en": "{cluster}: no district is planned for it.",
    },
    "cells": {
        "zh": "共规划{cells}个布局单元，分布在{n}个区县：{districts}。",
        "en": "{cells} cells are planned in {n} districts: {districts}.",
    },
    "no_cell": {
        "zh": "{district}没有规划任何集群。",
        "en": "{district}: no cluster is planned there.",
    },
    "dates_inside": {
        "zh": "{n}项承诺有期限，均在{start}年至{end}之间。",
        "en": "{n} commitments have a date, all between {start} and {end}.",
    },
    "date_outside": {
        "zh": "{id}的期限为{due}，不在{start}年至{end}的规划期内。",
        "en": "{id} falls due on {due}, outside the plan ({start} to {end}).",
    },
    "reading_outside": {
        "zh": "{id}若按“{label}”理解，期限为{due}，不在{start}年至{end}的规划期内。",
        "en": "{id}, read “{label}”, falls due on {due}, outside the plan ({start} to {end}).",
    },
    "no_date": {
        "zh": "{n}项承诺没有期限：{ids}。",
        "en": "Commitments without a date: {n} ({ids}).",
    },
    "class_size_holds": {
        "zh": "按“{label}”理解，每年{classes}期、{persons}人，平均每期{size}人，合乎常理（{low}至{high}人）。",
        "en": "Read “{label}”: {persons} people in {classes} classes a year is {size} a class, "
        "within the plausible {low} to {high}.",
    },
    "class_size_odd": {
        "zh": "按“{label}”理解，每年{classes}期、{persons}人，平均每期只合{size}人，不合常理（通常{low}至{high}人）。",
        "en": "Read “{label}”: {persons} people in {classes} classes a year is {size} a class, "
        "outside the plausible {low} to {high}.",
    },
    "one_term": {
        "zh": "各项收入目标使用同一口径：{terms}。",
        "en": "All revenue targets use one term: {terms}.",
    },
    "many_terms": {
        "zh": "收入目标使用了{n}种口径：{terms}。集群合计与全市合计口径不一，相除所得比重须谨慎使用。",
        "en": "Revenue targets use {n} different terms: {terms}. Ratios between them need care.",
    },
}
JOIN = {"zh": "、", "en": ", "}
CLAUSES = {"zh": "；", "en": "; "}
AS_WRITTEN = {"zh": "正文", "en": "as written"}


def span(low, high, lang):
    """`40` or `40—60`, as each language writes a range."""
    if low == high:
        return f"{low:.3g}"
    return f"{low:.3g}—{high:.3g}" if lang == "zh" else f"{low:.3g} to {high:.3g}"


def money(value, display, lang):
    return f"{value:,.10g}{display}" if lang == "zh" else f"{value:,.10g} {display}"


def percent(share, lang):
    return f"{share * 100:.4g}%" if lang == "zh" else f"{share * 100:.4g} %"


def run_of_ids(ids):
    """C091, C092, C093 as `C091–C093`: neighbours are joined so that long lists stay readable."""
    runs = []
    for number in sorted(int(one[1:]) for one in ids):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [f"C{a:03d}" if a == b else f"C{a:03d}–C{b:03d}" for a, b in runs]
