import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from analysis.briefings.safety import unsafe_parts

PIXEL = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>",
        "<p onclick=alert(1)>",
        '<img alt="a" src=x onerror=alert(1)>',
        '<img alt="a" src="https://example.org/a.png">',
        '<img alt="a" src="//example.org/a.png">',
        '<img alt="a" src="data:text/html;base64,AAAA">',
        f'<img src="{PIXEL}">',
        f'<img alt=" " src="{PIXEL}">',
        f'<img alt="a" src="{PIXEL}" srcset="https://example.org/a.png 2x">',
        "<iframe src=x></iframe>",
        "<svg><script>1</script></svg>",
        "<object data=x></object>",
        "<form action=x></form>",
        "<base href=https://example.org>",
        "<link rel=stylesheet href=x.css>",
        "<meta http-equiv=refresh content=0>",
        "<a href=javascript:alert(1)>x</a>",
        "<a href=' JaVaScRiPt:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href=data:text/html,x>x</a>",
        "<p style='background:url(https://example.org/x)'>",
        "<style>@import 'https://example.org/x.css'</style>",
        "<style>p{background:u\\72l(x)}</style>",
        "<!-- --><p>",
    ],
)
def test_what_runs_or_loads_is_found(html):
    assert unsafe_parts(html)


@pytest.mark.parametrize(
    "html",
    [
        "<h2 id='x'>标题</h2><p>1 &lt; 2</p>",
        "<a href=https://www.stats.gov.cn/>source</a><a href=#x>up</a><a href=city.html>page</a>",
        f'<figure><img alt="收入" src="{PIXEL}"></figure>',
        "<table class='stack'><tr><td data-label='x'>1</td></tr></table>",
        "<style scoped>td{text-align:right}</style>",
    ],
)
def test_structure_links_and_embedded_images_pass(html):
    assert unsafe_parts(html) == []


@given(st.text())
def test_escaped_text_is_always_safe(text):
    assert unsafe_parts(f'<p title="{escape(text)}">{escape(text)}</p>') == []
