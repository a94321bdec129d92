"""What inspect says about an unknown file, in both languages."""


def say(key, lang, **values):
    """The sentence `key` in `lang` with `values` filled in."""
    return SENTENCES[key][lang].format(**values)


SENTENCES = {
    # the tables on the terminal
    "title": {"zh": "{name}：{lines}行，{encoding}", "en": "{name}: {lines} lines, {encoding}"},
    "sheets": {"zh": "工作表", "en": "Sheets"},
    "sheet": {"zh": "名称", "en": "Name"},
    "seen": {"zh": "可见", "en": "Visible"},
    "filled": {"zh": "有内容的行", "en": "Lines with content"},
    "yes": {"zh": "是", "en": "yes"},
    "no": {"zh": "否（隐藏）", "en": "no (hidden)"},
    "not_known": {"zh": "不详", "en": "not known"},
    "chosen": {"zh": "← 按此表读取", "en": "← read here"},
    "lines": {"zh": "不含数据的行", "en": "Lines without figures"},
    "line": {"zh": "行号", "en": "Line"},
    "class": {"zh": "类别", "en": "Class"},
    "why": {"zh": "依据", "en": "Why"},
    "text": {"zh": "内容", "en": "Text"},
    "more_lines": {"zh": "另有{count}行", "en": "{count} more"},
    "columns": {"zh": "栏目", "en": "Columns"},
    "printed": {"zh": "所印栏目", "en": "Printed"},
    "canonical": {"zh": "对应", "en": "Taken as"},
    "how": {"zh": "依据", "en": "How known"},
    "examples": {"zh": "例", "en": "Examples"},
    "findings": {"zh": "其他发现", "en": "Also seen"},
    "what": {"zh": "项目", "en": "What"},
    "value": {"zh": "所见", "en": "Seen"},
    "where": {"zh": "位置", "en": "Where"},
    "table": {"zh": "表", "en": "Table"},
    "period": {"zh": "期间", "en": "Period"},
    "unit": {"zh": "计量单位", "en": "Unit"},
    "codes": {"zh": "企业代码", "en": "Codes"},
    "data_lines": {"zh": "数据行", "en": "Data lines"},
    "by_its_columns": {"zh": "按栏目与期间", "en": "by its columns and period"},
    "codes_right": {
        "zh": "{count}个代码中{right}个符合组织机构代码校验",
        "en": "{right} of {count} have the check character of an organisation code",
    },
    # classes of lines
    "line_title": {"zh": "标题", "en": "title"},
    "line_unit": {"zh": "单位", "en": "unit"},
    "line_header": {"zh": "表头", "en": "header"},
    "line_total": {"zh": "合计", "en": "total"},
    "line_note": {"zh": "注", "en": "note"},
    "line_numbering": {"zh": "栏号", "en": "column numbers"},
    "line_remark": {"zh": "不明", "en": "not clear"},
    "headings": {"zh": "多为已知栏目名称", "en": "known headings, or labels over figures"},
    "header_again": {"zh": "与表头相同（换页）", "en": "the header again, at a page break"},
    "names_a_unit": {"zh": "写明单位", "en": "names a unit"},
    "above_the_header": {"zh": "在表头之上", "en": "stands above the header"},
    "begins_as_total": {"zh": "以合计类字样开头", "en": "begins as a total does"},
    "begins_as_note": {"zh": "以注释类字样开头", "en": "begins as a note does"},
    "numbers_of_columns": {"zh": "甲、乙及栏号", "en": "numbers the columns"},
    "one_cell_alone": {"zh": "整行只有一格", "en": "one cell alone"},
    # how a column is known
    "how_known": {"zh": "常用名称", "en": "a usual heading"},
    "how_learned": {"zh": "见{hint}", "en": "as in {hint}"},
    "how_no_column": {"zh": "各表均不收录", "en": "no table holds it"},
    "how_close": {"zh": "与{hint}的名称相近，请判断", "en": "close to a heading of {hint}; please decide"},
    "how_twice": {
        "zh": "另有一栏也像{hint}，请判断",
        "en": "another column looks like {hint} too; please decide",
    },
    "how_unknown": {"zh": "不认识，请判断", "en": "not known; please decide"},
    "how_not_of_table": {
        "zh": "像{hint}，但{table}不收录",
        "en": "looks like {hint}, which {table} does not hold",
    },
    # the comments of the proposal
    "opening": {
        "zh": "{name}的说明文件草稿。空白处须由人填写，填好之前不会被接受；其余各项请核对。",
        "en": "Proposed for {name}. Blanks are for a person to fill: nothing is accepted before. Check the rest.",
    },
    "please_check": {"zh": "见：{seen}；请核对", "en": "seen: {seen}; please check"},
    "seen_only": {"zh": "见：{seen}", "en": "seen: {seen}"},
    "at": {"zh": "{where}“{text}”", "en": "{where} “{text}”"},
    "at_line": {"zh": "第{line}行", "en": "line {line}"},
    "at_heading": {"zh": "栏目", "en": "heading"},
    "at_name": {"zh": "文件名", "en": "file name"},
    "fill_table": {"zh": "请填：{tables}", "en": "fill in one of: {tables}"},
    "fill_kind": {"zh": "请填 real（真实）或 synthetic（合成）", "en": "fill in real or synthetic"},
    "fill_producer": {"zh": "请填报送单位名称", "en": "fill in who sent it"},
    "fill_obtained": {
        "zh": "请填收到日期，如 2010-03-18",
        "en": "fill in the day received, such as 2010-03-18",
    },
    "fill_period": {"zh": "文件中未见期间，请填", "en": "no period is seen; fill in"},
    "fill_unit": {
        "zh": "文件中未写明，请向报送单位核实，切勿猜测",
        "en": "not printed anywhere: ask the sender, never guess",
    },
    "differ": {"zh": "所见不一：{seen}；请核实后填写", "en": "they differ: {seen}; find out and fill in"},
    "fill_sheets": {
        "zh": "这些工作表也有数据：{sheets}；确非数据的请列出",
        "en": "these sheets hold data too: {sheets}; list those that are none of ours",
    },
    "fill_header": {
        "zh": "未找到表头，请填行号，如 [3]",
        "en": "no header was found; fill in its lines, such as [3]",
    },
    "fill_symbol": {
        "zh": "{times}次，首见第{line}行；请填 missing、zero、below_unit 或 not_applicable",
        "en": "{times} times, first on line {line}; fill in missing, zero, below_unit or not_applicable",
    },
    "fill_negatives": {
        "zh": "见第{line}行“{text}”；若确为负数请填 [{kinds}]",
        "en": "line {line} has “{text}”; if that means a negative, fill in [{kinds}]",
    },
    "fill_decimal": {
        "zh": "见第{line}行“{text}”；若逗号是小数点请填 comma",
        "en": "line {line} has “{text}”; if the comma is the decimal sign, fill in comma",
    },
    "western": {
        "zh": "既不是UTF-8也不是GB18030；请核对带重音的字母",
        "en": "neither UTF-8 nor GB18030; please check letters with accents",
    },
    "fill_inline": {
        "zh": "见第{line}行“{text}”；若数字自带单位请填 [{columns}]",
        "en": "line {line} has “{text}”; if figures carry their own unit, fill in [{columns}]",
    },
    "fill_codes": {
        "zh": "{count}个代码中仅{right}个符合组织机构代码校验；请填 organisation 或 own",
        "en": "only {right} of {count} have an organisation code's check character; fill in organisation or own",
    },
    "fill_classification": {
        "zh": "请填行业分类的版本{usual}",
        "en": "fill in the edition of the industrial classification{usual}",
    },
    "usual": {"zh": "；{year}年通行的是 {edition}", "en": "; in {year} it was {edition}"},
    "unreadable": {
        "zh": "第{line}行{columns}“{text}”无法读作数字",
        "en": "line {line}, {columns}: “{text}” is no figure",
    },
    "remark": {
        "zh": "第{line}行“{text}”不知何意；若非数据，请在 totals 或 notes 中列出其开头",
        "en": "line {line} “{text}” fits nothing; if it is no data, list its beginning under totals or notes",
    },
}
