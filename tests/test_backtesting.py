"""Past editions of the committed sample, opened again and scored."""

import json
import shutil
import subprocess
import sys
from datetime import date

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis import open_city
from analysis.backtesting import PastEditions
from analysis.console_backtest import cells, print_backtest
from analysis.paths import Paths
from analysis.pipeline import prepare
from analysis.targets.backtest import FORECASTS, summary
from analysis.targets.foretold import COLUMNS, ENDS

EARLY = "2010-05-31"

# The cigarette plant earned more in 2009 than it had returned, as was found out in May 2010.
CORRECTION = """
K900:
  reason: {zh: 更正, en: Mended}
  decided: '2010-05-10'
  decided_by: Li
  status: in_force
  action: override
  table: enterprise_year
  where: {enterprise_id: '534059381', year: 2009}
  column: revenue
  expected: 2280000
  set: 2290000
"""


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


@pytest.fixture(scope="module")
def forecasts(city):
    return city.backtest()


@pytest.fixture(scope="module")
def early(sample_root):
    return open_city(sample_root, EARLY).backtest()


@pytest.mark.parametrize("day", ["2009-03-12", "2010-03-31", "2010-09-22"])
def test_an_edition_says_what_the_city_said_on_that_day(forecasts, sample_root, day):
    rows = forecasts[forecasts["edition"] == date.fromisoformat(day)]
    then = open_city(sample_root, day).foretold().set_index(["commitment_id", "year"])
    then = then.loc[list(zip(rows["commitment_id"], rows["year"], strict=True))].reset_index()
    pd.testing.assert_frame_equal(
        rows[list(COLUMNS)].reset_index(drop=True), then[list(COLUMNS)], check_dtype=False
    )


def test_every_forecast_was_made_before_its_year_was_known(city, forecasts):
    files = city.sources[city.sources["table"] == "enterprise_year"]
    arrived = files.groupby(files["period"].astype(int))["obtained"].max()
    made = pd.to_datetime(forecasts["edition"])
    assert (made < forecasts["year"].map(arrived)).all()
    assert (made >= forecasts["last_year"].map(arrived)).all()
    assert (forecasts["horizon"] == forecasts["year"] - forecasts["last_year"]).all()


def test_neither_later_files_nor_a_later_correction_change_what_was_said(sample_root, early, tmp_path):
    root = shutil.copytree(sample_root, tmp_path / "earlier")
    later = [
        path
        for path in (root / "data" / "raw").rglob("*.source.yaml")
        if str(yaml.safe_load(path.read_text("utf-8"))["obtained"]) > EARLY and path.parent.name != "official"
    ]
    assert len(later) > 10
    for path in later:
        path.unlink()
        path.with_name(path.name.removesuffix(".source.yaml")).unlink()
    (root / "data" / "policy" / "corrections.yaml").write_text(CORRECTION, "utf-8")
    prepare(Paths(root), say=lambda line: None)
    found = open_city(root, EARLY).backtest()
    said = ["edition", *COLUMNS]
    pd.testing.assert_frame_equal(found[said], early[said])
    # The corrected plant moves its cluster, its cells and the totals; the others came as they had.
    alike = found["actual"] == early["actual"]
    pd.testing.assert_frame_equal(found[alike], early[alike])
    moved = (found["actual"] - early["actual"]).groupby(found["commitment_id"]).first()
    assert moved[["C006", "C002", "C003"]].tolist() == pytest.approx([10_000.0] * 3)
    assert moved["C007"] == 0
    assert set(found.loc[found["restated"], "commitment_id"]) == set(moved[moved != 0].index)


def test_planned_cells_are_forecast_by_their_own_drift(forecasts):
    cells = forecasts[forecasts["basis"] == "cell"]
    drift = cells[[f"drift_{end}" for end in ENDS]].to_numpy()
    np.testing.assert_allclose(cells[list(ENDS)].to_numpy(), drift, rtol=1e-9)


