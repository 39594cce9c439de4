"""The one stylesheet that production sends."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from networkapp.web.storage import bundle, bundle_scripts

FILES = {
    "css/app.css": '@layer a, b;\n/* list */\n@import url("a.css") layer(a);\n'
    '@import url("parts/b.css") layer(b);\n@import url("https://x.example/c.css") layer(b);\n',
    "css/a.css": "/* why */\np { color: red }\n",
    "css/parts/b.css": 'b { background: url("../../img/x.svg") } i { mask: url(#m) }',
    "css/bad.css": '@import url("nested.css") layer(a);',
    "css/nested.css": '@import url("a.css") layer(a);',
}


def test_imports_become_layer_blocks_in_the_same_order() -> None:
    text = bundle("css/app.css", FILES.__getitem__)
    assert text.startswith("@layer a, b;")
    assert "@layer a {\np { color: red }\n}" in text
    assert text.index("@layer a {") < text.index("@layer b {")
    assert "why" not in text


def test_addresses_are_relative_to_the_bundle_and_other_origins_stay() -> None:
    text = bundle("css/app.css", FILES.__getitem__)
    assert 'url("../img/x.svg")' in text
    assert "url(#m)" in text
    assert '@import url("https://x.example/c.css") layer(b);' in text


def test_an_import_inside_an_imported_file_is_refused() -> None:
    with pytest.raises(ValueError, match="list it in css/bad"):
        bundle("css/bad.css", FILES.__getitem__)


def test_scripts_become_blocks_in_the_same_order() -> None:
    files = {
        "js/app.js": '// all\nimport "./a.js";\nimport "./b.js";\n',
        "js/a.js": "const same = 1;\n",
        "js/b.js": "const same = 2;\n",
        "js/bad.js": 'import "./c.js";\n',
        "js/c.js": 'import { d } from "./d.js";\n',
    }
    text = bundle_scripts("js/app.js", files.__getitem__)
    assert text == "// all\n{\nconst same = 1;\n}\n{\nconst same = 2;\n}\n"
    with pytest.raises(ValueError, match=r"js/c\.js imports"):
        bundle_scripts("js/bad.js", files.__getitem__)


def test_collectstatic_writes_one_hashed_compressed_stylesheet(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "networkapp.web.storage.BundledManifestStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    hashed = tmp_path / manifest["css/app.css"]
    text = hashed.read_text()
    assert "@import" not in text
    layers = re.findall(r"^@layer ([\w, ]+);", text)[0].split(", ")
    assert layers[0] == "reset"
    assert layers[-1] == "print"
    assert "@layer components {" in text
    assert ".btn" in text
    assert hashed.with_name(hashed.name + ".gz").exists()
    assert text.count("{") == text.count("}")
    script = (tmp_path / manifest["js/app.js"]).read_text()
    assert "import " not in script
    assert "htmx:afterSettle" in script
