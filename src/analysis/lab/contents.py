"""The folder JupyterLab shows: notebooks/, and no way out of it."""

import errno
import os

from jupyter_server.files.handlers import FilesHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import default


class NotebooksOnly(AsyncLargeFileManager):
    """Files below the server's folder; a link that leads out of it is not listed and not there (404)."""

    @default("files_handler_class")
    def _checked_downloads(self):
        # The usual one opens files by itself and follows every link.
        return FilesHandler

    async def get(self, path, content=True, **options):
        if not content and self._leads_out(super()._get_os_path(path)):
            # What makes a listing go on without the entry; any other error would end the whole list.
            raise PermissionError(errno.EACCES, "leads out of the folder of notebooks")
        return await super().get(path, content, **options)

    def _get_os_path(self, path):
        place = super()._get_os_path(path)
        if self._leads_out(place):
            raise HTTPError(404, f"{path} leads out of the folder of notebooks")
        return place

    def _leads_out(self, place):
        root = os.path.realpath(self.root_dir)
        return os.path.commonpath([root, os.path.realpath(place)]) != root
