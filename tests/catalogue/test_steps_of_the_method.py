"""The four steps of the method have one name each, wherever somebody reads it: Explore, Offer, Action, Confirm."""

import re
from pathlib import Path

import pytest

from motbot.domain.behaviour_names import sheet_names
from motbot.domain.language import Language
from motbot.llm.replying import STEP_NAMES
from motbot.slack.fading_wording import fading_wording
from motbot.slack.settings_wording import settings_wording
from tests.catalogue.collecting import HOME, collected

NAMES = {
    Language.EN: ("Explore", "Offer", "Action", "Confirm"),
    Language.ZH: ("探索", "提议", "行动", "确认"),
}
ANOTHER_NAME = re.compile(
    r"\bexplore\W{1,5}offer\W{1,5}(?:act|promise)\b|探索\W{1,3}提议\W{1,3}(?:承诺|执行|实施)", re.IGNORECASE
)
KEYS = re.compile("`[^`]*`")
PAGES = [HOME / "README.md", *sorted((HOME / "docs").rglob("*.md"))]


@pytest.mark.parametrize("language", NAMES)
def test_sheets_home_settings_and_drafts_call_each_step_the_same(language: Language) -> None:
    names = NAMES[language]

    assert tuple(sheet_names(language).steps.values()) == names
    assert tuple(fading_wording(language).steps.values()) == names
    assert tuple(STEP_NAMES[language].values()) == names
    for name, told in zip(names, settings_wording(language).amount.values(), strict=True):
        assert told.startswith(name)


@pytest.mark.parametrize(("page", "language"), [("docs/method.md", Language.EN), ("docs/zh/method.md", Language.ZH)])
def test_the_page_on_the_method_has_a_heading_for_each_step(page: str, language: Language) -> None:
    headings = re.findall(r"^## (.+)$", (HOME / page).read_text(encoding="utf-8"), re.MULTILINE)

    assert [one for one in headings if one in NAMES[language]] == list(NAMES[language])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_no_page_lists_the_steps_by_other_names(page: Path) -> None:
    assert not ANOTHER_NAME.findall(KEYS.sub("", page.read_text(encoding="utf-8")))


def test_no_text_of_ours_lists_the_steps_by_other_names() -> None:
    assert not [one for one in collected() if ANOTHER_NAME.search(str(one))]
