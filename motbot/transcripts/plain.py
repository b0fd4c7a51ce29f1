"""Reads a conversation somebody copied as plain text, and tells the customer from our side."""

import re
import textwrap
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from motbot.catalogue import labelled, listed, say
from motbot.domain.errors import BadDialogue
from motbot.domain.language import language_of
from motbot.domain.people import Side
from motbot.transcripts.heading import Heading, read_heading
from motbot.transcripts.name_lines import EXPECTED, read_name_lines, start_of
from motbot.transcripts.pasted import head_at, read_pasted
from motbot.transcripts.spoken import Spoken, folded_name, wrong
from motbot.transcripts.stamps import FORMS, Clock
from motbot.transcripts.transcript import Said, Speaker, Transcript, last_burst, lines_of, names_of

OPENS = time(9)
"""When a conversation without times begins."""
_APART = timedelta(minutes=1)
_MESSAGES_AT_MOST = 10_000
_SPEAKERS_AT_MOST = 40
_LINES_AT_MOST = 50_000
_LONGEST_TEXT = 2 * 1024 * 1024
_LONGEST_WORDS = 40_000
_TEAM = r"(?:customer|client|user)s? (?:care|service|support|success|relation)s?\b|客户(?:服务|经理|成功|支持)"
_CUSTOMER = re.compile(
    rf"(?!{_TEAM})(?:(?:customer|client|caller|guest|buyer|user)s?\b|客户|顾客|用户|买家|来电)", re.IGNORECASE
)
_OURS = re.compile(
    rf"{_TEAM}|(?:agent|support|rep|staff|assistant|advisor|operator)s?\b|客服|坐席|技术支持|售后", re.IGNORECASE
)
_PROGRAM = re.compile(r"(?:.*[ _-])?(?:chat)?bot|system|.*机器人|系统(?:消息)?", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def parse_plain(text: str, *, name: str, id: str, given: Heading) -> Transcript:  # noqa: A002 - as the field is called
    """Read the text of a file; `name` is what errors call it, `given` what its reader knows of it.

    Raises:
        BadDialogue: naming file and line, with what was expected.
    """
    _refuse_unfit(text, name)
    # Slack's page puts blanks of other widths between a time and AM.
    rows = textwrap.dedent(text.replace("\u00a0", " ").replace("\u202f", " ")).split("\n")
    heading, above = read_heading(rows, file=name, given=given)
    spoken = _spoken(rows[above:], above, name, heading)
    speakers = _speakers(spoken, heading, name)
    said = _said(spoken, heading, name)
    lines = lines_of(said, speakers)
    return Transcript(
        id=id,
        lines=lines,
        zone=heading.zone,
        focus=last_burst(lines),
        names=names_of(speakers),
        default_language=language_of(" ".join(one.text for one in said)),
        is_timed=any(one.stamp for one in spoken),
    )


def _refuse_unfit(text: str, name: str) -> None:
    if len(text) > _LONGEST_TEXT or text.count("\n") > _LINES_AT_MOST:
        raise BadDialogue(
            say(
                "{name}: more than {longest_text} characters or {lines_at_most} lines; expected one conversation",
                name=name,
                longest_text=_LONGEST_TEXT,
                lines_at_most=_LINES_AT_MOST,
            )
        )
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise wrong(
            name,
            line,
            say("the control character U+{code:04X} stands here; give a file of plain text", code=ord(found[0])),
        )


def _spoken(rows: Sequence[str], above: int, name: str, heading: Heading) -> tuple[Spoken, ...]:
    spoken = (
        read_pasted(rows, above=above, file=name)
        if _is_pasted(rows)
        else read_name_lines(rows, above=above, file=name, heading=heading)
    )
    if not spoken:
        raise wrong(name, max(1, above), say("no message stands here; {expected}", expected=say(EXPECTED, forms=FORMS)))
    if len(spoken) > _MESSAGES_AT_MOST:
        line = spoken[_MESSAGES_AT_MOST].line
        raise wrong(
            name,
            line,
            say(
                "more than {messages_at_most} messages; split the file into several conversations",
                messages_at_most=_MESSAGES_AT_MOST,
            ),
        )
    for one in spoken:
        if len(one.text) > _LONGEST_WORDS:
            raise wrong(
                name,
                one.line,
                say(
                    "a message of more than {longest_words} characters; expected words of a chat",
                    longest_words=_LONGEST_WORDS,
                ),
            )
    return spoken


def _is_pasted(rows: Sequence[str]) -> bool:
    """Whether the first message has its name and time on a line of their own."""
    for place, row in enumerate(rows):
        if head_at(rows, place):
            return True
        if start_of(row.strip()):
            return False
    return False


def _speakers(spoken: Sequence[Spoken], heading: Heading, file: str) -> dict[str, Speaker]:
    """Everybody in the order they first speak, by folded name, with the side they are on."""
    names: dict[str, str] = {}
    told = {folded_name(name) for name in (*heading.customers, *heading.agents, *heading.colleagues)}
    programs = {
        key
        for one in spoken
        if (one.is_program or _PROGRAM.fullmatch(one.name)) and (key := folded_name(one.name)) not in told
    }
    for one in spoken:
        names.setdefault(folded_name(one.name), one.name)
        if len(names) > _SPEAKERS_AT_MOST:
            remedy = say("name who answers in a line `# agent: name, name` on top")
            raise wrong(
                file,
                one.line,
                say(
                    "more than {speakers_at_most} people speak, {name!r} too; {remedy}",
                    speakers_at_most=_SPEAKERS_AT_MOST,
                    name=one.name,
                    remedy=remedy,
                ),
            )
    customers = _customers(names, programs, heading, file)
    colleagues = {folded_name(name) for name in heading.colleagues}

    def side(key: str) -> Side:
        if key in customers:
            return Side.CUSTOMER
        if key in programs:
            return Side.BOT
        return Side.COLLEAGUE if key in colleagues else Side.AGENT

    return {key: Speaker(name=name, side=side(key)) for key, name in names.items()}


def _customers(names: dict[str, str], programs: set[str], heading: Heading, file: str) -> set[str]:
    """Who is told to be the customer; else who is called so; else all but those called ours; else who speaks first."""
    people = [key for key in names if key not in programs]
    if heading.customers:
        for one in heading.customers:
            if folded_name(one) not in names:
                problem = say(
                    "customer: {one!r} does not speak here; expected one of {names}",
                    one=one,
                    names=listed(names.values()),
                )
                line = heading.customers_line
                raise wrong(file, line, problem) if line else BadDialogue(labelled(str(file), problem))
        return {folded_name(one) for one in heading.customers}
    told = {folded_name(one) for one in (*heading.agents, *heading.colleagues)}
    if heading.agents:
        return {key for key in people if key not in told}
    called = {key for key in people if _CUSTOMER.match(names[key])}
    ours = {key for key in people if _OURS.match(names[key])} | told
    if called or ours:
        return called or {key for key in people if key not in ours}
    return set(people[:1])


def _said(spoken: Sequence[Spoken], heading: Heading, file: str) -> list[Said]:
    """The messages with their times; one without takes that of the one above, or of the first that has any."""
    clock = Clock(zone=heading.zone, today=heading.today)
    times: list[datetime | None] = []
    for one in spoken:
        try:
            times.append(clock.at(one.stamp) if one.stamp else None)
        except ValueError as error:
            raise wrong(file, one.line, str(error)) from error
    first = next((at for at in times if at), None)
    at = first or datetime.combine(heading.today, OPENS, heading.zone)
    step = timedelta() if first else _APART
    said = []
    for one, told in zip(spoken, times, strict=True):
        at = told or at
        said.append(Said(by=folded_name(one.name), at=at, text=one.text, edited=one.edited))
        at += step
    return said
