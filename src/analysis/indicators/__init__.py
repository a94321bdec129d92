"""Validated tables in, indicators out; pure functions, one family a module."""
