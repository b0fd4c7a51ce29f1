"""Whether a request has its reply drafted now, or offers to: ahead of its agent, or only once they ask for it."""

import re
from dataclasses import replace

from motbot.domain.grounding import folded
from motbot.domain.moment import Drafting, Moment

_MENTION = re.compile(r"[@#](?=[a-z]*[0-9])[a-z0-9]{3,}")
"""As it stands in folded words; whoever reads them sees a name in its place."""
_NAME = ".{1,60}?"


def awaits_draft(moment: Moment) -> bool:
    """Whether a reply is to be drafted now: none stands, and it would still help somebody."""
    return moment.draft is None and moment.drafting is not Drafting.OFFERED and _can_be_used(moment)


def offers_draft(moment: Moment) -> bool:
    """Whether an agent can have the reply drafted; also once more, where the playbook stood in for a model."""
    if not _can_be_used(moment):
        return False
    if moment.draft is None:
        return moment.drafting is Drafting.OFFERED
    made = None if moment.draft.is_own else moment.draft_provenance
    return made is not None and made.coach == "playbook" and moment.provenance.coach != "playbook"


def is_reworded(text: str, reply: str) -> bool:
    """Whether an agent has put a reply into other words than those it was shown to them in."""
    shown = _NAME.join(re.escape(part) for part in _MENTION.split(folded(reply)))
    return re.fullmatch(shown, folded(text), re.DOTALL) is None


def asked_for(moment: Moment) -> Moment:
    """The same with a reply wanted anew: what stood there goes."""
    drafting = Drafting.ASKED if moment.drafting is Drafting.OFFERED else moment.drafting
    return replace(moment, draft=None, draft_provenance=None, drafting=drafting)


def answered_for(moment: Moment) -> Moment:
    """The same once the reply that was asked for is drafted: the next one is offered again."""
    return replace(moment, drafting=Drafting.OFFERED) if moment.drafting is Drafting.ASKED else moment


def judged_anew(moment: Moment, *, ahead: bool) -> Moment:
    """A request whose words have just been judged by a model; what is being drafted for its agent still is."""
    if not ahead and moment.drafting is Drafting.ASKED:
        return moment
    return replace(moment, drafting=Drafting.AHEAD if ahead else Drafting.OFFERED)


def _can_be_used(moment: Moment) -> bool:
    return moment.is_open and not moment.is_answered
