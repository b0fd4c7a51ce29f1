"""The locked requirements are what an installation gets: complete, hashed, in step with the lock file."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HOME = Path(__file__).parent.parent
FILES = {"requirements.txt": ("build",), "requirements-dev.txt": ("build", "dev")}


def pins(file: str) -> dict[tuple[str, str], set[str]]:
    """Name and version of everything pinned in a file, with the hashes of each."""
    entries = re.split(r"\n(?=\S)", (HOME / file).read_text(encoding="utf-8"))
    found: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        pinned = re.match(r"([\w.-]+)==([\w.+!]+)", entry)
        if pinned:
            found[pinned[1], pinned[2]] = set(re.findall(r"sha256:[0-9a-f]{64}", entry))
    return found


def locked() -> dict[tuple[str, str], set[str]]:
    """The same for the lock file."""
    lock = tomllib.loads((HOME / "uv.lock").read_text(encoding="utf-8"))
    return {
        (package["name"], package["version"]): {
            file["hash"] for file in (*package.get("wheels", ()), package.get("sdist")) if file
        }
        for package in lock["package"]
        if package["name"] != "motbot"
    }


@pytest.mark.parametrize("file", FILES)
def test_every_pin_has_the_hashes_of_the_lock_file(file: str) -> None:
    known = locked()

    assert {pin: hashes for pin, hashes in pins(file).items() if not hashes or known.get(pin) != hashes} == {}


def test_the_development_file_holds_the_whole_lock_file() -> None:
    assert set(pins("requirements-dev.txt")) == set(locked())


@pytest.mark.parametrize("file", FILES)
def test_what_the_project_asks_for_is_pinned_in_a_version_it_accepts(file: str) -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *(line for group in FILES[file] for line in project["dependency-groups"][group]),
    ]
    pinned: dict[str, set[str]] = {}
    for name, version in pins(file):
        pinned.setdefault(name, set()).add(version)

    def is_met(wish: Requirement) -> bool:
        versions = pinned.get(wish.name.lower(), set())
        return bool(versions) and all(version in wish.specifier for version in versions)

    assert [line for line in asked if not is_met(Requirement(line))] == []


@pytest.mark.parametrize("file", FILES)
def test_no_address_of_a_registry_stands_in_the_requirements(file: str) -> None:
    text = (HOME / file).read_text(encoding="utf-8")

    assert "://" not in text
    assert "index" not in text
