"""A city that does not exist, calibrated to the published totals of one that does."""

from analysis.synthetic.city import SyntheticCity, generate
from analysis.synthetic.delivery import write_sample

__all__ = ["SyntheticCity", "generate", "write_sample"]
