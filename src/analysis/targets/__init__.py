"""Indicator and commitment in, verdict out; pure functions."""
