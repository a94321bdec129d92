"""The folder JupyterLab shows: notebooks/, and no way out of it."""

import os

from jupyter_server.files.handlers import FilesHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import default


class NotebooksOnly(AsyncLargeFileManager):
    """Files below the server's folder; a link that leads out of it is not there (404)."""

    @default("files_handler_class")
    def _checked_downloads(self):
        # The usual one opens files by itself and follows every link.
        return FilesHandler

    def _get_os_path(self, path):
        place = super()._get_os_path(path)
        root = os.path.realpath(self.root_dir)
        if os.path.commonpath([root, os.path.realpath(place)]) != root:
            raise HTTPError(404, f"{path} leads out of the folder of notebooks")
        return place
