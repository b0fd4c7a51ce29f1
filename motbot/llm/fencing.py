"""Fences foreign text inside a prompt with a tag its writer cannot know, so that it stays data."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from motbot.domain.safe_text import without_hidden

TagSource = Callable[[Mapping[str, Any]], str]
"""Makes the tag of one request from everything that is rendered into it."""
_TAG_BYTES = 6
_LONGEST = 8000


def random_tag(_inputs: Mapping[str, Any]) -> str:
    """A new tag for every request."""
    return secrets.token_hex(_TAG_BYTES)


def steady_tag(inputs: Mapping[str, Any]) -> str:
    """The same tag for the same inputs, for measuring: an unchanged request stays byte-identical.

    It cannot be guessed from inside either, since it depends on every word, the guess included.
    """
    text = json.dumps(inputs, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[: 2 * _TAG_BYTES]


def tag_of_conversation() -> TagSource:
    """Makes the same tag for all requests about one conversation, and another one for every other.

    Servers cache what requests begin with, so that lines which were sent before cost little when a newer one follows
    them. Nobody outside can work it out: it hangs on a secret that is made here. And where it is known all the same,
    it opens no fence, since `fenced` takes it out of every text.
    """
    secret = secrets.token_bytes(32)

    def tag(inputs: Mapping[str, Any]) -> str:
        lines = inputs.get("lines")
        if not lines:
            return random_tag(inputs)
        first = json.dumps(lines[0].get("text", ""), ensure_ascii=True)
        return hmac.new(secret, first.encode(), hashlib.sha256).hexdigest()[: 2 * _TAG_BYTES]

    return tag


def fenced(text: str, tag: str) -> str:
    """Put a text between fences. The tag itself, hidden characters and what is overlong are taken out of it."""
    clean = without_hidden(text[:_LONGEST])
    while tag.lower() in clean.lower():
        clean = re.sub(re.escape(tag), "", clean, flags=re.IGNORECASE)
    return f"<data-{tag}>{clean}</data-{tag}>"
