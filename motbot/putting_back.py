"""Tells on the command line which jobs have failed for good, and puts them back for the bot that runs."""

from collections.abc import Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from motbot.catalogue import language_of_process, listed, say, say_many, spoken, to_say
from motbot.catalogue.formats import moment_in_full
from motbot.domain.errors import Failed
from motbot.engine.aside import Aside, AsideJob
from motbot.ports.jobs import JobKind
from motbot.settings.loading import Settings
from motbot.storage.database import open_database
from motbot.storage.faults import passing_faults
from motbot.wiring import source_of

_KINDS: Mapping[str, str] = {
    JobKind.TAKE_EVENT: to_say("take in what Slack tells"),
    JobKind.COACH_MOMENT: to_say("judge a request"),
    JobKind.DRAFT_REPLY: to_say("draft a reply"),
    JobKind.FOLLOW_MOMENT: to_say("follow a request"),
    JobKind.CONFIRM_OUTCOME: to_say("ask about the outcome"),
    JobKind.SEND_WHISPER: to_say("send a private message"),
    JobKind.FOLLOW_CONVERSATION: to_say("follow a conversation"),
    JobKind.TRACK_PROMISES: to_say("look for promises"),
    JobKind.FOLLOW_PROMISE: to_say("follow a promise"),
    JobKind.MEND_PROMISE: to_say("draft a message about a promise"),
    JobKind.REVIEW_THREAD: to_say("make an evaluation sheet"),
    JobKind.TELL_OF_SPENDING: to_say("tell of the model's costs"),
    JobKind.UPKEEP: to_say("tidy up"),
    JobKind.WELCOME: to_say("welcome agents"),
}
"""What a job does; another task of the engine is shown by its name."""


async def show_aside(settings: Settings, console: Console) -> None:
    """Show them, the oldest first.

    Raises:
        StorageRefused: the database cannot be used as it stands.
        StorageUnavailable: it does not answer just now.
    """
    async with open_database(source_of(settings), pool_size=1) as database:
        with passing_faults():
            jobs = await Aside(engine=database.engine).listed()
    if not jobs:
        console.print(say("Nothing lies aside."), markup=False)
        return
    console.print(_table(jobs, ZoneInfo(settings.config.timezone)))
    remedy = say("Once the reason is gone: motbot jobs retry {id}, or motbot jobs retry --all.", id=jobs[0].id)
    console.print(remedy, markup=False, highlight=False, soft_wrap=True)


async def put_back(settings: Settings, ids: Collection[int] | None, console: Console) -> None:
    """Put those back, or all where none is named, and say how many.

    Raises:
        Failed: one that was named does not lie aside; the others were put back.
        StorageRefused: the database cannot be used as it stands.
        StorageUnavailable: it does not answer just now.
    """
    async with open_database(source_of(settings), pool_size=1) as database:
        with passing_faults():
            done = await Aside(engine=database.engine).put_back(ids)
    told = say_many("Put back: {count} job.", "Put back: {count} jobs.", count=len(done))
    console.print(told, markup=False, highlight=False)
    strange = sorted(set(ids or ()) - done)
    if strange:
        numbers = listed(map(str, strange))
        raise Failed(say("{ids}: nothing of that number lies aside; `motbot jobs` tells what does", ids=numbers))


def _table(jobs: Sequence[AsideJob], zone: ZoneInfo) -> Table:
    language = spoken() or language_of_process()
    table = Table(title=say("work that has failed for good"), title_justify="left")
    for name in (say("id"), say("kind"), say("since"), say("why")):
        table.add_column(name, overflow="fold")
    for one in jobs:
        since = moment_in_full(one.since.astimezone(zone), language) if one.since else say("unknown")
        why = one.why or say("its process ended in the middle of it, several times")
        kind = say(_KINDS.get(one.kind, one.kind))
        table.add_row(*map(Text, (str(one.id), kind, since, why)))
    return table
