"""Raw deliveries -> canonical rows; the only readers of data/raw."""

from typing import NamedTuple

import pandas as pd

from analysis.errors import SourceError
from analysis.sources.delivery import raw_files, read_delivery, sidecars_without_file
from analysis.tables import VALIDATED

__all__ = ["Reading", "raw_files", "read_all"]


class Reading(NamedTuple):
    """All deliveries that were taken, and a SourceError for each that was refused."""

    deliveries: list
    refused: list


def read_all(raw, policy):
    """Reads every file below `raw`; one refused file does not keep the others from being looked at."""
    deliveries, refused, seen = [], sidecars_without_file(raw), {}
    for path in raw_files(raw):
        try:
            delivery = read_delivery(path, raw, policy)
            deliveries_overlap(delivery, seen)
            deliveries.append(delivery)
        except SourceError as error:
            refused.append(error)
    return Reading(deliveries, refused)


def deliveries_overlap(delivery, seen):
    """Refuses a delivery with rows that another file of the same day received (or vintage) has given.

    Which of the two is newer cannot be known, so neither may silently win. `seen` maps the keys of the files
    read so far to (file, line), and grows by this file's.
    """
    table = VALIDATED[delivery.sidecar.table]
    keys = {
        (table.name, row["obtained"], *(row.get(part) for part in table.key)): (delivery.name, row["line"])
        for row in delivery.rows
    }
    both = [(line, key[2], *seen[key]) for key, (_, line) in keys.items() if key in seen]
    if both:
        raise SourceError(
            f"{len(both)} rows are also in {both[0][2]}, of the same period and day received.",
            file=delivery.name,
            rows=pd.DataFrame(both, columns=["line", table.key[0], "also in", "line there"]),
            way_out="Correct `obtained` of the newer file, or take the repeated rows out of one of them.",
        )
    seen.update(keys)
