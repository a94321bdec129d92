"""Sentences of the data-quality briefing, and the names of canonical columns."""

COLUMNS = {
    "enterprise_id": {"zh": "企业代码", "en": "enterprise code"},
    "name": {"zh": "企业名称", "en": "name"},
    "district": {"zh": "区县", "en": "district"},
    "park": {"zh": "园区", "en": "park"},
    "industry_code": {"zh": "行业代码", "en": "industry code"},
    "cluster": {"zh": "产业集群", "en": "cluster"},
    "group_id": {"zh": "上级企业代码", "en": "parent's code"},
    "founded": {"zh": "成立日期", "en": "date of founding"},
    "ownership": {"zh": "登记注册类型", "en": "ownership"},
    "revenue": {"zh": "主营业务收入", "en": "revenue"},
    "gross_output": {"zh": "工业总产值", "en": "gross output"},
    "value_added": {"zh": "工业增加值", "en": "value added"},
    "tax": {"zh": "税金", "en": "tax"},
    "energy_tce": {"zh": "综合能源消费量", "en": "energy use"},
    "employees": {"zh": "从业人员", "en": "employees"},
    "revenue_month": {"zh": "本月主营业务收入", "en": "revenue of the month"},
    "gross_output_month": {"zh": "本月工业总产值", "en": "gross output of the month"},
    "period": {"zh": "期间", "en": "period"},
    "value": {"zh": "数值", "en": "value"},
}

