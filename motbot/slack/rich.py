"""The few building stones our messages are made of; foreign text enters only as literal text, never as markup."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from motbot.slack.plain import shortened

HEADER_AT_MOST = 150
CONTEXT_AT_MOST = 500


def plain(text: str, at_most: int) -> PlainTextObject:
    """A plain text, cut to fit. Emoji are our own characters, so Slack need not look for `:names:`."""
    return PlainTextObject(text=shortened(text, at_most) or " ", emoji=False)


def header(text: str) -> HeaderBlock:
    """The one large line of a message."""
    return HeaderBlock(text=plain(text, HEADER_AT_MOST))


def context(*texts: str) -> ContextBlock:
    """Small grey lines, each at most 500 characters."""
    return ContextBlock(elements=[plain(text, CONTEXT_AT_MOST) for text in texts[:10]])


def divider() -> DividerBlock:
    """A thin line."""
    return DividerBlock()


def words(text: str, *, bold: bool = False, italic: bool = False) -> RichTextElement:
    """Literal words inside rich text; Slack reads no markup in them. Slack refuses an empty text."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return RichTextElementParts.Text(text=text or " ", style=style or None)


def person(user: str) -> RichTextElement:
    """An account's name, as every reader's Slack shows it."""
    return RichTextElementParts.User(user_id=user)


def channel(channel_id: str) -> RichTextElement:
    """A channel's name, as far as Slack shows it to the reader."""
    return RichTextElementParts.Channel(channel_id=channel_id)


def link(url: str, label: str) -> RichTextElement:
    """A link of our own making; what others wrote is never one."""
    return RichTextElementParts.Link(url=url, text=label)


def line(*pieces: RichTextElement) -> RichTextSectionElement:
    """One paragraph."""
    return RichTextSectionElement(elements=list(pieces))


def bullets(lines: Sequence[RichTextSectionElement]) -> RichTextListElement:
    """A list with dots."""
    return RichTextListElement(style="bullet", elements=list(lines))


def quote(text: str) -> RichTextQuoteElement:
    """Somebody's words, set off by a bar."""
    return RichTextQuoteElement(elements=[words(text)])


def quote_of(*pieces: RichTextElement) -> RichTextQuoteElement:
    """Somebody's words with what belongs to them, such as the link to where they stand, set off by a bar."""
    return RichTextQuoteElement(elements=list(pieces))


def box(text: str) -> RichTextPreformattedElement:
    """Words to take over as they are, set off by a frame."""
    return RichTextPreformattedElement(elements=[words(text)])


def rich(*elements: RichTextElement) -> RichTextBlock:
    """One block of rich text."""
    return RichTextBlock(elements=list(elements))
