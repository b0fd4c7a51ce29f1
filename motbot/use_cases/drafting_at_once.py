"""Writes a reply in the same breath: the playbook need not be waited for, and costs nothing."""

from dataclasses import replace

from motbot.domain.checks import checked_draft
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.moment import Moment
from motbot.ports.coach import Coach


async def drafted_at_once(moment: Moment, view: ConversationView, playbook: Coach, language: Language) -> Moment:
    """The moment with the playbook's reply, so that its card comes whole."""
    drafted = await playbook.drafter.draft(view, moment.assessment, language)
    draft, dropped = checked_draft(drafted.draft, view)
    provenance = replace(drafted.provenance, dropped=(*drafted.provenance.dropped, *dropped))
    return replace(moment, draft=draft, draft_provenance=provenance)
