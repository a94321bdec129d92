"""A whole page: header, content, footer, one style sheet and the glyphs it needs, all in one file."""

import base64
import functools
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.figures.fonts import covers, page_font
from analysis.wording import STATUS, say

TEMPLATES = Path(__file__).parent / "templates"
HTML_LANG = {"zh": "zh-CN", "en": "en"}
# Drawn by the style sheet or on paper, so not in the text of the page.
STYLE_GLYPHS = "0123456789/·–…◆"


@dataclass(frozen=True)
class Page:
    """A finished page: its bytes, and the characters its font could not draw."""

    content: bytes
    missing: tuple


@functools.cache
def templates():
    """The templates of this package; everything put into them is escaped."""
    surroundings = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    surroundings.globals.update(say=say, STATUS=STATUS)
    return surroundings


def render_page(body, lang, *, title, description, place, edition=None, kind="briefing"):
    """One self-contained HTML page around `body` (safe HTML); the same arguments give the same bytes."""
    values = {
        "body": Markup(body),
        "lang": lang,
        "html_lang": HTML_LANG[lang],
        "title": title,
        "description": description,
        "place": place,
        "edition": edition,
        "kind": kind,
        "synthetic": 'class="synthetic"' in body,
        "status_css": Markup(_status_css()),
    }
    template = templates().get_template("page.html.j2")
    glyphs = _glyphs(template.render(**values, fonts={}))
    fonts = {
        css_weight: base64.b64encode(page_font(glyphs, weight, lang)).decode("ascii")
        for css_weight, weight in ((400, "regular"), (700, "bold"))
    }
    missing = tuple(sorted(covers(glyphs)))
    return Page(template.render(**values, fonts=fonts).encode("utf-8"), missing)


def _status_css():
    from analysis.figures.style import STATUS_SIGNS

    return "\n".join(f".st-{name}{{--status:{sign.colour}}}" for name, sign in STATUS_SIGNS.items())


def _glyphs(html):
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(sorted(set("".join(reader.text)) | set(STYLE_GLYPHS)))


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []
        self.hidden = False

    def handle_starttag(self, tag, attrs):
        self.hidden = tag == "style"
        # Shown when an image cannot be, or printed by the style sheet.
        self.text += [value for name, value in attrs if name in ("alt", "data-label", "href") and value]

    def handle_endtag(self, tag):
        self.hidden = False

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)
