"""What an operator watches: every figure of `/metrics`, its name, its labels and what it means, in one place.

Labels are words of our own code, never ids and never what somebody wrote: their number is bounded. What this process
has done is counted; what stands in the database is the same in every process, so it is to be read by its maximum.
"""

from collections.abc import Sequence
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

QUICK: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
"""Seconds: Slack waits for three."""
AGES: Final = (0.5, 1.0, 3.0, 10.0, 60.0, 300.0, 3600.0)
WORK: Final = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0)
ANSWERS: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 45.0, 90.0)


class Metrics:
    """The figures of one process."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        """Register every figure, in a registry of its own where none is given."""
        self.registry = registry = registry or CollectorRegistry()

        def counter(name: str, text: str, labels: Sequence[str] = ()) -> Counter:
            return Counter(f"motbot_{name}", text, labels, registry=registry)

        def gauge(name: str, text: str, labels: Sequence[str] = ()) -> Gauge:
            return Gauge(f"motbot_{name}", text, labels, registry=registry)

        def histogram(name: str, text: str, buckets: Sequence[float], labels: Sequence[str] = ()) -> Histogram:
            return Histogram(f"motbot_{name}", text, labels, buckets=buckets, registry=registry)

        self.payloads = counter("slack_payloads", "What became of payloads from Slack", ["fate"])
        self.stored = histogram("slack_stored_seconds", "How long storing a payload took, before its answer", QUICK)
        self.event_age = histogram("slack_event_age_seconds", "How old an event was when Slack had its answer", AGES)
        self.jobs = counter("jobs", "What became of pieces of work", ["kind", "outcome"])
        self.job_seconds = histogram("job_seconds", "How long a piece of work took", WORK, ["kind"])
        self.whispers = counter("whispers", "What became of calls that show private messages", ["kind", "outcome"])
        self.model_calls = counter("model_calls", "Calls of the language model by how they ended", ["task", "outcome"])
        self.model_seconds = histogram(
            "model_call_seconds", "How long a call of the language model took with its retries", ANSWERS, ["task"]
        )
        self.model_tokens = counter("model_tokens", "Tokens sent to and received from the language model", ["kind"])
        self.model_money = counter("model_money", "What the calls cost, in the currency of model.prices")

        self.sockets_up = gauge("sockets_up", "Connections to Slack that stand")
        self.sockets_wanted = gauge("sockets_wanted", "Connections to Slack that should stand")
        self.parts_stopped = gauge("parts_stopped", "Parts of this process that have ended by themselves")
        self.prompts_unusable = gauge("prompts_unusable", "Published prompts that this process cannot use")
        self.started = gauge("started_timestamp_seconds", "When this process was ready, since 1970")
        self.database_up = gauge("database_up", "Whether the database answered all of what it was last asked")
        self.database_seconds = gauge("database_seconds", "How long the database took to answer that")
        self.jobs_waiting = gauge("jobs_waiting", "Pieces of work that wait, in all processes", ["kind"])
        self.jobs_oldest = gauge("jobs_oldest_seconds", "How long the one that waits longest has waited", ["kind"])
        self.jobs_aside = gauge("jobs_aside", "Pieces of work that have failed for good")
        self.payloads_aside = gauge("slack_payloads_aside", "Payloads from Slack that made no sense, and are kept")
        self.timers_late = gauge("timers_late_seconds", "How long ago the earliest timer was due that has not fired")
        self.outbox = gauge("outbox", "Private messages that Slack does not show yet as they should be", ["state"])
        self.moments_open = gauge("moments_open", "Requests that are open", ["stage"])
        self.promises_open = gauge("promises_open", "Promises that are open", ["due"])
        self.verdicts = gauge("verdicts_last_hour", "What was decided about customers' words", ["verdict", "urgency"])
        self.sweep_next = gauge("sweep_next_timestamp_seconds", "When the daily sweep comes next, since 1970")

    def total(self, name: str, **labels: str) -> float:
        """A counter over all series that have these labels."""
        found = (one for family in self.registry.collect() for one in family.samples if one.name == f"motbot_{name}")
        return sum(one.value for one in found if labels.items() <= one.labels.items())
