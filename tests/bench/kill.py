"""The trial by kill -9, long: is any request lost or shown twice?

How to run, from the project's root:

    python -m tests.bench.kill                    # 2,000 events at 60/s, 20 kills, about three minutes
    python -m tests.bench.kill --blind            # the same without the outbox look-up: this must show doubles
    python -m tests.bench.kill --coach model      # with a language model that answers at once
    python -m tests.bench.kill --events 300 --kills 5

The local Slack runs in this process, the bot is a process of its own on the embedded database, both on the loopback.
Ends by itself; exit code 1 when a request was lost or shown twice (with --blind: when none was shown twice).
"""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from tests.rig.figures import console, machine, pairs_table, quantile
from tests.rig.killing import Course, Trial, run_trial
from tests.rig.stage import Stage


def main(
    *,
    events: Annotated[int, typer.Option(min=1, help="Messages of customers, each a conversation of its own.")] = 2000,
    kills: Annotated[int, typer.Option(min=0, help="How often the bot is killed.")] = 20,
    restarts: Annotated[int, typer.Option(min=0, help="How often the database's server crashes and restarts.")] = 0,
    rate: Annotated[float, typer.Option(min=0.1, help="Messages a second.")] = 60.0,
    duplicates: Annotated[float, typer.Option(min=0, max=1, help="Share of events delivered twice.")] = 0.1,
    fault_every: Annotated[int, typer.Option(min=0, help="Every so many posts one fails; 0 for none.")] = 25,
    coach: Annotated[str, typer.Option(help="playbook, or model for one that answers at once.")] = "playbook",
    blind: Annotated[bool, typer.Option("--blind", help="Post again without looking up.")] = False,
    seed: Annotated[int, typer.Option(help="Of the plan.")] = 1,
    log: Annotated[Path | None, typer.Option(help="Add the bot's own log to this file.")] = None,
) -> None:
    """Kill the bot again and again while customers write, and compare what was said with what agents were shown."""
    trial = Trial(
        events=events,
        kills=kills,
        restarts=restarts,
        rate=rate,
        duplicates=duplicates,
        fault_every=fault_every,
        coach=coach,
        blind=blind,
        seed=seed,
    )
    out = console()
    out.print(machine(), highlight=False)
    course, set_up = asyncio.run(run_trial(trial, lambda line: out.print(line, highlight=False), log=log))
    out.print(pairs_table(_title(trial), _rows(course, set_up)))
    found = course.tally
    if found is None or not course.settled or found.lost or bool(found.doubled) != blind:
        sys.exit(1)


def _title(trial: Trial) -> str:
    """What was tried, in one line."""
    look_up = "off" if trial.blind else "on"
    misfortune = f"{trial.kills} kills, {trial.restarts} restarts"
    return f"{trial.events} events at {trial.rate:g}/s, {misfortune}, coach {trial.coach}, look-up {look_up}"


def _rows(course: Course, set_up: Stage) -> list[tuple[str, object]]:
    """The figures of one trial."""
    said = set_up.heard.events
    posts = sum(call.method == "chat.postMessage" for call in set_up.workspace.calls)
    direct = [call for call in set_up.workspace.calls if str(call.args.get("channel", "")).startswith("D")]
    looks = sum("include_all_metadata" in call.args for call in direct)
    found = course.tally
    ledger: list[tuple[str, object]] = [] if found is None else [
        ("requests shown", f"{found.shown} of {found.sent}"),
        ("LOST", len(found.lost)),
        ("DOUBLED cards", found.doubled),
        ("  posted twice", found.doubled_posts),
        ("  two moments", found.doubled_moments),
        ("cards for the wrong agent", found.misplaced),
        ("private messages that are no card", found.others),
        ("seen by customers", found.seen_by_customers),
    ]  # fmt: skip
    return [
        *ledger,
        ("events delivered twice on purpose", course.duplicates),
        ("kills while starting / at work", f"{course.kills_starting} / {course.kills_working}"),
        ("faults planned for chat.postMessage", course.faults),
        ("calls of chat.postMessage / look-ups", f"{posts} / {looks}"),
        ("found by look-up, unsure (log)", f"{said['whisper.found']}, {said['whisper.unsure']}"),
        ("jobs rescued, put off, set aside", f"{said['job.rescued']}, {said['job.postponed']}, {course.set_aside}"),
        ("came to rest", "yes" if course.settled else f"no: {course.open_work}"),
        ("all written / last kill / at rest after", _seconds(
            course.events_written_after, course.last_kill_after, course.settled_after)),
        ("ready after start, first and last", _seconds(*course.ready_after)),
        ("ended on SIGTERM within", _seconds(course.stop_s)),
    ]  # fmt: skip


def _seconds(*values: float) -> str:
    """Seconds for a table."""
    return " / ".join(f"{quantile([value], 1):.1f} s" for value in values)


if __name__ == "__main__":
    typer.run(main)
