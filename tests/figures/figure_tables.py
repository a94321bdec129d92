"""Tables as the briefings hand them to the figures: ten clusters of a city, in both languages."""

import numpy as np
import pandas as pd

NAMES = {
    "zh": ["烟草", "食品", "机电", "纺织", "电力", "林纸", "建材", "铝材", "盐化工", "医药"],
    "en": [
        "Tobacco", "Food", "Machinery and electronics", "Textiles", "Power", "Forestry and paper",
        "Building materials", "Aluminium", "Salt chemicals", "Pharmaceuticals",
    ],
}  # fmt: skip
DISTRICTS = {
    "zh": [
        "武陵区", "鼎城区", "汉寿县", "桃源县", "临澧县", "石门县", "澧县", "津市市", "安乡县",
        "德山开发区", "西湖", "西洞庭",
    ],
    "en": [
        "Wuling", "Dingcheng", "Hanshou", "Taoyuan", "Linli", "Shimen", "Lixian", "Jinshi", "Anxiang",
        "Deshan Zone", "Xihu Zone", "Xidongting Zone",
    ],
}  # fmt: skip
COLOURS = [
    "#4E342E", "#E69F00", "#0072B2", "#CC79A7", "#6A51A3", "#117733", "#882255", "#56B4E9",
    "#999933", "#D55E00",
]  # fmt: skip
VALUES = [262, 97, 131, 88, 56, 52, 68, 109.3, 24, 17]
TARGETS = [240, 90, 150, 100, 50, 80, 40, 110, 20, 20]
YEARS = list(range(2005, 2011))


def path_table():
    actual = [0.79, 0.812, 0.835, 0.851, 0.862, 0.88]
    return pd.DataFrame({"year": YEARS, "actual": actual, "required": [np.nan, *np.linspace(0.812, 0.9, 5)]})


def ladder_table(lang="zh"):
    status = ["achieved" if v >= t else "acceleration_needed" for v, t in zip(VALUES, TARGETS, strict=True)]
    return pd.DataFrame(
        {"name": NAMES[lang], "value": VALUES, "target": TARGETS, "colour": COLOURS, "status": status}
    )


def panels_table(lang="zh"):
    rows = [
        {**item, "year": year, "actual": item["value"] * part, "required": item["target"] * part}
        for item in ladder_table(lang).to_dict("records")
        for year, part in zip(YEARS, np.linspace(0.5, 1, 6), strict=True)
    ]
    return pd.DataFrame(rows).drop(columns=["value", "target"])


def definitions_table(lang="zh"):
    labels = {
        "zh": ["园区企业占工业收入的比重", "主导产业占园区收入的比重", "前三大集群占集群收入的比重"],
        "en": [
            "Parks’ share of industrial revenue",
            "Leading industry’s share",
            "Three largest clusters",
        ],
    }
    return pd.DataFrame(
        {
            "label": labels[lang],
            "value": [0.462, 0.538, np.nan],
            "target": 0.5,
            "status": ["missed", "achieved", "not_measured"],
            "is_default": [True, False, False],
        }
    )


def grid_table(lang="zh"):
    rows = [
        (
            district,
            cluster,
            (i + 2 * j) % 4 == 0,
            0 if (i + j) % 3 == 0 else 1e4,
            0.2 * ((3 * i + 5 * j) % 17),
        )
        for i, district in enumerate(DISTRICTS[lang])
        for j, cluster in enumerate(NAMES[lang])
    ]
    return pd.DataFrame(rows, columns=["district_name", "cluster_name", "planned", "revenue", "quotient"])


def composition_table(lang="zh"):
    rows = [
        (year, name, colour, value * (1 + 0.1 * i))
        for i, year in enumerate(YEARS)
        for name, colour, value in zip(NAMES[lang], COLOURS, VALUES, strict=True)
    ]
    return pd.DataFrame(rows, columns=["year", "name", "colour", "value"])


def comparison_table(lang="zh"):
    names = {"zh": ("计算值", "公布值"), "en": ("Computed", "Published")}[lang]
    computed, published = (
        [0, -0.027, -0.076, -0.125, -0.156, -0.190],
        [0, -0.027, -0.08, None, -0.156, -0.191],
    )
    wide = pd.DataFrame(dict(zip(names, (computed, published), strict=True)), index=YEARS, dtype=float)
    return wide.rename_axis("year").reset_index().melt("year", var_name="series")
