from pathlib import Path

import pandas as pd
import pytest

CASES = Path(__file__).parents[1] / "cases" / "indicators"


@pytest.fixture(scope="session")
def case():
    """(input, expected) of one situation; read anew at every call, so a test may change what it got."""
    return lambda name: tuple(pd.read_csv(CASES / f"{name}_{part}.csv") for part in ("input", "expected"))
