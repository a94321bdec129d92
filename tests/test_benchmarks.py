import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.sources.delivery import read_delivery

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
TRIALS = 30


@pytest.fixture(scope="module", autouse=True)
def benchmarks_can_be_imported():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        yield


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    from raw_fuzz.trial import Bench

    return Bench(seed=11, folder=tmp_path_factory.mktemp("raw"))


@pytest.fixture
def delivered(bench):
    def deliver(case):
        return read_delivery(case.write(bench.raw), bench.raw, bench.policy)

    return deliver


def second_reading(case, delivery):
    from raw_fuzz.second_reader import read_again

    return read_again(case.file(), delivery.encoding, case.sidecar, case.sheet)


def named(bench, name):
    return next(case for case in (*bench.texts, *bench.workbooks) if case.name == name)


def test_damaged_files_break_no_promise(bench):
    outcomes = [bench.run(number) for number in range(TRIALS)]
    assert [(each.number, each.why) for each in outcomes if each.why] == []
    assert {each.result for each in outcomes} == {"taken", "partly", "refused"}
    assert {each.form for each in outcomes} >= {"csv", "xlsx"}


def test_one_seed_is_one_damage(bench):
    from raw_fuzz.trial import Bench

    again = Bench(seed=11, folder=bench.raw)
    other = Bench(seed=12, folder=bench.raw)
    texts = [number for number in range(12) if bench.damaged(number).case.form == "csv"]
    assert [again.damaged(n)[2:] for n in texts] == [bench.damaged(n)[2:] for n in texts]
    assert [other.damaged(n)[2:] for n in texts] != [bench.damaged(n)[2:] for n in texts]


def test_every_valid_case_is_taken_and_found_true(bench, delivered):
    for case in (*bench.texts, *bench.workbooks):
        delivery = delivered(case)
        assert delivery.account.accepted >= 5, case.name
        assert list(bench.violations(delivery, case.sidecar, second_reading(case, delivery))) == [], case.name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_lines_and_rows_are_the_same_in_every_encoding(bench, delivered, encoding):
    case = named(bench, "returns/ytd_2007_05.csv")
    # In UTF-32 this character has a byte that is a line end in narrow encodings.
    rows = [tuple(str(cell).replace("有限", "上有限") for cell in row) for row in case.rows]
    plain = delivered(case.with_rows(rows))
    found = delivered(replace(case.with_rows(rows), encoding=encoding))
    assert found.account == plain.account
    assert found.rows.equals(plain.rows)


def bent_figure(delivery):
    return delivery._replace(rows=delivery.rows.assign(revenue=delivery.rows["revenue"] * 10))


def bent_last_digit(delivery):
    nearest = np.nextafter(delivery.rows["revenue"].to_numpy(), np.inf)
    return delivery._replace(rows=delivery.rows.assign(revenue=nearest))


def bent_name(delivery):
    return delivery._replace(rows=delivery.rows.assign(name=delivery.rows["name"].str.slice(0, -1)))


def bent_district(delivery):
    return delivery._replace(rows=delivery.rows.assign(district="wuling"))


def bent_cluster(delivery):
    return delivery._replace(rows=delivery.rows.assign(cluster=None))


def lost_row(delivery):
    account = delivery.account._replace(
        accepted=delivery.account.accepted - 1, lines_in=delivery.account.lines_in - 1
    )
    return delivery._replace(rows=delivery.rows.iloc[1:], account=account)


def row_called_a_note(delivery):
    account = delivery.account
    non_data = account.non_data | {"note": account.non_data["note"] + 1}
    account = account._replace(accepted=account.accepted - 1, non_data=non_data)
    return delivery._replace(rows=delivery.rows.iloc[1:], account=account)


def log_kept_back(delivery):
    return delivery._replace(normalised=delivery.normalised.iloc[:0])


@pytest.mark.parametrize("bend", [
    bent_figure, bent_last_digit, bent_name, bent_district, bent_cluster, lost_row, row_called_a_note, log_kept_back,
])  # fmt: skip
def test_second_reading_notices_what_was_bent_or_lost(bench, delivered, bend):
    case = next(each for each in bench.texts if each.sidecar.get("inline_units"))
    delivery = delivered(case)
    sheet = second_reading(case, delivery)
    assert list(bench.violations(delivery, case.sidecar, sheet)) == []
    assert list(bench.violations(bend(delivery), case.sidecar, sheet))


def test_footnote_that_became_a_digit_is_noticed(bench, delivered):
    case = next(each for each in bench.texts if each.sidecar.get("inline_units"))
    delivery = delivered(case)
    noted = delivery.normalised["raw"].eq("12①")
    [at] = delivery.rows.index[delivery.rows["line"] == delivery.normalised.loc[noted, "first_line"].item()]
    column = case.sidecar["columns"][delivery.normalised.loc[noted, "column"].item()]
    rows, log = delivery.rows.copy(), delivery.normalised.copy()
    rows.loc[at, column], log.loc[noted, "value"] = 121.0, "121"
    wrong = bench.violations(
        delivery._replace(rows=rows, normalised=log), case.sidecar, second_reading(case, delivery)
    )
    assert any("121.0 from '12①' is not what a person reads" in each for each in wrong)


def test_watching_counts_the_memory_of_children():
    from watching import best, watched

    hungry = "held = bytearray(120 << 20); import time; time.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hungry!r}], check=True)"
    usage = watched([sys.executable, "-c", parent])
    assert 120 < usage.memory < 400
    assert 0.3 < usage.seconds < 60
    assert best([usage, usage._replace(memory=1.0)]) == usage._replace(memory=1.0)


def test_plain_reading_reads_the_rows_that_prepare_accounts_for(bench):
    import yaml
    from plain_reading import read

    raw = BENCHMARKS.parent / "data" / "raw"
    for name in ("returns/annual_2005.csv", "returns/annual_2010.xlsx", "returns/ytd_2009_02.csv"):
        said = yaml.safe_load((raw / f"{name}.source.yaml").read_text(encoding="utf-8"))
        delivery = read_delivery(raw / name, raw, bench.policy)
        behind_header = delivery.account.lines_in - said["header_rows"][-1]
        assert len(read(raw / name, said, "calamine")) == behind_header, name


def test_changed_file_is_put_back(tmp_path):
    from prepare import _one_file_changed

    path = tmp_path / "data" / "raw" / "returns" / "ytd_2010_11.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"a\r\nb\r\nc\r\n")
    with _one_file_changed(tmp_path, lines=2):
        assert path.read_bytes() == b"a\r\n"
    assert path.read_bytes() == b"a\r\nb\r\nc\r\n"
