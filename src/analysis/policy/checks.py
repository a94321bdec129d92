"""What must hold between the entries of a policy; each check returns the faults it is named after.

A fault is a row: file, entry, key, found, expected.
"""

from collections import defaultdict

from analysis.policy.plan import names_of
from analysis.policy.refusals import closest
from analysis.units import to_unit


def references_are_unknown(policy):
    """Commitments that name a cluster, district, clause, measure or indicator nobody declares."""
    decree, faults = policy.decree, []
    for c in policy.commitments.values():
        named = [
            ("scope.cluster", c.scope.cluster, policy.clusters),
            ("scope.district", c.scope.district, policy.districts),
            ("clause", c.clause, decree.clauses),
            ("measure", c.measure, decree.measures),
            ("indicator", c.indicator, decree.indicators),
            *(("readings.indicator", reading.indicator, decree.indicators) for reading in c.readings),
        ]
        faults += _unknown("commitments.yaml", c.id, named)
    return faults


def headline_references_are_unknown(policy):
    """Commitments decree.yaml points to and commitments.yaml does not have."""
    decree = policy.decree
    named = [(f"headline.{key}", found, policy.commitments) for key, found in decree.headline.asked.items()]
    if decree.class_size:
        parts = ("classes", "persons")
        named += [(f"class_size.{p}", getattr(decree.class_size, p), policy.commitments) for p in parts]
    return _unknown("decree.yaml", "decree", named)


def planned_clusters_are_unknown(policy):
    """Districts that plan a cluster clusters.yaml does not have, or plan one twice."""
    faults = []
    for district in policy.districts.values():
        named = [("planned", cluster, policy.clusters) for cluster in district.planned]
        faults += _unknown("districts.yaml", district.id, named)
        repeated = sorted({cluster for cluster in district.planned if district.planned.count(cluster) > 1})
        faults += [
            _fault("districts.yaml", district.id, "planned", one, "each cluster once") for one in repeated
        ]
    return faults


def tiers_are_unknown(policy):
    return [
        fault
        for cluster in policy.clusters.values()
        for fault in _unknown("clusters.yaml", cluster.id, [("tier", cluster.tier, policy.tiers)])
    ]


def commitment_ids_leave_gaps(policy):
    """The first id that breaks the row C001, C002, ... in file order."""
    wanted = [f"C{number:03d}" for number in range(1, len(policy.commitments) + 1)]
    broken = [(found, want) for found, want in zip(policy.commitments, wanted, strict=True) if found != want]
    return [
        _fault("commitments.yaml", found, "id", found, f"{want}: ids run from C001 without gaps")
        for found, want in broken[:1]
    ]


def slugs_repeat(policy):
    return _repeated("commitments.yaml", "slug", ((c.id, c.slug) for c in policy.commitments.values()))


def colours_repeat(policy):
    colours = [(cluster.id, cluster.colour) for cluster in policy.clusters.values()]
    return _repeated("clusters.yaml", "colour", [*colours, ("outside", policy.outside.colour)])


def tiles_repeat(policy):
    return _repeated("districts.yaml", "tile", ((d.id, d.tile) for d in policy.districts.values()))


def names_are_ambiguous(policy):
    """Spellings that could mean two clusters, two districts, or a cluster and none."""
    outside = [("outside", name) for name in policy.outside.spellings]
    clusters = [(cluster.id, name) for cluster in policy.clusters.values() for name in names_of(cluster)]
    districts = [(district.id, name) for district in policy.districts.values() for name in names_of(district)]
    return _ambiguous("clusters.yaml", policy, clusters + outside) + _ambiguous(
        "districts.yaml", policy, districts
    )


def industry_codes_are_claimed_twice(policy):
    """Included codes that another cluster takes in as well and does not exclude."""
    faults = []
    for cluster in policy.clusters.values():
        for code in cluster.industry_codes.include if cluster.industry_codes else ():
            for other in policy.clusters.values():
                if other.id != cluster.id and other.takes_in(code):
                    expected = f'`exclude: ["{code}"]` in one of {cluster.id} and {other.id}'
                    faults.append(_fault("clusters.yaml", cluster.id, "industry_codes", code, expected))
    return faults


def layout_differs_from_planned_cells(policy):
    """Cells that districts.yaml plans and no layout commitment names, or the other way round."""
    planned = set(policy.planned_cells)
    layout = {
        (c.scope.district, c.scope.cluster): c.id for c in policy.commitments.values() if c.kind == "layout"
    }
    missing = [
        _fault("districts.yaml", district, "planned", cluster, "a layout commitment for it")
        for district, cluster in policy.planned_cells
        if (district, cluster) not in layout
    ]
    extra = [
        _fault("commitments.yaml", entry, "scope", f"{cell[0]} x {cell[1]}", "a cell of districts.yaml")
        for cell, entry in layout.items()
        if cell not in planned
    ]
    return missing + extra


def core_enterprise_thresholds_differ(policy):
    """Commitments on core enterprises with another threshold than decree.yaml."""
    amount = policy.decree.core_enterprise_revenue
    wanted = to_unit(float(amount.value), amount.unit, policy.decree.money_unit)
    return [
        _fault("commitments.yaml", c.id, c.comparator, c.target, f"{wanted:g}, as in decree.yaml")
        for c in policy.with_indicator("core_enterprise_revenue")
        if c.target != wanted
    ]


CHECKS = (
    references_are_unknown,
    headline_references_are_unknown,
    planned_clusters_are_unknown,
    tiers_are_unknown,
    commitment_ids_leave_gaps,
    slugs_repeat,
    colours_repeat,
    tiles_repeat,
    names_are_ambiguous,
    industry_codes_are_claimed_twice,
    layout_differs_from_planned_cells,
    core_enterprise_thresholds_differ,
)


def _fault(file, entry, key, found, expected):
    return {"file": file, "entry": entry, "key": key, "found": found, "expected": expected}


def _unknown(file, entry, named):
    return [
        _fault(file, entry, key, repr(name), f"one of: {', '.join(known)}{closest(name, known)}")
        for key, name, known in named
        if name is not None and name not in known
    ]


def _repeated(file, key, pairs):
    owner, faults = {}, []
    for entry, value in pairs:
        if value in owner:
            faults.append(_fault(file, entry, key, value, f"one that {owner[value]} does not have"))
        owner.setdefault(value, entry)
    return faults


def _ambiguous(file, policy, pairs):
    # Offices write the city's name before a district's, so two spellings that differ by it are one.
    owners = defaultdict(dict)
    for entry, name in pairs:
        text = name.strip()
        owners[text.removeprefix(policy.decree.city.zh).strip() or text].setdefault(entry)
    return [
        _fault(
            file,
            list(entries)[1],
            "aliases",
            repr(name),
            f"a spelling that {next(iter(entries))} does not use",
        )
        for name, entries in owners.items()
        if len(entries) > 1
    ]
