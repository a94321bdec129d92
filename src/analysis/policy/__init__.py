"""The decree as data: reads data/policy into frozen models and audits its own arithmetic."""

from analysis.policy.commitment import Commitment, Reading, Scope
from analysis.policy.loading import load_policy
from analysis.policy.models import Amount, Bilingual, Cluster, Decree, District
from analysis.policy.plan import Policy, UnknownName

__all__ = [
    "Amount",
    "Bilingual",
    "Cluster",
    "Commitment",
    "Decree",
    "District",
    "Policy",
    "Reading",
    "Scope",
    "UnknownName",
    "load_policy",
]