QUALITY = {
    # numbers of things
    "quality_rows_one": {"zh": "{count}行", "en": "{count} row"},
    "quality_rows_many": {"zh": "{count}行", "en": "{count} rows"},
    "quality_lines_one": {"zh": "{count}行", "en": "{count} line"},
    "quality_lines_many": {"zh": "{count}行", "en": "{count} lines"},
    "quality_files_one": {"zh": "{count}份文件", "en": "{count} file"},
    "quality_files_many": {"zh": "{count}份文件", "en": "{count} files"},
    "quality_senders_one": {"zh": "{count}个单位", "en": "{count} sender"},
    "quality_senders_many": {"zh": "{count}个单位", "en": "{count} senders"},
    "quality_cells_one": {"zh": "{count}处", "en": "{count} cell"},
    "quality_cells_many": {"zh": "{count}处", "en": "{count} cells"},
    "quality_findings_one": {"zh": "{count}条提示", "en": "{count} finding"},
    "quality_findings_many": {"zh": "{count}条提示", "en": "{count} findings"},
    "quality_figures_one": {"zh": "{count}个数", "en": "{count} figure"},
    "quality_figures_many": {"zh": "{count}个数", "en": "{count} figures"},
    "quality_enterprises_one": {"zh": "{count}家企业", "en": "{count} enterprise"},
    "quality_enterprises_many": {"zh": "{count}家企业", "en": "{count} enterprises"},
    # tables and periods
    "quality_table_enterprise": {"zh": "企业名录", "en": "business register"},
    "quality_table_enterprise_year": {"zh": "年报", "en": "annual return"},
    "quality_table_enterprise_ytd": {"zh": "累计报表", "en": "year-to-date return"},
    "quality_tables_enterprise": {"zh": "企业名录", "en": "Business register"},
    "quality_tables_enterprise_year": {"zh": "年报", "en": "Annual returns"},
    "quality_tables_enterprise_ytd": {"zh": "月度累计报表", "en": "Year-to-date returns"},
    "quality_table_official_series": {"zh": "公布的数字", "en": "published figures"},
    "quality_table_programme_event": {"zh": "措施记录", "en": "programme record"},
    "quality_table_project": {"zh": "项目台账", "en": "register of projects"},
    "quality_tables_programme_event": {"zh": "措施记录", "en": "Programme records"},
    "quality_tables_project": {"zh": "项目台账", "en": "Registers of projects"},
    "quality_tables_official_series": {
        "zh": "公布数据与能源平衡",
        "en": "Published figures and energy balances",
    },
    "quality_year": {"zh": "{year}年", "en": "{year}"},
    "quality_months": {"zh": "{year}年1—{month}月", "en": "January–{month} {year}"},
    "quality_january": {"zh": "{year}年1月", "en": "January {year}"},
    "quality_head_year": {"zh": "{year}年\n全年", "en": "{year}\nyear"},
    "quality_head_month": {"zh": "{year}年\n1–{month}月", "en": "{year}\nto {month}"},
    # the headline and what goes back
    "quality_to_send": {
        "zh": "需退回{senders}：{files}中的{rows}。{gap}",
        "en": "To send back: {rows} in {files}, to {senders}. {gap}",
    },
    "quality_all_taken": {
        "zh": "收到的{files}逐行核对，没有需要退回的行。{gap}",
        "en": "Every row of the {files} received was taken. {gap}",
    },
    "quality_gap_largest": {"zh": "最大的缺口：{gap}。", "en": "The largest gap: {gap}."},
    "quality_gap_none": {"zh": "应到的报表都已收到。", "en": "No delivery is missing."},
    "quality_gap_delivery": {"zh": "未收到{period}{table}", "en": "no {table} for {period}"},
    "quality_gap_district": {
        "zh": "{period}{table}中没有{district}的企业",
        "en": "no {table} from {district} for {period}",
    },
    "quality_internal": {
        "zh": "内部使用：本页列有企业名称和单户数据，不得对外提供。",
        "en": "Internal: this page names enterprises and shows their figures. Do not pass it on.",
    },
    "quality_column_sender": {"zh": "报送单位", "en": "Sender"},
    "quality_column_rows_back": {"zh": "退回", "en": "Send back"},
    "quality_column_reason": {"zh": "主要原因", "en": "Main reason"},
    "quality_column_files": {"zh": "涉及文件", "en": "Files"},
    "quality_column_ask": {"zh": "催报", "en": "Ask for"},
    "quality_column_check": {"zh": "核实", "en": "Check"},
    "quality_files_of": {"zh": "{count}份（共{total}份）", "en": "{count} of {total}"},
    "quality_nothing": {"zh": "无", "en": "nothing"},
    "quality_reasons_more": {
        "zh": "{reason}（另有{count}种原因）",
        "en": "{reason} (and {count} more reasons)",
    },
    "quality_reasons_one_more": {"zh": "{reason}（另有1种原因）", "en": "{reason} (and 1 more reason)"},
    "quality_next_gap": {"zh": "{what}（{periods}）", "en": "{what} ({periods})"},
    "quality_next_of_district": {"zh": "{district}{table}", "en": "{table} of {district}"},
    "quality_more": {"zh": "另有{count}个", "en": "{count} more"},
    "quality_nothing_asked": {
        "zh": "其余{senders}无需处理：{names}。",
        "en": "Nothing to ask of the other {senders}: {names}.",
    },
    "quality_nothing_to_do": {
        "zh": "{senders}均无需处理。",
        "en": "There is nothing to ask of any of the {senders}.",
    },
    "quality_commands": {
        "zh": "把退回的行交还报送单位（加 --out 文件名.xlsx 得到可填写的清单）：",
        "en": "To give senders their rows back (with --out NAME.xlsx as a list to fill in):",
    },
    "quality_command_for_all": {
        "zh": "一次为每个单位各生成一份清单：",
        "en": "One list for every sender, all at once:",
    },
    # rejected rows
    "quality_rejected": {
        "zh": "{rows}被退回，问题共{cells}；答复之前，这些行不计入任何数字。",
        "en": "Rejected: {rows}, for what stands in {cells}. Until they are answered, these rows count in no figure.",
    },
    "quality_rejected_none": {"zh": "没有退回的行。", "en": "No row is rejected."},
    "quality_rejected_seldom": {"zh": "其他原因", "en": "Other reasons"},
    "quality_rejected_more": {
        "zh": "此处只列各种原因的前几处，未列{cells}；全部清单：",
        "en": "Only the first cells of each reason are listed, {cells} are not. For all of them:",
    },
    "quality_column_place": {"zh": "位置", "en": "Where"},
    "quality_column_enterprise": {"zh": "企业", "en": "Enterprise"},
    "quality_column_column": {"zh": "栏目", "en": "Column"},
    "quality_column_found": {"zh": "原填内容", "en": "Found"},
    "quality_column_why": {"zh": "原因及处理", "en": "Reason and what to do"},
    "quality_column_cells": {"zh": "处数", "en": "Cells"},
    "quality_column_file_count": {"zh": "文件数", "en": "Files"},
    "quality_place": {"zh": "{file} 第{line}行", "en": "{file} line {line}"},
    "quality_place_cell": {"zh": "{file} 第{line}行 {cell}", "en": "{file} line {line}, {cell}"},
    "quality_enterprise": {"zh": "{name}（{code}）", "en": "{name} ({code})"},
    # the account of every line
    "quality_account": {
        "zh": "{files}共{lines}，全部有去向：采用{accepted}，退回{rejected}，非数据{non_data}。",
        "en": "{lines} in {files}, every one accounted for: {accepted} accepted, {rejected} rejected, {non_data} without data.",
    },
    "quality_account_none": {"zh": "尚未收到任何文件。", "en": "No file has been received yet."},
    "quality_account_title": {
        "zh": "各类文件的行数去向：{rejected}被退回",
        "en": "What became of the rows, by kind of file: {rejected} rejected",
    },
    "quality_account_point": {
        "zh": "{file}：采用{accepted}，退回{rejected}，非数据{non_data}",
        "en": "{file}: {accepted} accepted, {rejected} rejected, {non_data} without data",
    },
    "quality_account_title_clean": {
        "zh": "各类文件的行数去向：没有退回的行",
        "en": "What became of the rows, by kind of file: none rejected",
    },
    "quality_account_note": {
        "zh": "非数据行为标题、表头、空行、合计、注和重复行；收到行数=采用+退回+非数据。",
        "en": "Without data: titles, headers, blank lines, totals, notes and repeated rows. Lines in = accepted + rejected + without data.",
    },
    "quality_account_settled": {
        "zh": "后来由更正记录解决的行，仍计为退回。",
        "en": "Lines that a correction has settled since still count as rejected here.",
    },
    "quality_other_files": {"zh": "其余{files}合计", "en": "{files} more, together"},
    "quality_column_file": {"zh": "文件", "en": "File"},
    "quality_column_period": {"zh": "期间", "en": "Period"},
    "quality_column_lines_in": {"zh": "收到行数", "en": "Lines in"},
    "quality_column_accepted": {"zh": "采用", "en": "Accepted"},
    "quality_column_rejected": {"zh": "退回", "en": "Rejected"},
    "quality_column_non_data": {"zh": "非数据", "en": "No data"},
    # coverage
    "quality_gaps_one": {"zh": "{count}处缺口", "en": "{count} gap"},
    "quality_gaps_many": {"zh": "{count}处缺口", "en": "{count} gaps"},
    "quality_gaps": {"zh": "有{gaps}需要催报。", "en": "{gaps} to ask about."},
    "quality_gap_register": {
        "zh": "{period}没有收到企业名录",
        "en": "no business register received in {period}",
    },
    "quality_column_missing": {"zh": "缺少", "en": "Missing"},
    "quality_column_periods": {"zh": "期间", "en": "For"},
    "quality_column_last_time": {"zh": "上一次的企业数", "en": "Enterprises the time before"},
    "quality_column_due": {"zh": "应收日期", "en": "Due about"},
    "quality_column_whom": {"zh": "催报对象", "en": "Ask"},
    "quality_due_with_the_rest": {"zh": "其余区县已收到", "en": "others have reported"},
    "quality_never_reported": {
        "zh": "从未有企业报送的区县：{names}。",
        "en": "Districts from which no enterprise has ever reported: {names}.",
    },
    "quality_gaps_more": {
        "zh": "另有{gaps}未列出，见下图斜线格。",
        "en": "{gaps} more are not listed; they are hatched in the charts.",
    },
    "quality_no_gap": {
        "zh": "应到的报表都已收到，报送过的区县没有中断。",
        "en": "Every delivery that was due has been received, and no district has fallen silent.",
    },
    "quality_coverage_district": {
        "zh": "各区县报送企业数：{period}共{count}",
        "en": "Enterprises reporting, by district: {count} in {period}",
    },
    "quality_coverage_cluster": {
        "zh": "各集群报送企业数：{period}共{count}",
        "en": "Enterprises reporting, by cluster: {count} in {period}",
    },
    "quality_coverage_note": {
        "zh": "“全年”为年报，“1–2月”等为累计报表",
        "en": "“year”: annual return; “to Feb” and the like: year-to-date return from January",
    },
    "quality_coverage_point": {"zh": "{name}{count}", "en": "{name} {count}"},
    # findings
    "quality_findings": {
        "zh": "共{findings}值得核实。所涉各行已采用，数字未改。",
        "en": "{findings} to look at. The rows were taken and no figure was changed.",
    },
    "quality_findings_none": {"zh": "没有可疑的数字。", "en": "Nothing looks unlikely."},
    "quality_findings_more": {
        "zh": "此处列出数额最大的{shown}条，另有{count}条，见 city.flags。",
        "en": "The {shown} largest are shown; {count} more are in city.flags.",
    },
    "quality_column_finding": {"zh": "提示", "en": "Finding"},
    "quality_heading_count": {"zh": "{heading}（{count}）", "en": "{heading} ({count})"},
    "quality_money_unit": {"zh": "金额单位：{unit}。", "en": "Money in {unit}."},
    "quality_flag_figure_is_another_order_of_magnitude": {
        "zh": "与上年相差一个数量级，可能是计量单位有误",
        "en": "Another order of magnitude than the year before: a slip of the unit?",
    },
    "quality_flag_returns_differ_from_published_total": {
        "zh": "报表合计与公布数不符",
        "en": "Returns that do not add up to the published total",
    },
    "quality_flag_printed_total_differs_from_rows": {
        "zh": "所印合计与各行之和不符",
        "en": "Printed totals that differ from their rows",
    },
    "quality_flag_district_total_jumps": {"zh": "区县合计大幅变动", "en": "District totals that jump"},
    "quality_flag_cluster_total_jumps": {"zh": "集群合计大幅变动", "en": "Cluster totals that jump"},
    "quality_flag_branch_reported_under_its_parent_as_well": {
        "zh": "分支机构与上级可能重复填报",
        "en": "Branches that may be counted twice, with their parents",
    },
    "quality_flag_equal_figures_of_two_enterprises": {
        "zh": "两家企业数字完全相同",
        "en": "Two enterprises with equal figures",
    },
    "quality_flag_annual_figure_below_year_to_date": {
        "zh": "全年数少于年内累计数",
        "en": "Annual figures below what the year had already reached",
    },
    "quality_flag_month_does_not_fit_year_to_date": {
        "zh": "本月数与累计数不衔接",
        "en": "Months that do not fit the year to date",
    },
    "quality_flag_enterprise_in_two_districts": {
        "zh": "同一企业先后报在两个区县",
        "en": "Enterprises reported in two districts",
    },
    "quality_flag_park_lies_in_two_districts": {
        "zh": "同一园区出现在多个区县",
        "en": "Parks printed in several districts",
    },
    "quality_flag_printed_cluster_contradicts_industry_code": {
        "zh": "所填集群与行业代码不符",
        "en": "Clusters that contradict the industry code",
    },
    "quality_flag_printed_total_is_not_a_number": {
        "zh": "合计不是数字，无法核对",
        "en": "Totals that are no number",
    },
    "quality_flag_rows_repeat_with_equal_figures": {
        "zh": "重复行，数字相同，只计一次",
        "en": "Repeated rows with equal figures, counted once",
    },
    "quality_flag_enterprises_are_left_out_of_period_delivered_again": {
        "zh": "重报时缺了上次有的企业",
        "en": "Enterprises left out when a period was delivered again",
    },
    "quality_flag_other": {"zh": "其他", "en": "Other"},
    # corrections
    "quality_corrections": {
        "zh": "更正记录：生效{in_force}，待定{proposed}，已终止{ended}，已撤销{withdrawn}。",
        "en": "Corrections in force: {in_force}; proposed: {proposed}; ended: {ended}; withdrawn: {withdrawn}.",
    },
    "quality_corrections_none": {
        "zh": "没有更正记录，全部数字与报送一致。",
        "en": "There is no correction: every figure is as delivered.",
    },
    "quality_column_no": {"zh": "编号", "en": "No."},
    "quality_column_what": {"zh": "处理", "en": "What is done"},
    "quality_column_subject": {"zh": "对象", "en": "About"},
    "quality_column_because": {"zh": "理由", "en": "Reason"},
    "quality_column_decided": {"zh": "决定", "en": "Decided"},
    "quality_subject": {"zh": "{subject}，{period}", "en": "{subject}, {period}"},
    "quality_subject_since": {"zh": "{subject}，{year}年起", "en": "{subject}, from {year}"},
    "quality_correction_what": {"zh": "{action}：{what}", "en": "{action}: {what}"},
    "quality_because": {"zh": "{reason}（{by}）", "en": "{reason} ({by})"},
    "quality_until": {"zh": "{day}，{until}终止", "en": "{day}, ended {until}"},
    # restatements
    "quality_restated": {
        "zh": "{figures}在后来的报送中有变化。各版本均保留；本版采用{as_of}以前最新的数。",
        "en": "{figures} changed in a later delivery. Every version is kept; this edition uses the newest by {as_of}.",
    },
    "quality_restated_none": {"zh": "没有重报的数字。", "en": "No figure was restated."},
    "quality_restated_by_period": {"zh": "各期重报的个数", "en": "By period"},
    "quality_restated_largest": {"zh": "变动最大的数", "en": "The largest changes"},
    "quality_column_table": {"zh": "报表", "en": "Return"},
    "quality_column_figures": {"zh": "个数", "en": "Figures"},
    "quality_column_before": {"zh": "原报", "en": "Before"},
    "quality_column_after": {"zh": "重报", "en": "After"},
    "quality_column_change": {"zh": "变动", "en": "Change"},
    "quality_column_net_change": {"zh": "变动合计", "en": "Net change"},
    "quality_column_dates": {"zh": "两次收到日期", "en": "Received"},
    "quality_dates": {"zh": "{before}，{after}", "en": "{before}, then {after}"},
    # growth of the same enterprises
    "quality_growth": {
        "zh": "{year}年收入合计比上年{total}，两年都填报的{same}{matched}。",
        "en": "In {year} total revenue changed by {total}; that of the {same} reporting in both years by {matched}.",
    },
    "quality_growth_not_comparable": {
        "zh": "{year}年的收入合计与上年不可比；两年都填报的{same}{matched}。",
        "en": "Total revenue of {year} does not compare with the year before; that of the {same} reporting in both years "
        "changed by {matched}.",
    },
    "quality_growth_none": {
        "zh": "还没有相邻两年的年报可比。",
        "en": "There are no annual returns of two neighbouring years yet.",
    },
    "quality_growth_note": {
        "zh": "差距和各部分以百分点计，各部分之和等于差距。“在册未报”含收入降到规模以下的企业和漏报的企业。",
        "en": "Gap and parts in percentage points; the parts add up to the gap. “Registered, no return” holds "
        "enterprises that fell below the threshold and enterprises that did not send theirs.",
    },
    "quality_growth_missing": {
        "zh": "合计不可知：{enterprises}没有填收入",
        "en": "the total is not known: no revenue from {enterprises}",
    },
    "quality_other_scope": {
        "zh": "统计范围不同，合计不可比",
        "en": "another scope: the totals do not compare",
    },
    "quality_between": {"zh": "{before}—{year}", "en": "{before}–{year}"},
    "quality_part": {"zh": "{part} {points}", "en": "{part} {points}"},
    "quality_part_matched": {
        "zh": "同批企业的权重",
        "en": "weight of the same enterprises in the total",
    },
    "quality_part_entry": {"zh": "新成立", "en": "new enterprises"},
    "quality_part_threshold_up": {"zh": "在册新报", "en": "registered before, first return"},
    "quality_part_entry_or_threshold": {"zh": "新填报", "en": "first return"},
    "quality_part_exit": {"zh": "已注销", "en": "closed"},
    "quality_part_threshold_down": {"zh": "在册未报", "en": "registered, no return"},
    "quality_part_exit_or_threshold": {"zh": "不再填报", "en": "no more returns"},
    "quality_part_correction": {"zh": "更正", "en": "corrections"},
    "quality_column_years": {"zh": "年份", "en": "Years"},
    "quality_column_total_growth": {"zh": "合计", "en": "Total"},
    "quality_column_matched_growth": {"zh": "同批企业", "en": "Same enterprises"},
    "quality_column_gap_points": {"zh": "差距", "en": "Gap"},
    "quality_column_made_of": {"zh": "差距由来", "en": "What the gap is made of"},
    # values read as something else
    "quality_normalised": {
        "zh": "{cells}没有照字面读入，例如全角数字、统计符号；下表逐类列出，供抽查。",
        "en": "{cells} were read as something else than is plainly printed: full-width digits, statistical signs and the like. Spot-check them here.",
    },
    "quality_normalised_none": {
        "zh": "所有数值均按所印读入。",
        "en": "Every value was read exactly as printed.",
    },
    "quality_column_change_made": {"zh": "处理", "en": "What was done"},
    "quality_column_columns": {"zh": "栏目", "en": "Columns"},
    "quality_column_examples": {"zh": "例", "en": "Examples"},
    "quality_example": {"zh": "{raw} → {value}", "en": "{raw} → {value}"},
    "quality_read_as_missing": {"zh": "缺失", "en": "missing"},
    # breaks
    "quality_breaks_none": {
        "zh": "各年统计范围和行业分类一致。",
        "en": "Scope and classification are the same in every year.",
    },
    "quality_breaks": {
        "zh": "跨越下列年份时，合计不可直接相比。",
        "en": "Totals do not compare across the years below.",
    },
    "quality_sources_note": {
        "zh": "本版只使用{as_of}以前收到的文件。逐行明细可在 JupyterLab 中用 city.rejected、city.flags、city.normalised 查看。",
        "en": "This edition uses only files received by {as_of}. Every line is in city.rejected, city.flags and city.normalised in JupyterLab.",
    },
}
