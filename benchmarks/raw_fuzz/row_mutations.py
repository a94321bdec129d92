"""Damage to rows and cells, as people and programs do it: a Case and a random.Random in, a Case out."""

from dataclasses import replace

NASTY = [
    *"0123456789.,-+eE%()'\"\t ;:/#=@*?!|\\",
    *"０９．，－＋％（）；　①②⑩²³*＊†注—…–−△▲～·、。\u3000\u00a0\u200b\ufeff\u2028\u0085\ufffd\x00\x07\x0b\x1a",
    *"亿万千元吨人个户常德厂锟斤拷㐀𠀀éÂÃ\n\r",
]
DECORATIONS = [
    "{}①", "{}*", "{}²", "{}(注1)", "{}注2", "({})", "（{}）", "△{}", "▲{}", "−{}", "-{}", "－{}", "+{}", "＋{}",
    "{}亿", "{}万元", "{} 万元", "{}亿元", "{}千元", "{}元", "{}吨标准煤", "{}%", "{}人", " {}", "{} ", "\u3000{}", "{}\u00a0",
    "'{}", "={}", "{}.0", "{}.", ".{}", "0{}", "{}e3", "{}E-2", "{}0000", "{}-", "¥{}", "约{}", "{}以上", "{}\n", "\t{}",
]  # fmt: skip
WHOLE = [
    "", " ", "　", "-", "—", "——", "…", "...", "NA", "N/A", "null", "None", "nan", "inf", "-inf", "Infinity", "TRUE",
    "#DIV/0!", "#REF!", "####", "0", "-0", "00", "1_000", "0x1F", "1,23", "1,234,56", "12 345", "1.2.3", "9" * 19,
    "1e400", "2009.1", "2009年1-3月", "2009-01", "39814", "合计", "其中：", "小计", "注：见下", "武陵", "常德市武陵区", "食品产业",
    "其他", "锟斤拷", "³£µÂ", "甯稿痉", "2007/6/3", "2007年6月3日", "2007-02-30", "1.0E+08", "12345678901234567890",
    "=1+1", "91430700183800021X", "18380002-1", "183800021", "x" * 300, "一" * 200, "½", "Ⅳ", "١٢٣", "1\u00a0234",
]  # fmt: skip


def _a_row(case, rng):
    return rng.randrange(min(case.first_data, len(case.rows) - 1), len(case.rows))


def _with_row(case, at, row):
    return case.with_rows([*case.rows[:at], row, *case.rows[at + 1 :]])


def _edit_cell(case, rng, edit):
    at = _a_row(case, rng)
    row = list(case.rows[at])
    if row:
        place = rng.randrange(len(row))
        row[place] = edit("" if row[place] is None else row[place])
    return _with_row(case, at, row)


def cell_characters(case, rng):
    """One character is put in, taken out or exchanged."""

    def edit(cell):
        text = str(cell)
        at = rng.randrange(len(text) + 1)
        how = rng.choice(("in", "out", "exchange"))
        return text[:at] + ("" if how == "out" else rng.choice(NASTY)) + text[at + (how != "in") :]

    return _edit_cell(case, rng, edit)


def cell_decorated(case, rng):
    """A sign, unit, footnote, bracket or blank is added."""
    return _edit_cell(case, rng, lambda cell: rng.choice(DECORATIONS).format(cell))


def cell_replaced(case, rng):
    """Another text stands in the cell."""
    return _edit_cell(case, rng, lambda _: rng.choice(WHOLE))


def cell_widened(case, rng):
    """ASCII characters become full-width, wholly or in part."""
    some = rng.random() < 0.5

    def edit(cell):
        return "".join(
            chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and not (some and rng.random() < 0.5) else c
            for c in str(cell)
        )

    return _edit_cell(case, rng, edit)


def cell_grouped(case, rng):
    """Thousands are separated, rightly or not."""

    def edit(cell):
        text, mark = str(cell), rng.choice(",，.' \u00a0")
        step = rng.choice((3, 3, 3, 2, 4))
        whole, point, rest = text.partition(".")
        groups = [whole[max(0, end - step) : end] for end in range(len(whole), 0, -step)]
        return mark.join(reversed(groups)) + point + rest

    return _edit_cell(case, rng, edit)


