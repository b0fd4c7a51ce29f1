"""Any order of messages, edits, deletions, clicks and second readings leaves each promise said in one right state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from motbot.domain.expectation import Provenance
from motbot.domain.promise import Promise, Strength, Withdrawn
from motbot.domain.promised import Statement
from motbot.domain.restating import merged

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
THINGS = ("the March report", "the invoice", "a call to the bank", "合同")
WORDINGS = {
    "the March report": ("I'll send the March report {due}", "March report: you will get it {due}"),
    "the invoice": ("you will have the invoice {due}", "I'll get you the invoice {due}"),
    "a call to the bank": ("I'll call the bank {due}", "the bank gets a call {due}"),
    "合同": ("合同我{due}发您", "{due}您会收到合同"),
}
Said = dict[str, tuple[int, int]]
"""What a line promises: the thing, in which wording, due how many hours after the start (0 for no time)."""

lines = st.dictionaries(
    st.sampled_from(THINGS), st.tuples(st.integers(0, 1), st.sampled_from([0, 400, 500])), max_size=3
)


def words(thing: str, how: int, due: int) -> str:
    return WORDINGS[thing][how].format(due=f"by hour {due}" if due else "soon")


class Conversation(RuleBasedStateMachine):
    """Plays what can happen to a conversation's lines and to what they promise."""

    def __init__(self) -> None:
        super().__init__()
        self.now = T0
        self.said: dict[str, Said] = {}
        self.promises: list[Promise] = []

    def read(self, *changed: str, gone: frozenset[str] = frozenset()) -> tuple[Promise, ...]:
        """One reading of the lines, as the use case saves it."""
        statements = [self.statement(ts, thing) for ts in changed for thing in self.said[ts]]
        texts = {ts: ". ".join(words(thing, *rest) for thing, rest in self.said[ts].items()) for ts in changed}
        found = merged(
            self.promises, statements, read=texts, gone=gone, at=self.now, remind=lambda _agent, due: due - MINUTE
        )
        by_id = {one.id: one for one in self.promises}
        for one in found:
            number = one.id or len(by_id) + 1
            by_id[number] = replace(one, id=number)
        self.promises = list(by_id.values())
        return found

    def statement(self, ts: str, thing: str) -> Statement:
        how, due = self.said[ts][thing]
        promise = Promise(
            team="T", channel="C", conversation=1, agent="A1", said_by="A1", lines=(ts,), what=thing,
            words=words(thing, how, due), due_words=f"by hour {due}" if due else "soon",
            strength=Strength.FIRM if due else Strength.VAGUE,
            due=T0 + timedelta(hours=due) if due else None, provenance=Provenance(coach="playbook", revision="r"),
            made_at=T0 + int(ts) * MINUTE,
        )  # fmt: skip
        return Statement(promise=promise)

    @rule(said=lines)
    def somebody_of_ours_writes(self, said: Said) -> None:
        self.now += MINUTE
        ts = f"{(self.now - T0) // MINUTE:06d}"
        self.said[ts] = said
        self.read(ts)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), said=lines)
    def a_line_is_edited(self, data: st.DataObject, said: Said) -> None:
        self.now += MINUTE
        ts = data.draw(st.sampled_from(sorted(self.said)))
        self.said[ts] = said
        self.read(ts)

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def a_line_is_deleted(self, data: st.DataObject) -> None:
        ts = data.draw(st.sampled_from(sorted(self.said)))
        del self.said[ts]
        self.read(gone=frozenset({ts}))

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def lines_are_read_once_more(self, data: st.DataObject) -> None:
        again = sorted(data.draw(st.sets(st.sampled_from(sorted(self.said)))))
        # What a line that is gone has said stays until the lines that are left are read again; then it stays so.
        self.read(*again)

        assert self.read(*again) == ()

    @precondition(lambda self: self.promises)
    @rule(
        data=st.data(),
        verb=st.sampled_from(["track", "fix", "undo", "move", "keep", "cannot", "not_a_promise", "break"]),
    )
    def the_agent_or_a_timer_decides(self, data: st.DataObject, verb: str) -> None:
        self.now += MINUTE
        place = data.draw(st.sampled_from(range(len(self.promises))))
        promise = self.promises[place]
        match verb:
            case "track":
                promise = promise.tracked(at=self.now, remind_at=None)
            case "fix":
                promise = promise.fixed(due=T0 + timedelta(hours=600), at=self.now, remind_at=None)
            case "undo":
                promise = promise.untracked()
            case "move":
                promise = promise.moved(due=T0 + timedelta(hours=700), at=self.now, remind_at=None, by_hand=True)
            case "keep":
                promise = promise.kept(at=self.now)
            case "break":
                promise = promise.broken(at=self.now)
            case _:
                promise = promise.over(why=Withdrawn(verb), at=self.now)
        self.promises[place] = promise

    @invariant()
    def nothing_is_promised_twice(self) -> None:
        open_things = [one.what for one in self.promises if one.is_open]

        assert len(open_things) == len(set(open_things))

    @invariant()
    def an_open_promise_is_still_said(self) -> None:
        for one in self.promises:
            assert not one.is_open or all(one.what in self.said.get(ts, {}) for ts in one.lines)
            assert one.lines == tuple(sorted(set(one.lines)))

    @invariant()
    def nothing_that_is_said_is_lost(self) -> None:
        stands = {one.what for one in self.promises if one.withdrawn is not Withdrawn.TAKEN_BACK}

        assert {thing for said in self.said.values() for thing in said} <= stands

    @invariant()
    def a_due_time_was_said(self) -> None:
        for one in self.promises:
            assert one.due is None or one.due > T0


TestAConversationsPromises = Conversation.TestCase
TestAConversationsPromises.settings = settings(deadline=None, max_examples=80, stateful_step_count=20)
