"""The verdicts a finished page shows, read from the page itself: what is listed is exactly what is published."""

from collections import Counter
from html.parser import HTMLParser

from analysis.wording import STATUS

PREFIX = "st-"


def with_verdicts(record, folder):
    """The record of an edition with what its staged pages say, for indexes and comparisons.

    Each briefing gets `verdicts`, {status: number} of its cards, or of its rows where it has no card. The
    edition gets `statuses` and `promises`, {commitment_id: status, text}, and `promises_page`, from the page
    whose rows can be linked to (empty and None without one); and `synthetic`, whether any page says so.
    """
    read = {briefing["page"]: read_verdicts(folder / briefing["page"]) for briefing in record["briefings"]}
    listing = next((page for page, found in read.items() if found.promises), None)
    promises = read[listing].promises if listing else {}
    return record | {
        "briefings": [b | {"verdicts": dict(Counter(read[b["page"]].shown))} for b in record["briefings"]],
        "statuses": {name: status for name, (status, _) in promises.items()},
        "promises": {name: "".join(text).strip() for name, (_, text) in promises.items()},
        "promises_page": listing,
        "synthetic": any(found.synthetic for found in read.values()),
    }


def read_verdicts(file):
    """The PageVerdicts of an HTML page."""
    reader = PageVerdicts()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader


class PageVerdicts(HTMLParser):
    """Statuses of a page's `cards` and `rows`; `promises`, {id: (status, pieces of its text)}, of rows with an id."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.cards, self.rows, self.promises, self.synthetic = [], [], {}, False
        self._row = self._heard = None

    @property
    def shown(self):
        """What the page judges: its cards, else the promises it lists, else its rows."""
        return self.cards or [status for status, _ in self.promises.values()] or self.rows

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        classes = (known.get("class") or "").split()
        self.synthetic = self.synthetic or "synthetic" in classes
        status = next((c.removeprefix(PREFIX) for c in classes if c.startswith(PREFIX)), None)
        if status in STATUS and "card" in classes:
            self.cards.append(status)
        if tag == "tr":
            self._begin_row(known.get("id"), status if status in STATUS else None)
        if tag == "th" and self._row:
            self._heard = self.promises[self._row][1]

    def handle_endtag(self, tag):
        if tag == "th":
            self._heard = None

    def handle_data(self, data):
        if self._heard is not None:
            self._heard.append(data)

    def _begin_row(self, name, status):
        self._row = name if status and name else None
        if status:
            self.rows.append(status)
        if self._row:
            self.promises[name] = (status, [])
