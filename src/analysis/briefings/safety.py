"""What may stand in a page: structure, text and embedded images; nothing that runs, nothing that loads.

Element templates escape data already; this is the second wall, and it also guards hand-written cells.
"""

import re
from html.parser import HTMLParser

# fmt: off
TAGS = frozenset({
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li",
    "main", "mark", "nav", "ol", "p", "picture", "pre", "q", "s", "samp", "section", "small", "source",
    "span", "strong", "style", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
})
ATTRIBUTES = frozenset({
    "align", "alt", "abbr", "border", "cellpadding", "cellspacing", "class", "colspan", "datetime",
    "dir", "height", "href", "hreflang", "id", "lang", "media", "name", "open", "rel", "role",
    "rowspan", "scope", "scoped", "sizes", "span", "src", "srcset", "start", "style", "tabindex",
    "title", "type", "value", "width",
})
# fmt: on
IMAGE = re.compile(r"data:image/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+", re.ASCII)
LINK = re.compile(r"(https?://|mailto:|#|[\w./-]+(#[\w-]*)?$)", re.IGNORECASE)
LOADING_CSS = re.compile(r"url\s*\(|@import|expression\s*\(|\\", re.IGNORECASE)


def unsafe_parts(html):
    """What in `html` may not be published, as short phrases; empty when all is well.

    Tags and attributes outside the known ones (so every event handler), addresses other than plain
    links, images that are not embedded or have no alternative text, style that loads, comments.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.in_style = False

    def handle_starttag(self, tag, attrs):
        self.in_style = tag == "style"
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if _bad(name, value or ""):
                self.found.append(f"{name}={(value or '')[:40]!r} in <{tag}>")
        if tag == "img" and not (dict(attrs).get("alt") or "").strip():
            self.found.append("<img> without alternative text")

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style and LOADING_CSS.search(data):
            self.found.append("<style> that loads something")

    def handle_comment(self, data):
        self.found.append("a comment")

    def handle_decl(self, decl):
        self.found.append(f"<!{decl[:20]}>")

    def unknown_decl(self, data):
        self.found.append(f"<![{data[:20]}")

    def handle_pi(self, data):
        self.found.append(f"<?{data[:20]}>")


def _bad(name, value):
    if name.startswith(("aria-", "data-")):
        return False
    if name in ("src", "srcset"):
        return not IMAGE.fullmatch(value)
    if name == "href":
        return not LINK.match(value.strip())
    if name == "style":
        return bool(LOADING_CSS.search(value))
    return name not in ATTRIBUTES
