"""A whole page: header, content, footer, one style sheet and the glyphs it needs, all in one file."""

import base64
import functools
import hashlib
import re
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
NARROW_FORMS = "“”‘’—–…·"
FONT_FACE = re.compile(rb"@font-face\{[^}]*\}\n")


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


def render_page(
    body, lang, *, title, description, place, edition=None, kind="briefing", script=None, standing=None
):
    """One self-contained HTML page around `body` (safe HTML); the same arguments give the same bytes.

    A page may run the one `script` it is given and no other. `standing`, the bytes of the page as it is now,
    is given back where it says the same: cutting the fonts takes most of the time.
    """
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
        "script": script and Markup(script),
        "script_digest": script and _policy_digest(script),
    }
    template = templates().get_template("page.html.j2")
    bare = template.render(**values, fonts={})
    glyphs = _glyphs(bare)
    missing = tuple(sorted(covers(glyphs)))
    if standing is not None and FONT_FACE.sub(b"", standing) == bare.encode("utf-8"):
        return Page(standing, missing)
    fonts = _fonts(glyphs, lang, bilingual='lang="en"' in body and lang == "zh")
    return Page(template.render(**values, fonts=fonts).encode("utf-8"), missing)


def _fonts(glyphs, lang, bilingual):
    """{(family, CSS weight): a font in base64}; English among Chinese has narrow quotation marks and dashes."""
    wanted = [("Briefing", glyphs, lang)] + ([("Briefing Latin", NARROW_FORMS, "en")] if bilingual else [])
    return {
        (family, css_weight): base64.b64encode(page_font(drawn, weight, language)).decode("ascii")
        for family, drawn, language in wanted
        for css_weight, weight in ((400, "regular"), (700, "bold"))
    }


def _status_css():
    from analysis.figures.style import STATUS_SIGNS

    return "\n".join(f".st-{name}{{--status:{sign.colour}}}" for name, sign in STATUS_SIGNS.items())


def _policy_digest(script):
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return Markup(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")


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
        self.hidden = tag in ("style", "script")
        # Shown when an image cannot be, or printed by the style sheet.
        self.text += [value for name, value in attrs if name in ("alt", "data-label", "href") and value]

    def handle_endtag(self, tag):
        self.hidden = False

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)
