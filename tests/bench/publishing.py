"""Prints which published prompts answered 500 messages to two bots while prompts were promoted and rolled back.

Run from the project's folder: `python -m tests.bench.publishing [MESSAGES]`. Ends with 1 where a decision was made by
none of the prompts that may have been in force, or by more than one.
"""

import argparse
import asyncio
import sys
from collections import Counter

from tests.rig.publishing import Course, run_trial

MESSAGES = 500


def strays(course: Course) -> int:
    """How many decisions no single prompt that was in force then accounts for."""
    answered = ((one, course.prompts_of.get(one.revision, [])) for one in course.decided)
    return sum(len(found) != 1 or found[0] not in course.may_have_answered(one) for one, found in answered)


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", nargs="?", type=int, default=MESSAGES)
    wanted = parser.parse_args().messages
    course = asyncio.run(run_trial(events=wanted, rate=25, judged_within=150))
    used = Counter(number for one in course.decided for number in course.prompts_of.get(one.revision, []))
    lost, wrong = wanted - len(course.decided), strays(course)
    print(f"messages {wanted}; undecided {lost}; by prompt {dict(sorted(used.items()))}; by none or another {wrong}")
    sys.exit(1 if lost or wrong else 0)


if __name__ == "__main__":
    main()
