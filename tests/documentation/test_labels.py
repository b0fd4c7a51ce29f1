"""What the guides call a button or a window is what stands on it: slanted in English, in corner brackets in Chinese."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from motbot.domain.language import Language
from motbot.slack.shared_notice_wording import shared_notice_wording
from tests.documentation.pages import CHINESE, DOCS, HOME, named, page

SLACK = HOME / "motbot" / "slack"
CATALOGUE = HOME / "motbot" / "catalogue" / "locales" / "zh" / "LC_MESSAGES" / "motbot.po"
GUIDES = ("agent.md", "lead.md", "slack.md")


@cache
def known() -> str:
    """The same as one text to look in."""
    return "\n".join(spoken())


def spoken() -> Iterator[str]:
    """Every text that Slack may show of ours, in both languages: catalogue, code and manifest."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            yield from (str(message.id), str(message.string or ""))
    yield from (path.read_text(encoding="utf-8") for path in SLACK.glob("*.py"))
    manifest = yaml.safe_load((HOME / "config" / "slack-manifest.yaml").read_text(encoding="utf-8"))
    yield from (one["name"] for one in manifest["features"]["shortcuts"])


@pytest.mark.parametrize("path", [folder / name for folder in (DOCS, CHINESE) for name in GUIDES], ids=named)
def test_a_guide_calls_things_by_the_words_that_stand_on_them(path: Path) -> None:
    assert [label for label in page(path).labels if label not in known()] == []


@pytest.mark.parametrize(("folder", "language"), [(DOCS, Language.EN), (CHINESE, Language.ZH)], ids=str)
def test_leads_find_what_to_tell_a_shared_channel_before_anything_runs(folder: Path, language: Language) -> None:
    assert f"> {shared_notice_wording(language).notice}\n" in page(folder / "lead.md").text


@pytest.mark.parametrize("folder", [DOCS, CHINESE], ids=named)
def test_every_word_behind_mot_is_explained(folder: Path) -> None:
    source = (SLACK / "commands.py").read_text(encoding="utf-8")
    understood = {word for line in re.findall(r"case \[(.*)\]", source) for word in re.findall('"([^"]+)"', line)}
    asked_for = {code.removeprefix("/mot ").split()[0] for code in page(folder / "slack.md").codes if "/mot " in code}

    assert {"review", "mute", "试试"} <= understood
    assert understood - asked_for == set()