def test_without_returns_of_the_year_a_cluster_is_forecast_by_its_drift(forecasts):
    clusters = [f"C{number:03d}" for number in range(6, 16)]
    rows = forecasts[forecasts["commitment_id"].isin(clusters) & (forecasts["month"] == 0)]
    assert len(rows) == 30
    drift = rows[[f"drift_{end}" for end in ENDS]].to_numpy()
    # 10,000 paths know an end to about two per cent of its value.
    np.testing.assert_allclose(rows[list(ENDS)].to_numpy(), drift, rtol=0.03)


def test_months_of_the_year_bring_a_forecast_nearer(forecasts):
    found = summary(forecasts, ("basis", "horizon", "month")).set_index(["basis", "horizon", "month"])
    errors = found.loc[("paths", 1), "typical_error"]
    assert errors.index.tolist() == [0, 2, 5, 8, 11]
    assert errors.is_monotonic_decreasing


def test_a_promise_is_happened_as_its_outlook_says_today(city, forecasts):
    due = forecasts.dropna(subset=["happened"])
    assert set(due["year"]) == {2010}
    standing = city.outlook().set_index("commitment_id")["standing"]
    assert (due["commitment_id"].map(standing) == due["happened"].map({1.0: "kept", 0.0: "missed"})).all()


def test_nothing_new_is_no_edition(city):
    past = PastEditions(city)
    assert past.asked(date(2008, 2, 28)) == []
    assert len(past.asked(date(2010, 2, 26))) == 47
    assert past.asked(date(2010, 3, 31)) == ["C016"]
    # Two years of months before it make one past error, and a nowcast without an interval moves nothing.
    assert past.asked(date(2009, 9, 21)) == []
    assert set(past.asked(date(2010, 9, 22))) == {
        "C002",
        "C003",
        "C004",
        "C017",
        *(f"C{n:03d}" for n in range(6, 16)),
    }


def test_the_table_has_a_row_a_horizon_and_its_notes(city, forecasts, capsys):
    print_backtest(city, "table", "en")
    text = capsys.readouterr().out
    assert "Forecasts of one year err together" in text
    assert "3 given without an interval" in text
    assert text.count("├") == len(summary(forecasts)) - 1


def test_a_row_says_what_is_not_judged(forecasts):
    rows = summary(forecasts).set_index(["horizon", "month"]).to_dict("index")
    said = {
        key: cells(row | dict(zip(("horizon", "month"), key, strict=True)), "en") for key, row in rows.items()
    }
    assert said[1, 0][2].endswith(": as claimed")
    assert said[1, 8][0] == "1, with returns to August"
    assert said[1, 8][2].endswith("fewer than 20: not judged")
    assert said[2, 0][2].endswith("of one year only: not judged")


def test_csv_and_json_hold_every_forecast(city, forecasts, capsys):
    print_backtest(city, "json", "zh", by_basis=True)
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "scored"
    assert len(found["forecasts"]) == len(forecasts)
    assert found["summary"] == json.loads(
        summary(forecasts, ("basis", "horizon", "month")).to_json(orient="records")
    )
    print_backtest(city, "csv", "zh")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ",".join(FORECASTS)
    assert len(lines) == len(forecasts) + 1


@pytest.mark.parametrize("day", ["2007-03-31", "2009-09-30"])
def test_too_early_to_check_anything_is_said_in_both_languages(sample_root, day, capsys):
    early = open_city(sample_root, day)
    assert early.backtest().empty
    for lang, words in (("zh", "还没有可以核对的以往预测"), ("en", "no earlier forecast can be checked")):
        print_backtest(early, "table", lang)
        assert words in capsys.readouterr().out
    print_backtest(early, "json", "en")
    assert json.loads(capsys.readouterr().out)["outcome"] == "none_settled"


def test_the_command_ends_well_where_nothing_can_be_checked(sample_root):
    words = ["backtest", "--root", sample_root, "--as-of", "2008-12-31", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, words)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "no earlier forecast can be checked" in done.stdout
