"""Sentences of the index pages: of one edition, and of all editions."""

EDITIONS = {
    "editions_all_promises": {"zh": "全部{count}条承诺", "en": "All {count} promises"},
    "editions_count": {"zh": "{count}条", "en": "{count}"},
    "editions_change_note": {
        "zh": "+、− 为与{before}相比的增减。",
        "en": "+ and −: the change since {before}.",
    },
    "editions_moved": {
        "zh": "与{before}相比，{total}条承诺中{count}条的判断有变化",
        "en": "Since {before} the verdict on {count} of {total} promises has changed",
    },
    "editions_moved_none": {
        "zh": "与{before}相比，各条承诺的判断没有变化",
        "en": "No verdict has changed since {before}",
    },
    "editions_no_earlier": {
        "zh": "没有更早的一期可比",
        "en": "There is no earlier edition to compare with",
    },
    "editions_not_listed": {"zh": "未列入", "en": "Not listed"},
    "editions_became": {"zh": "变为", "en": "became"},
    "editions_open": {"zh": "打开中文版", "en": "Open the English edition"},
    "editions_filter": {"zh": "筛选简报", "en": "Filter the briefings"},
    "editions_text": {"zh": "查找", "en": "Find"},
    "editions_lang": {"zh": "语言", "en": "Language"},
    "editions_kind": {"zh": "类别", "en": "Kind"},
    "editions_cadence": {"zh": "频次", "en": "How often"},
    "editions_audience": {"zh": "对象", "en": "For whom"},
    "editions_any": {"zh": "全部", "en": "All"},
    "editions_single": {"zh": "单篇简报", "en": "Single briefings"},
    "editions_cadence_edition": {"zh": "每期", "en": "Every edition"},
    "editions_cadence_month": {"zh": "每月", "en": "Monthly"},
    "editions_cadence_quarter": {"zh": "每季", "en": "Quarterly"},
    "editions_cadence_year": {"zh": "每年", "en": "Yearly"},
    "editions_audience_internal": {"zh": "内部", "en": "Internal"},
    "editions_shown": {"zh": "显示的简报篇数", "en": "Briefings shown"},
    "editions_none": {
        "zh": "没有符合条件的简报，请放宽条件。",
        "en": "No briefing fits; ask for less.",
    },
}
