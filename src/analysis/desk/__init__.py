"""The economist's desk: the city at hand in a notebook, explorers over calls of the library, files to take away.

>>> from analysis import desk
>>> city = desk.start(as_of="2010-09-30", lang="en")
>>> desk.cluster_explorer(city)
"""

import importlib

_HOME = {
    "start": "start",
    "show": "display",
    "definitions": "selections",
    "own_path": "definition",
    "own_verdict": "definition",
    "redefined": "definition",
    "cluster_explorer": "explore_cluster",
    "cluster_view": "explore_cluster",
    "district_explorer": "explore_district",
    "district_view": "explore_district",
    "structure": "explore_district",
    "definition_explorer": "explore_definitions",
    "definitions_view": "explore_definitions",
    "commitment_explorer": "explore_commitment",
    "commitment_view": "explore_commitment",
    "scenario_panel": "what_if",
    "scenario_view": "what_if",
    "scenario_of": "sliders",
    "scenario_effect": "sliders",
}

__all__ = list(_HOME)


def __getattr__(name):
    # Lazy: a city is opened a hundred times for each time somebody asks for a widget.
    if name not in _HOME:
        raise AttributeError(f"module 'analysis.desk' has no attribute {name!r}")
    return getattr(importlib.import_module(f"analysis.desk.{_HOME[name]}"), name)


def __dir__():
    return sorted([*globals(), *_HOME])
