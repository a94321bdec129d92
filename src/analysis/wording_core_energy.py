"""Sentences of the briefings on core enterprises and on energy, in Chinese and English."""

CORE_ENERGY = {}
