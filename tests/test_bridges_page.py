"""The page on help-desk bots shows the very examples that are played to the bot, and names every key there is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from motbot.domain.people import Side
from motbot.settings.bridging import BridgeBranch

HOME = Path(__file__).parent.parent
PAGE = (HOME / "docs" / "bridges.md").read_text(encoding="utf-8")
FORMS = sorted((HOME / "tests" / "data" / "bridges").glob("*.json"))
EXAMPLE = re.compile(r"```yaml\n(.*?)```\n\n```json\n(.*?)```\n\n(.*?)\n\nAll five posts: \[`(.*?)`\]", re.DOTALL)
SHOWN = {
    Path(found[3]).stem: (yaml.safe_load(found[0]), json.loads(found[1]), found[2]) for found in EXAMPLE.findall(PAGE)
}


def told(form: Path) -> dict[str, Any]:
    """The example as it is played."""
    found: dict[str, Any] = json.loads(form.read_text(encoding="utf-8"))
    return found


def test_every_form_is_shown_but_for_the_hostile_names_which_are_linked() -> None:
    assert {form.stem for form in FORMS} == {*SHOWN, "hostile"}
    assert "tests/data/bridges/hostile.json" in PAGE


@pytest.mark.parametrize("form", [form for form in FORMS if form.stem != "hostile"], ids=lambda form: form.stem)
def test_the_page_shows_the_example_that_is_played(form: Path) -> None:
    example = told(form)
    config, event, table = SHOWN[form.stem]

    assert config == {"bridges": [example["bridge"]]}
    assert event == example["posts"][0]["event"]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()[2:]]
    becomes = [one["becomes"] for one in example["posts"]]
    assert [row[1] for row in rows] == [
        f"{one['human']}, {Side(one['side'])}" if one else "nobody's: not kept" for one in becomes
    ]
    assert [row[2] for row in rows if len(row) > 2] == [one["words"] for one in becomes if one]


def test_the_page_names_every_key_of_a_bridge() -> None:
    assert {key for key in BridgeBranch.model_fields if f"`{key}" not in PAGE} == set()
