"""Frames and figures as a notebook shows them to people: tables with units, pictures with alternative text."""

import base64
import html as markup
import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from great_tables import GT
from great_tables import html as trusted
from itables import JavascriptFunction, to_html_datatable
from matplotlib.figure import Figure

from analysis.desk.cards import html
from analysis.desk.speech import language
from analysis.exports.cell_values import number_format
from analysis.exports.city_workbook import named
from analysis.exports.columns import COUNT_UNIT, headings_of, units_of
from analysis.figures import to_png
from analysis.wording import NOT_KNOWN, number, percent, say

_YEARS = ("year", "last_year", "end_year")
FEW_ROWS, FEW_COLUMNS = 15, 12
DPI = 110
# What is copied and exported are the plain numbers; what is read has its thousands set apart.
_BUTTONS = [
    {"extend": kind, "exportOptions": {"orthogonal": "filter"}}
    for kind in ("copyHtml5", "csvHtml5", "excelHtml5")
]
_NUMBERS = JavascriptFunction(
    "function (value, use) {"
    " if (!Number.isFinite(value)) return use === 'sort' || use === 'type' ? null : '';"
    " return use === 'display' ? value.toLocaleString('en-US', {maximumFractionDigits: 4}) : value; }"
)
_TABLE_WORDS = {
    "zh": {
        "search": "筛选：",
        "lengthMenu": "每页 _MENU_ 行",
        "info": "第 _START_ 至 _END_ 行，共 _TOTAL_ 行",
        "infoEmpty": "没有符合的行",
        "infoFiltered": "（筛选自 _MAX_ 行）",
        "zeroRecords": "没有符合的行",
        "emptyTable": "没有数据",
        "loadingRecords": "正在载入……",
        "buttons": {"copy": "复制", "csv": "CSV", "excel": "Excel"},
    },
    "en": {"search": "Filter:", "buttons": {"copy": "Copy", "csv": "CSV", "excel": "Excel"}},
}


@dataclass(frozen=True)
class Shown:
    """What a notebook displays: `html` is complete and safe, `text` says the same without markup."""

    html: str
    text: str
    png: bytes | None = None

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/html": self.html, "text/plain": self.text}
        if self.png is None:
            return bundle
        picture = base64.b64encode(self.png).decode("ascii")
        return bundle | {"image/png": picture}, {"image/png": {"alt": self.text}}

    def __repr__(self):
        return self.text


def show(thing, *, city=None, lang=None, alt=None, caption=None, units=None, interactive=None):
    """A frame or a figure for people; the frame itself stays as it is.

    A small frame is a plain table with printed headings and units; one of more than 15 rows or 12 columns, or any
    with `interactive=True`, can be sorted, filtered and exported. Shares are shown as per cent, a missing number
    in words. With `city`, ids are written as names and money has its unit. A figure is a picture with `alt` as
    its alternative text, by default its title.

    Example: `show(city.cluster_year, city=city, lang="en")`, `show(figures.path(...), alt="...")`.
    """
    lang = language(lang)
    if isinstance(thing, Figure):
        return picture(thing, alt)
    frame = thing.to_frame() if isinstance(thing, pd.Series) else thing
    frame = frame.reset_index() if any(name is not None for name in frame.index.names) else frame
    money_unit = None
    if city is not None:
        frame, money_unit = named(frame, city.policy, lang), city.policy.decree.money_unit
    units = units_of(frame, money_unit) | (units or {})
    is_large = len(frame) > FEW_ROWS or len(frame.columns) > FEW_COLUMNS
    is_long = is_large if interactive is None else interactive
    content = long_table(frame, lang, units, caption) if is_long else short_table(frame, lang, units, caption)
    return Shown(content, frame.to_string(index=False, na_rep=NOT_KNOWN[lang]))


def picture(figure, alt=None):
    """A figure with alternative text, in HTML and as PNG; without `alt` its title says what it shows."""
    png = to_png(figure, DPI)
    alt = " ".join((alt or figure.get_label() or "chart").split())
    return Shown(picture_html(png, alt, figure), alt, png)


