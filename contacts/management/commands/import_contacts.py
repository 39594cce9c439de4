"""manage.py import_contacts: a student's contacts out of files, without a browser."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from contacts.importing.direct import Busy, FileReport, import_file
from contacts.models import Source
from networkapp.db.acting import acting_as

UNREADABLE = 2  # exit status when a file was nothing we can read


class Command(BaseCommand):
    """Import every row of each file as suggested: new people, and news of known ones."""

    help = (
        "Import contacts of a student from LinkedIn's Connections.csv or any CSV file. "
        "All rows are taken as suggested. Exit status 2 when a file could not be read; "
        "the others are imported all the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="the student")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and leave nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="one JSON object per file, each on a line"
        )
        parser.add_argument(
            "--source",
            default="acquaintance",
            metavar="KEY",
            help="where the people come from (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the files one after the other."""
        owner = User.objects.filter(email__iexact=options["owner"].strip()).first()
        if owner is None:
            raise CommandError(f"There is no account with the address {options['owner']}.")
        with acting_as(owner):
            source = self._source(owner, options["source"])
        is_readable = True
        with translation.override(owner.locale):
            for name in options["files"]:
                report = self._import(name, owner, source, is_dry_run=options["dry_run"])
                is_readable &= report.is_readable
                if options["json"]:
                    self.stdout.write(_as_json(report))
                else:
                    self._say(report, is_dry_run=options["dry_run"])
        if not is_readable:
            raise SystemExit(UNREADABLE)

    def _source(self, owner: User, key: str) -> Source:
        known = Source.objects.filter(Q(owner=None) | Q(owner=owner))
        source = known.filter(key=key).order_by("owner_id").first()
        if source is None:
            keys = ", ".join(known.values_list("key", flat=True))
            raise CommandError(f"There is no source {key!r}. Choose one of: {keys}.")
        return source

    def _import(self, name: str, owner: User, source: Source, *, is_dry_run: bool) -> FileReport:
        try:
            with Path(name).open("rb") as file:
                # One byte more than allowed tells that it is too large.
                content = file.read(settings.IMPORT_MAX_BYTES + 1)
        except OSError:
            return FileReport(file=name).refuse(_("We cannot open this file."))
        try:
            return import_file(
                name,
                content,
                owner=owner,
                source=source,
                now=timezone.now(),
                is_dry_run=is_dry_run,
            )
        except Busy as error:
            raise CommandError(
                "The worker is at an import of this student. Try again when it is done."
            ) from error

    def _say(self, report: FileReport, *, is_dry_run: bool) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(report.file))
        if report.is_readable:
            would = "would be " if is_dry_run else ""
            self.stdout.write(
                f"  {report.contacts} contacts in the file ({report.format}): "
                f"{report.created} {would}added, {report.updated} {would}updated, "
                f"{report.skipped} left out"
            )
        for error in report.errors:
            where = f"row {error['row']}: " if error["row"] else ""
            self.stdout.write(self.style.WARNING(f"  {where}{error['message']}"))


def _as_json(report: FileReport) -> str:
    fields = asdict(report)
    del fields["is_readable"]
    return json.dumps(fields, ensure_ascii=False)
