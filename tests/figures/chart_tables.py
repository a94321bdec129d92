"""Tables for the charts of decompositions, places, movements and deliveries, and each chart drawn from its own."""

import functools

import figure_tables as city
import numpy as np
import pandas as pd

from analysis import figures

LANGUAGES, SIZES = ("zh", "en"), ("wide", "narrow")
UNIT = {"zh": "亿元", "en": "bn yuan"}
MEASURE = {"zh": "主营业务收入", "en": "Main-business revenue"}
NOTE = {"zh": "资料来源：市统计局（模拟数据）", "en": "Source: city bureau of statistics (synthetic data)"}
TILES = [
    (1, 2), (2, 1), (2, 3), (0, 2), (1, 1), (0, 0), (1, 0), (2, 0), (3, 0), (2, 2), (3, 2), (3, 1),
]  # fmt: skip
TITLES = {
    "waterfall": {
        "zh": "2007至2010年收入增加514亿元，其中九成来自全国大势，结构拖了后腿",
        "en": "Revenue rose 514 from 2007 to 2010: nine tenths from national growth; the mix held it back",
    },
    "contributions": {
        "zh": "距1000亿元还差92亿元：烟草缩小了差距，林纸拉大了差距",
        "en": "Short by 92: tobacco narrowed the gap most, forestry and paper widened it",
    },
    "slopes": {
        "zh": "十大集群中八个收入增长，林纸下降最多",
        "en": "Eight of ten clusters grew; forestry and paper fell most",
    },
    "tile_map": {
        "zh": "食品产业的规划布局中，四个区县已有规模",
        "en": "Food has gained size in four of the districts planned for it",
    },
    "transitions": {
        "zh": "规模以下企业中，每七家有一家次年升上一档",
        "en": "One small enterprise in seven moves up a class within a year",
    },
    "coverage": {
        "zh": "安乡县缺2009年2月的报表，西湖报送企业减少一半",
        "en": "Anxiang’s returns of February 2009 are missing; half of Xihu’s enterprises stopped reporting",
    },
    "row_account": {
        "zh": "六个文件中有一个整份退回，其余退回11行",
        "en": "One of six files was refused; 11 rows of the others were rejected",
    },
    "fan": {
        "zh": "照以往增速推算，2010年达到900亿元的可能性约为十分之六",
        "en": "If growth continues, the chance of reaching 900 in 2010 is about six in ten",
    },
    "fan_panels": {
        "zh": "十个集群中，五个达到目标的可能性过半",
        "en": "Five of ten clusters are more likely than not to reach their target",
    },
    "events": {
        "zh": "规划单元与其他单元的差距，与零没有明显区别",
        "en": "What sets planned cells apart cannot be told from nothing",
    },
    "bars": {
        "zh": "十个目标中最可能同时实现五至七个",
        "en": "Five to seven of ten targets are most likely to be met together",
    },
}


def waterfall_table(lang="zh"):
    names = {
        "zh": ["2007年", "全国增长", "产业结构", "地区竞争力", "2010年"],
        "en": ["2007", "National growth", "Industrial mix", "Regional advantage", "2010"],
    }[lang]
    values = [510.0, 462.5, -38.2, 89.7, 1024.0]
    return pd.DataFrame({"name": names, "value": values, "is_total": [True, False, False, False, True]})


def energy_table(lang="zh"):
    """Index decomposition of energy use: parts that are small beside the levels."""
    names = {
        "zh": [
            "2005年能耗",
            "活动（产出增长）",
            "结构（集群间此消彼长）",
            "强度（单位产出能耗）",
            "2010年能耗",
        ],
        "en": [
            "Energy 2005",
            "Activity",
            "Structure between clusters",
            "Intensity within clusters",
            "Energy 2010",
        ],
    }[lang]
    values = [812.0, 96.4, -21.7, -58.3, 828.4]
    return pd.DataFrame({"name": names, "value": values, "is_total": [True, False, False, False, True]})


def contributions_table(lang="zh"):
    values = [22.0, 7.0, -19.0, -12.0, 6.0, -28.0, -61.5, -0.7, 4.0, -9.8]
    return pd.DataFrame({"name": city.NAMES[lang], "value": values, "colour": city.COLOURS})


def slopes_table(lang="zh"):
    starts = [147.5, 48, 61, 55, 41, 58, 30, 46, 22, 9]
    return pd.DataFrame(
        {"name": city.NAMES[lang], "start": starts, "end": city.VALUES, "colour": city.COLOURS}
    )


def tiles_table(lang="zh"):
    columns, rows = zip(*TILES, strict=True)
    values = [131.2, 88.4, 24.6, 61.0, 18.9, 12.3, 45.5, 39.8, 9.7, 77.1, np.nan, 3.2]
    planned = [i in (0, 1, 3, 6) for i in range(12)]
    frame = {"name": city.DISTRICTS[lang], "column": columns, "row": rows, "value": values}
    return pd.DataFrame({**frame, "planned": planned})


