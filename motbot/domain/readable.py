"""The part of a text that rules read: nobody writes words of hundreds of letters, and patterns would choke on them."""

import re
from dataclasses import replace

from motbot.domain.contacts import Contact
from motbot.domain.message import ConversationView, Line

_WORD = 400
"""Characters: longer ones are data, or meant to hurt; a Chinese sentence without any mark is shorter."""
_HEAD, _TAIL = 6_000, 2_000
"""Characters that are read of an endless text: a request stands at its beginning or its end."""
_ENDLESS = re.compile(rf"([^\s，。！？；：、…,;!?]{{{_WORD}}})[^\s，。！？；：、…,;!?]+")
_MARKS = re.compile(r"([^\w\s]{50})[^\w\s]+")
_BLANK = re.compile(r"(\s{50})\s+")
_SHORT = 50
"""Characters: nothing in a text so short can be too long."""


def readable(text: str) -> str:
    """The text without what exceeds these bounds; most texts come back as they are. What is left is verbatim."""
    if len(text) <= _SHORT:
        return text
    for pattern in (_BLANK, _MARKS, _ENDLESS):
        text = pattern.sub(r"\1 ", text)
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def readable_line(line: Line) -> Line:
    """The line with the part of its text that is read; itself where that is all of it."""
    text = readable(line.text)
    return line if text == line.text else replace(line, text=text)


def readable_view(view: ConversationView) -> ConversationView:
    """The view with what is read of its lines, facts and what the agent knows; itself where that is all."""
    lines = tuple(map(readable_line, view.lines))
    facts, known = readable(view.facts), tuple(map(readable, view.known))
    if (lines, facts, known) == (view.lines, view.facts, view.known):
        return view
    return replace(view, lines=lines, facts=facts, known=known)


def readable_contact(contact: Contact) -> Contact:
    """The same of a contact."""
    return replace(
        contact, asked=tuple(map(readable_line, contact.asked)), said=tuple(map(readable_line, contact.said))
    )
