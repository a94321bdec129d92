"""Sentences of the briefings on all promises, on core enterprises and on energy."""

from analysis.wording_core import CORE
from analysis.wording_energy import ENERGY

_ALL = {
    "all_opening": {
        "zh": "截至{as_of}，{total}条承诺中：{parts}。",
        "en": "By {as_of}, of {total} promises: {parts}.",
    },
    "all_kept": {"zh": "已实现{count}条", "en": "{count} kept"},
    "all_late": {"zh": "逾期实现{count}条", "en": "{count} kept late"},
    "all_missed": {"zh": "未实现或逾期未办{count}条", "en": "{count} missed or overdue"},
    "all_running": {"zh": "进行中{count}条", "en": "{count} still running"},
    "all_running_behind": {
        "zh": "进行中{count}条（其中落后{behind}条）",
        "en": "{count} still running ({behind} of them behind)",
    },
    "all_unknown": {"zh": "无法衡量{count}条", "en": "{count} not measured for want of data"},
    "all_total": {"zh": "合计", "en": "Total"},
    "all_by_clause": {"zh": "条款", "en": "Clause"},
    "all_by_kind": {"zh": "类型", "en": "Kind"},
    "all_by_status": {"zh": "判断", "en": "Verdict"},
    "all_matrix": {"zh": "按{by}和判断统计的承诺条数", "en": "Number of promises by {by} and verdict"},
    "all_listing": {"zh": "按{by}查找", "en": "Find by {by}"},
    "all_group": {"zh": "{name}（{count}）", "en": "{name} ({count})"},
    "all_clause": {"zh": "{clause} {name}", "en": "{clause} {name}"},
    "all_lacks": {"zh": "{lacks}。{basis}", "en": "{lacks}. Judged by: {basis}"},
    "all_column_commitment_id": {"zh": "编号", "en": "No."},
    "all_column_promise": {"zh": "承诺", "en": "Promise"},
    "all_column_value_text": {"zh": "目前", "en": "Now"},
    "all_column_target_text": {"zh": "目标", "en": "Target"},
    "all_column_status": {"zh": "判断", "en": "Verdict"},
    "all_column_due": {"zh": "期限", "en": "By when"},
    "all_column_basis": {"zh": "依据与所缺", "en": "Evidence, and what is missing"},
    "all_column_note": {"zh": "说明", "en": "Note"},
    "all_readings_none": {"zh": "各条原文都只有一种读法。", "en": "Every clause can be read one way only."},
    "all_readings_differ": {
        "zh": "原文有缺损或未定义的{count}条中，{open}条的判断取决于读法：{ids}。",
        "en": "Of {count} damaged or undefined clauses, the reading decides the verdict of {open}: {ids}.",
    },
    "all_readings_agree": {
        "zh": "原文有缺损或未定义的{count}条，无论怎样读，判断都相同。",
        "en": "{count} clauses are damaged or undefined; however they are read, the verdicts are the same.",
    },
    "all_readings_agree_one": {
        "zh": "原文有缺损或未定义的有{count}条，无论怎样读，判断都相同。",
        "en": "{count} clause is damaged or undefined; however it is read, the verdict is the same.",
    },
    "all_reading_used": {"zh": "{label}（采用）", "en": "{label} (in use)"},
    "all_vintage": {
        "zh": "判断所用的最新数据于{day}收到或发布。",
        "en": "The newest figures behind a verdict arrived on {day}.",
    },
    "all_explain": {
        "zh": "任何一条的完整来历，从条款到所用的每一行：cluster-monitor explain 编号。",
        "en": "The whole chain of any promise, from the clause to every row it used: cluster-monitor explain NUMBER.",
    },
}
PAGES = _ALL | ENERGY | CORE
