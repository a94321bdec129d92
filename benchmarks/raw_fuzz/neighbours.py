"""What was taken of a damaged file, held against the whole other files of the sample as prepare does it."""

import pandas as pd

from analysis.policy.corrections import load_corrections
from analysis.sources.account import FileRecord
from analysis.sources.collection import Collection, check_together
from analysis.sources.delivery import read_delivery
from analysis.tables import FLAGS, NORMALISED, REJECTED, VALIDATED, conform

from .cases import ROOT


class Neighbours:
    """The valid deliveries by name; of two cases of one name the first."""

    def __init__(self, cases, folder, policy):
        self.policy = policy
        self.corrections = load_corrections(ROOT / "data" / "policy", policy)
        self.deliveries = {}
        for case in cases:
            if case.name not in self.deliveries:
                self.deliveries[case.name] = read_delivery(case.write(folder), folder, policy)

    def check(self, delivery):
        """The Collection with `delivery` in the place of the valid one of its name."""
        deliveries = [*({**self.deliveries, delivery.name: delivery}).values()]
        rows = {
            name: _joined([each.rows for each in deliveries if each.sidecar.table == name], table)
            for name, table in VALIDATED.items()
        }
        collection = Collection(
            rows=rows,
            records=tuple(map(FileRecord.of, deliveries)),
            rejected=_joined([each.rejected for each in deliveries], REJECTED),
            normalised=_joined([each.normalised for each in deliveries], NORMALISED),
            flags=_joined([each.flags for each in deliveries], FLAGS),
        )
        return check_together(collection, self.policy, self.corrections)


def _joined(frames, table):
    filled = [frame for frame in frames if len(frame)]
    return conform(table, pd.concat(filled, ignore_index=True) if filled else [])
