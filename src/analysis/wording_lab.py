"""Sentences of the form that runs a briefing inside JupyterLab."""

LAB = {
    "lab_form": {"zh": "运行简报", "en": "Run a briefing"},
    "lab_briefing": {"zh": "简报", "en": "Briefing"},
    "lab_parameter_as_of": {"zh": "截至日期", "en": "As of"},
    "lab_parameter_lang": {"zh": "页面语言", "en": "Language of the page"},
    "lab_parameter_cluster": {"zh": "集群", "en": "Cluster"},
    "lab_parameter_district": {"zh": "区县", "en": "District"},
    "lab_parameter_released_by": {"zh": "官方数据截至", "en": "Figures released by"},
    "lab_help_as_of": {
        "zh": "只使用该日之前已收到或已发布的数据",
        "en": "Only what had been received or released by then exists",
    },
    "lab_help_lang": {"zh": "中文或英文", "en": "Chinese or English"},
    "lab_help_cluster": {
        "zh": "data/policy/clusters.yaml 中的集群",
        "en": "A cluster of data/policy/clusters.yaml",
    },
    "lab_help_district": {
        "zh": "data/policy/districts.yaml 中的区县",
        "en": "A district of data/policy/districts.yaml",
    },
    "lab_help_released_by": {
        "zh": "用该日之前发布的数据检验方法；留空则以截至日期为准",
        "en": "Figures published by then test the methods; left empty: up to the date above",
    },
    "lab_run": {"zh": "运行", "en": "Run"},
    "lab_run_help": {
        "zh": "在独立进程中运行，结果只作预览，不影响已发布的简报",
        "en": "Runs in a process of its own; the page is a preview and touches no published edition",
    },
    "lab_waiting": {
        "zh": "选好参数后按“运行”，页面将显示在这里。",
        "en": "Choose, then press Run: the page will appear here.",
    },
    "lab_progress": {"zh": "进度", "en": "Progress"},
    "lab_running": {
        "zh": "正在运行：第{cell}步，共{cells}步，已用{seconds}秒",
        "en": "Running: step {cell} of {cells}, {seconds} s so far",
    },
    "lab_done": {
        "zh": "已完成，用时{seconds}秒。页面存放于 {path}",
        "en": "Done in {seconds} s. The page is in {path}",
    },
    "lab_failed": {"zh": "未能运行。", "en": "It did not run."},
    "lab_broken": {
        "zh": "程序出错（{kind}）：{message}。请把这一行告诉维护人员。",
        "en": "The program itself failed ({kind}): {message}. Tell whoever maintains it this line.",
    },
    "lab_page_title": {"zh": "{title}（预览）", "en": "{title} (preview)"},
}
