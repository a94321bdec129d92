"""Units of money, energy, ratio and count; the only place that converts between them."""

from decimal import Decimal

from analysis.errors import MonitorError

# Factors are strings so that Decimal and float callers both get the exact decimal.
_FACTORS = {
    "yuan": {
        "元": "1",
        "千元": "1000",
        "万元": "10000",
        "百万元": "1000000",
        "亿元": "100000000",
        "yuan": "1",
        "10k yuan": "10000",
        "m yuan": "1000000",
        "bn yuan": "1000000000",
    },
    "euro": {
        "欧元": "1",
        "万欧元": "10000",
        "百万欧元": "1000000",
        "亿欧元": "100000000",
        "EUR": "1",
        "k EUR": "1000",
        "m EUR": "1000000",
        "bn EUR": "1000000000",
    },
    "energy": {
        "千克标准煤": "0.001",
        "吨标准煤": "1",
        "万吨标准煤": "10000",
        "kgce": "0.001",
        "tce": "1",
        "10k tce": "10000",
        "Mtce": "1000000",
        # 10000 kcal a kilogram of oil, 7000 a kilogram of coal: exactly 10/7, here to 28 digits.
        "toe": "1.428571428571428571428571429",
        "ktoe": "1428.571428571428571428571429",
        # 29.3076 GJ a tonne of coal equivalent.
        "TJ": "34.12084237535656280282247608",
        "MWh": "0.1228350325512836260901609139",
        "GWh": "122.8350325512836260901609139",
    },
    "intensity": {"吨标准煤/万元": "1", "tce/万元": "1", "tce/10k yuan": "1", "千克标准煤/万元": "0.001"},
    "euro_intensity": {"tce/m EUR": "1", "toe/m EUR": "1.428571428571428571428571429"},
    "ratio": {"1": "1", "%": "0.01", "‰": "0.001"},
    "count": {"人": "1", "个": "1", "家": "1", "户": "1", "万人": "10000", "persons": "1", "count": "1"},
}
_DIMENSION = {unit: dimension for dimension, units in _FACTORS.items() for unit in units}
CANONICAL = {
    "energy": "tce",
    "intensity": "tce/万元",
    "euro_intensity": "tce/m EUR",
    "ratio": "1",
    "count": "count",
}


def is_known(unit):
    """Whether `unit` is one this module can convert."""
    return unit in _DIMENSION


def dimension(unit):
    """What a unit measures: yuan, euro, energy, intensity, euro_intensity, ratio or count.

    Raises MonitorError for an unknown unit, with the known ones.
    """
    if unit not in _DIMENSION:
        raise MonitorError(f"unit {unit!r} is not known.", expected=f"one of: {', '.join(_DIMENSION)}")
    return _DIMENSION[unit]


def size(unit):
    """How many of the smallest whole unit of its kind `unit` is: 100000000 for 亿元 and 亿欧元."""
    return float(_FACTORS[dimension(unit)][unit])


def to_unit(value, unit, target):
    """`value` (float, Decimal or Series) given in `unit`, expressed in `target`.

    Missing stays missing. Raises MonitorError where the two measure different things.
    """
    if dimension(unit) != dimension(target):
        raise MonitorError(
            f"{unit} cannot be turned into {target}: {dimension(unit)} is not {dimension(target)}."
        )
    factors = _FACTORS[_DIMENSION[unit]]
    ratio = Decimal(factors[unit]) / Decimal(factors[target])
    if isinstance(value, Decimal):
        return value * ratio
    # Dividing by a whole factor keeps 1234.5 exact where multiplying by 0.0001 would not.
    return value * float(ratio) if ratio >= 1 else value / float(1 / ratio)


def power_of_ten(unit, target):
    """The whole power of ten that leads from `unit` to `target`; None where the two differ by another factor.

    Raises MonitorError where the two measure different things.
    """
    ratio = to_unit(Decimal(1), unit, target).normalize()
    return ratio.as_tuple().exponent if ratio.as_tuple().digits == (1,) else None