def picture_html(png, alt, figure):
    """The image element of a figure drawn as `png`; as wide as it was drawn, never wider than its place."""
    wide = round(figure.get_size_inches()[0] * 100)
    return html("picture", alt=alt, width=wide, content=base64.b64encode(png).decode("ascii")).strip()


def short_table(frame, lang, units, caption=None):
    """A small frame as a table by great_tables; it is complete without a script."""
    numeric = [column for column, kind in frame.dtypes.items() if pd.api.types.is_numeric_dtype(kind)]
    shown = pd.DataFrame(
        {
            str(column): [
                _cell(value, column, units.get(column), lang, column in numeric) for value in frame[column]
            ]
            for column in frame.columns
        }
    )
    table = GT(shown, id="cm-table").cols_label(
        **{str(c): trusted(markup.escape(h)) for c, h in _headings(frame, lang, units).items()}
    )
    table = table.cols_align("left").cols_align("right", columns=[str(c) for c in numeric])
    if caption:
        table = table.tab_header(trusted(markup.escape(caption)))
    return table.tab_options(
        table_font_size="13px", data_row_padding="4px", table_margin_left="0"
    ).as_raw_html()


def long_table(frame, lang, units, caption=None, **options):
    """A frame as a table that sorts, filters and exports; it needs `desk.start` in the notebook, and no network."""
    shown = frame.copy()
    for column, unit in units.items():
        if unit == "1" and column in shown:
            shown[column] = (shown[column] * 100).round(2)
    for column in shown.columns:
        shown[column] = _plain(shown[column])
    floats = [place for place, kind in enumerate(shown.dtypes) if pd.api.types.is_float_dtype(kind)]
    shown.columns = list(_headings(frame, lang, units, shares="%").values())
    settings = {
        "language": _TABLE_WORDS[lang],
        "buttons": _BUTTONS,
        "layout": {"topStart": "buttons", "top2Start": "pageLength"},
    }
    with warnings.catch_warnings():
        # itables warns of types it writes as their text, such as days; that is what is wanted here.
        warnings.simplefilter("ignore")
        return to_html_datatable(
            shown,
            caption=markup.escape(caption) if caption else None,
            connected=False,
            allow_html=False,
            showIndex=False,
            maxBytes=0,
            classes="display compact nowrap",
            scrollX=True,
            lengthMenu=[10, 25, 100],
            columnDefs=[{"targets": floats, "render": _NUMBERS}],
            **settings | options,
        )


def _plain(column):
    """A column as a table of the browser takes it: numbers as floats or whole ones, anything else as text."""
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "✓", False: ""})
    if pd.api.types.is_float_dtype(column) or (pd.api.types.is_integer_dtype(column) and column.hasnans):
        whole = column.dropna() % 1 == 0
        # A year with a gap above it is still no 2,009.
        return (
            column.astype("Int64").astype("str").fillna("")
            if column.name in _YEARS and whole.all()
            else column.astype(float)
        )
    if pd.api.types.is_integer_dtype(column):
        return column
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return column.astype("object").where(column.notna(), "").astype("str")


def _headings(frame, lang, units, shares=None):
    printed = headings_of(frame, lang)
    named = {}
    for column in frame.columns:
        unit = units.get(column)
        unit = shares if unit == "1" else None if unit == COUNT_UNIT else unit
        name = str(printed.get(column, column))
        named[column] = say("figure_measure", lang, measure=name, unit=unit) if unit else name
    return named


def _cell(value, column, unit, lang, is_number):
    if value is None or value is pd.NA or value != value:
        return NOT_KNOWN[lang] if is_number else ""
    if isinstance(value, bool | np.bool_):
        return "✓" if value else ""
    if not is_number:
        return markup.escape(str(value.date() if isinstance(value, pd.Timestamp) else value))
    if unit == "1":
        return percent(value, lang=lang)
    if number_format(column, unit) == "0":
        return f"{value:.0f}"
    return number(value, 0 if float(value).is_integer() or abs(value) >= 1000 else 2)
