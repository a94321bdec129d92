"""What the fork server imports before any kernel is forked from it: third-party modules only.

A kernel forked afterwards has these imports done. The project's own modules are not among them, so that a
kernel always runs the code that is on the disk. Nothing here may start a thread or open a database: a
thread does not survive a fork, and what it held stays locked for ever.
"""

import atexit
import gc
import importlib
import os
import sys

IMPORTED = (
    "fontTools.subset",
    "fontTools.ttLib",
    "html.parser",
    "ibis.backends.duckdb.converter",
    "ibis.expr.types.groupby",
    "ibis.formats.pandas",
    "ibis.formats.pyarrow",
    "ipykernel.kernelapp",
    "jinja2",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.patheffects",
    "matplotlib.pyplot",
    "pandas",
    "pandera.pandas",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "pydantic",
    "scipy.stats",
    "yaml",
)

# A matplotlibrc or a module lying in the caller's folder must not reach every kernel.
os.chdir("/")
sys.path[:] = [folder for folder in sys.path if folder]
for name in IMPORTED:
    importlib.import_module(name)

# What lives for ever need not be looked at by any kernel's collector, nor its memory copied.
gc.freeze()
# Extension modules complain on the way out about what is still frozen.
atexit.register(gc.unfreeze)
