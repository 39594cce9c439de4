"""``manage.py dbshell``: psql, on the embedded server too, under the role of the process."""

import os
from typing import Any

from django.db.backends.postgresql import client

from networkapp.db.embedded import bin_dir, embedded_server


class DatabaseClient(client.DatabaseClient):
    """Django's own, told of the embedded server and of the role."""

    def runshell(self, parameters: Any) -> None:
        """Open psql."""
        wrapper: Any = self.connection
        shared = wrapper.settings_dict
        try:
            if wrapper.is_embedded:
                os.environ["PATH"] = f"{bin_dir()}{os.pathsep}{os.environ['PATH']}"
                host = str(embedded_server().ensure_running())
                wrapper.settings_dict = {**shared, "HOST": host, "USER": wrapper.role}
            else:
                os.environ["PGOPTIONS"] = f"-c role={wrapper.role}"
            super().runshell(parameters)
        finally:
            wrapper.settings_dict = shared
