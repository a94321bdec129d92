import numpy as np
import pytest

from analysis.synthetic.naming import brand, check_character, organisation_codes


@pytest.mark.parametrize(
    ("stem", "expected"),
    # Characters 9-17 of the published codes of Peking University, Huawei Technologies and Gree Electric.
    [("40000225", "9"), ("19220382", "1"), ("19254825", "6")],
)
def test_check_character_of_known_codes(stem, expected):
    digits = np.array([[int(character) for character in stem]])
    assert check_character(digits)[0] == expected


def test_codes_are_different_and_nine_characters():
    codes = organisation_codes(5000, np.random.default_rng(1))
    assert len(set(codes)) == 5000
    assert {len(code) for code in codes} == {9}


def test_brands_never_repeat():
    assert len(set(brand(np.arange(100_000)))) == 100_000
