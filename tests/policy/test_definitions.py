"""The decree as data says what the decree says, and refuses what no decree can say."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from analysis.errors import PolicyError
from analysis.policy import load_policy
from analysis.policy.audit import audit_plan

FOLDER = Path(__file__).parents[2] / "data" / "policy"
POLICY = load_policy(FOLDER)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "policy"))


def spoil(folder, file, change):
    path = folder / file
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(PolicyError) as refusal:
        load_policy(folder)
    return str(refusal.value)


def test_all_119_commitments_are_there_by_kind():
    assert list(POLICY.commitments) == [f"C{n:03d}" for n in range(1, 120)]
    kinds = Counter(commitment.kind for commitment in POLICY.commitments.values())
    assert kinds == {
        "direction": 12, "incentive": 15, "layout": 31, "milestone": 26,
        "outcome": 15, "process": 8, "recurring": 10, "structure": 2,
    }  # fmt: skip


def test_ten_cluster_targets_sum_to_the_total():
    targets = [POLICY.commitments[f"C{n:03d}"].target for n in range(6, 16)]
    assert sum(targets) == POLICY.commitments["C002"].target == 9_000_000
    assert (
        POLICY.commitments["C002"].target / POLICY.commitments["C003"].target
        == POLICY.commitments["C004"].target
    )


def test_the_31_planned_cells_are_the_layout_commitments():
    cells = [(c.scope.district, c.scope.cluster) for c in POLICY.commitments.values() if c.kind == "layout"]
    assert len(cells) == 31
    assert sorted(cells) == sorted(POLICY.planned_cells)


def test_twelve_districts_of_which_three_are_zones():
    assert Counter(district.type for district in POLICY.districts.values()) == {"district": 9, "zone": 3}


@pytest.mark.parametrize(
    ("code", "cluster"),
    [
        ("1620", "tobacco"), ("1320", "food"), ("1493", "salt_chemicals"), ("1492", "food"), ("3316", "aluminium"),
        ("3351", "aluminium"), ("3311", None), ("3725", "machinery"), ("3800", None), ("1711", "textiles"),
        ("4411", "power"), ("2011", "forestry_paper"), ("2100", None), ("3111", "building_materials"),
        ("1030", "salt_chemicals"), ("2612", "salt_chemicals"), ("2614", None), ("2710", "pharmaceuticals"),
    ],
)  # fmt: skip
def test_industry_codes_lead_to_their_cluster(code, cluster):
    assert POLICY.cluster_of_code(code) == cluster


def test_every_text_exists_in_both_languages_and_in_its_own_script():
    han = re.compile(r"[\u4e00-\u9fff]")
    for commitment in POLICY.commitments.values():
        for text in (commitment.promise, commitment.needs):
            assert han.search(text.zh), commitment.id
            assert not han.search(text.en), commitment.id


def test_damaged_and_undefined_clauses_keep_every_reading():
    assert len(POLICY.commitments["C004"].readings) == 3
    assert len(POLICY.commitments["C005"].readings) == 5
    assert {POLICY.commitments[i].reading for i in ("C067", "C102")} == {"damaged"}


def test_a_reduction_is_a_negative_change():
    energy = POLICY.commitments["C016"]
    assert (energy.target, energy.direction, energy.target_unit) == (-0.2, -1, "1")


def test_the_plan_audit_finds_what_is_wrong_with_the_plan():
    findings = audit_plan(POLICY)
    assert set(findings["check"]) == {f"K{n}" for n in range(1, 9)}
    by_check = findings.groupby("check")["finding"].agg(set)
    assert by_check["K1"] == by_check["K2"] == by_check["K3"] == {"ok"}
    assert by_check["K4"] == by_check["K8"] == {"finding"}
    assert "烟草" in findings.set_index("check").loc["K4", "zh"]


def test_a_changed_target_breaks_the_sum_in_the_audit():
    changed = POLICY.with_changes("C006", at_least={"value": 230, "unit": "亿元"})
    findings = audit_plan(changed).groupby("check")["finding"].agg(set)
    assert "finding" in findings["K1"]


def test_an_unknown_key_is_refused_with_the_known_one(folder):
    said = spoil(folder, "commitments.yaml", lambda c: c["C006"].update(dedline="2010-12-31"))
    assert all(word in said for word in ("commitments.yaml", "C006", "dedline", "deadline"))


def test_an_unknown_cluster_in_a_scope_is_refused(folder):
    said = spoil(folder, "commitments.yaml", lambda c: c["C006"]["scope"].update(cluster="tabacco"))
    assert all(word in said for word in ("C006", "tabacco", "tobacco"))


def test_an_unknown_unit_is_refused(folder):
    said = spoil(folder, "commitments.yaml", lambda c: c["C006"]["at_least"].update(unit="两"))
    assert all(word in said for word in ("C006", "两"))


def test_two_comparators_are_refused(folder):
    said = spoil(folder, "commitments.yaml", lambda c: c["C006"].update(at_most={"value": 1, "unit": "亿元"}))
    assert all(word in said for word in ("C006", "at_least", "at_most"))


def test_a_missing_commitment_is_refused(folder):
    assert "C050" in spoil(folder, "commitments.yaml", lambda c: c.pop("C050"))


def test_a_code_claimed_by_two_clusters_is_refused(folder):
    said = spoil(
        folder, "clusters.yaml", lambda c: first(c)["food"]["industry_codes"]["include"].append("16")
    )
    assert "16" in said


def test_a_key_written_twice_is_refused(folder):
    path = folder / "commitments.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  kind: outcome\n", "  kind: outcome\n  kind: outcome\n", 1), encoding="utf-8"
    )
    with pytest.raises(PolicyError, match="kind"):
        load_policy(folder)


def first(content):
    return content.get("clusters", content)
