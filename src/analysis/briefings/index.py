"""Index pages: one of an edition, one of all editions."""

from html.parser import HTMLParser

from analysis.briefings.elements import banner
from analysis.briefings.pages import TEMPLATES, render_page, templates
from analysis.briefings.record import published, read_record
from analysis.briefings.reports_index import both, facets, grouped, listed_editions, tally_words
from analysis.briefings.staging import write_whole
from analysis.wording import say


def write_edition_index(folder, record, city):
    """index.html of one edition: the verdicts on all promises, and its briefings with their leading sentences."""
    lang, as_of = record["lang"], record["as_of"]
    body = templates().get_template("index_body.html.j2")
    page = render_page(
        body.render(
            groups=grouped(record["briefings"], lang),
            tally=tally_words(record, lang),
            record=record,
            banner=banner(["synthetic"] if record.get("synthetic") else [], lang).html,
            lang=lang,
        ),
        lang,
        title=say("page_product", lang),
        description=say("index_description", lang, place=city[lang], as_of=as_of),
        place=city[lang],
        edition=as_of,
        kind="index",
    )
    (folder / "index.html").write_bytes(page.content)


def write_reports_index(paths, city):
    """reports/index.html: every published edition, newest first, both languages, with what moved since the last.

    Depends on the records of the editions and on nothing else. Its script only hides what does not fit a filter.
    """
    records = [record for record in map(read_record, published(paths)) if record is not None]
    editions = listed_editions(records)
    body = templates().get_template("reports_body.html.j2")
    place = paths.reports / "index.html"
    page = render_page(
        body.render(editions=editions, facets=facets(editions), both=both),
        "zh",
        title=say("reports_title", "zh"),
        description=say("reports_description", "zh"),
        place=f"{city['zh']} / {city['en']}",
        kind="index",
        script=(TEMPLATES / "reports.js").read_text(encoding="utf-8"),
        standing=place.read_bytes() if place.is_file() else None,
    )
    write_whole(place, page.content)


def first_message(content):
    """The sentence a page leads with: the text of its first element of class `message`; None without one."""
    reader = _Message()
    reader.feed(content.decode("utf-8"))
    reader.close()
    return " ".join("".join(reader.text).split()) or None


class _Message(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []
        self.tag = None
        self.over = False

    def handle_starttag(self, tag, attrs):
        if self.tag is None and not self.over and "message" in (dict(attrs).get("class") or "").split():
            self.tag = tag

    def handle_endtag(self, tag):
        if tag == self.tag:
            self.tag, self.over = None, True

    def handle_data(self, data):
        if self.tag is not None:
            self.text.append(data)
