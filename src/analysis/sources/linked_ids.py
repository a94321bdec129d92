"""Enterprises that go on under another id: only where a record says so."""

import pandas as pd

from analysis.errors import PolicyError
from analysis.policy.corrections import FILE
from analysis.tables import LINKS, conform

_HOLD_NAMES = ("enterprise", "enterprise_year", "enterprise_ytd")


def link_frame(frames, records):
    """The links of the records in force, one row an old id; no row of an enterprise is rewritten.

    A link may lead to an id that is linked on, and several ids to one. Raises PolicyError naming the record
    where an id had not been received under the name expected, an id is linked twice, or links go in a circle.
    """
    links = [record for record in records if record.action == "link"]
    ids_are_linked_twice(links)
    links_go_in_a_circle(links)
    names_are_not_known(links, frames)
    rows = [
        {"enterprise_id": r.where.enterprise_id, "linked_id": r.to, "decided": r.decided, "correction": r.id}
        for r in links
    ]
    return conform(LINKS, rows)


def ids_are_linked_twice(links):
    """Refuses a second link of one old id."""
    first = {}
    for record in links:
        other = first.setdefault(record.where.enterprise_id, record)
        if other is not record:
            raise PolicyError(
                f"{other.id} and {record.id} both link {record.where.enterprise_id}.",
                file=FILE,
                expected="one link an id.",
                way_out="Set the status of one of them to withdrawn.",
            )


def links_go_in_a_circle(links):
    """Refuses links that lead back to where they began."""
    onward = {record.where.enterprise_id: record for record in links}
    for record in links:
        path = [record]
        while path[-1].to in onward and len(path) <= len(links):
            path.append(onward[path[-1].to])
            if path[-1] is record:
                ids = " -> ".join([record.where.enterprise_id, *(each.to for each in path[:-1])])
                raise PolicyError(
                    f"{record.id} links in a circle: {ids}.",
                    file=FILE,
                    expected="links that end at the id in use today.",
                    way_out="Withdraw the link that runs backwards.",
                )


def names_are_not_known(links, frames):
    """Refuses a link one of whose ids had not been received by then under the name the record expects."""
    ids = {each for record in links for each in (record.where.enterprise_id, record.to)}
    known = _names(frames, ids) if ids else None
    for record in links:
        sides = ((record.where.enterprise_id, record.expected.old), (record.to, record.expected.new))
        for enterprise_id, name in sides:
            received = known[known["enterprise_id"] == enterprise_id]
            by_then = received[received["obtained"] <= pd.Timestamp(record.decided)]
            if name not in set(by_then["name"]):
                what = f"under the name {name}" if len(by_then) else f"by {record.decided}"
                raise PolicyError(
                    f"{record.id} links {enterprise_id}, which was not received {what}.",
                    file=FILE,
                    rows=received.assign(obtained=received["obtained"].dt.date),
                    expected="both ids with the names they were delivered under when it was decided.",
                    way_out="Correct the id or the name.",
                )


def _names(frames, ids):
    columns = ["enterprise_id", "name", "file", "obtained"]
    parts = [frames[name] for name in _HOLD_NAMES if name in frames]
    parts = [frame.loc[frame["enterprise_id"].isin(ids), columns] for frame in parts]
    received = pd.concat(parts).sort_values("obtained", kind="stable")
    return received.drop_duplicates(["enterprise_id", "name"])
