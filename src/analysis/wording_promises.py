"""Sentences about promises of every kind: how they are judged, what they rest on, and the chain from clause to rows."""

from analysis.wording_promise_pages import PAGES

_BOTH = {
    # how a promise is judged: the keys of targets.verdict.FORMULAS
    "formula_progress": {
        "zh": "按实际增速与所需增速之比判断",
        "en": "actual against required average growth",
    },
    "formula_planned_cell": {
        "zh": "按规划单元的区位商或份额是否上升判断",
        "en": "location quotient of the planned cell, or its risen share",
    },
    "formula_least_of_list": {
        "zh": "按名单内收入最低的企业判断",
        "en": "the enterprise with the lowest revenue on the list",
    },
    "formula_milestone_days": {
        "zh": "按完成事项数和完成日期判断",
        "en": "things done, and the day the last one was done",
    },
    "formula_years_kept": {
        "zh": "逐年判断，计已兑现年数",
        "en": "each year for itself; years kept of years known",
    },
    "formula_change_since_base": {
        "zh": "与基期年相比的变化方向",
        "en": "direction of the change since the base year",
    },
    "formula_cases_to_date": {"zh": "规划期以来全部事项累计", "en": "all cases since the plan began"},
    "formula_no_charge": {"zh": "免收期内实际收费合计", "en": "money charged where nothing may be"},
    "formula_share_returned": {
        "zh": "奖励占地方留成税收的最高比例",
        "en": "highest reward as a share of the locally retained tax",
    },
    "formula_reward_on_increase": {
        "zh": "应奖已奖比例（比基期增加的部分）",
        "en": "rewards paid of those owed on an increase",
    },
    "formula_reward_on_first": {
        "zh": "应奖已奖比例（首次达到标准的年度）",
        "en": "rewards paid of those owed for a first time",
    },
    # when it falls due
    "due_stated": {"zh": "文件规定的期限", "en": "day stated in the decree"},
    "due_span": {"zh": "逐年，止于最后一年", "en": "every year, to the last of them"},
    "due_plan_end": {
        "zh": "文件未写明日期，按规划期末计",
        "en": "no day in the text; the end of the plan is taken",
    },
    "due_short_stated": {"zh": "{day}", "en": "{day}"},
    "due_short_span": {"zh": "每年，至{year}年", "en": "every year to {year}"},
    "due_short_plan_end": {"zh": "规划期末（{year}年）", "en": "end of plan ({year})"},
    "due_year_end": {"zh": "{year}年底", "en": "end of {year}"},
    # the words of detail rows
    "detail_kept": {"zh": "兑现", "en": "kept"},
    "detail_failed": {"zh": "未兑现", "en": "failed"},
    "detail_running": {"zh": "进行中", "en": "running"},
    "detail_unknown": {"zh": "不详", "en": "unknown"},
    "detail_on_time": {"zh": "按期", "en": "on time"},
    "detail_late": {"zh": "逾期完成", "en": "done late"},
    "detail_open": {"zh": "未完成", "en": "open"},
    "detail_paid": {"zh": "已兑现", "en": "paid"},
    "detail_unpaid": {"zh": "应奖未奖", "en": "owed and not paid"},
    "detail_pending": {"zh": "未到期", "en": "not due yet"},
    "detail_paid_not_eligible": {"zh": "不符合条件而已奖", "en": "paid without a claim"},
    "detail_nothing_owed": {"zh": "不应奖", "en": "nothing owed"},
    "detail_violated": {"zh": "违规收费", "en": "charged against the rule"},
    "detail_lawful": {"zh": "免收期外，合规", "en": "charged lawfully, after the free years"},
    "detail_founding_unknown": {"zh": "成立日期不详", "en": "founding date unknown"},
    "detail_above_ceiling": {"zh": "超过上限", "en": "above the ceiling"},
    "detail_too_late": {"zh": "超过年限", "en": "after the last year"},
    "detail_served": {"zh": "已全部办理", "en": "every case served"},
    "detail_not_served": {"zh": "未全部办理", "en": "not served in full"},
    # value and target
    "promise_more_than_base": {"zh": "高于{year}年", "en": "more than in {year}"},
    "promise_less_than_base": {"zh": "低于{year}年", "en": "less than in {year}"},
    "promise_more_every_year": {
        "zh": "{first}—{last}年逐年增加",
        "en": "more than the year before, {first} to {last}",
    },
    "promise_less_every_year": {
        "zh": "{first}—{last}年逐年减少",
        "en": "less than the year before, {first} to {last}",
    },
    "promise_every_year": {
        "zh": "{first}—{last}年每年{target}",
        "en": "{target} every year, {first} to {last}",
    },
    "promise_with_base": {"zh": "{value}（{year}年为{base}）", "en": "{value} ({base} in {year})"},
    "promise_years_kept": {"zh": "{due}年中兑现{kept}年", "en": "kept in {kept} of {due} years"},
    "promise_rewards_paid": {"zh": "应奖已奖{value}", "en": "{value} of the rewards owed"},
    "promise_share_returned": {"zh": "最高{value}", "en": "{value} at the highest"},
    "promise_charged": {"zh": "已收{value}", "en": "{value} charged"},
    "promise_no_charge": {"zh": "不收费", "en": "no charge"},
    "promise_no_charge_first_years": {
        "zh": "成立后{years}年内不收费",
        "en": "no charge in the first {years} years",
    },
    "promise_every_reward": {"zh": "应奖尽奖", "en": "every reward owed"},
    "promise_planned_target": {
        "zh": "区位商≥{limit}，或份额上升",
        "en": "quotient ≥ {limit}, or a rising share",
    },
    # what a verdict rests on, and what it lacks
    "promise_rests_on_one": {"zh": "{formula}；{count}行数据", "en": "{formula}; {count} row"},
    "promise_rests_on_many": {"zh": "{formula}；{count}行数据", "en": "{formula}; {count} rows"},
    "promise_short_years": {"zh": "未兑现年份：{years}", "en": "not kept in {years}"},
    "promise_unknown_years": {"zh": "不详年份：{years}", "en": "not known for {years}"},
    "promise_short_things": {"zh": "尚缺：{names}", "en": "still open: {names}"},
    "promise_short_cases": {"zh": "{count}项{what}", "en": "{count} {what}"},
    "promise_share_has_risen": {"zh": "{value}，份额已上升", "en": "{value}; its share has risen"},
    "promise_anything": {"zh": "多于零", "en": "more than nothing"},
    # kinds
    "kind_outcome": {"zh": "结果", "en": "Outcome"},
    "kind_structure": {"zh": "结构", "en": "Structure"},
    "kind_milestone": {"zh": "限期事项", "en": "Milestone"},
    "kind_recurring": {"zh": "逐年事项", "en": "Every year"},
    "kind_incentive": {"zh": "奖励与减免", "en": "Incentive"},
    "kind_process": {"zh": "办理事项", "en": "Process"},
    "kind_direction": {"zh": "方向", "en": "Direction"},
    "kind_layout": {"zh": "布局", "en": "Layout"},
    # explain
    "explain_clause": {"zh": "条款", "en": "Clause"},
    "explain_promise": {"zh": "承诺", "en": "Promise"},
    "explain_reading": {"zh": "读法", "en": "Reading"},
    "explain_indicator": {"zh": "指标", "en": "Indicator"},
    "explain_formula": {"zh": "判断方法", "en": "Judged by"},
    "explain_target": {"zh": "目标", "en": "Target"},
    "explain_due": {"zh": "期限", "en": "Due"},
    "explain_made_of": {"zh": "构成", "en": "Made of"},
    "explain_rows": {"zh": "所用数据", "en": "Rows used"},
    "explain_value": {"zh": "现值", "en": "Value"},
    "explain_verdict": {"zh": "判断", "en": "Verdict"},
    "explain_certain": {
        "zh": "原文清楚，只有一种读法",
        "en": "the text is clear; it can be read one way only",
    },
    "explain_damaged": {"zh": "原文有缺损", "en": "the text is damaged"},
    "explain_undefined": {"zh": "原文未作定义", "en": "the text leaves it undefined"},
    "explain_this_reading": {"zh": "{label}（{id}）", "en": "{label} ({id})"},
    "explain_other_readings": {"zh": "其他读法：{readings}", "en": "also: {readings}"},
    "explain_due_basis": {"zh": "{day}（{basis}）", "en": "{day} ({basis})"},
    "explain_value_known": {
        "zh": "{value}，{year}年；{day}得知",
        "en": "{value} in {year}, known since {day}",
    },
    "explain_ratio": {"zh": "{status}；进度比{ratio}", "en": "{status}; progress ratio {ratio}"},
    "explain_no_rows": {"zh": "尚无数据。{needs}", "en": "none yet. {needs}"},
    "explain_more_one": {"zh": "另有{count}行未列出", "en": "{count} more row is not listed"},
    "explain_more_many": {"zh": "另有{count}行未列出", "en": "{count} more rows are not listed"},
    "explain_year_first": {
        "zh": "先列{year}年的行",
        "en": "those of {year} first",
    },
    "explain_end_one": {
        "zh": "依据1行数据，在文件{files}中。",
        "en": "The verdict rests on 1 row, in {files}.",
    },
    "explain_end_many": {
        "zh": "依据{count}行数据，分布于：{files}。",
        "en": "The verdict rests on {count} rows: {files}.",
    },
    "explain_where": {
        "zh": "全部各行：{code}；原文件在 data/raw 下。",
        "en": "All of them: {code}; the files lie under data/raw.",
    },
    "explain_file": {"zh": "{file}（{count}）", "en": "{file} ({count})"},
}
PROMISES = _BOTH | PAGES
