"""The files motbot ships with are found wherever it runs from."""

import pytest

from motbot.domain.errors import BadConfig
from motbot.settings import default_config, default_prompts


def test_the_shipped_files_are_found() -> None:
    assert default_config().is_file()
    assert default_config("playground.yaml").is_file()
    assert default_prompts().is_dir()


def test_an_installation_that_is_not_whole_says_so() -> None:
    with pytest.raises(BadConfig, match=r"none\.yaml: is missing, so this installation is not whole"):
        default_config("none.yaml")
