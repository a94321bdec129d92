"""The annual return of above-scale industry, in the form each year had."""

from openpyxl.worksheet.cell_range import CellRange

from analysis.synthetic import printed
from analysis.synthetic.calendar_of_returns import ANNUAL_RECEIVED
from analysis.synthetic.calibration import changde
from analysis.synthetic.files import BUREAU, SCOPE, columns, lines, with_sidecar
from analysis.synthetic.workbook import SHEET, workbook_bytes

UNIT = {2005: "千元", 2006: "万元", 2007: "万元", 2008: "万元", 2009: "万元", 2010: "亿元"}
NOTE = "注：本表为合成数据，统计范围为年主营业务收入500万元及以上的工业企业。"
GROWTH = "工业总产值/比上年增长(%)"


def annual_return(city, year):
    """The annual return of `year` and its sidecar: GB18030 text until 2007, then a workbook."""
    table = city.enterprise_year
    returns = table[table["year"] == year]
    rows = printed.in_unit(printed.in_words(returns, changde(), printed.ANNUAL), UNIT[year])
    title = f"常德市规模以上工业企业主要经济指标（{year}年）"
    if year < 2008:
        name, content, layout = f"returns/annual_{year}.csv", *_text(rows, title, UNIT[year])
    else:
        before = table[table["year"] == year - 1].set_index("enterprise_id")["gross_output"]
        rows = _with_growth(rows, returns, before)
        name, content, layout = f"returns/annual_{year}.xlsx", *_workbook(rows, title, UNIT[year])
    return with_sidecar(
        name, content, table="enterprise_year", producer=BUREAU, obtained=ANNUAL_RECEIVED[year],
        period={"year": year}, unit=UNIT[year], energy_unit="吨标准煤", **layout,
        totals=["合计"], notes=["注："], scope=SCOPE, classification="GB/T 4754-2002",
    )  # fmt: skip


def _text(rows, title, unit):
    header = columns(printed.ANNUAL)
    closing = [printed.total_row(rows), [NOTE]]
    content = [[title], [f"单位：{unit}"], header, *rows.itertuples(index=False), *closing]
    return lines(content, "gb18030"), {"header_rows": [3], "unit_line": 2, "columns": header}


def _with_growth(rows, returns, before):
    growth = (returns["gross_output"] / returns["enterprise_id"].map(before) - 1) * 100
    printed_growth = growth.round(1).astype(object).where(growth.notna(), None)
    rows.insert(rows.columns.get_loc("gross_output") + 1, "growth", printed_growth)
    return rows


def _workbook_columns():
    columns = {}
    for name in printed.ANNUAL:
        if name == "gross_output":
            columns |= {"工业总产值/当年价格": name, GROWTH: "ignore"}
        else:
            columns[printed.HEADERS[name]] = name
    return columns


def _workbook(rows, title, unit):
    header = _workbook_columns()
    names = list(header)
    second = names.index(GROWTH)
    upper = [name.split("/")[0] for name in names]
    upper[second] = None
    lower = [name.split("/")[1] if "/" in name else None for name in names]
    money = {position for position, name in enumerate(rows.columns) if name in printed.MONEY}
    total = [None if value == "" else value for value in printed.total_row(rows)]
    content = workbook_bytes(
        [[title], ["填报单位：常德市统计局（合成数据）"], [f"单位：{unit}"]],
        [upper, lower],
        rows.replace("", None).astype(object).to_numpy().tolist(),
        [total, [NOTE]],
        merged=_merged(len(names), second), money_columns=money, unit=unit,
    )  # fmt: skip
    return content, {"sheet": SHEET, "header_rows": [4, 5], "unit_line": 3, "columns": header}


def _merged(width, second):
    """Title over all columns, one group over two (`second` is 0-based), other headers over two rows."""
    group = (second, second + 1)
    upright = [
        CellRange(min_col=c, max_col=c, min_row=4, max_row=5) for c in range(1, width + 1) if c not in group
    ]
    over = CellRange(min_col=group[0], max_col=group[1], min_row=4, max_row=4)
    return [CellRange(min_col=1, max_col=width, min_row=1, max_row=1), over, *upright]
