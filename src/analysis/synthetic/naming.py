"""Invented identities: organisation codes (GB 11714) and enterprise names made from parts."""

import numpy as np
import pandas as pd

WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
# The sixty pairs of the Chinese calendar: readable, and no real firm is named by them in series.
BRANDS = np.array([STEMS[i % 10] + BRANCHES[i % 12] for i in range(60)], dtype=object)
AUSPICIOUS = np.array(["", *"金鑫达隆兴盛昌泰丰裕和顺安康宏伟华瑞祥福源茂荣利通信诚德嘉恒"], dtype=object)


def check_character(stem):
    """The ninth character of an organisation code for eight digits (array, n x 8), GB 11714."""
    remainder = 11 - (stem * WEIGHTS).sum(axis=1) % 11
    return np.array([*"0123456789X0"], dtype=object)[remainder]


def organisation_codes(count, rng):
    """`count` different nine-character organisation codes with correct check characters."""
    numbers = rng.choice(70_000_000, size=count, replace=False) + 10_000_000
    digits = numbers[:, None] // 10 ** np.arange(7, -1, -1) % 10
    return numbers.astype(str).astype(object) + check_character(digits)


def brand(serial):
    """A brand for each serial number 0, 1, 2 ...; different numbers give different brands."""
    tier, first = np.divmod(serial, len(BRANDS))
    round_, extra = np.divmod(tier, len(AUSPICIOUS))
    ordinal = np.where(round_ > 0, "第" + (round_ + 1).astype(str).astype(object), "")
    return BRANDS[first] + AUSPICIOUS[extra] + ordinal


def enterprise_names(place, trade, ownership, rng):
    """Unique names, one an enterprise: place + brand + trade + legal form."""
    parts = pd.DataFrame({"place": place, "trade": trade})
    shuffled = parts.iloc[rng.permutation(len(parts))]
    serial = shuffled.groupby(["place", "trade"]).cumcount().reindex(parts.index).to_numpy()
    # Each place and trade starts its own way into the sixty, or every town would have a 甲子 firm first.
    start = parts.groupby(["place", "trade"], sort=True).ngroup().to_numpy() * 7 % len(BRANDS)
    rounds, first = np.divmod(serial, len(BRANDS))
    serial = rounds * len(BRANDS) + (first + start) % len(BRANDS)
    form = pd.Series(ownership).map(legal_form).to_numpy(dtype=object)
    return place + brand(serial) + trade + form


def legal_form(ownership):
    """The ending of the name that goes with a registration type."""
    return {"股份有限公司": "股份有限公司", "有限责任公司": "有限责任公司"}.get(ownership, "有限公司")
