"""Turns a file of recorded dialogues into scenes for the playground's page: at a watchable pace, none left out."""

from collections.abc import Mapping

from motbot.domain.errors import BadDialogue
from motbot.playground.page.page import BadFile
from motbot.playground.page.scenes import Line, Scene
from motbot.replay.dialogues import Dialogue, Speaker, parse_dialogues

CHANNELS = {"zh": "C0QINGHE"}
"""Where dialogues of a language are played; all others go to the customer channel."""
OTHERWISE = "C0SUPPORT"
_WATCHED = 4.0
"""Seconds at the screen at most between two lines; what is longer passes on the clock."""
_SHORTEST = 1.2
_LONGEST_WORDS = 12_000


def scenes_of(text: str, *, voices: Mapping[str, str]) -> tuple[Scene, ...]:
    """Read the text of a file that somebody has chosen.

    Raises:
        BadFile: naming line and field, with what was expected.
    """
    try:
        dialogues = parse_dialogues(text.encode().splitlines(), name="file")
    except BadDialogue as error:
        raise BadFile(str(error)) from error
    return tuple(_scene(dialogue, voices) for dialogue in dialogues)


def _scene(dialogue: Dialogue, voices: Mapping[str, str]) -> Scene:
    """One dialogue, spoken by one customer and one agent of its language."""
    ending = "_zh" if dialogue.lang.startswith("zh") else ""
    accounts = {Speaker.CUSTOMER: voices[f"customer{ending}"], Speaker.AGENT: voices[f"agent{ending}"]}
    lines, before = [], 0.0
    for said in dialogue.messages:
        gap, before = said.t - before, said.t
        at_screen = min(max(gap, _SHORTEST), _WATCHED)
        lines.append(
            Line(
                who=accounts[said.by],
                text=said.text[:_LONGEST_WORDS],
                after=at_screen,
                passes=max(0.0, gap - at_screen),
                root=said.root,
            )
        )
    return Scene(
        id=f"file:{dialogue.id}",
        lang=dialogue.lang,
        title=dialogue.id,
        about="",
        channel=CHANNELS.get(dialogue.lang[:2], OTHERWISE),
        steps=tuple(lines),
    )
