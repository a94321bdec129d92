"""Index pages: one of an edition, one of all editions."""

from html.parser import HTMLParser

from analysis.briefings.pages import render_page, templates
from analysis.briefings.record import published, read_record
from analysis.briefings.staging import write_whole
from analysis.wording import say


def write_edition_index(folder, record, city):
    """index.html of one edition: the briefings of its record with their leading sentences."""
    lang, as_of = record["lang"], record["as_of"]
    groups = grouped(record["briefings"])
    page = render_page(
        templates().get_template("index_body.html.j2").render(groups=groups, lang=lang),
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
            listed = {"lang": record["lang"], "groups": grouped(record["briefings"])}
            editions.setdefault(pointer.parent.name, []).append(listed)
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


def grouped(briefings):
    """{family title: its briefings}, in the manifest's order; None holds those that stand alone and comes first."""
    groups = {None: []}
    for briefing in briefings:
        # Records of editions published before there were families have neither.
        groups.setdefault(briefing.get("family"), []).append({"label": briefing["title"]} | briefing)
    return {family: found for family, found in groups.items() if found}


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
