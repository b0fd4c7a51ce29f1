"""What a model's server may see is set in one place, and hides personal data unless somebody says otherwise."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from motbot.coaches import options_of
from motbot.settings import load_config
from motbot.settings.loading import ModelAccess


@pytest.mark.parametrize(
    ("written", "hides"),
    [("", True), ("privacy:\n", True), ("privacy: {hide_personal_data: false}\n", False)],
)
def test_personal_data_is_hidden_from_the_model_unless_the_file_says_otherwise(
    tmp_path: Path, written: str, *, hides: bool
) -> None:
    file = tmp_path / "motbot.yaml"
    file.write_text(f"coach: model\n{written}", encoding="utf-8")

    assert options_of(load_config(file), ModelAccess(api_key=SecretStr("k"))).hide_personal_data is hides
