"""Django's ``connection`` under its own type: it has ``as_role`` and an acting user."""

from typing import cast

from django.db import connection as django_connection

from networkapp.db.backend.base import DatabaseWrapper

connection = cast(DatabaseWrapper, django_connection)
