"""What an axis shows and in which unit, in words."""

from analysis.wording import say


def measured(lang, measure, unit):
    """The measure with its unit (主营业务收入（亿元）); either alone; empty where neither is given."""
    if measure and unit:
        return say("figure_measure", lang, measure=measure, unit=unit)
    return measure or unit or ""


def with_key(lang, axis, key):
    """The words of an axis followed by how to read the chart; the key alone where the axis has no words."""
    return say("figure_key_after_axis", lang, axis=axis, reading=key) if axis else key
