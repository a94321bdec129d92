"""The programme records of the synthetic city, as its offices send them: half-yearly and yearly ledgers."""

from dataclasses import asdict
from itertools import chain, pairwise

import numpy as np

from analysis.synthetic.programme_core import core_events
from analysis.synthetic.programme_counts import counted_events
from analysis.synthetic.programme_incentives import incentive_events
from analysis.synthetic.programme_ledger import batches, ledger, numbered
from analysis.synthetic.programme_plain import plain_events
from analysis.synthetic.programme_plan import programme
from analysis.synthetic.programme_print import printed_file
from analysis.synthetic.programme_projects import known_by, projects

STREAM = 10  # apart from the streams the city itself is drawn from


def programme_deliveries(city, seed):
    """Every delivery of programme records (file and sidecar: name -> bytes) about `city`, oldest office by office.

    The same city and seed give the same bytes. An event is printed in the first ledger that covers the day it
    became known; one that turns out otherwise is printed again under its number. The projects come whole each time.
    """
    streams = [np.random.default_rng((seed, STREAM + stage)) for stage in range(4)]
    names = city.enterprise.set_index("enterprise_id")["name"].to_dict()
    events = [*plain_events(), *counted_events(streams[0]), *core_events(city, streams[1])]
    events += incentive_events(city, streams[2])
    for position, office in enumerate(programme().offices.values()):
        yield from _ledgers(office, position, events, names)
    yield from _project_registers(projects(city, streams[3]), names)


def _ledgers(office, position, events, names):
    own = list(numbered([e for e in events if e.commitment_id in office.commitments], office.prefix))
    sendings = batches(office, position)
    for before, batch in pairwise(chain([None], sendings)):
        entries = ledger(own, batch, before.covers if before else None)
        rows = [{"event_id": number, **asdict(event)} for number, event in entries]
        yield printed_file(office, "programme_event", rows, batch, names)


def _project_registers(truth, names):
    office = programme().project_office
    for batch in batches(office, len(programme().offices)):
        rows = known_by(truth, batch.covers).to_dict("records")
        yield printed_file(office, "project", rows, batch, names)
