"""Reads every raw file of a city with pandas alone, as a notebook would: `python plain_reading.py ROOT ENGINE`."""

import sys
from pathlib import Path

import pandas as pd
import yaml


def main(root, engine):
    rows = 0
    for sidecar in sorted((Path(root) / "data" / "raw").rglob("*.source.yaml")):
        said = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
        rows += len(read(sidecar.with_name(sidecar.name.removesuffix(".source.yaml")), said, engine))
    print(f"{rows} rows")


def read(path, said, engine):
    """The file as a frame; the header is where the sidecar says."""
    header = [row - 1 for row in said["header_rows"]]
    if path.suffix != ".csv":
        return pd.read_excel(path, header=header, engine=engine)
    with path.open("rb") as file:
        start = file.read(1 << 16)
    return pd.read_csv(path, header=header[0], encoding="utf-8" if _is_utf8(start) else "gb18030")


def _is_utf8(start):
    try:
        start.rsplit(b"\n", 1)[0].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
