"""Promoting and rolling back while customers write to two bots: every decision is made by one published prompt.

`python -m tests.bench.publishing` is the same with 500 messages.
"""

from collections import Counter

import pytest

from tests.rig.publishing import FIRST, run_trial


@pytest.mark.timeout(600)
async def test_two_bots_under_load_answer_by_published_prompts_and_within_5_seconds_only_by_the_new_one() -> None:
    course = await run_trial(events=40, rate=15, judged_within=150)

    assert len(course.decided) == 40
    assert {one.coach for one in course.decided} == {"model"}
    prompts = {revision: numbers for revision, numbers in course.prompts_of.items() if revision}
    assert all(len(numbers) == 1 for numbers in prompts.values()), prompts
    used: Counter[int] = Counter()
    for one in course.decided:
        [prompt] = prompts[one.revision]
        used[prompt] += 1
        assert prompt in course.may_have_answered(one)
    # One that is taken back before a bot looks again has answered nobody; who asks later must meet the last.
    assert {FIRST, course.changes[-1][0].standing.live} <= set(used)
    # Both begin with six parts; of changes within the second between two looks the last one alone is followed.
    assert 2 * (6 + 1) <= course.followed <= 2 * (6 + 3)
