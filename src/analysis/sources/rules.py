"""Every rule a cell or row can break and every change made to a printed value, with its sentence in both languages.

A fault keeps the rule's name and the facts that belong to it; the sentence is made when somebody reads it, in
the reader's language.
"""

from typing import NamedTuple

from analysis.wording_quality import COLUMNS


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
    return (FAULTS.get(rule) or CHANGES[rule])[lang].format_map(_Known(with_column_named(facts, lang)))


def with_column_named(facts, lang):
    """The facts with a canonical column in a reader's words; a heading that was printed stays as it is."""
    column = facts.get("column")
    return {**facts, "column": COLUMNS[column][lang]} if column in COLUMNS else facts


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
        "zh": "整数部分超过18位，或小数超过12位。请核对。",
        "en": "The number has more than 18 digits before its point or 12 behind it; check it.",
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
    "not_a_nace_code": {
        "zh": "应为NACE三位或四位代码（如23.31），以文本填写。",
        "en": "Write the NACE code of three or four digits, such as 23.31, as text.",
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
        "en": "The unit is not known. Use one such as 亿元, m EUR, %, 吨标准煤 or toe.",
    },
    "unit_has_no_place_here": {
        "zh": "此处不能用这个计量单位：{why}",
        "en": "This unit has no place here: {why}",
    },
    "not_an_allowed_word": {"zh": "只能填：{allowed}。", "en": "Use one of: {allowed}."},
    # one row
    "required_cell_is_blank": {
        "zh": "此项必填，请补上；若此行不是数据（如说明、小计），请告知我们。",
        "en": "Every row needs this; fill it in. If the line is no data (a remark, a subtotal), tell us so.",
    },
    "amount_is_negative": {
        "zh": "此数不应为负。请改正，或留空。",
        "en": "This figure cannot be negative. Correct it or leave it blank.",
    },
    "cluster_cannot_be_known": {
        "zh": "无法判断所属集群。请填写集群名称（或“其他”），或行业代码。",
        "en": "The cluster cannot be known. Print it (or the word for other industry), or the industry code.",
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
    "record_ids_repeat": {
        "zh": "第{lines}行编号相同，内容却不同。请只保留正确的一行。",
        "en": "Lines {lines} have one id and different contents. Keep the right one.",
    },
    "commitment_is_not_known": {
        "zh": "没有这个承诺编号。请填写C001至C119之一，见data/policy/commitments.yaml。",
        "en": "There is no such commitment. Write an id of data/policy/commitments.yaml, such as C001.",
    },
    "figures_repeat_within_series": {
        "zh": "第{lines}行是同一指标，数字却不同。请只保留正确的一行。",
        "en": "Lines {lines} give different figures for one series. Keep the right one.",
    },
    "figure_cannot_be_the_years": {
        "zh": "{column}由上年同期的{before}变为{now}，不可能是同一计量单位。请核对单位；确实无误的，请在更正记录中确认。",
        "en": "{column} went from {before} a year ago to {now}: that cannot be one unit. Check it; if it is right, "
        "confirm it in a correction record.",
    },
    "year_to_date_falls": {
        "zh": "{column}累计数由前期的{before}减少到{now}。累计数不应减少，请核对。",
        "en": "{column} is cumulative from January and fell from {before} to {now}. Check both months.",
    },
    "year_to_date_restated_above_later_month": {
        "zh": "{column}累计数重报为{now}，高于已报的以后月份累计数{before}。累计数不应减少，请核对。",
        "en": "{column} is cumulative from January and reported again as {now}, above the {before} known of a later "
        "month. Check both months.",
    },
    "district_is_not_known": {
        "zh": "不认识这个区县。应为：{names}",
        "en": "The district is not known. Expected: {names}.",
    },
    "cluster_is_not_known": {
        "zh": "不认识这个产业集群。应为：{names}，或“其他”",
        "en": "The cluster is not known. Expected: {names}, or the word for other industry.",
    },
    "period_is_of_another_kind": {
        "zh": "时期“{found}”不是本表应填的时期。",
        "en": "The period {found} is of another kind than this table holds.",
    },
    # numbers
    "number_is_not_finite": {
        "zh": "此数不是有限的数。请改正公式或重新填写。",
        "en": "The number is not finite. Correct its formula or type it again.",
    },
    "sign_is_not_declared": {
        "zh": "符号“{sign}”未在说明文件中列明含义。请填数字或留空，或在symbols中列明。",
        "en": "The sidecar does not say what {sign!r} means. Write a number, leave it blank, or declare it in `symbols`.",
    },
    "negative_is_not_declared": {
        "zh": "“{sign}”是否表示负数，说明文件没有写明。请用“-”表示负数，或在negatives中列明。",
        "en": "The sidecar does not say that {sign!r} means below zero. Write -, or declare it in `negatives`.",
    },
    "blank_inside_number": {
        "zh": "数字中间有空格，可能是两个数。请去掉空格或分开填写。",
        "en": "There is a blank inside the number; it may be two. Take it out, or write them apart.",
    },
    "thousands_grouped_wrongly": {
        "zh": "千位分隔的位置不对，无法判断逗号是分节还是小数点。请只填数字。",
        "en": "The commas do not stand at thousands, so one may be a decimal point. Write digits only.",
    },
    "unit_printed_in_cell": {
        "zh": "数字后面写了计量单位“{unit}”。请换算成本列单位，只填数字。",
        "en": "The cell prints the unit {unit}. Convert it to the column's unit and write digits only.",
    },
    "unit_does_not_fit_column": {
        "zh": "单位“{unit}”不能换算成本列单位“{column}”。请核对。",
        "en": "The unit {unit} cannot be turned into the column's unit {column}; check it.",
    },
    "number_hidden_by_narrow_column": {
        "zh": "列宽不够，数字导出成了“#”。请加宽该列后重新导出。",
        "en": "The column was too narrow and the number was exported as #. Widen it and export again.",
    },
    "power_or_footnote": {
        "zh": "无法判断右上角的数字是乘方还是脚注。请只填数字，脚注用①或*。",
        "en": "The small figure may be a power or a footnote. Write digits only, and a footnote as ① or *.",
    },
    # words, days and typed cells
    "cell_holds_a_date": {
        "zh": "单元格存成了日期或时间。请将单元格设为文本或数值后重新填写。",
        "en": "The cell is stored as a date or time. Format it as text or number and type it again.",
    },
    "cell_holds_true_or_false": {
        "zh": "单元格是逻辑值（TRUE或FALSE）。请重新填写。",
        "en": "The cell holds TRUE or FALSE. Type what belongs there.",
    },
    "text_breaks_over_lines": {
        "zh": "单元格内有换行或制表符。请写在一行内。",
        "en": "The text breaks over lines or has a tab inside its cell. Write it on one line.",
    },
    "text_hides_characters": {
        "zh": "文字中夹有看不见的字符（{character}）。请重新填写。",
        "en": "An invisible character ({character}) stands inside the text. Type it again.",
    },
    # codes
    "not_an_organisation_code": {
        "zh": "不是组织机构代码（9位）或统一社会信用代码（18位）。请以文本填写。",
        "en": "Neither an organisation code (9 characters) nor a unified social credit code (18). Write it as text.",
    },
    "code_has_wrong_length": {
        "zh": "代码有{length}位，应为9位或18位，前面的0或末位可能已丢失。请以文本重新填写完整代码。",
        "en": "The code has {length} characters, not 9 or 18; a leading zero or the last one may be lost. "
        "Type the whole code as text.",
    },
    "code_check_character_is_wrong": {
        "zh": "代码的校验位不符，有一位写错。请对照证书重新填写。",
        "en": "The check character does not fit, so a character is wrong. Copy the code from its certificate.",
    },
    "code_is_a_placeholder": {
        "zh": "代码全是0，只是占位。请填写企业的真实代码。",
        "en": "The code is all zeros and stands for nobody. Write the enterprise's own.",
    },
    # periods
    "period_is_not_understood": {
        "zh": "无法识别的时期。请写成2009年、2009年3月、2009年1-3月或2009年一季度。",
        "en": "The period is not understood. Write it as 2009年, 2009年3月, 2009年1-3月 or 2009年一季度.",
    },
    "period_is_ambiguous": {
        "zh": "“{found}”可能是1月，也可能是丢了0的10月。请写成2009-01或2009-10。",
        "en": "{found} may be January, or October without its 0. Write 2009-01 or 2009-10.",
    },
    "date_where_period_belongs": {
        "zh": "此处存成了日期{found}，无法判断是哪一时期。请以文本填写时期，如2009年3月。",
        "en": "The cell is stored as the date {found}, so its period is uncertain. Write it as text, such as 2009年3月.",
    },
    "period_runs_backwards": {
        "zh": "时期的起点不早于终点。请核对。",
        "en": "The period does not begin before it ends; check it.",
    },
    "period_crosses_years": {
        "zh": "时期跨了年度。请按年度分开填写。",
        "en": "The period runs over the end of a year. Write each year apart.",
    },
    "month_does_not_exist": {"zh": "月份应为1至12。", "en": "A month is 1 to 12."},
    "year_is_out_of_range": {
        "zh": "年份{year}不在1949至2100之间。请核对。",
        "en": "The year {year} is not between 1949 and 2100; check it.",
    },
}