def cell_retyped(case, rng):
    """Text becomes a number or truth value, a number text (in a spreadsheet), or is rounded away."""

    def edit(cell):
        try:
            number = float(cell)
        except ValueError:
            return rng.choice((True, 0, 1.5, -3, 1e17, 0.1 + 0.2, 2**60))
        return rng.choice(
            (str(cell), int(number) if abs(number) < 1e15 else cell, number / 3, number * 1e12, -number)
        )

    return _edit_cell(case, rng, edit)


def cell_moved(case, rng):
    """Two cells change places."""
    one, other = _a_row(case, rng), _a_row(case, rng)
    rows = [list(row) for row in case.rows]
    if rows[one] and rows[other]:
        here, there = rng.randrange(len(rows[one])), rng.randrange(len(rows[other]))
        rows[one][here], rows[other][there] = rows[other][there], rows[one][here]
    return case.with_rows(rows)


def row_repeated(case, rng):
    """A row stands twice, sometimes with one cell changed."""
    at, to = _a_row(case, rng), _a_row(case, rng)
    again = list(case.rows[at])
    if again and rng.random() < 0.4:
        again[rng.randrange(len(again))] = rng.choice(WHOLE)
    return case.with_rows([*case.rows[:to], again, *case.rows[to:]])


def row_removed(case, rng):
    """A row is gone, perhaps of the header."""
    at = rng.randrange(len(case.rows)) if rng.random() < 0.3 else _a_row(case, rng)
    return case.with_rows([*case.rows[:at], *case.rows[at + 1 :]])


def row_of_another_length(case, rng):
    """A row loses cells or has more."""
    at = _a_row(case, rng)
    row = list(case.rows[at])
    if rng.random() < 0.6:
        row = row[: rng.randrange(len(row) + 1)]
    else:
        row[rng.randrange(len(row) + 1) : 0] = [rng.choice(WHOLE)] * rng.randint(1, 3)
    return _with_row(case, at, row)


def rows_run_together(case, rng):
    """Two rows stand in one line."""
    at = _a_row(case, rng)
    both = [*case.rows[at], *(case.rows[at + 1] if at + 1 < len(case.rows) else ())]
    return case.with_rows([*case.rows[:at], both, *case.rows[at + 2 :]])


def row_inserted(case, rng):
    """A blank line, total, note, remark or repeated header among the rows."""
    at = _a_row(case, rng)
    width = len(case.rows[at])
    label = rng.choice(
        ["", " ", "合计", "小计", "其中：国有", "注：①", "第2页", "…", "本页小计", "单位：万元", "单位：亿元"]
    )
    header = case.rows[rng.choice(case.sidecar["header_rows"]) - 1] if rng.random() < 0.25 else None
    row = header or [label, *rng.choices(["", "0", "100"], k=max(0, width - 1))]
    return case.with_rows([*case.rows[:at], row if rng.random() < 0.9 else [], *case.rows[at:]])


def columns_swapped(case, rng):
    """Two columns change places, with their headers or without."""
    first = 0 if rng.random() < 0.6 else case.first_data
    width = max(map(len, case.rows))
    here, there = rng.randrange(width), rng.randrange(width)
    rows = [list(row) for row in case.rows]
    for row in rows[first:]:
        if max(here, there) < len(row):
            row[here], row[there] = row[there], row[here]
    return case.with_rows(rows)


def column_added_or_dropped(case, rng):
    """A column appears, with a name or without, or is gone."""
    place = rng.randrange(max(map(len, case.rows)) + 1)
    rows = [list(row) for row in case.rows]
    name, fill = rng.choice(("", "备注", "主营业务收入", "序号")), rng.choice(("", "", "1", "x"))
    gone = rng.random() < 0.4
    for at, row in enumerate(rows):
        if gone:
            del row[place : place + 1]
        elif place <= len(row):
            row.insert(place, name if at + 1 in case.sidecar["header_rows"] else fill)
    return case.with_rows(rows)


