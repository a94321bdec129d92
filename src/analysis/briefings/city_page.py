"""What the city briefing shows, one function a cell: the city's tables in, page elements out."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.briefings.headline import opening, verdict_cards
from analysis.indicators.growth import cagr
from analysis.indicators.layout import layout_cells, layout_match
from analysis.units import to_unit
from analysis.wording import say

__all__ = [
    "banner", "cluster_ladder", "cluster_paths", "concentration_definitions", "current_year", "energy_path", "layout",
    "not_known", "opening", "revenue_path", "share_definitions", "sources", "verdict_cards",
]  # fmt: skip


def banner(city, lang):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(city.sources["kind"]), lang)


def revenue_path(city, lang):
    """Revenue of the clusters against the path its target requires."""
    row = _leading(city, "revenue")
    if row is None:
        return elements.message(say("plan_is_silent", lang))
    if row["status"] == "not_measured":
        return elements.message(say("card_missing", lang, needs=row["missing"][lang]))
    key = "revenue_title_met" if row["gap"] >= 0 else "revenue_title_short"
    value, target, gap = (_money(city, abs(row[name]), lang) for name in ("value", "target", "gap"))
    title = say(key, lang, year=int(row["year"]), value=value, target=target, gap=gap)
    return _path_chart(
        city, row["commitment_id"], title, _revenue_term(city, row["commitment_id"], lang), lang
    )


def current_year(city, lang):
    """The newest year-to-date returns beside the same months of the year before, in one sentence."""
    ytd, last = city.cluster_ytd, city.years[-1] if city.years else 0
    newest = ytd[ytd["year"] > last].sort_values(["year", "month"]).tail(1)
    if newest.empty:
        return elements.message(say("current_year_none", lang, year=last))
    year, month = int(newest["year"].iloc[0]), int(newest["month"].iloc[0])
    inside = ytd[(ytd["month"] == month) & (ytd["cluster"] != "other")]
    total = inside.groupby("year")["revenue"].sum()
    growth = total[year] / total[year - 1] - 1 if year - 1 in total else None
    key = "current_year" if growth is None else "current_year_up" if growth >= 0 else "current_year_down"
    spoken = {} if growth is None else {"growth": wording.percent(abs(growth), lang=lang)}
    value = _money(city, total[year], lang)
    return elements.message(
        say(key, lang, year=year, month=wording.month(month, lang), value=value, **spoken)
    )


def cluster_ladder(city, lang):
    """Every cluster's revenue against its own target, by share of the target reached."""
    table = _clusters(city, lang)
    if table.empty:
        return elements.message(say("ladder_no_target", lang))
    known = table.dropna(subset="value")
    reached = (known["value"] / known["target"]).sort_values()
    met = int((reached >= 1).sum())
    if known.empty or met == len(known):
        title = say("ladder_title_all" if met else "definitions_none", lang, year=_last(city))
    else:
        title = say(
            "ladder_title",
            lang,
            year=_last(city),
            met=met,
            count=len(known),
            worst=known.loc[reached.index[0], "name"],
            reached=wording.percent(reached.iloc[0], 0, lang=lang),
        )
    digits = _money_axis(city, lang)["digits"]
    points = [
        f"{row['name']} {_shown(row['value'], digits, lang)} / {_shown(row['target'], digits, lang)}"
        for row in table.to_dict("records")
    ]
    return _chart(figures.ladder, table, title, points, lang, **_money_axis(city, lang))


def cluster_paths(city, lang):
    """One small chart a cluster: actual revenue and required path."""
    rows = _clusters(city, lang)
    if rows.empty:
        return elements.group()
    parts = []
    for row in rows.to_dict("records"):
        path = city.path(row["commitment_id"])
        for column in ("actual", "required"):
            path[column] = _display(city, path[column], lang)
        parts.append(path.assign(name=row["name"], colour=row["colour"], status=row["status"]))

    table = pd.concat(parts, ignore_index=True)
    title = say("multiples_title", lang, count=len(rows))
    words = [f"{r['name']} {wording.STATUS[r['status']][lang]}" for r in rows.to_dict("records")]
    return _chart(figures.small_multiples, table, title, words, lang, **_money_axis(city, lang))


def share_definitions(city, lang):
    """The clusters' share of industry under each reading of the total."""
    return _definitions(city, "share", lang)


def concentration_definitions(city, lang):
    """Industrial concentration under each plausible definition."""
    return _definitions(city, "concentration", lang)


