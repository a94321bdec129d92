"""Breaks of a series: another statistical scope or classification than the year before, and periods reported again."""

from analysis.sources.findings import Finding


def series_break(records, policy):
    """Findings where the annual returns of two neighbouring years differ in scope or classification.

    `records` are the FileRecords; a file that states no scope has the one data/policy gives its year.
    """
    annual = {}
    for each in sorted(records, key=lambda each: each.obtained):
        if each.table == "enterprise_year" and each.period:
            annual[int(each.period)] = each
    findings = []
    for year, now in sorted(annual.items()):
        if year - 1 in annual:
            findings += _differences(annual[year - 1], now, year, policy)
    return findings


def _differences(before, now, year, policy):
    declared = policy.decree.scopes
    scopes = (before.scope or policy.scope_of(year - 1), now.scope or policy.scope_of(year))
    known = {"file": now.file, "table": now.table, "year": year, "obtained": now.obtained}
    facts = {"before_year": year - 1, "year": year}
    if None not in scopes and scopes[0] != scopes[1]:
        names = {
            f"{when}_{lang}": declared[scope].name[lang]
            for when, scope in zip(("before", "now"), scopes, strict=True)
            for lang in ("zh", "en")
        }
        yield Finding("scope_changes_between_years", "file", now.file, facts | names, **known)
    editions = (before.classification, now.classification)
    if None not in editions and editions[0] != editions[1]:
        named = {"before": editions[0], "now": editions[1]}
        yield Finding("classification_changes_between_years", "file", now.file, facts | named, **known)


def old_periods_restated(restated):
    """Findings, one a file: how many figures it reports anew for a period that had been reported before.

    `restated` has a row a changed figure: file, table, year, month, obtained.
    """
    return [
        Finding(
            "old_period_restated", "file", file, {"year": str(year), "rows": len(rows)},
            file=file, table=table, year=int(year), obtained=rows["obtained"].iloc[0],
        )
        for (file, table, year), rows in restated.groupby(["file", "table", "year"], sort=True)
    ]  # fmt: skip