def transitions_table(lang="zh"):
    names = {
        "zh": ["不在库", "0.5亿以下", "0.5至1亿", "1至10亿", "10亿以上"],
        "en": ["Absent", "Below 50 m", "50 to 100 m", "100 m to 1 bn", "Above 1 bn"],
    }[lang]
    counts = [[0, 61, 9, 4, 0], [38, 402, 61, 3, 0], [6, 21, 118, 19, 0], [1, 2, 11, 96, 4], [0, 0, 0, 0, 0]]
    frame = pd.DataFrame(counts, index=names, columns=names).rename_axis("start_class")
    table = frame.melt(var_name="end_class", value_name="enterprises", ignore_index=False).reset_index()
    never_seen = (table["start_class"] == names[0]) & (table["end_class"] == names[0])
    table["enterprises"] = table["enterprises"].astype(float).mask(never_seen)
    return table.assign(
        share=table["enterprises"] / table.groupby("start_class")["enterprises"].transform("sum")
    )


def coverage_table(lang="zh"):
    months = {"zh": ("1—2月", "1—5月", "1—8月", "1—11月", "全年"), "en": ("Feb", "May", "Aug", "Nov", "Year")}
    suffix = {"zh": "年", "en": ""}[lang]
    periods = [f"{year}{suffix}\n{month}" for year in range(2009, 2011) for month in months[lang]]
    rows = [
        (name, period, 60 + 19 * i + (3 * j + i) % 7 - (120 if i == 10 and j > 2 else 0))
        for i, name in enumerate(city.DISTRICTS[lang])
        for j, period in enumerate(periods)
    ]
    table = pd.DataFrame(rows, columns=["name", "period", "enterprises"]).astype({"enterprises": float})
    table.loc[(table["name"] == city.DISTRICTS[lang][8]) & (table["period"] == periods[0]), "enterprises"] = (
        np.nan
    )
    return table


def account_table(_lang="zh"):
    rows = [
        ("returns/annual_2009.csv", 702, 7, 4),
        ("returns/ytd_2010_08.xlsx", 698, 1, 9),
        ("register/enterprises_2009.csv", 450_123, 1, 2),
        ("returns/wuling_2010_11.xls", np.nan, np.nan, np.nan),
        ("official/gdp_changde.csv", 27, 0, 6),
        ("programme/milestones.csv", 12, 2, 3),
    ]
    return pd.DataFrame(rows, columns=["file", "accepted", "rejected", "non_data"])


def fan_table(_lang="zh"):
    years = list(range(2003, 2011))
    observed = [318.0, 352.0, 401.0, 455.0, 560.0, 688.0, np.nan, np.nan]
    median, nothing = [793.0, 921.0], [np.nan] * 6
    spans = {"low_80": (748, 838), "high_80": (840, 1012), "low_95": (715, 780), "high_95": (880, 1088)}
    frame = {"year": years, "observed": observed, "median": nothing + median}
    return pd.DataFrame({**frame, **{name: [*nothing, *map(float, ends)] for name, ends in spans.items()}})


def fan_panels_table(lang="zh"):
    words = {"zh": "已达到；到期仍保持：超过十分之九", "en": "met; it holds: more than nine in ten"}[lang]
    path = [np.nan] * 3 + list(np.geomspace(455.0, 900.0, 5))
    one = fan_table().assign(words=words, required=path, came=np.nan)
    named = zip(city.NAMES[lang], city.COLOURS, strict=True)
    return pd.concat([one.assign(name=name, colour=colour) for name, colour in named], ignore_index=True)


def events_table(_lang="zh"):
    rows = [
        (2005, 0.046, -0.057, 0.147),
        (2006, 0.0, 0.0, 0.0),
        (2007, 0.026, -0.059, 0.103),
        (2008, 0.033, -0.099, 0.162),
        (2009, -0.057, -0.22, 0.11),
    ]
    return pd.DataFrame(rows, columns=["year", "estimate", "low", "high"])


def bars_table(_lang="zh"):
    chances = [0.0, 0.02, 0.06, 0.08, 0.12, 0.2, 0.23, 0.16, 0.11, 0.02, 0.0]
    return pd.DataFrame({"number": range(11), "chance": chances})


MAKERS = {
    "waterfall": (figures.waterfall, waterfall_table),
    "contributions": (figures.contributions, contributions_table),
    "slopes": (figures.slopes, slopes_table),
    "tile_map": (figures.tile_map, tiles_table),
    "transitions": (figures.transitions, transitions_table),
    "coverage": (figures.coverage, coverage_table),
    "row_account": (figures.row_account, account_table),
    "fan": (figures.fan, fan_table),
    "fan_panels": (figures.fan_panels, fan_panels_table),
    "events": (figures.events, events_table),
    "bars": (figures.bars, bars_table),
}
MONEY = ("waterfall", "contributions", "slopes", "tile_map", "fan")


def draw(chart, lang="zh", size="wide", table=None, **options):
    """The chart of its own table, or of `table`, with a title, a note and a unit."""
    make, source = MAKERS[chart]
    own = {"unit": UNIT[lang], "measure": MEASURE[lang]} if chart in MONEY else {}
    own |= {"fan_panels": {"unit": UNIT[lang]}, "events": {"begins": 2007}, "bars": {"marked": (5, 6)}}.get(
        chart, {}
    )
    if chart in ("slopes", "transitions"):
        own["years"] = (2009, 2010)
    if chart == "fan":
        own |= {"target": (2010, 900.0), "deadline": "2010-12-31"}
    table = source(lang) if table is None else table
    return make(table, lang=lang, size=size, title=TITLES[chart][lang], note=NOTE[lang], **{**own, **options})


drawn = functools.cache(draw)
