"""How a chart writes its numbers: plain with a unit, or a share in per cent."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.wording import NOT_KNOWN, number, percent


@dataclass(frozen=True)
class Scale:
    """Writes values of one axis in one language; shares are 0..1 and written in per cent."""

    lang: str
    unit: str = ""
    is_share: bool = False
    digits: int = 1

    def full(self, value):
        """The value with its unit: 88.0 亿元, 89.4%."""
        if pd.isna(value):
            return NOT_KNOWN[self.lang]
        return self.bare(value) if self.is_share or not self.unit else f"{self.bare(value)} {self.unit}"

    def bare(self, value):
        """The value alone; a share still has its %."""
        return self._written(value, self.digits)

    def round_figure(self, value):
        """A target: as few decimals as it needs, at most `digits`."""
        scaled = value * 100 if self.is_share else value
        fewest = next((d for d in range(self.digits) if abs(round(scaled, d) - scaled) < 1e-9), self.digits)
        return self._written(value, fewest)

    def on(self, axis, steps):
        """Put about `steps` round ticks on a matplotlib axis."""
        axis.set_major_locator(MaxNLocator(nbins=steps, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: self.round_figure(value)))

    def _written(self, value, digits):
        written = percent if self.is_share else number
        return written(value, digits, lang=self.lang)


def of_target(share, lang):
    """Share of a target reached, in whole per cent; a target missed by a hair is never written 100 %."""
    if share < 1 and round(share * 100) >= 100:
        return percent(min(share, 0.999), 1, lang=lang)
    return percent(share, 0, lang=lang)
