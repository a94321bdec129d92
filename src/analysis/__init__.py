"""Cluster Monitor: evidence on the promises of an industrial-cluster decree.

>>> from analysis import open_city
>>> city = open_city(as_of="2010-09-30")
>>> city.status()
"""

__all__ = ["open_city"]


def __getattr__(name):
    # Lazy, so that `cluster-monitor --help` and forked workers do not pay for pandas and DuckDB.
    if name == "open_city":
        from analysis.city import open_city

        return open_city
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
