"""Reads the four files of data/policy into one checked Policy."""

from pathlib import Path

from analysis.policy.checks import CHECKS
from analysis.policy.commitment import Commitment
from analysis.policy.documents import read_document
from analysis.policy.models import Bilingual, Cluster, Decree, District, Outside
from analysis.policy.plan import Policy
from analysis.policy.refusals import build, closest, refuse


def load_policy(path):
    """The policy written in the folder `path`: decree, clusters, districts and commitments.

    Raises PolicyError naming file, entry and key for the first file with a fault; a file without
    faults is then held against the others.
    """
    folder = Path(path)
    decree = _decree(folder / "decree.yaml")
    sections = _sections(
        folder / "clusters.yaml", {"tiers": Bilingual, "outside": Outside, "clusters": Cluster}
    )
    places = _sections(folder / "districts.yaml", {"districts": District})
    commitments = _entries(
        folder / "commitments.yaml",
        read_document(folder / "commitments.yaml"),
        Commitment,
        money_unit=decree.money_unit,
    )
    policy = Policy(decree=decree, **sections, **places, commitments=commitments)
    _hold_together(policy, folder)
    return policy


def _decree(path):
    decree, faults = build(Decree, read_document(path), entry="decree")
    refuse(path, faults)
    return decree


def _sections(path, models):
    document = read_document(path)
    faults = [
        _section_fault(name, "a section that is not known", models) for name in document if name not in models
    ]
    faults += [_section_fault(name, "nothing", models) for name in models if not document.get(name)]
    refuse(path, faults)
    return {name: _section(path, document[name], name, model) for name, model in models.items()}


def _section(path, values, name, model):
    if model is Outside:
        outside, faults = build(Outside, values, entry=name)
        refuse(path, faults)
        return outside
    if not isinstance(values, dict):
        refuse(
            path, [{"entry": name, "key": "", "found": repr(values), "expected": "entries with an id each"}]
        )
    return _entries(path, values, model)


def _entries(path, values, model, **injected):
    read, faults = {}, []
    for key, value in values.items():
        own_id = {} if model is Bilingual else {"id": key}
        read[key], found = build(model, value, entry=str(key), **own_id, **injected)
        faults += found
    refuse(path, faults)
    return read


def _section_fault(name, found, models):
    expected = f"{', '.join(models)}{closest(name, models)}"
    return {"entry": name, "key": "", "found": found, "expected": expected}


def _hold_together(policy, folder):
    for check in CHECKS:
        faults = check(policy)
        if faults:
            file = faults[0]["file"]
            kept = [{key: f[key] for key in f if key != "file"} for f in faults if f["file"] == file]
            refuse(folder / file, kept)
