"""Where a file that someone asked for may be put: never over the city's data, never over a file unasked."""

from pathlib import Path

from analysis.errors import MonitorError
from analysis.exports.files import file_lies_in_the_data, replace_file
from analysis.paths import MARKER


def vacant(path, endings, overwrite=False):
    """`path` as an absolute Path, known to be free for a new file.

    MonitorError where the name does not end in one of `endings`, names a folder, lies in the data of a city, or
    a file is there already (unless `overwrite`).
    """
    path = Path(path).expanduser().absolute()
    name_has_another_ending(path, endings)
    place_is_taken(path, overwrite)
    file_lies_in_the_data(path, _root_above(path))
    return path


def put_file(path, content):
    """Writes `content` (bytes) in one step to a `vacant` path and gives it back; MonitorError where it cannot."""
    replace_file(path, content, _root_above(path))
    return path


def name_has_another_ending(path, endings):
    """Refuses a name whose ending does not say what is in the file."""
    if path.suffix.lower() not in endings:
        raise MonitorError(
            f"a name ending in {path.suffix or 'nothing'} does not say what is in the file.",
            file=path,
            expected=f"a name ending in {' or '.join(endings)}.",
        )


def place_is_taken(path, overwrite):
    """Refuses a folder, and a file that nobody said may be replaced."""
    if path.is_dir():
        raise MonitorError("is a folder.", file=path, expected="the name of a file in it.")
    if path.exists() and not overwrite:
        raise MonitorError(
            "is there already.",
            file=path,
            way_out="Choose another name, or pass overwrite=True to replace it.",
        )


def _root_above(path):
    """The city around `path`; where there is none, a folder that has no data to protect."""
    cities = [folder for folder in path.parents if (folder / MARKER).is_file()]
    return cities[0] if cities else path
