"""Whatever a customer or a model writes, wherever it stands: it fits, and nothing in it acts."""

import dataclasses
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.due import Doubt
from motbot.domain.expectation import Expectation, ExpectationKind, SayNo
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind
from motbot.domain.moment import Stage
from motbot.domain.nudge import Nudge, NudgeKind, PromiseItem, PromptPurpose
from motbot.domain.promise import Beyond, Mending, Strength, Withdrawn
from motbot.domain.promise_list import LatePromise, PromiseList
from motbot.playground.validation import block_problems, view_problems
from motbot.slack.act_refs import Picking
from motbot.slack.blocks import Rendered
from motbot.slack.home_view import home_view
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, wrong_modal
from motbot.slack.promise_blocks import Pen
from motbot.slack.promise_lists import list_blocks
from motbot.slack.promise_modals import fix_modal, move_modal, promise_not_yours_modal
from tests.slack.home_rig import agents_page
from tests.slack.looking import assert_slack_takes, shown_of, strings
from tests.slack.rig import BERLIN, T0, US, card, ended, item, note, prompt, summary, tracked

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
    for kind, language in zip(NudgeKind, itertools.cycle(Language), strict=False):
        yield card(
            **given,
            kind=kind,
            language=language,
            expectations=found,
            questions=(text,) * 5,
            say_no=SayNo(value=True, what=text, why=text),
            known=(text,) * 12,
            claimed=True,
            without_model=True,
        )
        yield card(**given, kind=kind, language=language, stage=Stage.ACTING, expectations=found)
    for language, one in zip(itertools.cycle(Language), promises(text), strict=False):
        many = tuple(dataclasses.replace(one, promise=number) for number in range(1, 13))
        yield card(**given, language=language, expectations=found, promises=many, unanswered=(text,) * 5)
        for count in (1, 3, 12):
            yield note(*many[:count], language=language)
    for language in Language:
        yield summary(words=text, channel_name=text, language=language)
        yield prompt(**given, settled=text, language=language)
    for purpose, language in zip(PromptPurpose, itertools.cycle(Language), strict=False):
        yield prompt(**given, purpose=purpose, language=language)


def promises(text: str) -> Iterator[PromiseItem]:
    """A promise with the text in every place that foreign text can come to: doubtful, beyond limits, mended, over."""
    given: dict[str, Any] = {
        "what": text,
        "words": text,
        "due_words": text,
        "channel_name": text,
        "strength": Strength.CONDITIONAL,
        "condition": text,
        "beyond": (Beyond(kind=LimitKind.LEGAL, rule=text, instead=text),) * 3,
    }
    yield item(**given, doubt=Doubt.NOT_UNDERSTOOD)
    mended = {"mending": Mending.MOVE, "reply": text, "why": text}
    yield tracked(**given, **mended, at_once=True, has_evidence=True, evidence=text)
    yield ended(Withdrawn.CANNOT, **given, **mended)


def assert_harmless(shown: Rendered) -> None:
    """No control sequence, no call to everybody, no link but to our own workspace, nothing hidden."""
    for text in (*strings(shown.blocks), shown.text):
        assert not LIVE.search(text)
        assert not CROWD.search(text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\ud800-\udfff]", text)
    assert all(address.startswith(f"{US.url}archives/") for address in addresses(shown.blocks))
    assert '"mrkdwn"' not in json.dumps(shown.blocks)


def addresses(part: object) -> Iterator[str]:
    """Every address that is linked anywhere below a payload."""
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "url")
        for inner in part.values():
            yield from addresses(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from addresses(inner)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_and_endless_texts_fit_and_do_nothing_wherever_they_stand(text: str) -> None:
    for nudge in everywhere(text):
        shown = shown_of(nudge)
        assert_slack_takes(shown)
        assert_harmless(shown)


CONTROL_ALPHABET = st.text(alphabet="<>!@#|&^*_~`[]() \n:/.ahttpschnelv\u200b\u202e请👩\u200d🇩", max_size=400)


@pytest.mark.row("J1", trials=60, long=10_000)
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


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_windows_lists_and_the_home_show_foreign_text_as_plain_text_only(text: str) -> None:
    for language, one in zip(itertools.cycle(Language), promises(text), strict=False):
        about = Picking(moment=7, promise=12, zone=BERLIN, language=language)
        windows = [draw(one, about, now=T0) for draw in (fix_modal, move_modal)]
        late = LatePromise(item=one, kind=ExpectationKind.IMPLICIT, text=text)
        found = PromiseList(mine_open=(one,) * 4, mine_ended=(ended(what=text),), late_here=(late,), language=language)
        home = home_view(agents_page(found), US.url)
        listed = [block.to_dict() for block in list_blocks(found, Pen(language=language, workspace_url=US.url))]
        for shown in (*windows, home, listed):
            assert '"mrkdwn"' not in json.dumps(shown)
            assert not any(LIVE.search(value) or CROWD.search(value) for value in strings(shown))
            assert all(address.startswith(f"{US.url}archives/") for address in addresses(shown))
        assert [view_problems(view) for view in (*windows, home)] == [[], [], []]
        assert block_problems(listed, surface="message", most=50) == []


def test_the_modal_for_strangers_speaks_both_languages() -> None:
    for view in (not_yours_modal(), promise_not_yours_modal()):
        assert len(view["blocks"]) == len(Language)
        assert view_problems(view) == []
