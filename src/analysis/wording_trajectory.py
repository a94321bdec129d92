"""Sentences of the trajectory briefings: the message, every promise, the fans, the growth needed."""

from analysis.wording_trajectory_parts import PARTS
from analysis.wording_trajectory_reasons import REASONS

_PAGE = {
    # --- the message -------------------------------------------------------------------------------
    "ahead_opening": {
        "zh": "照目前走势，{count}个集群目标到{year}年最可能同时实现{most}个；集群总收入达到{target}的可能性{words}。",
        "en": "As things go, {most} of {count} cluster targets are most likely to be met together by {year}; the chance that the clusters earn {target} is {words}.",
    },
    "ahead_opening_none": {
        "zh": "截至{as_of}，还不能给出{year}年目标实现的可能性：{reason}",
        "en": "By {as_of} no chance can be given for the targets of {year}. {reason}",
    },
    "ahead_opening_settled": {
        "zh": "{year}年结果已知：{count}个集群目标实现{met}个，集群总收入{value}（目标{target}）。截至{day}的推算是：最可能{most}个，总目标的可能性{words}。",
        "en": "The result of {year} is known: {met} of {count} cluster targets met, {value} earned against {target}. As of {day} the forecast was {most} targets, and for the total a chance that was {words}.",
    },
    "ahead_opening_settled_blind": {
        "zh": "{year}年结果已知：{count}个集群目标实现{met}个，集群总收入{value}（目标{target}）。截至{day}没有给出推算：{reason}",
        "en": "The result of {year} is known: {met} of {count} cluster targets met, {value} earned against {target}. As of {day} no forecast was given. {reason}",
    },
    "ahead_cluster_opening": {
        "zh": "{name}：到{year}年达到{target}的可能性{words}；中位推算{median}，十次中有八次应在{span}之间。",
        "en": "{name}: the chance of {target} in {year} is {words}. The median projection is {median}; eight times in ten it should be {span}.",
    },
    "ahead_cluster_opening_met": {
        "zh": "{name}：已提前达到{target}，到{year}年仍能保持的可能性{words}；中位推算{median}，十次中有八次应在{span}之间。",
        "en": "{name}: {target} is reached already; the chance that it still holds in {year} is {words}. The median projection is {median}; eight times in ten it should be {span}.",
    },
    "ahead_cluster_opening_none": {
        "zh": "{name}：还不能给出{year}年达到{target}的可能性。{reason}",
        "en": "{name}: no chance can be given of {target} in {year}. {reason}",
    },
    "ahead_cluster_opening_settled": {
        "zh": "{name}：{year}年实际{value}，目标{target}，{standing}。截至{day}的推算是{span}（中位{median}），达到目标的可能性{words}。",
        "en": "{name}: {value} came in {year} against {target}: {standing}. The forecast as of {day} was {span} (median {median}), with a chance that was {words}.",
    },
    "ahead_cluster_opening_settled_blind": {
        "zh": "{name}：{year}年实际{value}，目标{target}，{standing}。截至{day}没有给出推算：{reason}",
        "en": "{name}: {value} came in {year} against {target}: {standing}. As of {day} no forecast was given. {reason}",
    },
    "ahead_silent": {
        "zh": "这项规划没有给这里定收入目标，因此没有可推算的承诺。",
        "en": "The plan sets no revenue target here, so there is no promise to project.",
    },
    "ahead_as_then": {
        "zh": "期限已过。本页的推算是截至{day}的版本所说的，当时{year}年的年报还没有收到；“结果”是后来的年报。",
        "en": "The deadline has passed. Forecasts on this page are those of the edition of {day}, before the annual returns of {year}; “came” is what those returns said.",
    },
    "ahead_span": {"zh": "{low}至{high}", "en": "{low} to {high}"},
    "ahead_numbers": {"zh": "{low}至{high}", "en": "{low} to {high}"},
    "ahead_cell": {"zh": "{district}·{cluster}", "en": "{district} · {cluster}"},
    "ahead_still_met": {"zh": "已达到；到期仍保持的可能性{words}", "en": "met already; still met: {words}"},
    "ahead_reason": {"zh": "{names}：{reason}", "en": "{names}: {reason}"},
    "ahead_year": {"zh": "{value}（{year}年）", "en": "{value} ({year})"},
    # --- every promise -----------------------------------------------------------------------------
    "ahead_group_headline": {"zh": "全市承诺", "en": "Promises of the whole city"},
    "ahead_group_clusters": {"zh": "集群收入目标", "en": "Revenue targets of the clusters"},
    "ahead_group_cells": {
        "zh": "规划布局单元（区位商）：目标是不低于1，或占比上升",
        "en": "Planned cells (location quotients): the promise is at least 1, or a rising share",
    },
    "ahead_counts": {
        "zh": "规划单元以外的{total}项定量承诺中，{given}项给出了可能性，其中{likely}项过半；{silent}项没有给出，原因写在表里。",
        "en": "Of {total} promises in numbers other than planned cells, {given} have a chance; for {likely} it is better than even. For {silent} the table says why none is given.",
    },
    "ahead_counts_all": {
        "zh": "规划单元以外的{total}项定量承诺都给出了可能性，其中{likely}项过半。",
        "en": "All {total} promises in numbers other than planned cells have a chance; for {likely} it is better than even.",
    },
    "ahead_counts_none": {
        "zh": "还没有一项承诺能给出可能性，原因写在表里。",
        "en": "No promise can be given a chance yet; the table says why.",
    },
    "ahead_cells_counts": {
        "zh": "{total}个规划单元中，{likely}个实现的可能性过半。",
        "en": "Of {total} planned cells, {likely} are more likely than not to keep their promise.",
    },
    "ahead_range_caution": {
        "zh": "80%区间指十次中有八次应落在其中；以往经验是提前一年略少于八次，提前两年只有七次多（见“说得准不准”）。",
        "en": "An 80 % range should hold eight times in ten; past experience says slightly less one year ahead, and rather seven times two years ahead (see the record below).",
    },
    "ahead_column_name": {"zh": "承诺", "en": "Promise"},
    "ahead_column_value": {"zh": "目前", "en": "Now"},
    "ahead_column_goal": {"zh": "目标", "en": "Target"},
    "ahead_column_median": {"zh": "中位推算", "en": "Median"},
    "ahead_column_span": {"zh": "80%区间", "en": "80 % range"},
    "ahead_column_chance": {"zh": "实现的可能性", "en": "Chance of keeping it"},
    "ahead_column_came": {"zh": "结果", "en": "Came"},
    "ahead_column_inside": {"zh": "在80%区间内", "en": "Inside the 80 % range"},
    "ahead_column_then": {"zh": "当时", "en": "Then"},
    "ahead_column_standing": {"zh": "是否实现", "en": "Promise kept?"},
    "ahead_column_basis": {"zh": "推算依据", "en": "Rests on"},
    "ahead_inside": {"zh": "在内", "en": "inside"},
    "ahead_above": {"zh": "高于区间", "en": "above it"},
    "ahead_below": {"zh": "低于区间", "en": "below it"},
    "ahead_no_range": {"zh": "没有区间", "en": "no range"},
    "ahead_turned_out": {
        "zh": "截至{day}给出80%区间的{n}项承诺，{hits}项的结果落在区间内；{chances}项给出了可能性，{right}项结果落在可能性较大的一边。",
        "en": "Of {n} promises with an 80 % range as of {day}, {hits} came out inside it. Of {chances} with a chance, {right} went the way that was more likely.",
    },
    "ahead_turned_out_cells": {
        "zh": "规划单元中，给出区间的{n}个有{hits}个落在区间内；给出可能性的{chances}个有{right}个落在可能性较大的一边。",
        "en": "Of {n} planned cells with a range, {hits} came out inside it; of {chances} with a chance, {right} went the way that was more likely.",
    },
    # --- fans --------------------------------------------------------------------------------------
    "ahead_fan_title": {
        "zh": "{name}：{year}年中位推算{median}，目标{goal}，可能性{words}",
        "en": "{name}: {median} is the median for {year}, {goal} the target; the chance is {words}",
    },
    "ahead_fan_title_none": {
        "zh": "{name}：{year}年目标{goal}，还不能推算",
        "en": "{name}: {goal} is the target for {year}; nothing can be projected yet",
    },
    "ahead_fan_title_came": {
        "zh": "{name}：{year}年结果{came}；截至{day}的中位推算为{median}，目标{goal}",
        "en": "{name}: {came} came in {year}; the median as of {day} was {median}, the target {goal}",
    },
    "ahead_panels_title_none": {
        "zh": "{count}个集群的实际与达标所需路径，还不能推算",
        "en": "Actual and required paths of {count} clusters; nothing can be projected yet",
    },
    "ahead_panels_title": {
        "zh": "{count}个集群中，{likely}个实现目标的可能性过半",
        "en": "For {likely} of {count} clusters the target is more likely than not",
    },
    "ahead_panels_title_came": {
        "zh": "{count}个集群中，{likely}个的目标当时可能性过半，{met}个后来实现",
        "en": "For {likely} of {count} clusters the target was more likely than not; {met} met it",
    },
    "ahead_shares_title": {
        "zh": "以百分数计的核心承诺：走势",
        "en": "Headline promises in per cent: where they are heading",
    },
    "ahead_shares_title_came": {
        "zh": "以百分数计的核心承诺：结果",
        "en": "Headline promises in per cent: how they turned out",
    },
    "ahead_panel_words": {"zh": "可能性{words}", "en": "chance: {words}"},
    "ahead_panel_met": {"zh": "已达到；仍保持：{words}", "en": "met; it holds: {words}"},
    "ahead_panel_none": {"zh": "没有给出可能性", "en": "no chance given"},
    "ahead_panel_came": {"zh": "{standing}（当时{words}）", "en": "{standing} (said: {words})"},
    "ahead_required_words": {
        "zh": "达标所需的年均增长：从{start}年的基期起为{baseline}，从{last}年起为{today}。",
        "en": "Growth required a year: {baseline} from the base year {start}, {today} from {last}.",
    },
    # --- growth needed and seen --------------------------------------------------------------------
    "ahead_needed_message": {
        "zh": "{open}项尚未达到的承诺中，{never}项今后所需的增速在本市历史上从未出现过；差得最远的是“{name}”：每年需增长{needed}，以往最快是每年{best}（截至{best_year}年）。",
        "en": "For {never} of {open} open promises the growth still needed was never seen in this city. Furthest is “{name}”: it needs {needed} a year; the best on record is {best}, in the span ending {best_year}.",
    },
    "ahead_needed_message_seen": {
        "zh": "{open}项尚未达到的承诺，今后所需的增速以往都出现过；最少见的是“{name}”：每年需增长{needed}，{spans}个同样长的时段中有{times}个达到。",
        "en": "For all {open} open promises such growth has been seen before. Rarest is “{name}”: it needs {needed} a year; {times} of {spans} spans of that length reached it.",
    },
    "ahead_needed_none": {
        "zh": "没有还需要靠增长达到的承诺。",
        "en": "No promise is left that growth would have to reach.",
    },
    "ahead_needed_unseen": {
        "zh": "历史太短，还没有同样长的时段可以对照。",
        "en": "The history is too short to compare: there is no span of that length yet.",
    },
    "ahead_needed_cluster": {
        "zh": "今后{years}年每年需增长{needed}；以往{spans}个同样长的时段中有{times}个达到，最快是截至{best_year}年的{best}。",
        "en": "It needs {needed} a year over the next {years}; of {spans} spans of that length on record, {times} did so. The best is {best}, in the span ending {best_year}.",
    },
    "ahead_years_many": {"zh": "{years}", "en": "{years} years"},
    "ahead_needed_cluster_one": {
        "zh": "最后一年需增长{needed}；以往{spans}年中有{times}年达到，最快是{best_year}年的{best}。",
        "en": "The last year needs {needed}; of {spans} years on record, {times} grew as much. The best is {best}, in {best_year}.",
    },
    "ahead_needed_then": {
        "zh": "期限已过：下表是当时所需的增速和后来的实际增速。",
        "en": "The deadline has passed: the table sets the growth that was needed beside the growth that came.",
    },
    "ahead_needed_met": {
        "zh": "已经达到，不再需要增长。",
        "en": "It is reached already and needs no more growth.",
    },
    "ahead_column_needed": {"zh": "今后每年所需增速", "en": "Growth needed a year"},
    "ahead_column_seen": {"zh": "以往达到的时段", "en": "Spans that reached it"},
    "ahead_column_best": {"zh": "以往最快（时段末年）", "en": "Best on record (span’s last year)"},
    "ahead_column_came_growth": {"zh": "后来的年均增速", "en": "Growth a year that came"},
    "ahead_seen": {"zh": "{spans}个中{times}个", "en": "{times} of {spans}"},
    "ahead_best": {"zh": "{best}（{year}）", "en": "{best} ({year})"},
    "ahead_needed_caption": {
        "zh": "所需增速与本市历史（单位能耗等下降的承诺为负数）",
        "en": "Growth needed beside this city’s history (negative for promises to fall)",
    },
    "ahead_remaining_caption": {
        "zh": "{year}年1—{month}月之后还要挣多少",
        "en": "What is still to be earned after January to {month} {year}",
    },
    "ahead_remaining": {
        "zh": "{year}年1—{month}月之后，集群合计还需收入{left}，为上年同期的{times}；上年同期为{before}。",
        "en": "After January to {month} {year} the clusters still have to earn {left}, {times} what the same months brought last year ({before}).",
    },
    "ahead_remaining_done": {
        "zh": "{year}年1—{month}月的收入已经超过全年目标。",
        "en": "January to {month} {year} alone brought more than the target of the year.",
    },
    "ahead_times": {"zh": "{times}倍", "en": "{times} times"},
    "ahead_column_so_far": {"zh": "今年以来（{unit}）", "en": "So far ({unit})"},
    "ahead_column_left": {"zh": "还需（{unit}）", "en": "Still to earn ({unit})"},
    "ahead_column_before": {"zh": "上年同期（{unit}）", "en": "Same months last year ({unit})"},
    "ahead_column_left_growth": {"zh": "需比上年同期", "en": "Needed against last year"},
    "ahead_column_growth": {"zh": "今年以来增速", "en": "Growth so far"},
    "ahead_left_none": {"zh": "已够", "en": "earned already"},
}
TRAJECTORY = _PAGE | PARTS | REASONS
