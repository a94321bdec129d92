"""A briefing's kernel that tells how many cells it has been given."""

from jupyter_client.asynchronous import AsyncKernelClient
from traitlets import Type

from analysis.briefings.kernel import BriefingKernel


def watched_kernel(told):
    """A class as BriefingKernel that calls `told()` for each cell, before the cell is run."""

    class WatchedClient(AsyncKernelClient):
        def execute(self, *arguments, **options):
            told()
            return super().execute(*arguments, **options)

    class WatchedKernel(BriefingKernel):
        client_factory = Type(WatchedClient, klass=AsyncKernelClient)

    return WatchedKernel
