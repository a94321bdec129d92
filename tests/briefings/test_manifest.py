import pytest

from analysis.briefings.manifest import chosen, load_manifest
from analysis.errors import EditionError
from analysis.paths import Paths, find_root
from analysis.policy import load_policy

from .tiny_city import POLICY


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ("notebook: first", "notebok: first", r"first\.notebok: unknown key; did you mean 'notebook'"),
        ("{zh: 市情总览, en: City briefing}", "{zh: 市情总览}", r"first\.title\.en"),
        ("{zh: 市情总览, en: City briefing}", "{zh: 市情总览, eng: x, en: y}", r"title\.eng: unknown key; did you mean 'en'"),
        ("first.ipynb", "frist.ipynb", r"did you mean 'first.ipynb'"),
        ("first.ipynb", "../../etc/x.ipynb", r"first\.notebook"),
        ("second:", "first:", "appears twice"),
        ("first:", "'first/../x':", "first"),
        ("notebook: first.ipynb", "notebook: first.ipynb\n  parameters: {lang: en}", "parameters.lang is set by the edition"),
        ("notebook: first.ipynb", "notebook: first.ipynb\n  parameters: {a: [1]}", r"first\.parameters\.a"),
        ("first:", "first: [", "not readable"),
        ("first:", "index:", "the edition's own page has this name"),
        ("notebook: first.ipynb", "notebook: first.ipynb\n  for_each: cluster", r"first\.for_each.*'cluster'"),
        ("notebook: first.ipynb", "notebook: first.ipynb\n  for_eahc: clusters", "did you mean 'for_each'"),
        ("notebook: first.ipynb", "notebook: first.ipynb\n  cadence: week", r"first\.cadence"),
        ("notebook: first.ipynb", "notebook: first.ipynb\n  audience: public", r"first\.audience"),
        (
            "notebook: first.ipynb", "notebook: first.ipynb\n  for_each: clusters\n  parameters: {cluster: x}",
            r"first\.parameters\.cluster is set by for_each: clusters",
        ),
    ],
)  # fmt: skip
def test_a_wrong_manifest_is_refused_naming_file_and_key(city, replaced, by, said):
    city.manifest.write_text(
        city.manifest.read_text(encoding="utf-8").replace(replaced, by), encoding="utf-8"
    )
    with pytest.raises(EditionError, match=said) as refusal:
        load_manifest(city.manifest)
    assert str(refusal.value).startswith(str(city.manifest))


def test_briefings_come_in_file_order_with_titles_in_both_languages(city):
    briefings = load_manifest(city.manifest)
    assert list(briefings) == ["first", "second"]
    assert [briefings["first"].title[lang] for lang in ("zh", "en")] == ["市情总览", "City briefing"]


def family(city):
    """The manifest of the tiny city, whose second briefing is now made for each cluster."""
    city.manifest.write_text(
        city.manifest.read_text(encoding="utf-8").replace(
            "notebook: second.ipynb", "notebook: second.ipynb\n  for_each: clusters\n  cadence: quarter"
        ),
        encoding="utf-8",
    )
    return load_manifest(city.manifest, POLICY)


def test_an_entry_for_each_cluster_is_one_briefing_a_cluster_with_its_name_in_the_title(city):
    briefings = family(city)
    assert list(briefings) == ["first", "second/tobacco", "second/food"]
    tobacco = briefings["second/tobacco"]
    assert tobacco.parameters == {"cluster": "tobacco"}
    assert tobacco.page == "second-tobacco.html"
    assert [tobacco.title[lang] for lang in ("zh", "en")] == [
        "烟草 · 方法验证",
        "Tobacco · Method validation",
    ]
    assert (tobacco.label["en"], tobacco.family["en"]) == ("Tobacco", "Method validation")


def test_without_a_policy_a_family_stays_one_entry(city):
    family(city)
    assert list(load_manifest(city.manifest)) == ["first", "second"]


def test_a_familys_name_chooses_all_of_it_and_a_full_name_one(city):
    briefings = family(city)
    assert list(chosen(briefings, ["second"])) == ["second/tobacco", "second/food"]
    assert list(chosen(briefings, ["second/food", "first"])) == ["first", "second/food"]
    with pytest.raises(EditionError, match="did you mean 'second/tobacco'"):
        chosen(briefings, ["second/tabaco"])


def test_the_policys_own_districts_and_clusters_make_names_and_pages_that_differ():
    policy = load_policy(Paths(find_root(__file__)).policy)
    for members in (policy.clusters, policy.districts):
        assert all(member.name["zh"] and member.name["en"] for member in members.values())
        assert len({f"x-{key}.html" for key in members}) == len(members)


def test_a_missing_manifest_is_refused(tmp_path):
    with pytest.raises(EditionError, match="missing"):
        load_manifest(tmp_path / "briefings.yaml")


def test_an_unknown_name_is_refused_with_the_closest(city):
    with pytest.raises(EditionError, match="did you mean 'second'"):
        chosen(load_manifest(city.manifest), ["secnd"])


def test_the_projects_own_manifest_names_notebooks_with_the_edition_parameters():
    from analysis.briefings.parameters import declared_parameters

    paths = Paths(find_root(__file__))
    briefings = load_manifest(paths.manifest, load_policy(paths.policy))
    assert {"city", "method_validation"} <= set(briefings)
    for briefing in briefings.values():
        declared = declared_parameters(paths.notebooks / briefing.notebook)
        assert {"root", "as_of", "lang", *briefing.parameters} <= set(declared)
