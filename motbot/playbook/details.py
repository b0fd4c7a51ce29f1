"""Tells a bare detail that we asked for, a name or a number, from an answer that says more."""

import re
from dataclasses import dataclass

from motbot.domain.language import is_chinese_character
from motbot.playbook.heard import Heard
from motbot.playbook.promises import Promises
from motbot.playbook.words import Words

_LATIN_WORD = re.compile(r"[a-z0-9][\w'-]*", re.IGNORECASE)
_WORDS, _HAN = 4, 8
"""A detail that was asked for is no longer; whoever says more has more to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Looks for what an answer says beside the detail."""

    words: Words
    promises: Promises

    def is_bare(self, heard: Heard) -> bool:
        """Whether it is a name, a number or a nod: the request it serves stands, and nothing new is expected."""
        words = self.words
        bound = (words.due_marker, words.pressing, words.contrast, words.hard_event, words.harm_now, words.anger)
        zone, at = heard.view.zone, heard.lines[-1].at
        tells_when = heard.before.we_ask_by_when and self.promises.times.named(heard.text, at=at, zone=zone)
        if tells_when or any(one.within(heard.text) for one in bound):
            return False
        is_short = sum(map(is_chinese_character, heard.text)) <= _HAN
        return is_short and len(_LATIN_WORD.findall(heard.text)) <= _WORDS