def energy_path(city, lang):
    """Cumulative change of energy per GDP against the path its target requires."""
    row = _leading(city, "energy")
    if row is None:
        return elements.message(say("plan_is_silent", lang))
    if row["status"] == "not_measured":
        return elements.message(say("card_missing", lang, needs=row["missing"][lang]))
    change, target = (wording.percent(abs(row[name]), lang=lang) for name in ("value", "target"))
    key = "energy_title_met" if row["gap"] >= 0 else "energy_title_short"
    if row["value"] > 0:
        key = "energy_title_up"
    title = say(key, lang, year=int(row["year"]), fall=change, rise=change, target=target)
    return _path_chart(city, row["commitment_id"], title, say("measure_energy", lang), lang)


def layout(city, lang):
    """Location quotient of every cluster in every district, planned cells framed."""
    table = city.layout()
    planned = table[table["planned"]]
    title = say(
        "layout_title" if len(planned) else "layout_title_no_plan",
        lang,
        planned=len(planned),
        special=int(((planned if len(planned) else table)["quotient"] >= 1).sum()),
        absent=int((~(planned["revenue"] > 0)).sum()),
    )
    unplanned = int(((table["quotient"] >= 1) & ~table["planned"]).sum())
    named = table.assign(
        district_name=[city.policy.name_of("district", d, lang, short=True) for d in table["district"]],
        cluster_name=[city.policy.name_of("cluster", c, lang, short=True) for c in table["cluster"]],
    )
    special = [
        f"{r.district_name} {r.cluster_name} {r.quotient:.1f}"
        for r in named[named["planned"] & (named["quotient"] >= 1)].itertuples()
    ]
    note = say("layout_note", lang, year=_last(city), unplanned=unplanned)
    chart = _chart(figures.layout_grid, named, title, special, lang, note=note)
    return elements.group(chart, *_plan_as_forecast(city, lang))


def _plan_as_forecast(city, lang):
    """How well the plan names the cells that are specialised today; nothing where that is undefined."""
    cells = layout_cells(city.district_cluster_year, city.policy.planned_cells, _last(city))
    match = layout_match(cells)
    if pd.isna(match.jaccard):
        return []
    shares = {
        name: wording.percent(getattr(match, name), 0, lang=lang)
        for name in ("precision", "recall", "jaccard")
    }
    counts = {name: getattr(match, name) for name in ("planned", "strong", "both")}
    return [elements.note(say("layout_match", lang, **shares, **counts))]


def not_known(city, lang):
    """The promises that cannot be judged yet, by the data they lack."""
    status = city.status()
    missing = status[status["status"] == "not_measured"]
    message = say(
        "unknown_message", lang, total=len(status), measured=len(status) - len(missing), missing=len(missing)
    )
    commitments = [city.policy.commitments[i] for i in missing["commitment_id"]]
    table = (
        pd.DataFrame(
            {
                "clause": [city.policy.name_of("clause", c.clause, lang) for c in commitments],
                "needs": [c.needs[lang] for c in commitments],
            }
        )
        .groupby("clause", sort=False)
        .agg(count=("needs", "size"), needs=("needs", lambda needs: _list_of(needs, lang)))
        .reset_index()
    )
    headings = {name: say(f"column_{name}", lang) for name in ("clause", "count", "needs")}
    return elements.group(
        elements.message(message),
        elements.data_table(table, lang, headings, caption=say("unknown_by_need", lang)),
        _doubtful(city, lang),
    )


def sources(city, lang):
    """The raw files behind this page, and the rule by which later ones were left out."""
    return elements.group(
        elements.sources(city.sources, lang), elements.note(say("sources_note", lang, as_of=city.as_of))
    )


def _doubtful(city, lang):
    """The clauses whose text is damaged or undefined, with the note on how they are read."""
    doubtful = [c for c in city.policy.commitments.values() if c.reading != "certain"]
    if not doubtful:
        return elements.group()
    table = (
        pd.DataFrame({"ids": [c.id for c in doubtful], "note": [c.note[lang] for c in doubtful]})
        .groupby("note", sort=False)["ids"]
        .agg(_span_of)
        .reset_index()[["ids", "note"]]
    )
    headings = {name: say(f"column_{name}", lang) for name in ("ids", "note")}
    return elements.data_table(table, lang, headings, caption=say("unknown_readings", lang))


def _span_of(ids):
    """C091 to C099 in a row as one span, other ids one by one."""
    numbers = [int(i[1:]) for i in ids]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{ids.iloc[0]}–{ids.iloc[-1]}"
    return " ".join(ids)


def _list_of(needs, lang):
    return ("；" if lang == "zh" else "; ").join(dict.fromkeys(needs))


def _leading(city, question):
    """The status row of the commitment that answers a leading question; None where the plan does not raise it."""
    commitment = city.policy.headline.get(question)
    return commitment and city.status().set_index("commitment_id", drop=False).loc[commitment.id]


def _revenue_term(city, commitment_id, lang):
    """What the decree calls revenue; plain main-business revenue where it names no term."""
    term = city.policy.commitments[commitment_id].measure
    name = city.policy.name_of("measure", term, lang) if term else say("measure_revenue", lang)
    return name[0].upper() + name[1:]


