"""Sheets for the tests of the playbook's reviewer: checked as the bot checks them, with nothing dropped."""

from motbot.domain.contacts import contacts_of
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.sheet import ContactSheet, Sheet
from motbot.domain.sheet_check import checked_sheet
from motbot.ports.reviewer import Reviewer
from tests.playbook.talks import talk


async def sheet_of(
    reviewer: Reviewer, view: ConversationView, *, language: Language = Language.EN
) -> tuple[ContactSheet, ...]:
    """The checked parts of every contact; nothing a reviewer by rules gives may be dropped."""
    reviewed = await reviewer.review(
        view, contacts=contacts_of(view.lines), expectations=(), promises=(), language=language
    )
    sheet = Sheet(contacts=reviewed.contacts, language=language, provenance=reviewed.provenance, content="")
    checked, dropped = checked_sheet(sheet, view)
    assert dropped == ()
    return checked.contacts


async def judged(reviewer: Reviewer, asked: str, said: str, *, minutes: int = 5, facts: str = "") -> ContactSheet:
    """The sheet of one question and one answer."""
    (part,) = await sheet_of(reviewer, talk((0, "customer", asked), (minutes, "agent", said), facts=facts))
    return part
