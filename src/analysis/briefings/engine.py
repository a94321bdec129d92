"""papermill's engine with an end to what a notebook may put out: a loop that prints must not fill the memory."""

from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger

ENGINE = "briefing"
OUTPUT_LIMIT = 30_000_000


class TooMuchOutput(Exception):  # noqa: N818  what happened, told on by run.py
    """A notebook has put out more characters than a page can hold."""


class BriefingClient(PapermillNotebookClient):
    """Ends the kernel once its outputs hold more than OUTPUT_LIMIT characters."""

    put_out = 0

    def execute(self, **options):
        try:
            return super().execute(**options)
        except DeadKernelError:
            if self.put_out > OUTPUT_LIMIT:
                raise TooMuchOutput from None
            raise

    def process_message(self, msg, cell, cell_index):
        content = msg["content"]
        self.put_out += len(content.get("text", "")) + sum(map(_size, content.get("data", {}).values()))
        if self.put_out > OUTPUT_LIMIT:
            self.km.end_group()
            return None
        return super().process_message(msg, cell, cell_index)


class BriefingEngine(NBClientEngine):
    """papermill's own engine, with the client above."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **options):
        known = {name: value for name, value in options.items() if name in BriefingClient.class_trait_names()}
        BriefingClient(nb_man, kernel_name=kernel_name, log=logger, **known).execute()


def _size(value):
    return len(value) if isinstance(value, str) else len(str(value))


papermill_engines.register(ENGINE, BriefingEngine)