def _definitions(city, question, lang):
    """The chart of a share under every way its clause can be read, and what the policy says about that."""
    commitment = city.policy.headline.get(question)
    if commitment is None:
        return elements.message(say("plan_is_silent", lang))
    table = city.readings().query("commitment_id == @commitment.id")
    labels = [reading.label[lang] for reading in commitment.readings]
    if not labels:
        table = city.status().query("commitment_id == @commitment.id")
        labels = [city.policy.name_of("indicator", commitment.indicator, lang)]
    table = table.assign(label=labels, is_default=[i == 0 for i in range(len(table))])
    known = table.dropna(subset="value")
    points = [f"{r.label} {wording.percent(r.value, lang=lang)}" for r in table.itertuples()]
    note = say("definitions_note", lang, year=int(known["year"].max()) if len(known) else city.as_of.year)
    title = _definitions_title(table, known, lang)
    chart = _chart(figures.definitions, table, title, points, lang, note=note)
    doubt = [elements.note(commitment.note[lang])] if commitment.note else []
    return elements.group(*doubt, chart)


def _definitions_title(table, known, lang):
    if known.empty:
        return say("definitions_none", lang)
    default = table.iloc[0]
    if len(table) == 1:
        return say(
            "definition_only",
            lang,
            year=int(default["year"]),
            value=wording.percent(default["value"], lang=lang),
            target=wording.percent(default["target"], 0, lang=lang),
            status=wording.status_within(default["status"], lang),
        )
    met = (known["gap"] >= 0).sum()
    if met in (0, len(known)) and known["status"].nunique() == 1:
        return say(
            "definitions_agree", lang, count=len(known), status=wording.STATUS[default["status"]][lang]
        )
    return say(
        "definitions_differ",
        lang,
        count=len(known),
        met=met,
        target=wording.percent(default["target"], 0, lang=lang),
        value=wording.percent(default["value"], lang=lang),
        status=wording.status_within(default["status"], lang),
    )


def _clusters(city, lang):
    """One row a cluster with a revenue target, in display units."""
    status = city.status().set_index("commitment_id")
    rows = []
    for commitment in city.policy.with_indicator("cluster_revenue"):
        row, cluster = status.loc[commitment.id], commitment.scope.cluster
        rows.append(
            {
                "commitment_id": commitment.id,
                "name": city.policy.name_of("cluster", cluster, lang, short=True),
                "colour": city.policy.clusters[cluster].colour,
                "value": _display(city, row["value"], lang),
                "target": _display(city, row["target"], lang),
                "status": row["status"],
            }
        )
    return pd.DataFrame(rows)


def _path_chart(city, commitment_id, title, measure, lang):
    commitment = city.policy.commitments[commitment_id]
    path = city.path(commitment_id)
    is_money = commitment.target_unit == city.policy.decree.money_unit
    note = _pace(path, commitment.lift, lang)
    if is_money:
        for column in ("actual", "required"):
            path[column] = _display(city, path[column], lang)
    points = [
        say(
            "point",
            lang,
            year=r.year,
            value=wording.number(r.actual) if is_money else wording.percent(r.actual, lang=lang),
        )
        for r in path.dropna(subset="actual").itertuples()
    ]
    axis = _money_axis(city, lang) if is_money else {"percent": True}
    return _chart(
        figures.path,
        path,
        title,
        points,
        lang,
        note=note,
        measure=measure,
        deadline=commitment.deadline,
        **axis,
    )


def _pace(path, lift, lang):
    """The yearly change the required path takes, in words; None where there is no path yet."""
    required = path.dropna(subset="required").set_index("year")["required"]
    if len(required) < 2:
        return None
    start, end = required.index[0], required.index[-1]
    rate = cagr(required[start] + lift, required[end] + lift, end - start)
    return say("path_note", lang, start_year=start, required=wording.percent(rate, 2, lang=lang, signed=True))


def _chart(figure, table, title, points, lang, **options):
    """A chart in both widths; its alternative text is its title and its values."""
    alt = say("chart_alt", lang, title=title, points=wording.listing(points, lang))
    return elements.chart(lambda size: figure(table, lang=lang, title=title, size=size, **options), alt)


def _money_axis(city, lang):
    return {
        "unit": city.policy.decree.money_display[lang],
        "digits": wording.money_digits(city.policy.decree.money_display[lang]),
    }


def _display(city, value, lang):
    decree = city.policy.decree
    return to_unit(value, decree.money_unit, decree.money_display[lang])


def _shown(value, digits, lang):
    return wording.number(value, digits, lang=lang)


def _money(city, value, lang):
    return wording.quantity(value, city.policy.decree.money_unit, city.policy.decree, lang)


def _last(city):
    return city.years[-1] if city.years else city.as_of.year
