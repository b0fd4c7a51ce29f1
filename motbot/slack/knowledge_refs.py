"""What the buttons and windows about a channel's knowledge carry: which channel, and what of it."""

import json
from dataclasses import asdict, dataclass

from motbot.domain.language import Language

OPEN, PICK = "know_open", "know_pick"
"""A button of the Home tab and a menu beside it, whose values are channels."""
ACCEPT, DECLINE = "know_accept", "know_decline"
"""Buttons of the Home tab, whose values are proposals."""
FACTS, LIMIT, MENU, HISTORY, BACK = "know_facts", "know_limit", "know_menu", "know_history", "know_back"
"""Buttons of the windows, and the menu of a limit; the first two are the callback ids of the windows they open too."""
CHANGE, DROP = "change", "drop"
"""What the menu of a limit offers; its values are `change:<mark>`."""
KEEP_FACT = "keep_fact"
"""A card's button, whose value is the moment."""
PAGE = "know_page"
PROMOTE = "know_promote"
"""Callback ids of the windows that show a channel, and in which facts are worded."""

_LONGEST_ID = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeFrame:
    """What travels with a window."""

    channel: str = ""
    name: str = ""
    """The channel's."""
    language: Language = Language.EN
    base: int = 0
    """Id of the change that the window shows."""
    mark: str = ""
    """Of the limit that is changed; empty for a new one."""
    moment: int = 0
    proposal: int = 0
    is_lead: bool = False
    seen: tuple[str, ...] = ()
    """Words that the person has been asked to look at."""

    @property
    def metadata(self) -> str:
        """As it stands in the window's metadata."""
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)


def read_frame(metadata: object) -> KnowledgeFrame:
    """Decode a window's metadata; a channel without a name where it is none of ours."""
    try:
        told = json.loads(metadata) if isinstance(metadata, str) else None
        language = Language(told["language"]) if isinstance(told, dict) else Language.EN
    except (ValueError, KeyError, TypeError, RecursionError):
        return KnowledgeFrame()
    if not isinstance(told, dict):
        return KnowledgeFrame()
    seen = told.get("seen")
    return KnowledgeFrame(
        channel=_text(told.get("channel")),
        name=_text(told.get("name")),
        language=language,
        base=read_id(told.get("base")),
        mark=_text(told.get("mark")),
        moment=read_id(told.get("moment")),
        proposal=read_id(told.get("proposal")),
        is_lead=told.get("is_lead") is True,
        seen=tuple(one for one in seen if isinstance(one, str)) if isinstance(seen, list) else (),
    )


def read_id(value: object) -> int:
    """The id that a button carried; 0, which nothing has, where it is none."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
