"""Static files for production: hashed, compressed, one stylesheet and one script."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(
    r"""@import\s+url\(\s*["']?(?P<url>[^"')]+)["']?\s*\)\s*layer\(\s*(?P<layer>[\w.-]+)\s*\)\s*;"""
)
_SCRIPT_IMPORT = re.compile(r"""^import\s+"(?P<url>\.[^"]+)";$""", re.MULTILINE)
_BINDING = re.compile(r"^(import|export)\b", re.MULTILINE)
_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
_BLANKS = re.compile(r"\n\s*(?=\n)")


def bundle(name: str, read: Callable[[str], str]) -> str:
    """The text of stylesheet ``name`` with its layered imports written out in place.

    ``@import url("x.css") layer(y);`` becomes ``@layer y { … }``, so the cascade stays what the
    table of contents says. ``read`` gives the text of a file by its static name. Relative
    addresses inside an imported file are rewritten to be relative to ``name``. Other imports
    (of other origins, or without a layer) stay as they are, and an import inside an imported
    file is refused with ValueError: it could not stand inside a layer block.
    """
    folder = posixpath.dirname(name)

    def inline(match: re.Match[str]) -> str:
        url = match["url"]
        if "//" in url:
            return match[0]
        imported = posixpath.normpath(posixpath.join(folder, url))
        text = _without_comments(read(imported))
        if "@import" in text:
            raise ValueError(f"{imported} imports another file; list it in {name} instead.")
        text = _rebase(text, from_folder=posixpath.dirname(imported), to_folder=folder)
        return f"@layer {match['layer']} {{\n{text.strip()}\n}}"

    return _IMPORT.sub(inline, _without_comments(read(name))).strip() + "\n"


def bundle_scripts(name: str, read: Callable[[str], str]) -> str:
    """The text of script ``name`` with the files that it imports written out in place.

    ``import "./x.js";`` becomes a block of its own, ``{ … }``, so that no name of one file meets
    another's. Such files stand by themselves: one that imports or exports something is refused
    with ValueError.
    """
    folder = posixpath.dirname(name)

    def inline(match: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(folder, match["url"]))
        text = read(imported)
        if _BINDING.search(text):
            raise ValueError(f"{imported} imports or exports; only {name} may.")
        return f"{{\n{text.strip()}\n}}"

    return _SCRIPT_IMPORT.sub(inline, read(name)).strip() + "\n"


# What is written out, and how.
BUNDLES: dict[str, Callable[[str, Callable[[str], str]], str]] = {
    "css/app.css": bundle,
    "js/app.js": bundle_scripts,
}


def _without_comments(text: str) -> str:
    return _BLANKS.sub("", _COMMENT.sub("", text))


def _rebase(text: str, *, from_folder: str, to_folder: str) -> str:
    def rebased(match: re.Match[str]) -> str:
        url = match["url"]
        if url.startswith(("/", "#", "data:")) or "//" in url:
            return match[0]
        path = posixpath.relpath(posixpath.join(from_folder, url), to_folder or ".")
        return f'url("{path}")'

    return _URL.sub(rebased, text)


class BundledManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files; those in ``BUNDLES`` carry their imports in them.

    Only what is served under a hashed name is bundled: in development the plain files are sent,
    so a change is seen without collecting anything.
    """

    def post_process(
        self,
        paths: dict[str, tuple[Storage, str]],
        dry_run: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **options: Any,
    ) -> Iterator[tuple[str, str, bool]]:
        if not dry_run:
            paths = {**paths, **self._bundled(paths)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundled(self, paths: dict[str, tuple[Storage, str]]) -> dict[str, tuple[Storage, str]]:
        bundles = InMemoryStorage()

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        found = {name: (bundles, name) for name in BUNDLES if name in paths}
        for name in found:
            bundles.save(name, ContentFile(BUNDLES[name](name, read).encode()))
        return {**found}
