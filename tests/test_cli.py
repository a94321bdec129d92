"""The commands as a person types them, in processes of their own."""

import io
import json
import subprocess
import sys

import pandas as pd


def run(*words):
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, words)], capture_output=True, text=True
    )


def test_status_as_csv_has_119_rows(sample_root):
    done = run("status", "--root", sample_root, "--as-of", "2010-09-30", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert len(pd.read_csv(io.StringIO(done.stdout))) == 119


def test_status_as_json_is_json(sample_root):
    done = run("status", "--root", sample_root, "--format", "json")
    assert len(json.loads(done.stdout)) == 119


def test_status_as_a_table_says_the_verdict_in_words(sample_root):
    assert "Missed" in run("status", "--root", sample_root).stdout


def test_the_plan_audit_prints_all_eight_checks(sample_root):
    done = run("audit-plan", "--root", sample_root, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert all(f"K{n}" in done.stdout for n in range(1, 9))


def test_list_prints_the_names_of_the_briefings(sample_root):
    names = [line.split()[0] for line in run("list", "--root", sample_root).stdout.splitlines()]
    assert names[0] == "city"
    assert {"commitments", "data_quality", "method_validation", "cluster/tobacco", "district/xihu"} <= set(
        names
    )


def test_a_malformed_date_is_one_sentence_and_no_traceback(sample_root):
    done = run("status", "--root", sample_root, "--as-of", "2010-13-01")
    assert done.returncode == 1
    assert "is not a date" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_briefing_is_refused(sample_root):
    done = run("brief", "citty", "--root", sample_root)
    assert done.returncode == 1
    assert "city" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refused_file_ends_with_4_and_leaves_nothing(fresh_root):
    (fresh_root / "data/raw/returns/annual_2006.csv.source.yaml").unlink()
    done = run("prepare", "--root", fresh_root)
    assert done.returncode == 4
    assert "annual_2006.csv" in done.stdout + done.stderr
    assert not (fresh_root / "data/processed/validated").exists()


def test_sample_writes_a_city_of_any_size(tmp_path):
    done = run("sample", "--enterprises", 60, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "returns/annual_2010.xlsx").is_file()
