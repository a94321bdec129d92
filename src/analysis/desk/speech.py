"""The language the desk speaks in one session; every call can still ask for another."""

from analysis.errors import MonitorError
from analysis.wording import LANGUAGES

_chosen = {"lang": "zh"}


def choose(lang):
    """From now on cards, tables and sentences are in `lang`; MonitorError for a language there is not."""
    _chosen["lang"] = language(lang)


def language(lang=None):
    """`lang` where it is one of the languages, the chosen one for None; MonitorError otherwise."""
    if lang is None:
        return _chosen["lang"]
    if lang not in LANGUAGES:
        raise MonitorError(f"there are no sentences in {lang!r}.", expected=f"one of {', '.join(LANGUAGES)}.")
    return lang


def joined(*sentences, lang):
    """Sentences one after the other, as the language sets them; empty ones are left out."""
    return ("" if lang == "zh" else " ").join(filter(None, sentences))
