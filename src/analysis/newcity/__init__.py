"""A folder for another city that runs at once: an example decree, its data, the notebooks."""

from analysis.newcity.folder import make_city

__all__ = ["make_city"]
