import pytest

from analysis.briefings.manifest import chosen, load_manifest
from analysis.errors import EditionError
from analysis.paths import Paths, find_root


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


def test_a_missing_manifest_is_refused(tmp_path):
    with pytest.raises(EditionError, match="missing"):
        load_manifest(tmp_path / "briefings.yaml")


def test_an_unknown_name_is_refused_with_the_closest(city):
    with pytest.raises(EditionError, match="did you mean 'second'"):
        chosen(load_manifest(city.manifest), ["secnd"])


def test_the_projects_own_manifest_names_notebooks_with_the_edition_parameters():
    from analysis.briefings.parameters import declared_parameters

    paths = Paths(find_root(__file__))
    briefings = load_manifest(paths.manifest)
    assert {"city", "method_validation"} <= set(briefings)
    for briefing in briefings.values():
        declared = declared_parameters(paths.notebooks / briefing.notebook)
        assert {"root", "as_of", "lang", *briefing.parameters} <= set(declared)
