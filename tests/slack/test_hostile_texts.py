"""Whatever a customer or a model writes, wherever it stands: it fits, and nothing in it acts."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.expectation import Expectation, ExpectationKind, SayNo
from motbot.domain.language import Language
from motbot.domain.moment import Stage
from motbot.domain.nudge import Nudge, NudgeKind, PromptPurpose
from motbot.slack.blocks import Rendered
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, wrong_modal
from tests.slack.looking import assert_slack_takes, shown_of, strings
from tests.slack.rig import US, card, prompt, summary

HOSTILE = (
    "<!channel> <!here|here> <!everyone> <!subteam^S1|@agents> <@U0ALICE> <#C0SUPPORT|x>",
    "<https://evil.example/steal?d=1|your invoice> https://evil.example/x?y=1 evil.example",
    "<mailto:a@b.example|mail> <!date^1^{date}^https://evil.example|now>",
    "[click](https://evil.example) ![x](https://evil.example/p.png) *bold* `code` ~no~ > quote",
    "&lt;!channel&gt; &amp; & < > \" ' \\ {braces} {0} %s",
    "@channel @here @everyone ＠channel",
    "\u202egnp.exe\u202c \u2066\u2067isolated\u2069 zero\u200bwidth\ufeff tag\U000e0041\U000e0042",
    "nul\x00 bell\x07 lone\ud800surrogate line\u2028separator",
    "Z" + "\u0301" * 300 + "algo",
    "👩‍👩‍👧‍👦" * 400,
    "🇩🇪" * 400,
    "请" * 40_000,
    "w" * 40_000,
    "line\n" * 1_000,
    "",
    "   ",
)
LIVE = re.compile(r"<[!@#]|<[a-z]+:", re.IGNORECASE)
CROWD = re.compile(r"@(channel|here|everyone)\b", re.IGNORECASE)


def everywhere(text: str) -> Iterator[Nudge]:
    """Every kind of nudge with the text in every place that foreign text can come to."""
    found = tuple(Expectation(kind=kind, text=text, quote=text, cue=text) for kind in ExpectationKind for _ in range(6))
    given: dict[str, Any] = {"words": text, "channel_name": text, "reply": text, "why": text}
    for kind, language in itertools.product(NudgeKind, Language):
        yield card(
            **given,
            kind=kind,
            language=language,
            expectations=found,
            questions=(text,) * 5,
            say_no=SayNo(value=True, what=text, why=text),
            known=(text,) * 12,
            claimable=True,
            claimed=True,
            without_model=True,
        )
        yield card(**given, kind=kind, language=language, stage=Stage.ACTING, expectations=found)
    for language in Language:
        yield summary(words=text, channel_name=text, language=language)
        for purpose in PromptPurpose:
            yield prompt(**given, purpose=purpose, language=language)
        yield prompt(**given, settled=text, language=language)


def assert_harmless(shown: Rendered) -> None:
    """No control sequence, no call to everybody, no link but to our own workspace, nothing hidden."""
    for text in (*strings(shown.blocks), shown.text):
        assert not LIVE.search(text)
        assert not CROWD.search(text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\ud800-\udfff]", text)
    elements = [element for block in shown.blocks for element in block.get("elements", ())]
    assert all(element["url"].startswith(f"{US.url}archives/") for element in elements if "url" in element)
    assert '"link"' not in json.dumps(shown.blocks)
    assert '"mrkdwn"' not in json.dumps(shown.blocks)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_and_endless_texts_fit_and_do_nothing_wherever_they_stand(text: str) -> None:
    for nudge in everywhere(text):
        shown = shown_of(nudge)
        assert_slack_takes(shown)
        assert_harmless(shown)


CONTROL_ALPHABET = st.text(alphabet="<>!@#|&^*_~`[]() \n:/.ahttpschnelv\u200b\u202e请👩\u200d🇩", max_size=400)


@settings(max_examples=60, deadline=None)
@given(text=CONTROL_ALPHABET)
def test_no_text_made_of_slacks_control_characters_acts(text: str) -> None:
    for nudge in (card(words=text, reply=text, why=text, channel_name=text), prompt(words=text, reply=text, why=text)):
        assert_harmless(shown_of(nudge))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("draw", [edit_modal, not_helpful_modal, wrong_modal])
def test_modals_fit_and_show_foreign_text_as_plain_text_only(draw: Any, text: str) -> None:
    found = tuple(Expectation(kind=ExpectationKind.EXPLICIT, text=text or "x", quote=text) for _ in range(30))
    for language in Language:
        view = draw(card(words=text, reply=text, expectations=found, language=language))
        assert view["private_metadata"] == "7"
        assert '"mrkdwn"' not in json.dumps(view)
        assert not any(LIVE.search(value) or CROWD.search(value) for value in strings(view))


def test_the_modal_for_strangers_speaks_both_languages() -> None:
    assert len(not_yours_modal()["blocks"]) == len(Language)
