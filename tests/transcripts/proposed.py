"""Proposed cases for the tests of their files, and a trainer who fills one in."""

from datetime import UTC, datetime

from motbot.domain.language import Language
from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.domain.proposed_case import CaseEntry, CasePerson, Found, Known, ProposedCase

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CASE = ProposedCase(
    id="life-en-1",
    state="1" * 64,
    thread="life-t1",
    language=Language.EN,
    title="Where is it?",
    tags=("en", "from_life", "not_helpful"),
    kind=ChannelKind.CUSTOMER,
    channel_name="channel-1",
    zone="Europe/Berlin",
    people=(
        CasePerson(id="c1", side=Side.CUSTOMER, name="Nora"),
        CasePerson(id="a1", side=Side.AGENT, name="Elias"),
    ),
    facts="Support hours: 9 to 18.\nRefunds take five days: at most.",
    entries=(
        CaseEntry(id="m1", at=AT, by="c1", text='Where is it? {It: "late"} # really\n- and 1001\n\ttab'),
        CaseEntry(id="m2", at=AT, by="c1", text="null"),
    ),
    focus="m1",
    reply=CaseEntry(id="", at=AT, by="a1", text="It left today.  \nYou have it by noon."),
    known=Known(),
    why="The agent says: too late.",
    said_of=("no: yes",),
    found=(Found(kind="explicit", text="It comes", rests_on="Where is it?"),),
    urgency="high",
    taken_out=(("name", 2),),
    look_at=("Henrik",),
)
NEGATIVE = ProposedCase(
    id="life-zh-2",
    state="2" * 64,
    thread="life-t2",
    language=Language.ZH,
    title="搬家了",
    tags=("zh", "from_life", "no_request"),
    kind=ChannelKind.INTERNAL_REQUEST,
    channel_name="channel-2",
    zone="Asia/Shanghai",
    people=(CasePerson(id="c1", side=Side.CUSTOMER, name="林晓舟"),),
    facts="",
    entries=(CaseEntry(id="m1", at=AT, by="c1", text="我们搬到三楼了 🎉"),),
    focus="m1",
    reply=None,
    known=Known(is_moment=False),
    why="The agent says that there was nothing to answer here.",
)
_FILLED = {
    "is_moment: null": "is_moment: true",
    "urgency: null": "urgency: high",
    "explicit: null": "explicit:\n      - {key: where, text: To know where it is, quote: Where is it, from: m1}",
    "implicit: null": "implicit: []",
    "not_yet_existing: null": "not_yet_existing: []",
    "should_say_no: null": "should_say_no: {value: false}",
    "score: null": "score: 1",
    "commitments: null": "commitments: []",
}


def filled(text: str) -> str:
    """The text of proposals as a trainer leaves it: every label is there."""
    for blank, label in _FILLED.items():
        text = text.replace(f" {blank}", f" {label}")
    return text
