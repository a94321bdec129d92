"""Sentences about rows given back to their senders and about corrections."""

REJECTS = {
    "export_notes": {"zh": "说明", "en": "Notes"},
    "rejects_title": {
        "zh": "{place}：退回核实的数据（截至{as_of}）",
        "en": "{place}: figures returned for checking, as of {as_of}",
    },
    "rejects_cover": {"zh": "退回清单", "en": "Overview"},
    "rejects_none": {
        "zh": "截至{as_of}，没有需要退回的数据。",
        "en": "By {as_of} nothing has been rejected.",
    },
    "rejects_how_1": {
        "zh": "请逐格核对下列数据，在“更正值”一栏填写正确的数；原数无误的，请填“无误”并在回信中说明理由。",
        "en": "Please check each cell listed and write the right value in the column “Corrected value”. "
        "Where the value was right, write “right” and say why in your reply.",
    },
    "rejects_how_2": {
        "zh": "其他各栏请勿改动。填好后发回退回人；改动较多的，请直接更正原文件后重新报送。",
        "en": "Leave the other columns as they are and send this file back to the person named below, "
        "or correct the original file and send that again.",
    },
    "rejects_how_3": {
        "zh": "在答复之前，这些行不计入任何数字。",
        "en": "Until you answer, these rows count in no figure.",
    },
    "rejects_signed": {
        "zh": "退回人：____________　电话：____________　退回日期：____________　请于____________前答复",
        "en": "Returned by: ____________  Telephone: ____________  On: ____________  Please answer by: ____________",
    },
    "rejects_sender_unknown": {"zh": "报送单位不详", "en": "Sender not known"},
    "rejects_blank_cell": {"zh": "（空白）", "en": "(blank)"},
    "rejects_whole_row": {"zh": "（整行）", "en": "(whole row)"},
    "rejects_sender_line": {
        "zh": "{sender}：{rows}行，{cells}处",
        "en": "{sender}: rows {rows}, cells {cells}",
    },
    "rejects_more": {
        "zh": "另有{count}处未列出；用 --out rejects.xlsx 可得全部。",
        "en": "{count} more cells are not shown; --out rejects.xlsx has them all.",
    },
    "rejects_written": {
        "zh": "已写入{file}：{senders}个报送单位，{rows}行，{cells}处。",
        "en": "Wrote {file}: senders {senders}, rows {rows}, cells {cells}.",
    },
    "rejects_csv_prefix": {
        "zh": "CSV中以 = + - @ 开头的文字前加了单引号，以免表格软件当作公式；xlsx保留原样。",
        "en": "In the CSV a text beginning with = + - @ has an apostrophe before it, so that no spreadsheet "
        "computes it; an xlsx keeps it as it is.",
    },
    "rejects_column_sender": {"zh": "报送单位", "en": "Sender"},
    "rejects_column_sheet_of": {"zh": "所在工作表", "en": "Listed on sheet"},
    "rejects_column_rows": {"zh": "行数", "en": "Rows"},
    "rejects_column_cells": {"zh": "处数", "en": "Cells"},
    "rejects_column_files": {"zh": "涉及文件", "en": "Files"},
    "rejects_column_file": {"zh": "文件", "en": "File"},
    "rejects_column_sheet": {"zh": "工作表", "en": "Sheet"},
    "rejects_column_line": {"zh": "行号", "en": "Line"},
    "rejects_column_cell": {"zh": "单元格", "en": "Cell"},
    "rejects_column_period": {"zh": "期间", "en": "Period"},
    "rejects_column_enterprise_id": {"zh": "企业代码", "en": "Enterprise code"},
    "rejects_column_name": {"zh": "企业名称", "en": "Enterprise"},
    "rejects_column_column": {"zh": "栏目", "en": "Column"},
    "rejects_column_raw": {"zh": "原填内容", "en": "What was found"},
    "rejects_column_reason": {"zh": "原因及处理", "en": "Reason and what to do"},
    "rejects_column_answer": {"zh": "更正值", "en": "Corrected value"},
}

CORRECTIONS = {
    "correction_override": {"zh": "改值", "en": "another value"},
    "correction_scale": {"zh": "换算单位", "en": "scaled"},
    "correction_drop": {"zh": "剔除", "en": "dropped"},
    "correction_move": {"zh": "改区县", "en": "moved"},
    "correction_link": {"zh": "代码衔接", "en": "linked"},
    "correction_confirm": {"zh": "核实无误", "en": "confirmed"},
    "correction_is_in_force": {"zh": "生效", "en": "in force"},
    "correction_is_ended": {"zh": "已终止", "en": "ended"},
    "correction_is_proposed": {"zh": "待定", "en": "proposed"},
    "correction_is_withdrawn": {"zh": "已撤销", "en": "withdrawn"},
    "corrections_column_correction": {"zh": "编号", "en": "No."},
    "corrections_column_action": {"zh": "处理", "en": "What is done"},
    "corrections_column_subject": {"zh": "企业代码或指标", "en": "Enterprise code or figure"},
    "corrections_column_period": {"zh": "期间", "en": "Period"},
    "corrections_column_column": {"zh": "栏目", "en": "Column"},
    "corrections_column_before": {"zh": "原值", "en": "As delivered"},
    "corrections_column_after": {"zh": "更正值", "en": "Corrected"},
    "corrections_column_rows": {"zh": "涉及行数", "en": "Rows"},
    "corrections_column_reason": {"zh": "理由", "en": "Reason"},
    "corrections_column_decided": {"zh": "决定日期", "en": "Decided on"},
    "corrections_column_decided_by": {"zh": "决定人", "en": "Decided by"},
    "corrections_column_state": {"zh": "状态", "en": "State"},
}