def header_edited(case, rng):
    """A title, unit or column name is changed."""
    at = rng.randrange(case.first_data)
    row = list(case.rows[at])
    if row:
        place = rng.randrange(len(row))
        printed = str(row[place])
        row[place] = rng.choice((
            printed + rng.choice(("（亿元）", "(千元)", "（万元）", " ", "　", "①", "\n", "*")),
            printed.replace("万元", "亿元").replace("千元", "万元").replace("2005", "2006"),
            printed[: len(printed) // 2], rng.choice(row), rng.choice(WHOLE), " ".join(printed),
        ))  # fmt: skip
    return _with_row(case, at, row)


def separator_changed(case, rng):
    """Another delimiter, line end or encoding than the same sender's other files have."""
    return replace(
        case,
        delimiter=rng.choice((",", "\t", ";", "|", case.delimiter)),
        line_end=rng.choice(("\n", "\r\n", "\r", "\n\n", "\r\r\n", case.line_end)),
        encoding=_able(
            case,
            rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "utf-16-le", "big5", "cp1252")),
        ),
    )


def _able(case, encoding):
    try:
        case.with_rows(case.rows).file() if case.form != "csv" else replace(case, encoding=encoding).file()
    except UnicodeEncodeError:
        return case.encoding
    return encoding


_SAID = {
    "unit": ("元", "千元", "万元", "亿元", "EUR", "斤", None, 5),
    "energy_unit": ("吨标准煤", "万吨标准煤", "kgce", "吨", None),
    "header_rows": ([1], [2], [1, 2], [3], [4], [4, 5], [0], [], [3, 5], [99], [2, 1], "1"),
    "unit_line": (None, 1, 2, 3, 4, 0, -1, 99),
    "totals": ([], ["合计"], ["合计", "小计"], [""], ["4"], None),
    "notes": ([], ["注"], [""], ["1"], None),
    "symbols": ({}, {"": "zero"}, {"": "missing"}, {"—": "zero", "…": "below_unit"}, {"0": "missing"}, {"-": "x"}),
    "negatives": ([], ["parentheses"], ["triangle", "minus_sign"], ["brackets"]),
    "inline_units": ([], ["revenue"], ["name"], ["revenue", "energy_tce"]),
    "decimal": ("comma", "point", "comma"),
    "encoding": ("windows-1252", None, "gb18030"),
    "codes": ("own", "organisation", "any"),
    "period": ({"year": 2006}, {"year": 2009, "month": 2}, {"year": 1}, {"month": 3}, None, 2006),
    "obtained": ("2006-02-30", "2009-12-31", 20091231, None, "1900-01-01", "9999-12-31", "0001-01-01"),
    "table": ("enterprise", "enterprise_year", "enterprise_ytd", "official_series", "project", "programme_event"),
    "kind": ("real", "synthetic", "guess"),
    "sheet": ("附表1", "Sheet1", None, 1),
    "classification": ("GB/T 4754-2011", "GB/T 4754-2002", None, "GB/T 4754"),
    "scope": ("above_500", "above_2000", "nonsense", None),
    "producer": ({"zh": "", "en": ""}, {"zh": "局"}, None),
    "colour": ("red",),
}  # fmt: skip


def sidecar_edited(case, rng):
    """A key of the sidecar is changed, added or gone; or two columns are called each other's name."""
    said = dict(case.sidecar)
    key = rng.choice((*_SAID, "columns", "columns", "gone"))
    if key == "columns":
        said["columns"] = _columns_edited(said["columns"], rng)
    elif key == "gone":
        said.pop(rng.choice(list(said)))
    else:
        said[key] = rng.choice(_SAID[key])
    return replace(case, sidecar=said)


def _columns_edited(columns, rng):
    names, canonical = list(columns), list(columns.values())
    here, there = rng.randrange(len(names)), rng.randrange(len(names))
    how = rng.choice(("swap", "ignore", "rename", "drop", "wrong"))
    if how == "swap":
        canonical[here], canonical[there] = canonical[there], canonical[here]
    elif how == "rename":
        names[here] += rng.choice((" ", "x", "（万元）"))
    elif how == "drop":
        del names[here], canonical[here]
    else:
        canonical[here] = (
            "ignore" if how == "ignore" else rng.choice(("revenue", "nothing", "period", "line"))
        )
    return dict(zip(names, canonical, strict=False))


ROWS = (
    cell_characters, cell_decorated, cell_replaced, cell_widened, cell_grouped, cell_retyped, cell_moved,
    row_repeated, row_removed, row_of_another_length, rows_run_together, row_inserted,
    columns_swapped, column_added_or_dropped, header_edited, separator_changed, sidecar_edited,
)  # fmt: skip
