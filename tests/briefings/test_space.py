import errno
import shutil
import sqlite3
from contextlib import closing

import pytest

from analysis.briefings import edition
from analysis.briefings.ledger import last_runs, open_ledger
from analysis.briefings.publish import build_editions, verify
from analysis.briefings.space import told_by_folder
from analysis.errors import MonitorError

from .tiny_city import AS_OF, CITY


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EDQUOT, "is full for this user"),
        (errno.EFBIG, "takes no larger file"),
        (errno.EROFS, "is read-only"),
        (errno.EACCES, "may not be written by this user"),
    ],
)
def test_the_folder_and_its_free_space_are_named(tmp_path, number, said):
    with pytest.raises(MonitorError) as refusal, told_by_folder(tmp_path / "reports"):
        raise OSError(number, "words of the system", str(tmp_path / "reports" / "page.html"))
    free = shutil.disk_usage(tmp_path).free / 1_000_000
    assert f"{tmp_path / 'reports'} {said} (" in str(refusal.value)
    shown = float(str(refusal.value).split("(")[1].split(" MB")[0].replace(",", ""))
    assert shown == pytest.approx(free, rel=0.05)
    assert "words of the system" not in str(refusal.value)


def test_sqlites_own_full_disk_is_told_the_same_way(tmp_path):
    with closing(sqlite3.connect(tmp_path / "ledger")) as ledger:
        ledger.execute("PRAGMA max_page_count = 2")
        ledger.execute("CREATE TABLE t (x)")
        with pytest.raises(MonitorError, match="is full"), told_by_folder(tmp_path):
            ledger.execute("INSERT INTO t VALUES (zeroblob(100000))")
    with pytest.raises(MonitorError, match="may not be written"), told_by_folder(tmp_path):
        sqlite3.connect(tmp_path / "none" / "ledger")


def test_other_faults_are_left_alone(tmp_path):
    with pytest.raises(FileNotFoundError), told_by_folder(tmp_path):
        (tmp_path / "none").read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="syntax"), told_by_folder(tmp_path):
        sqlite3.connect(":memory:").execute("SELEC")


def test_a_disk_that_fills_while_an_edition_is_moved_leaves_the_earlier_one(city, quick_pages, monkeypatch):
    build_editions(city, AS_OF, ["zh"], city=CITY)
    before = (city.reports / AS_OF / "zh").readlink()
    (city.policy / "decree.yaml").write_text("id: other\n", encoding="utf-8")

    def full(path):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(edition, "settle", full)
    with pytest.raises(MonitorError, match="The run stopped; every published edition is whole"):
        build_editions(city, AS_OF, ["zh"], city=CITY)
    assert (city.reports / AS_OF / "zh").readlink() == before
    assert verify(city).empty
    with open_ledger(city.reports) as ledger:
        assert [run["state"] for run in last_runs(ledger, 2)] == ["failed", "published"]
