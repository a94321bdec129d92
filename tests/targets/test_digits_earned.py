import pytest

from analysis.targets.calibration import digits_earned


@pytest.mark.parametrize(
    ("settled", "years", "verdict", "digits"),
    [
        (100, 5, "calibrated", 2),
        (99, 5, "calibrated", 1),
        (4000, 4, "calibrated", 1),
        (4000, 30, "too_narrow", 1),
        (4000, 30, "too_wide", 1),
        (0, 0, "too_few_to_judge", 1),
    ],
)
def test_per_cent_take_many_settled_forecasts_of_several_years_that_held(settled, years, verdict, digits):
    assert digits_earned(settled, years, verdict) == digits
