"""One briefing outside an edition: run as an edition runs it, its page kept in reports/preview."""

from dataclasses import dataclass
from pathlib import Path

from analysis.briefings.export import export_page
from analysis.briefings.kernel import BriefingKernel
from analysis.briefings.manifest import MEMBER_PARAMETER, Briefing, closest, load_manifest
from analysis.briefings.parameters import check_parameters
from analysis.briefings.run import run_briefing
from analysis.briefings.staging import write_whole
from analysis.city import open_city, parse_as_of
from analysis.errors import EditionError
from analysis.lab.annotations import annotated_parameters
from analysis.policy import load_policy


@dataclass(frozen=True)
class Preview:
    """A page that belongs to no edition: its bytes, the notebook as executed, and where the page was written."""

    content: bytes
    executed: object
    path: Path


def make_preview(paths, notebook, given, kernel=BriefingKernel):
    """The Preview of the briefing whose notebook `notebook` is, or is a copy of, with the parameters `given`.

    The root is the city's own; as_of left out is the newest date the data support. Raises MonitorError for an
    unknown or unfit parameter, a date without data, a cluster or district the policy does not name, and all
    that `run_briefing` and `export_page` refuse.
    """
    briefing = asked_briefing(paths, notebook, given)
    city = open_city(paths.root, given.get("as_of"))
    as_of = city.as_of.isoformat()
    parameters = {**briefing.parameters, **given, "root": str(paths.root.resolve()), "as_of": as_of}
    lang = given.get("lang", annotated_parameters(notebook)["lang"].default)
    executed = run_briefing(notebook, parameters, kernel=kernel)
    page = export_page(
        executed,
        lang,
        name=notebook.name,
        title=briefing.title[lang],
        place=getattr(city.policy.decree.city, lang),
        as_of=as_of,
    )
    target = paths.reports / "preview" / as_of / lang / briefing.page
    write_whole(target, page.content)
    return Preview(page.content, executed, target)


def is_listed(paths, name):
    """Whether the list of briefings has the notebook file `name`."""
    return any(entry.notebook == name for entry in load_manifest(paths.manifest).values())


def refuse_unfit(notebook, given):
    """Raises MonitorError for parameters the notebook does not take, a malformed date, and a root of its own."""
    if "root" in given:
        # A page of somebody else's city would stand under this one's name.
        raise EditionError(
            "the parameter root is set by the Lab: it is the city whose notebooks it shows.",
            file=notebook.name,
            way_out="Leave root out.",
        )
    check_parameters(notebook, given)
    if "as_of" in given:
        parse_as_of(given["as_of"])


def asked_briefing(paths, notebook, given) -> Briefing:
    """The listed briefing a copy of whose notebook `notebook` is, for the cluster or district that is `given`.

    Raises MonitorError as of `refuse_unfit`, for a notebook that is not listed, and for a member the policy does not
    name.
    """
    refuse_unfit(notebook, given)
    values = {key: field.default for key, field in annotated_parameters(notebook).items()} | given
    name, policy = notebook.name, load_policy(paths.policy)
    ours = [b for b in load_manifest(paths.manifest, policy).values() if b.notebook == name]
    if not ours:
        raise EditionError("it is not in the list of briefings.", file=name)
    for briefing in ours:
        if all(values.get(key) == value for key, value in _member(briefing).items()):
            return briefing
    members = [value for briefing in ours for value in _member(briefing).values()]
    asked = next(values[key] for key in _member(ours[0]))
    raise EditionError(
        f"the policy has no {next(iter(_member(ours[0])))} {asked!r}{closest(asked, members)}",
        file=name,
        expected=f"one of {', '.join(members)}.",
    )


def _member(briefing):
    return {key: value for key, value in briefing.parameters.items() if key in MEMBER_PARAMETER.values()}
