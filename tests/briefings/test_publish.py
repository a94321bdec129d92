import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from analysis.briefings.progress import PlainProgress, progress_for
from analysis.briefings.publish import build_edition, publish_editions, verify
from analysis.errors import EditionError
from analysis.paths import Paths

from .tiny_city import AS_OF, CITY, code, write_city, write_notebook

pytestmark = pytest.mark.slow


def build(paths, lang="zh", as_of=AS_OF, **options):
    return build_edition(paths, as_of, lang, city=CITY, **options)


def tree(folder):
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def breaks(paths, source="raise ValueError('no such table')"):
    write_notebook(paths.notebooks / "second.ipynb", code(source))


def test_an_edition_is_published_whole_with_its_record_and_indexes(city):
    result = build(city, jobs=2)
    assert result.path == city.reports / AS_OF / "zh"
    assert result.path.is_symlink()
    assert not result.path.readlink().is_absolute()
    record = json.loads((result.path / "edition.json").read_text(encoding="utf-8"))
    assert set(record["files"]) == {"first.html", "second.html", "index.html"}
    assert str(city.root) not in json.dumps(record)
    assert "市情总览" in (result.path / "index.html").read_text(encoding="utf-8")
    assert f'href="{AS_OF}/zh/first.html"' in (city.reports / "index.html").read_text(encoding="utf-8")
    assert f"{AS_OF} zh True" in (result.path / "first.html").read_text(encoding="utf-8")
    assert verify(city).empty
    assert not list(city.reports.glob(".staging-*"))


def test_nothing_is_run_again_until_an_input_changes(city):
    first = build(city)
    began = time.monotonic()
    again = build(city)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.briefings == first.briefings
    assert time.monotonic() - began < 2
    (city.policy / "decree.yaml").write_text("id: other\n", encoding="utf-8")
    assert not build(city).unchanged


def test_two_folders_give_equal_bytes(tmp_path):
    write_city(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b" / "c")
    trees = [tree(build(Paths(tmp_path / name), jobs=jobs).path) for name, jobs in (("a", 1), ("b/c", 2))]
    assert trees[0] == trees[1]


def test_a_failed_briefing_is_reported_the_others_run_and_earlier_editions_stay(city):
    earlier = build(city)
    before, target = tree(city.reports), earlier.path.readlink()
    breaks(city)
    log = io.StringIO()
    with pytest.raises(EditionError) as refusal:
        build(city, progress=PlainProgress(log))
    assert "1 of 2 briefings failed" in str(refusal.value)
    assert "second.ipynb: cell 2: ValueError: no such table" in str(refusal.value)
    assert "first" in log.getvalue()
    assert "FAILED" in log.getvalue()
    assert tree(city.reports) == before
    assert earlier.path.readlink() == target


def test_all_failures_are_listed_over_both_languages(city, capsys):
    breaks(city)
    write_notebook(city.notebooks / "first.ipynb", code("1 / 0"))
    with pytest.raises(EditionError) as refusal:
        publish_editions(city, AS_OF, ["zh", "en"], city=CITY, jobs=2)
    assert str(refusal.value).count("ZeroDivisionError: division by zero") >= 2
    assert str(refusal.value).count("2 of 2 briefings failed") == 2
    assert not (city.reports / AS_OF).exists()


def test_a_killed_run_leaves_the_earlier_edition_and_the_next_run_clears_up(city, tmp_path):
    earlier = build(city)
    before = tree(earlier.path)
    mark = tmp_path / "running"
    breaks(city, f"open({str(mark)!r}, 'w').close(); import time; time.sleep(60)")
    script = (
        "import sys; from pathlib import Path; from analysis.paths import Paths\n"
        "from analysis.briefings.publish import build_edition\n"
        f"build_edition(Paths(Path(sys.argv[1])), {AS_OF!r}, 'zh', city={CITY!r}, jobs=2)"
    )
    run = subprocess.Popen([sys.executable, "-c", script, str(city.root)])
    for _ in range(300):
        if mark.exists():
            break
        time.sleep(0.1)
    assert mark.exists()
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert len(list(city.reports.glob(".staging-*"))) == 1
    assert tree(earlier.path) == before
    assert verify(city).empty
    breaks(city, "print('mended')")
    assert not build(city).unchanged
    assert not list(city.reports.glob(".staging-*"))


def test_staging_of_a_living_run_is_left_alone(city):
    living = city.reports / f".staging-{os.getppid()}-abc"
    living.mkdir(parents=True)
    build(city, names=["second"])
    assert living.is_dir()


def test_a_subset_is_a_preview_and_touches_no_edition(city):
    build(city)
    before = tree(city.reports / ".editions")
    result = build(city, names=["second"])
    assert result.path == city.reports / "preview" / AS_OF / "zh"
    assert [f.name for f in result.path.iterdir()] == ["second.html"]
    assert tree(city.reports / ".editions") == before
    with pytest.raises(EditionError, match="did you mean 'second'"):
        build(city, names=["secnd"])


def test_verify_names_every_changed_missing_and_foreign_file(city):
    build(city)
    folder = city.reports / AS_OF / "zh"
    page = folder / "first.html"
    page.write_bytes(page.read_bytes().replace("常".encode(), "长".encode(), 1))
    (folder / "second.html").unlink()
    (folder / "note.txt").write_text("x")
    found = verify(city, f"{AS_OF}/zh")
    assert dict(zip(found["file"], found["finding"], strict=True)) == {
        "first.html": "changed", "second.html": "missing", "note.txt": "unexpected",
    }  # fmt: skip
    assert not build(city).unchanged
    assert verify(city).empty


def test_a_record_rewritten_to_fit_a_changed_page_is_found(city):
    build(city)
    record = city.reports / AS_OF / "zh" / "edition.json"
    record.write_text(record.read_text(encoding="utf-8").replace("zh", "en"), encoding="utf-8")
    assert list(verify(city)["file"]) == ["edition.json"]


def test_verify_refuses_an_edition_never_published(city):
    with pytest.raises(EditionError, match="no edition '2010-09-30/zh'"):
        verify(city, "2010-09-30/zh")


def test_editions_are_listed_newest_first(city):
    for as_of in ("2008-03-31", "2010-09-30", "2009-03-31"):
        build(city, as_of=as_of)
    index = (city.reports / "index.html").read_text(encoding="utf-8")
    places = [index.index(f'datetime="{as_of}"') for as_of in ("2010-09-30", "2009-03-31", "2008-03-31")]
    assert places == sorted(places)


def test_a_root_moved_elsewhere_still_opens(city, tmp_path):
    build(city)
    shutil.copytree(city.root, tmp_path / "moved", symlinks=True)
    assert verify(Paths(tmp_path / "moved")).empty
    assert (tmp_path / "moved" / "reports" / AS_OF / "zh" / "first.html").is_file()


def test_progress_is_plain_lines_away_from_a_terminal():
    assert isinstance(progress_for(io.StringIO()), PlainProgress)
