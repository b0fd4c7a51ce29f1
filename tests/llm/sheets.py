"""A conversation for the reviewer's tests, and a model's answers about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from motbot.domain.contacts import Contact, contacts_of
from motbot.domain.expectation import Expectation
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.sheet import ContactSheet, Reviewed
from motbot.llm.fencing import steady_tag
from motbot.llm.prompt_files import Template, read_template
from motbot.llm.reviewer import ModelReviewer, review_task
from tests.fakes import openai_server as fake
from tests.llm.conftest import PROMPTS, AskingWith, a_line, a_view

ASKED = "Could I have the floor plan, and a price for 40 people? Our board decides at noon."
SAID = "The floor plan is attached. I'll send the price by 11:00, and at 11:30 I'll ask you whether the board has all."
VIEW = a_view(
    a_line("1.0", ASKED, author="customer"),
    a_line("2.0", SAID, side=Side.AGENT, author="agent", files=1),
    a_line("3.0", "Thanks a lot!", author="customer"),
    a_line("4.0", "You are welcome.", side=Side.AGENT, author="agent"),
    a_line("5.0", "The price never came??", author="customer"),
)
CONTACTS = contacts_of(VIEW.lines)

EMPTY: dict[str, Any] = {
    "contact": 1, "notes": "", "asked": [], "unsaid": [], "expects": True, "urgency_reason": "", "urgency": "normal",
    "harm": False, "broken_words": "", "broken_line": "", "faults": [], "mild": False, "merits": [],
    "reach": "answered", "marks": [], "promises": [], "reason": "why", "better": "",
}  # fmt: skip
PLAN: dict[str, Any] = {
    "words": "Could I have the floor plan", "line": "L1", "known": "", "text": "The floor plan",
    "ours": "The floor plan is attached", "answered": True,
}  # fmt: skip
PRICE: dict[str, Any] = PLAN | {"words": "a price for 40 people", "text": "A price", "ours": "I'll send the price"}
IN_TIME: dict[str, Any] = {
    "cue": '"Our board decides at noon"', "cue_from": "conversation", "line": "L1", "known": "",
    "text": "Everything is there before noon", "benefit": "the board can decide", "told_back": "yes_of_course",
    "ours": "at 11:30 I'll ask you whether the board has all", "outcome": "met",
}  # fmt: skip
CERTAIN = {"words": "I'll send the price by 11:00", "line": "L2", "merit": "owner_and_time"}
CHECK = {"words": "at 11:30 I'll ask you whether the board has all", "line": "L2", "merit": "check_or_fallback"}
WORK = {"words": "The floor plan is attached", "line": "L2", "merit": "work_taken_off"}
OFFERED: dict[str, Any] = {
    "step": "offer", "words": "I'll send the price by 11:00", "line": "L2", "seen": "O1 O3", "lacking": "",
    "reason": "Both have an answer or a time.", "score": 2,
}  # fmt: skip
PROMISED = {"words": "I'll send the price by 11:00", "line": "L2", "due_words": "by 11:00", "fate": "open"}
GOOD: dict[str, Any] = EMPTY | {
    "asked": [PLAN, PRICE], "unsaid": [IN_TIME], "urgency": "high", "merits": [CERTAIN, CHECK], "marks": [OFFERED],
    "promises": [PROMISED], "better": "Plan attached; the price comes by 11:00. Shall I send both to the board?",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question, and what the server was asked."""

    reviewed: Reviewed
    requests: Sequence[dict[str, Any]]

    @property
    def part(self) -> ContactSheet:
        """The only part, or the first."""
        return self.reviewed.contacts[0]

    @property
    def dropped(self) -> tuple[str, ...]:
        """Why something was left out."""
        return self.reviewed.provenance.dropped

    @property
    def told(self) -> str:
        """The user part of the first request."""
        return str(self.requests[0]["messages"][1]["content"])


def review_template() -> Template:
    """The template that is shipped, with a fence that is the same for the same conversation."""
    task = review_task(within=ReplyWithin())
    return read_template(PROMPTS / "review" / "default.md", task=task, model="m", tags=steady_tag)


async def ask_about(
    asking: AskingWith,
    *answers: dict[str, Any] | Callable[..., Any],
    view: ConversationView = VIEW,
    contacts: Sequence[Contact] = CONTACTS[:1],
    expectations: Sequence[Expectation] = (),
    promises: Sequence[Promise] = (),
    language: Language = Language.EN,
) -> Asked:
    """Review with a model that answers with these entries, or as these modes of the server say."""
    entries = [one for one in answers if isinstance(one, dict)]
    modes = [one for one in answers if not isinstance(one, dict)]
    script = modes or [fake.ok({"contacts": entries})]
    template = review_template()
    async with asking(*script) as one:
        reviewer = ModelReviewer(client=one.client, template=lambda: template, within=ReplyWithin())
        reviewed = await reviewer.review(
            view, contacts=contacts, expectations=expectations, promises=promises, language=language
        )
        assert reviewed.provenance.revision == reviewer.revision
        return Asked(reviewed, one.server.requests)
