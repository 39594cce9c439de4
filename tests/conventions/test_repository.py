"""What holds for every file of the repository."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(path for path in (ROOT / "bin").iterdir() if path.is_file())
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)(?: ; [^\\]+)? \\$")


@cache
def texts() -> dict[str, str]:
    """Return every file of ours that is text, by its path in the repository."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    found = {}
    for name in filter(None, names):
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in data:
            found[name] = data.decode(errors="replace")
    return found


def files_with(pattern: str) -> list[str]:
    wanted = re.compile(pattern)
    return sorted(name for name, text in texts().items() if wanted.search(text))


def pins(name: str) -> dict[str, str]:
    matches = map(PIN.match, (ROOT / name).read_text().splitlines())
    return {match[1]: match[2] for match in matches if match}


def test_there_are_files_to_look_at() -> None:
    assert "bin/run" in texts()


def test_no_file_names_a_package_registry() -> None:
    # Written in pieces, or this file would be the first to break the rule.
    hosts = [
        "py" + r"pi\.org",
        "python" + r"hosted\.org",
        "registry" + r"\.npmjs",
        r"deb\.debian" + r"\.org",
    ]
    assert files_with("|".join(hosts)) == []


def test_no_file_says_where_packages_come_from() -> None:
    options = ["index" + "-url", "find" + "-links", "trusted" + "-host"]
    assert files_with(r"--(extra-)?(" + "|".join(options) + ")") == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert files_with(r"(?<![\w.])/(work|root|home/\w+)/" + r"\w") == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)
    requirements = [part for part in re.split(r"\n(?=[A-Za-z0-9])", text) if "==" in part]
    assert len(requirements) > 10
    for requirement in requirements:
        assert "--hash=sha256:" in requirement


def test_the_development_environment_holds_the_products_own_pins() -> None:
    product, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert product
    assert {name: development.get(name) for name in product} == product


@pytest.mark.parametrize("command", COMMANDS, ids=lambda path: path.name)
def test_commands_are_posix_shell_and_executable(command: Path) -> None:
    first_line = command.read_text().partition("\n")[0]
    if not command.name.startswith("_"):
        assert first_line == "#!/bin/sh"
        assert os.access(command, os.X_OK)
    shell = next(name for name in ["/bin/dash", "/bin/sh"] if Path(name).exists())
    checked = subprocess.run([shell, "-n", command], capture_output=True, text=True)
    assert checked.stderr == ""
    assert not re.search(r"\[\[|\blocal\b|\bfunction\b|<<<|\bsource\b", command.read_text())


def test_commands_stay_short() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in COMMANDS}
    assert {name: lines for name, lines in lengths.items() if lines > 120} == {}
