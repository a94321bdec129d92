"""Index pages: one of an edition, one of all editions."""

from analysis.briefings.pages import render_page, templates
from analysis.briefings.record import published, read_record
from analysis.briefings.staging import write_whole
from analysis.wording import say


def write_edition_index(folder, briefings, as_of, lang, city):
    """index.html of one edition: its briefings in the manifest's order."""
    listed = [{"page": f"{name}.html", "title": briefing.title[lang]} for name, briefing in briefings.items()]
    page = render_page(
        templates().get_template("index_body.html.j2").render(briefings=listed, lang=lang),
        lang,
        title=say("page_product", lang),
        description=say("index_description", lang, place=city[lang], as_of=as_of),
        place=city[lang],
        edition=as_of,
        kind="index",
    )
    (folder / "index.html").write_bytes(page.content)


def write_reports_index(paths, city):
    """reports/index.html: every published edition, newest first, both languages."""
    editions = {}
    for pointer in published(paths):
        record = read_record(pointer)
        if record is not None:
            editions.setdefault(pointer.parent.name, []).append(record)
    body = templates().get_template("reports_body.html.j2").render(editions=editions)
    page = render_page(
        body,
        "zh",
        title=say("reports_title", "zh"),
        description=say("reports_description", "zh"),
        place=f"{city['zh']} / {city['en']}",
        kind="index",
    )
    write_whole(paths.reports / "index.html", page.content)
