"""Every rule a cell or row can break and every change made to a printed value, with its sentence in both languages.

A fault keeps the rule's name and the facts that belong to it; the sentence is made when somebody reads it, in
the reader's language.
"""

from typing import NamedTuple


class CellError(ValueError):
    """A cell that breaks a rule; `facts` fill the rule's sentence."""

    def __init__(self, rule, **facts):
        super().__init__(rule)
        self.rule = rule
        self.facts = facts


class Unreadable(NamedTuple):
    """A spreadsheet cell without a usable value: an error, or a formula never calculated."""

    raw: str
    rule: str
    facts: dict

    def __str__(self):
        return self.raw


class Parsed(NamedTuple):
    """A cell's value, the changes that led from the printed text to it, and what was printed beside it.

    `changes` names rules of CHANGES and is empty where the value is what is printed.
    """

    value: object
    changes: tuple = ()
    note: str | None = None


def sentence(rule, facts, lang):
    """What is wrong and what the sender should do, or what was changed; `facts` fill the gaps."""
    return (FAULTS.get(rule) or CHANGES[rule])[lang].format_map(_Known(facts))


class _Known(dict):
    def __missing__(self, key):
        return "…"


FAULTS = {
    # one cell
    "not_a_number": {
        "zh": "不是数字。请只填数字，如1234.5或1,234.5。",
        "en": "Not a number. Write digits only, such as 1234.5 or 1,234.5.",
    },
    "not_a_whole_number": {"zh": "应为整数，不应有小数。", "en": "A count has no decimals."},
    "number_is_too_long": {
        "zh": "数字超过18位。请核对。",
        "en": "The number has more than 18 digits; check it.",
    },
    "text_stored_as_number": {
        "zh": "此处应为文字，却存成了数字。请将单元格设为文本后重新填写。",
        "en": "Text is stored as a number. Format the cell as text and type it again.",
    },
    "text_is_garbled": {
        "zh": "文字在发送之前已成乱码。请发送原始文件。",
        "en": "Characters were lost before the file was sent. Send the original.",
    },
    "code_stored_as_number": {
        "zh": "代码存成了数字，前面的0或末位可能已丢失。请将单元格设为文本后重新填写代码。",
        "en": "The code is stored as a number, so leading zeros or last digits may be lost. Type it again as text.",
    },
    "not_a_code": {
        "zh": "代码格式不对。请以文本填写字母、数字和连字符，3至24位。",
        "en": "Not a code. Write letters, digits and hyphens as text, 3 to 24 characters.",
    },
    "not_an_industry_code": {
        "zh": "应为国民经济行业分类（GB/T 4754）四位代码，以文本填写。",
        "en": "Write the four-digit code of GB/T 4754 as text.",
    },
    "not_a_date": {"zh": "不是日期。请写成2007-06-30。", "en": "Not a date. Write it as 2007-06-30."},
    "formula_not_calculated": {
        "zh": "单元格{cell}的公式没有计算结果。请打开文件，计算并保存后再发。",
        "en": "Cell {cell} holds a formula that was never calculated. Open the file, calculate, save and send it again.",
    },
    "formula_error": {
        "zh": "单元格{cell}的公式出错。请改正公式。",
        "en": "The formula in cell {cell} failed. Correct it.",
    },
    # published figures
    "not_a_slug": {
        "zh": "请用小写字母、数字和下划线，如gdp_real_growth。",
        "en": "Use small letters, digits and underscores, such as gdp_real_growth.",
    },
    "not_a_period": {
        "zh": "请写年份，如2007，或起止年份，如2006-2010。",
        "en": "Write a year such as 2007 or a span such as 2006-2010.",
    },
    "not_a_month": {
        "zh": "月份为1至12；全年则留空。",
        "en": "A month is 1 to 12; leave it blank for the whole year.",
    },
    "unit_is_not_known": {
        "zh": "不认识这个计量单位。请用亿元、%、吨标准煤等。",
        "en": "The unit is not known. Use one such as 亿元, % or 吨标准煤.",
    },
    "unit_has_no_place_here": {
        "zh": "此处不能用这个计量单位：{why}",
        "en": "This unit has no place here: {why}",
    },
    "not_an_allowed_word": {"zh": "只能填：{allowed}。", "en": "Use one of: {allowed}."},
    # one row
    "required_cell_is_blank": {
        "zh": "此项必填。若此行不是数据，请在说明文件中列入totals或notes。",
        "en": "Every row needs this. A line that is no data needs `totals` or `notes` in the sidecar.",
    },
    "amount_is_negative": {
        "zh": "此数不应为负。请改正，或留空。",
        "en": "This figure cannot be negative. Correct it or leave it blank.",
    },
    "cluster_cannot_be_known": {
        "zh": "无法判断所属集群。请填写集群名称（或“其他”），或四位行业代码。",
        "en": "The cluster cannot be known. Print it (or 其他), or the four-digit industry code.",
    },
    "row_spans_lines": {
        "zh": "引号内的文字跨了{span}行。请补上引号。",
        "en": "A quoted text runs over {span} lines. Close the quotation mark.",
    },
    "row_does_not_fit_header": {
        "zh": "此行有{cells}格，表头有{columns}列。请检查分隔符。",
        "en": "The row has {cells} cells, the header {columns} columns. Look at its separators.",
    },
    # rows against each other
    "enterprise_ids_repeat_within_period": {
        "zh": "第{lines}行是同一企业，数字却不同。请只保留正确的一行。",
        "en": "Lines {lines} are one enterprise with different figures. Keep the right one.",
    },
    "figures_repeat_within_series": {
        "zh": "第{lines}行是同一指标，数字却不同。请只保留正确的一行。",
        "en": "Lines {lines} give different figures for one series. Keep the right one.",
    },
}

CHANGES = {
    "blank_edges_removed": {"zh": "去掉首尾空格", "en": "blanks around it removed"},
}
