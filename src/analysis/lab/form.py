"""The form that runs any briefing from inside JupyterLab and shows its page beside it."""

import html
import time
from concurrent.futures import ThreadPoolExecutor

import ipywidgets as widgets
import nbformat
from IPython.display import display

from analysis.briefings.manifest import load_manifest
from analysis.city import open_city
from analysis.errors import MonitorError
from analysis.lab.annotations import annotated_parameters
from analysis.lab.form_fields import STYLE, WIDE, field_of
from analysis.lab.previews import make_preview
from analysis.lab.watched_kernel import watched_kernel
from analysis.wording import say

TOLD_STYLE = "white-space: pre-wrap; max-width: 40em; line-height: 1.4; overflow-wrap: anywhere"
PAGE_STYLE = "width: 100%; height: 42em; border: 1px solid #999; background: white; box-sizing: border-box"


class BriefingForm:
    """Choose a briefing, fill in its parameters, run it, read it. One runs at a time; shown by putting it last in a cell."""

    def __init__(self, root="..", as_of=None, lang="zh"):
        self.city, self.lang = open_city(root, as_of), lang
        self.briefings = load_manifest(self.city.paths.manifest)
        options = [(briefing.title[lang], name) for name, briefing in self.briefings.items()]
        self.briefing = widgets.Dropdown(
            options=options, description=say("lab_briefing", lang), style=STYLE, layout=WIDE
        )
        self.run = widgets.Button(
            description=say("lab_run", lang), tooltip=say("lab_run_help", lang), button_style="primary"
        )
        self.progress = widgets.IntProgress(description=say("lab_progress", lang), style=STYLE, layout=WIDE)
        self.progress.layout.display = "none"
        self.told, self.page = widgets.HTML(), widgets.HTML(layout={"flex": "3 1 30em", "min_width": "20em"})
        self.parameters = widgets.VBox()
        self.fields = ()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="briefing")
        self.briefing.observe(self._show_fields, "value")
        self.run.on_click(self._start)
        self._show_fields()
        self._tell(say("lab_waiting", lang))
        self.widget = self._arranged()

    def _ipython_display_(self):
        display(self.widget)

    def wait(self, timeout=None):
        """Wait until what was started has ended and is shown; at once where nothing runs."""
        # The one worker turns to this only after it has told of the run before.
        self._worker.submit(int).result(timeout)

    @property
    def notebook(self):
        """The notebook of the briefing that is chosen."""
        return self.city.paths.notebooks / self.briefings[self.briefing.value].notebook

    @property
    def given(self):
        """The parameters as filled in, by name; an emptied date is left to its default."""
        return {field.name: field.value for field in self.fields if field.value is not None}

    def _arranged(self):
        heading = widgets.HTML(f"<h3>{html.escape(say('lab_form', self.lang))}</h3>")
        controls = widgets.VBox(
            [heading, self.briefing, self.parameters, self.run, self.progress, self.told],
            layout={"flex": "1 1 20em", "min_width": "18em"},
        )
        return widgets.HBox(
            [controls, self.page], layout={"flex_flow": "row wrap", "align_items": "flex-start"}
        )

    def _show_fields(self, _=None):
        try:
            parameters = annotated_parameters(self.notebook)
        except MonitorError as refusal:
            parameters = {}
            self._tell_refusal(refusal)
        self.run.disabled = not parameters
        self.fields = tuple(
            field_of(parameter, self.city, self.lang)
            for name, parameter in parameters.items()
            if name != "root"
        )
        self.parameters.children = [field.box for field in self.fields]

    def _start(self, _):
        self.run.disabled = True
        self.page.value = ""
        self._began = time.monotonic()
        self.progress.value = 0
        self.progress.max = (
            sum(cell.cell_type == "code" for cell in nbformat.read(self.notebook, 4).cells) + 1
        )
        self.progress.layout.display = "flex"
        self._stepped(0)
        kernel = watched_kernel(self._stepped)
        run = self._worker.submit(make_preview, self.city.paths, self.notebook, self.given, kernel)
        title = self.briefings[self.briefing.value].title[self.lang]
        run.add_done_callback(lambda ended: self._ended(ended, title))

    def _ended(self, run, title):
        self.progress.layout.display = "none"
        self.run.disabled = False
        fault = run.exception()
        if fault is None:
            self._show(run.result(), title)
        elif isinstance(fault, MonitorError):
            self._tell_refusal(fault)
        else:
            told = say("lab_broken", self.lang, kind=type(fault).__name__, message=str(fault)[:300])
            self._tell(told, alert=True)

    def _stepped(self, by=1):
        self.progress.value += by
        seconds = round(time.monotonic() - self._began)
        cell, cells = self.progress.value, self.progress.max
        self._tell(say("lab_running", self.lang, cell=cell, cells=cells, seconds=seconds))

    def _show(self, preview, title):
        seconds = f"{time.monotonic() - self._began:.1f}"
        place = preview.path.relative_to(self.city.paths.root)
        self._tell(say("lab_done", self.lang, seconds=seconds, path=place.as_posix()))
        self.page.value = framed(preview.content, say("lab_page_title", self.lang, title=title))

    def _tell_refusal(self, refusal):
        self._tell(f"{say('lab_failed', self.lang)}\n{refusal}", alert=True)

    def _tell(self, sentence, alert=False):
        # Read out by a screen reader when it changes; as text, for a refusal can quote what a file holds.
        role = "alert" if alert else "status"
        self.told.value = f'<div role="{role}" style="{TOLD_STYLE}">{html.escape(sentence)}</div>'


def framed(content, title):
    """HTML that shows a whole page in a frame that may run nothing and load nothing."""
    page = html.escape(content.decode(), quote=True)
    return f'<iframe sandbox srcdoc="{page}" title="{html.escape(title, quote=True)}" style="{PAGE_STYLE}"></iframe>'
