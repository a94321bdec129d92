"""An edition owes nothing to who makes it, where and when: equal bytes from unlike surroundings."""

import os
import shutil
import subprocess
import sys

import pytest

from analysis.paths import Paths

from .tiny_city import AS_OF, CITY, code, write_city, write_notebook

pytestmark = pytest.mark.slow
RUN = f"""
import sys
from pathlib import Path
from analysis.briefings.progress import SilentProgress
from analysis.briefings.publish import publish_editions
from analysis.paths import Paths
publish_editions(Paths(Path(sys.argv[1])), {AS_OF!r}, ["zh", "en"], city={CITY!r}, progress=SilentProgress())
"""
PAGES = ("first.html", "second.html", "index.html", "edition.json")
# What a page could show of its surroundings: clock zone, number format, order of sets, random numbers, drawing.
TELLS = """\
import locale, time, datetime, numpy, pandas
import matplotlib.pyplot as plt
print(time.tzname, datetime.datetime.fromtimestamp(0), f"{1234567.5:n}", locale.getlocale())
print(list({"tobacco", "food", "textiles"}), numpy.random.rand(2) < 2, pandas.Timestamp("2010-09-30"))
figure, axes = plt.subplots()
axes.plot([1, 2, 3])
axes.set_title(f"revenue {as_of}")
display(figure, metadata={"image/png": {"alt": "a line that rises"}})
plt.close(figure)
"""


def surroundings(folder, **settings):
    """The environment of a user whose home is `folder`."""
    folder.mkdir(parents=True)
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TZ", "XDG"))
    }
    return kept | {"HOME": str(folder), "USER": folder.name, "LOGNAME": folder.name} | settings


def made(root, environment, umask):
    """{file name: bytes} of both languages, and the folder names they were published under."""
    command = [sys.executable, "-c", RUN, str(root)]
    subprocess.run(command, env=environment, umask=umask, cwd=environment["HOME"], check=True, timeout=600)
    reports = Paths(root).reports
    names = sorted(folder.name for folder in (reports / ".editions").iterdir())
    files = {
        f"{link.name}/{file.name}": file.read_bytes()
        for link in (reports / AS_OF).iterdir()
        for file in link.iterdir()
    }
    return files | {"index": (reports / "index.html").read_bytes()}, names


def test_unlike_folders_users_time_zones_and_locales_give_equal_bytes(tmp_path):
    first = write_city(tmp_path / "a").root
    write_notebook(first / "notebooks" / "second.ipynb", code(TELLS))
    second = tmp_path / "another place" / "b"
    shutil.copytree(first, second)
    home = tmp_path / "li"
    li = surroundings(home, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="7", COLUMNS="40")
    (home / ".config" / "matplotlib").mkdir(parents=True)
    (home / ".config" / "matplotlib" / "matplotlibrc").write_text("axes.facecolor: red\n")
    (home / ".ipython" / "profile_default" / "startup").mkdir(parents=True)
    (home / ".ipython" / "profile_default" / "startup" / "00.py").write_text("print('li was here')\n")
    one, names = made(first, li, 0o077)
    zhang = surroundings(tmp_path / "zhang", TZ="America/New_York", LANG="C", PYTHONHASHSEED="0")
    other, other_names = made(second, zhang, 0o022)
    assert set(one) == {f"{lang}/{name}" for lang in ("zh", "en") for name in PAGES} | {"index"}
    assert [name for name in one if one[name] != other[name]] == []
    assert names == other_names
