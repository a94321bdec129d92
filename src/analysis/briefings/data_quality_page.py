"""What the data-quality briefing shows, one function a cell: what to send back to whom, and how far to trust the rest."""

from analysis.briefings import elements
from analysis.briefings.data_quality_account import account
from analysis.briefings.data_quality_changes import corrections, normalised, restatements
from analysis.briefings.data_quality_coverage import coverage
from analysis.briefings.data_quality_findings import breaks, flags
from analysis.briefings.data_quality_growth import growth
from analysis.briefings.data_quality_rejected import rejected
from analysis.briefings.data_quality_senders import opening, senders
from analysis.wording import say

__all__ = [
    "account", "breaks", "corrections", "coverage", "flags", "growth", "normalised", "opening", "rejected",
    "restatements", "senders", "sources",
]  # fmt: skip


def sources(city, lang):
    """The raw files behind this page, and where every line can be looked up."""
    return elements.group(
        elements.sources(city.sources, lang),
        elements.note(say("quality_sources_note", lang, as_of=city.as_of)),
    )
