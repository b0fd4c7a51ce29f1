"""Prices of models are read as a list, each with its three amounts."""

from pathlib import Path

import pytest

from motbot.domain.errors import BadConfig
from motbot.domain.prices import Price
from motbot.settings import load_config


def config(tmp_path: Path, prices: str) -> Path:
    """A file with these prices."""
    (file := tmp_path / "motbot.yaml").write_text(f"coach: playbook\nmodel:\n  prices: {prices}\n")
    return file


def test_a_table_of_prices_is_looked_up_by_model(tmp_path: Path) -> None:
    read = load_config(config(tmp_path, "[{model: gpt-5-mini, prompt: 0.25, cached: 0.025, completion: 2}]"))

    assert read.model.price_table() == {"gpt-5-mini": Price(prompt=0.25, cached=0.025, completion=2)}
    assert load_config(config(tmp_path, "")).model.price_table() == {}


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        ("[{model: m, prompt: 1, cached: 1}]", r"model\.prices\[0\]\.completion"),
        ("[{model: m, prompt: free, cached: 1, completion: 1}]", r"expected a number from 0 to 100000 such as 0\.5"),
        ("[{model: m, prompt: -1, cached: 1, completion: 1}]", r"expected a number from 0"),
        ("[{model: '', prompt: 1, cached: 1, completion: 1}]", r"the name of a model"),
        ("[{model: m, promt: 1, cached: 1, completion: 1}]", r"did you mean 'prompt'"),
    ],
)
def test_a_price_that_cannot_be_meant_is_named(tmp_path: Path, prices: str, told: str) -> None:
    with pytest.raises(BadConfig, match=told):
        load_config(config(tmp_path, prices))
