"""The Home tab names each of its parts, and says which settings are the person's own."""

from dataclasses import replace
from datetime import time

import pytest

from motbot.domain.expectation import Urgency
from motbot.domain.home_page import HomePage, LedChannel, NextStep, OpenMoment
from motbot.domain.language import Language
from motbot.domain.moment import Stage
from motbot.domain.nudge import Place
from motbot.domain.preferences import Preferences
from motbot.domain.promise_list import PromiseList
from motbot.slack.home_view import home_view
from motbot.slack.home_wording import home_wording
from motbot.slack.wording import wording
from tests.slack.home_rig import agents_page
from tests.slack.looking import strings
from tests.slack.rig import US


def drawn(page: HomePage) -> list[str]:
    """What the tab says, in order."""
    return list(strings(home_view(page, US.url)["blocks"]))


@pytest.mark.parametrize("language", Language)
def test_the_text_for_shared_channels_stands_below_a_heading_of_its_own(language: Language) -> None:
    page = replace(agents_page(PromiseList(language=language)), may_announce=True)
    view, say = home_view(page, US.url), home_wording(language)
    headings = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]

    assert say.notice_title in headings
    assert drawn(page).index(say.notice_title) < drawn(page).index(say.notice_line)


@pytest.mark.parametrize("language", Language)
def test_quiet_hours_that_nobody_has_chosen_are_said_to_be_the_usual_ones(language: Language) -> None:
    say, page = home_wording(language), agents_page(PromiseList(language=language))
    hours = say.quiet_now.format(begin="20:00", end="08:00")
    own = replace(page, preferences=Preferences(quiet_from=time(20), quiet_to=time(8)))

    assert say.quiet_usual.format(quiet=hours) in "\n".join(drawn(page))
    assert say.quiet_usual.format(quiet=hours) not in "\n".join(drawn(own))
    assert hours in "\n".join(drawn(own))


@pytest.mark.parametrize("language", Language)
def test_a_lead_is_told_how_many_replies_came_late_and_nothing_where_none_did(language: Language) -> None:
    say, page = home_wording(language), agents_page(PromiseList(language=language))
    late, none = (
        "\n".join(drawn(replace(page, led=(LedChannel(channel_name="desk", late_replies=count),)))) for count in (2, 0)
    )

    assert say.led_late_replies.format(count=2) in late
    assert say.led_quiet not in late
    assert say.led_quiet in none


@pytest.mark.parametrize("language", Language)
def test_what_is_not_solved_yet_is_called_so_and_no_new_request(language: Language) -> None:
    again = OpenMoment(
        place=Place(channel="C1", ts="1.0"),
        channel_name="desk",
        words="Still dark.",
        stage=Stage.EXPLORING,
        step=NextStep.ANSWER,
        urgency=Urgency.NORMAL,
        is_unsolved=True,
    )
    page, words = agents_page(PromiseList(language=language)), wording(language)
    shown = "\n".join(drawn(replace(page, moments=(again,))))
    new = "\n".join(drawn(replace(page, moments=(replace(again, is_unsolved=False),))))

    assert words.unsolved in shown
    assert words.stage[Stage.EXPLORING] not in shown
    assert words.stage[Stage.EXPLORING] in new
