"""The chain from clause to rows: what it prints is what the city holds, for every kind of promise."""

import re

import pytest
from typer.testing import CliRunner

from analysis import open_city, wording
from analysis.cli import app
from analysis.errors import MonitorError, PolicyError
from analysis.explain import HELD, explain
from analysis.targets.verdict import FORMULAS

PLACE = re.compile(r"^ *((?:official|programme|returns)/[\w.]+):(\d+) ")


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


def places(lines):
    return [(m[1], int(m[2])) for line in lines if (m := PLACE.match(line))]


def one_of_each_formula(city):
    status = city.status()
    return status[status["evidence_rows"] > 0].drop_duplicates("evidence")["commitment_id"].tolist()


def test_every_formula_is_explained_with_the_very_rows_of_its_verdict(city):
    ids = one_of_each_formula(city)
    assert len(ids) == len(FORMULAS)
    for commitment_id in ids:
        used, lines = city.rows_used(commitment_id), explain(city, commitment_id, "en", rows=1_000_000)
        expected = set(zip(used["file"], used["line"].astype(int), strict=True))
        assert set(places(lines)) == expected, commitment_id
        assert f"{len(used):,}" in lines[-2]


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_the_chain_names_clause_reading_target_value_and_verdict(city, lang):
    commitment, row = city.policy.commitments["C016"], city.status().set_index("commitment_id").loc["C016"]
    text = "\n".join(explain(city, "C016", lang))
    for part in (
        commitment.promise[lang],
        city.policy.name_of("clause", commitment.clause, lang),
        "energy_per_gdp",
        "20.4",
        str(row["due"]),
        str(row["vintage"]),
        wording.STATUS[row["status"]][lang],
        "official/changde_gdp.csv:18",
    ):
        assert part in text, part


def test_rows_are_capped_and_the_rest_is_counted(city):
    lines = explain(city, "C002", "en", rows=3)
    assert len(places(lines)) == 3
    assert any(f"{len(city.rows_used('C002')) - 3:,} more rows are not listed" in line for line in lines)
    assert places(explain(city, "C002", "en", rows=0)) == []


def test_the_year_of_the_verdict_comes_first(city):
    assert {file for file, _ in places(explain(city, "C006", rows=5))} == {"returns/annual_2010.xlsx"}


def test_another_reading_has_its_own_chain(city):
    printed = "\n".join(explain(city, "C102", "en", "as_printed"))
    used = "\n".join(explain(city, "C102", "en"))
    assert "23 every year" in printed
    assert "23 every year" not in used
    assert "city.rows_used(\"C102\", 'as_printed')" in printed


def test_what_is_missing_is_said_where_nothing_is_known(city):
    text = "\n".join(explain(city, "C074", "en"))
    assert city.policy.commitments["C074"].needs["en"] in text
    assert "0" not in text.split("Rows used")[1].split("Verdict")[0]


@pytest.mark.parametrize(("asked", "near"), [("c16", "C016"), ("16", "C016"), ("C0118", "C118")])
def test_an_unknown_id_is_refused_with_the_closest(city, asked, near):
    with pytest.raises(MonitorError, match=f"the closest is {near}"):
        explain(city, asked)


def test_an_unknown_reading_is_refused_with_those_there_are(city):
    with pytest.raises(PolicyError) as refusal:
        explain(city, "C005", reading="cr4")
    assert "cr3" in refusal.value.expected


def test_every_promise_can_be_explained_in_every_edition(sample_root):
    for as_of in ("2007-06-30", "2009-12-31"):
        city = open_city(sample_root, as_of)
        for commitment_id in city.policy.commitments:
            text = "\n".join(explain(city, commitment_id, "zh", rows=2))
            assert not re.search(r"\bnan\b|NaT|None", text), commitment_id


def test_columns_shown_exist_in_the_rows_used(city):
    for commitment_id in one_of_each_formula(city):
        for table, rows in city.rows_used(commitment_id).groupby("table"):
            assert set(rows.dropna(axis=1, how="all").columns) & set(HELD[table])


def test_the_command_prints_the_chain(sample_root):
    asked = ["explain", "C022", "--root", str(sample_root), "--as-of", "2011-03-31", "--lang", "en"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0
    assert result.stdout.startswith("C022  ")
    assert "programme/economic_commission_2010_06.csv:4" in result.stdout