CHANGES = {
    "sign_read_as_missing": {
        "zh": "符号按说明文件视为缺失",
        "en": "sign read as missing, as the sidecar says",
    },
    "district_named_by_alias": {"zh": "区县按别名识别", "en": "district told by an alias"},
    "cluster_named_by_alias": {"zh": "集群按别名识别", "en": "cluster told by an alias"},
    "blank_edges_removed": {"zh": "去掉首尾空格", "en": "blanks around it removed"},
    "full_width_normalised": {"zh": "全角字符改为半角", "en": "full-width characters made narrow"},
    # numbers
    "thousands_separators_removed": {"zh": "去掉千位分隔", "en": "thousands separators removed"},
    "footnote_kept_as_note": {"zh": "脚注记号另存为备注", "en": "footnote mark kept apart as a note"},
    "sign_read_as_not_applicable": {"zh": "符号按“不适用”处理", "en": "sign read as not applicable"},
    "sign_read_as_zero": {"zh": "符号按0处理", "en": "sign read as zero"},
    "below_unit_taken_as_zero": {
        "zh": "数字不足计量单位最小位，按0计",
        "en": "less than the smallest unit shown, taken as zero",
    },
    "parentheses_read_as_negative": {"zh": "括号按负数处理", "en": "parentheses read as below zero"},
    "triangle_read_as_negative": {"zh": "△按负数处理", "en": "triangle read as below zero"},
    "minus_sign_read_as_negative": {
        "zh": "减号（−）按负数处理",
        "en": "minus sign (U+2212) read as below zero",
    },
    "inline_unit_converted": {
        "zh": "按单元格内的单位换算为本列单位",
        "en": "converted from the unit in the cell to the column's",
    },
    # days and periods
    "time_of_day_dropped": {"zh": "去掉日期后的时刻", "en": "time of day dropped"},
    "year_of_two_digits_completed": {"zh": "两位年份补为四位", "en": "year of two digits completed to four"},
    "year_taken_from_sidecar": {"zh": "年份取自说明文件", "en": "year taken from the sidecar"},
    "date_read_as_month": {"zh": "每月1日的日期按当月处理", "en": "first of a month read as the month"},
    "serial_read_as_month": {"zh": "日期序号按当月处理", "en": "serial day number read as the month"},
    # codes
    "letters_made_capital": {"zh": "小写字母改为大写", "en": "small letters made capital"},
    "hyphen_removed_from_code": {"zh": "去掉代码中的连字符", "en": "hyphen taken out of the code"},
    "uscc_matched_to_organisation_code": {
        "zh": "统一社会信用代码按第9至17位对应组织机构代码",
        "en": "unified social credit code matched by its characters 9 to 17",
    },
}
