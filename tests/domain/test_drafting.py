"""A reply is drafted ahead, or offered and drafted once it is asked for: one at a time, and told where it failed."""

from dataclasses import replace

from motbot.domain.cards import card_now
from motbot.domain.drafting import answered_for, asked_for, awaits_draft, judged_anew, offers_draft
from motbot.domain.expectation import Draft, Provenance
from motbot.domain.moment import Drafting, Moment
from motbot.domain.nudge import Faded, NudgeKind
from tests.domain.test_cards import MOMENT, NOON, card

EMPTY = replace(MOMENT, draft=None, draft_provenance=None)
OFFERED = judged_anew(EMPTY, ahead=False)


def drafted(moment: Moment, coach: str) -> Moment:
    made = Provenance(coach=coach, revision="d1")
    return replace(answered_for(moment), draft=Draft(reply="Which order is it?", why=""), draft_provenance=made)


def test_a_draft_that_is_made_ahead_is_never_offered() -> None:
    ahead = judged_anew(EMPTY, ahead=True)

    assert awaits_draft(ahead)
    assert not offers_draft(ahead)
    assert not awaits_draft(drafted(ahead, "model"))
    assert not offers_draft(drafted(ahead, "model"))


def test_an_offered_draft_is_written_once_it_is_asked_for_and_the_next_one_is_offered_again() -> None:
    assert (offers_draft(OFFERED), awaits_draft(OFFERED)) == (True, False)

    asked = asked_for(OFFERED)
    assert (offers_draft(asked), awaits_draft(asked)) == (False, True)

    written = drafted(asked, "model")
    assert (offers_draft(written), awaits_draft(written)) == (False, False)
    assert offers_draft(judged_anew(replace(written, draft=None), ahead=False))


def test_what_is_being_drafted_still_is_when_the_customer_says_more() -> None:
    assert awaits_draft(judged_anew(asked_for(OFFERED), ahead=False))


def test_whatever_was_agreed_before_drafts_are_made_ahead_again_where_they_are_set_to_be() -> None:
    assert judged_anew(OFFERED, ahead=True).drafting is Drafting.AHEAD


def test_a_reply_for_which_the_playbook_stood_in_can_be_asked_for_once_more() -> None:
    stood_in = drafted(judged_anew(EMPTY, ahead=True), "playbook")

    assert offers_draft(stood_in)
    assert awaits_draft(asked_for(stood_in))
    by_playbook = replace(stood_in, provenance=Provenance(coach="playbook", revision="p1"))
    assert not offers_draft(by_playbook)


def test_an_answered_request_has_nothing_drafted_and_offers_nothing() -> None:
    answered = replace(OFFERED, answered_at=NOON)

    assert not offers_draft(answered)
    assert not awaits_draft(replace(asked_for(OFFERED), answered_at=NOON))


def test_who_asks_for_a_reply_on_a_short_card_gets_the_whole_card() -> None:
    short = replace(card(OFFERED), faded=Faded(step=NudgeKind.OFFER, well=7, of=8))

    assert card_now(short, OFFERED).faded is not None
    assert card_now(short, asked_for(OFFERED)).faded is None
