import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from rich.console import Console

from analysis.briefings.progress import BarProgress, PlainProgress, progress_for
from analysis.briefings.publish import build_edition, build_editions, publish_editions, verify
from analysis.errors import EditionError
from analysis.paths import Paths

from .tiny_city import AS_OF, CITY, MANIFEST, PARAMETERS, POLICY, code, write_city, write_notebook

pytestmark = pytest.mark.slow
BESIDE = {".lock", ".ledger.sqlite"}
RUN = f"""
import sys
from pathlib import Path
from analysis.paths import Paths
from analysis.briefings.progress import SilentProgress
from analysis.briefings.publish import publish_editions
publish_editions(Paths(Path(sys.argv[1])), {AS_OF!r}, ["zh"], city={CITY!r}, jobs=2, progress=SilentProgress())
"""


def build(paths, lang="zh", as_of=AS_OF, **options):
    return build_edition(paths, as_of, lang, city=CITY, **options)


def written(mark):
    """Whether `mark` has been written within half a minute."""
    for _ in range(300):
        if mark.exists() and mark.read_text():
            return True
        time.sleep(0.1)
    return False


def tree(folder):
    """Every file's bytes; the lock and the ledger tell of runs, not of editions."""
    files = [f for f in folder.rglob("*") if f.is_file() and f.name not in BESIDE]
    return {str(f.relative_to(folder)): f.read_bytes() for f in files}


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
    breaks(city, f"open({str(mark)!r}, 'w').write('x'); import time; time.sleep(60)")
    run = subprocess.Popen([sys.executable, "-c", RUN, str(city.root)])
    assert written(mark)
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


def with_family(paths):
    """Each cluster gets the second briefing, which leads with a sentence about it."""
    paths.manifest.write_text(f"{MANIFEST}  for_each: clusters\n", encoding="utf-8")
    source = (
        "from analysis.briefings import elements\n"
        "elements.group(elements.message(f'{cluster} in {lang} <&>'), elements.message('later'))"
    )
    parameters = f'{PARAMETERS}\ncluster: str = "food"'
    write_notebook(paths.notebooks / "second.ipynb", code(source), parameters=parameters)


def test_a_family_is_published_in_both_languages_and_the_index_says_what_each_page_leads_with(city):
    with_family(city)
    log = io.StringIO()
    results = build_editions(city, AS_OF, ["zh", "en"], policy=POLICY, progress=PlainProgress(log))
    assert results["en"].briefings == ("first", "second/tobacco", "second/food")
    # One count over both languages: they share one pool.
    assert "6/6" in log.getvalue()
    for lang, heading, label in (("zh", "方法验证", "烟草"), ("en", "Method validation", "Tobacco")):
        index = (results[lang].path / "index.html").read_text(encoding="utf-8")
        assert f"<h2>{heading}</h2>" in index
        assert f'<a href="second-tobacco.html">{label}</a>' in index
        assert f"<p>tobacco in {lang} &lt;&amp;&gt;</p>" in index
        assert "later" not in index
        page = (results[lang].path / "second-tobacco.html").read_text(encoding="utf-8")
        assert f"<title>{label} · {heading} · " in page
    assert f'href="{AS_OF}/zh/second-food.html"' in (city.reports / "index.html").read_text(encoding="utf-8")
    assert verify(city).empty


def test_one_of_a_family_is_a_preview(city):
    with_family(city)
    result = build_edition(city, AS_OF, "zh", names=["second/food"], policy=POLICY)
    assert [f.name for f in result.path.iterdir()] == ["second-food.html"]


def test_a_parameter_no_notebook_takes_is_refused_before_anything_runs(city, tmp_path):
    mark = tmp_path / "ran"
    write_notebook(city.notebooks / "first.ipynb", code(f"open({str(mark)!r}, 'w')"))
    city.manifest.write_text(f"{MANIFEST}  parameters: {{levle: 3}}\n", encoding="utf-8")
    with pytest.raises(EditionError, match=r"second\nsecond\.ipynb: no parameter 'levle'") as refusal:
        build(city)
    assert "1 of 2 briefings cannot be run" in str(refusal.value)
    assert not mark.exists()
    assert {f.name for f in city.reports.iterdir()} == BESIDE


def test_one_language_that_fails_does_not_keep_the_other_from_being_published(city):
    breaks(city, "1 / (lang == 'zh')")
    results = build_editions(city, AS_OF, ["zh", "en"], city=CITY)
    assert not isinstance(results["zh"], EditionError)
    assert "1 of 2 briefings failed" in str(results["en"])
    assert [f.name for f in (city.reports / AS_OF).iterdir()] == ["zh"]


def test_sigterm_ends_a_run_with_nothing_left_behind(city, tmp_path):
    mark = tmp_path / "running"
    breaks(
        city,
        f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())) and None\ntime.sleep(60)",
    )
    run = subprocess.Popen([sys.executable, "-c", RUN, str(city.root)], stderr=subprocess.PIPE, text=True)
    assert written(mark)
    began = time.monotonic()
    run.terminate()
    assert (run.communicate(timeout=30)[1], run.returncode) == ("", 143)
    assert time.monotonic() - began < 20
    assert {f.name for f in city.reports.iterdir()} == BESIDE
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_the_bar_counts_names_what_runs_and_guesses_the_time_left():
    log = io.StringIO()
    bar = BarProgress(Console(file=log, force_terminal=True, width=100))
    bar.start(AS_OF, 4)
    for name in ("city zh", "city en"):
        bar.began(name)
    bar.ended("city zh", 1.0, True)
    bar.bar.refresh()
    bar.began("energy [zh]")
    bar.ended("energy [zh]", 2.0, False)
    bar.finish()
    assert "1/4" in log.getvalue()
    assert "city en" in log.getvalue()
    assert re.search(r"\d\d:\d\d|--:--", log.getvalue())
    assert "energy [zh] FAILED after 2.0 s; the others go on" in log.getvalue()


def test_progress_is_plain_lines_away_from_a_terminal():
    assert isinstance(progress_for(io.StringIO()), PlainProgress)
