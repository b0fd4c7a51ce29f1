"""What a channel knows is drawn as Slack takes it, in both languages, whatever anybody has written into it."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motbot.domain.channel_knowledge import (
    LIMITS_AT_MOST,
    Difference,
    KnowledgeSource,
    ProposedFacts,
    limit_mark,
)
from motbot.domain.kept_facts import KeptAsFact
from motbot.domain.knowledge_page import Kept, KnowledgeHistory, KnowledgePage, PastChange, Promoting, Unkept
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.nudge import Card
from motbot.playground.validation import block_problems, view_problems
from motbot.slack.knowledge_home import CHANNELS_AT_MOST, KnowledgeSection
from motbot.slack.knowledge_modals import facts_modal, limit_modal, looked_at_again, promote_modal
from motbot.slack.knowledge_refs import KEEP_FACT, OPEN, PICK, KnowledgeFrame, read_frame, read_id
from motbot.slack.knowledge_views import history_view, limit_line, page_view
from motbot.slack.knowledge_wording import knowledge_wording
from tests.slack.looking import acts, assert_slack_takes, shown_of, strings
from tests.slack.rig import ALICE, SUPPORT, T0, card

_FILLED = re.compile(r"\{(\w+)\}")
HOSTILE = "<!channel> <https://evil.example|click> *bold* \u202edrowssap & <@U0ALICE> " + "x" * 500
LIMIT = PromiseLimit(
    kind=LimitKind.AUTHORITY, words=("refund*",), rule="Refunds need a lead.", instead="I'll ask today.", above=500.0
)


def page(language: Language = Language.EN, **more: object) -> KnowledgePage:
    given = KnowledgePage(
        channel=SUPPORT,
        channel_name="support-customer",
        language=language,
        zone="Europe/Berlin",
        config_facts=("Support hours: 9 to 18.",),
        facts=("We ship on Mondays.",),
        config_limits=(LIMIT,),
        limits=(replace(LIMIT, kind=LimitKind.SLA, above=None, sooner_than=timedelta(minutes=90)),),
        version=7,
        by=ALICE,
        at=T0,
    )
    return replace(given, **more)  # type: ignore[arg-type] # fields of a page


def crowded(language: Language) -> KnowledgePage:
    """As much as there can be, all of it hostile."""
    limits = tuple(
        PromiseLimit(kind=LimitKind.LEGAL, words=(HOSTILE[:80],) * 12, rule=f"{number} {HOSTILE}", instead=HOSTILE)
        for number in range(LIMITS_AT_MOST)
    )
    proposed = tuple(
        ProposedFacts(id=number, team="T", channel=SUPPORT, by="", at=T0, facts=(HOSTILE,) * 9) for number in range(20)
    )
    facts = (HOSTILE,) * 60
    return page(
        language,
        channel_name=HOSTILE,
        config_facts=facts,
        facts=facts,
        config_limits=limits * 4,
        limits=limits,
        proposed=proposed,
        by="",
    )


@pytest.mark.parametrize("language", Language)
def test_every_window_is_one_that_slack_takes(language: Language) -> None:
    change = PastChange(
        id=3,
        by="",
        at=T0,
        source=KnowledgeSource.PROMOTED,
        difference=Difference(facts_added=(HOSTILE,) * 30, limits_removed=(LIMIT,) * 20),
    )
    promoting = Promoting(
        channel=SUPPORT,
        channel_name=HOSTILE,
        language=language,
        facts=(HOSTILE,) * 3,
        details=(HOSTILE[:80],) * 8,
        by=ALICE,
    )
    for one in (page(language), crowded(language)):
        kept = Kept(why_not=Unkept.MEANWHILE, facts=one.facts[:5], meanwhile=change.difference)
        frame = KnowledgeFrame(channel=SUPPORT, name="support", language=language, is_lead=True)
        changes = (replace(change, is_newest=True), *(replace(change, id=number) for number in range(24)))
        for view in (
            page_view(one),
            history_view(KnowledgeHistory(page=one, changes=changes, is_cut=True), note=HOSTILE),
            history_view(KnowledgeHistory(page=one, changes=())),
            facts_modal(one),
            facts_modal(one, again=kept),
            facts_modal(one, again=Kept(why_not=Unkept.TODAY, facts=one.facts[:5], of_today=(HOSTILE, "今天"))),
            limit_modal(frame, one.limits[0]),
            limit_modal(frame, None, note=HOSTILE),
            promote_modal(promoting),
            looked_at_again(frame, HOSTILE, Kept(details=(HOSTILE[:80],), of_today=("today",))),
        ):
            assert view_problems(view) == []
            assert len(view["private_metadata"]) <= 3000


@pytest.mark.parametrize("language", Language)
async def test_the_part_of_the_home_tab_stays_small_however_much_is_led(language: Language) -> None:
    pages = [replace(crowded(language), channel=f"C{number}") for number in range(120)]

    async def led_by(*, user: str) -> list[KnowledgePage]:
        return pages if user == ALICE else []

    section = KnowledgeSection(led_by=led_by)
    blocks = [block.to_dict() for block in await section(user=ALICE)]

    assert block_problems(blocks, surface="home", most=100) == []
    assert len(blocks) <= 30
    assert json.dumps(blocks).count(f'"{OPEN}"') == CHANNELS_AT_MOST
    assert PICK in json.dumps(blocks)
    assert await section(user="U0BEN") == ()


def test_what_others_have_written_is_shown_as_words_that_do_nothing() -> None:
    shown = "\n".join(strings(page_view(crowded(Language.EN))["blocks"]))

    assert "<!channel>" not in shown
    assert "\u202e" not in shown
    assert "evil.example" not in shown


def test_what_the_config_says_has_no_menu_and_what_was_added_has_one() -> None:
    drawn = page_view(page())
    menus = [block["accessory"] for block in drawn["blocks"] if "accessory" in block]

    assert len(menus) == 1
    assert menus[0]["options"][0]["value"].endswith(limit_mark(page().limits[0]))
    assert "Nobody is that quick: Refunds need a lead. (for refund* · sooner than 1h30m)" in "\n".join(
        strings(drawn["blocks"])
    )


@pytest.mark.parametrize(
    ("language", "told"), [(Language.EN, "(for refund, payback)"), (Language.ZH, "（涉及 refund、payback）")]
)
def test_the_words_of_a_limit_stand_in_a_row_as_the_language_writes_it(language: Language, told: str) -> None:
    limit = replace(page().limits[0], words=("refund", "payback"), sooner_than=None)

    assert told in limit_line(limit, knowledge_wording(language))


def test_a_field_that_shows_what_two_have_written_has_a_name_of_its_own() -> None:
    def named(view: dict[str, Any]) -> set[str]:
        return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}

    both = Kept(why_not=Unkept.MEANWHILE, facts=("a",))
    assert named(facts_modal(page())) != named(facts_modal(page(), again=both))


@pytest.mark.parametrize("language", Language)
def test_words_of_today_are_pointed_out_and_travel_with_the_window_so_that_they_are_only_once(
    language: Language,
) -> None:
    promoting = Promoting(
        channel=SUPPORT, channel_name="s", language=language, facts=("Closed today.",), of_today=("today",)
    )
    for view in (
        promote_modal(promoting),
        facts_modal(page(language), again=Kept(why_not=Unkept.TODAY, facts=("Closed today.",), of_today=("today",))),
    ):
        assert "“today”" in "\n".join(strings(view["blocks"]))
        assert read_frame(view["private_metadata"]).seen == ("today",)


@pytest.mark.parametrize(("language", "told"), [(Language.EN, "“now”, “today”"), (Language.ZH, "“now”、“today”")])
def test_words_within_a_sentence_are_joined_as_its_language_does(language: Language, told: str) -> None:
    bare = Promoting(channel=SUPPORT, channel_name="s", language=language, facts=("Closed.",))
    for one in (replace(bare, of_today=("now", "today")), replace(bare, details=("now", "today"))):
        assert told in "\n".join(strings(promote_modal(one)["blocks"]))


def test_whoever_only_proposes_is_not_told_that_they_keep() -> None:
    promoting = Promoting(channel=SUPPORT, channel_name="s", language=Language.EN, facts=("a",))
    titles = [promote_modal(one)["title"]["text"] for one in (promoting, replace(promoting, is_lead=True))]

    assert titles == ["Propose a fact", "Keep as a fact"]


def test_what_travels_with_a_window_comes_back_and_what_is_forged_is_nothing() -> None:
    frame = KnowledgeFrame(
        channel=SUPPORT, name="青禾", language=Language.ZH, base=3, mark="ab", moment=5, proposal=6, seen=("Carla",)
    )

    assert read_frame(frame.metadata) == frame
    for forged in (None, "", "[]", "{}", '{"language": "not one"}', '{"language": 3}', "{" * 5000, '{"language": {}}'):
        assert read_frame(forged) == KnowledgeFrame()
    assert [read_id(value) for value in (7, "7", True, "-1", "x", "9" * 30, None, 1.5)] == [7, 7, 0, 0, 0, 0, 0, 0]


def test_a_card_offers_to_keep_what_was_typed_only_once_something_was() -> None:
    def offers(one: Card) -> bool:
        shown = shown_of(one)
        assert_slack_takes(shown)
        return KEEP_FACT in acts(shown)

    assert not offers(card())
    assert offers(card(known=("Exports run at night.",)))
    assert not offers(card(known=("Exports run at night.",), moment=0))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_proposal", [True, False])
def test_a_card_says_who_has_kept_or_proposed_what_was_typed_until_more_is(
    language: Language, is_proposal: bool
) -> None:
    say = knowledge_wording(language)
    kept = KeptAsFact(by="U0BEN", notes=1, is_proposal=is_proposal)
    shown = shown_of(card(known=("Exports run at night.",), kept=kept, language=language))
    more = shown_of(card(known=("Exports run at night.", "Not on Sundays."), kept=kept, language=language))
    nameless = shown_of(card(known=("Exports run at night.",), kept=replace(kept, by=""), language=language))

    for one in (shown, more, nameless):
        assert_slack_takes(one)
    told = json.dumps(shown.blocks, ensure_ascii=False)
    assert (say.proposed_as_fact if is_proposal else say.kept_as_fact) in told
    assert "U0BEN" in told
    assert (KEEP_FACT in acts(shown), KEEP_FACT in acts(more)) == (False, True)
    assert say.nobody in json.dumps(nameless.blocks, ensure_ascii=False)


@pytest.mark.parametrize(("language", "told"), [(Language.EN, "1d2h"), (Language.ZH, "1天2小时")])
def test_a_time_of_a_limit_is_told_in_the_readers_language(language: Language, told: str) -> None:
    limit = PromiseLimit(kind=LimitKind.SLA, words=(), rule="No.", sooner_than=timedelta(hours=26))

    assert told in limit_line(limit, knowledge_wording(language))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_proposal", [True, False])
def test_a_card_calls_its_own_reader_you(language: Language, is_proposal: bool) -> None:
    kept = KeptAsFact(by="U0BEN", notes=1, is_proposal=is_proposal)
    shown = shown_of(card(known=("Exports run at night.",), kept=kept, language=language, reader="U0BEN"))

    assert {Language.EN: "you", Language.ZH: "你"}[language] in list(strings(shown.blocks))
    assert "U0BEN" not in json.dumps(shown.blocks)


def test_both_languages_say_everything_in_the_same_places() -> None:
    english, chinese = knowledge_wording(Language.EN), knowledge_wording(Language.ZH)
    for name in english.__dataclass_fields__:
        one, other = getattr(english, name), getattr(chinese, name)
        assert type(one) is type(other), name
        if isinstance(one, dict):
            assert set(one) == set(other), name
        else:
            assert sorted(_FILLED.findall(one)) == sorted(_FILLED.findall(other)), name


@pytest.mark.parametrize("language", Language)
def test_a_card_says_that_what_was_proposed_is_not_kept_and_names_nobody(language: Language) -> None:
    kept = KeptAsFact(by="U0BEN", notes=1, is_declined=True)
    shown = shown_of(card(known=("Exports run at night.",), kept=kept, language=language))

    assert_slack_takes(shown)
    told = json.dumps(shown.blocks, ensure_ascii=False)
    assert knowledge_wording(language).not_kept_as_fact in told
    assert "U0BEN" not in told
    assert KEEP_FACT not in acts(shown)
