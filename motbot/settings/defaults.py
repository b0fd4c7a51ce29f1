"""Finds the prompts and configuration files that motbot ships with, in a source checkout and in an installed wheel."""

from importlib.resources import files
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import BadConfig

_PACKAGE = "motbot"


def default_config(name: str = "motbot.yaml") -> Path:
    """The shipped configuration file of that name."""
    return _shipped("config", name)


def default_prompts() -> Path:
    """The folder of the shipped prompt templates and the playbook."""
    return _shipped("prompts")


def _shipped(*parts: str) -> Path:
    """A file or folder that the wheel carries inside the package and a checkout beside it (pyproject.toml).

    Raises:
        BadConfig: the installation is not whole.
    """
    package = Path(str(files(_PACKAGE)))
    places = [home.joinpath(*parts) for home in (package / "defaults", package.parent)]
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise BadConfig(
            say("{path}: is missing, so this installation is not whole; install motbot again", path=places[0])
        )
    return found
