"""A trainer's hour through the page's own routes: a real folder, a real database, a model that can be swayed."""

from tests.workbench.rig import BETTER, WORSE, Deployment, Trainer, with_line, with_model

CASES = ["login", "holiday"]


async def saved(trainer: Trainer, name: str, line: str) -> str:
    """A copy of the default prompt with one more line; gives its digest."""
    made = await trainer.do("copy", task="assess", variant="default", name=name)
    text = with_line(made["text"], line)
    return str((await trainer.do("save", task="assess", variant=name, text=text, base=made["digest"]))["digest"])


async def test_a_trainers_hour_goes_from_a_copy_over_a_refusal_to_a_rollback(deployment: Deployment) -> None:
    async with with_model(deployment) as trainer:
        made = await trainer.do("copy", task="assess", variant="default", name="mine")
        broken = with_line(made["text"], "{{ nothing }}")
        line = broken[: broken.index("{{ nothing }}")].count("\n") + 1
        told = await trainer.do("check", task="assess", variant="mine", text=broken)
        assert [one["line"] for one in told["remarks"] if one["is_error"]] == [line]

        worse = with_line(made["text"], WORSE)
        rendered = await trainer.do("render", task="assess", variant="mine", text=worse, case="login")
        assert WORSE in rendered["messages"][0]["system"]
        assert "Is the login fixed?" in rendered["messages"][0]["user"]
        kept = await trainer.do("save", task="assess", variant="mine", text=worse, base=made["digest"])

        run = await trainer.do("start", task="assess", sides=[{"variant": "default"}, {"variant": "mine"}], cases=CASES)
        outcome = (await trainer.ended(run))["outcome"]
        broken_ones = [
            (one["id"], flip["harm"]) for one in outcome["cases"] for flip in one["flips"] if not flip["fixed"]
        ]
        assert broken_ones[0] == ("login", "missed_moment")
        assert outcome["cases"][0]["id"] == "login"

        promoting = await trainer.do("promote", task="assess", variant="mine", digest=kept["digest"])
        refused = (await trainer.ended(promoting))["outcome"]
        assert (refused["published"], refused["can_be_forced"]) == (False, True)
        assert "missed_moment" in [one["harm"] for one in refused["guards"] if one["fell"]]
        assert (await trainer.task())["live"]["variant"] == "default"

        better = with_line(made["text"], BETTER)
        kept = await trainer.do("save", task="assess", variant="mine", text=better, base=kept["digest"])
        promoting = await trainer.do("promote", task="assess", variant="mine", digest=kept["digest"])
        accepted = (await trainer.ended(promoting))["outcome"]
        assert (accepted["published"], accepted["forced"]) == (True, False)
        task = await trainer.task()
        assert [one["name"] for one in task["variants"] if one["is_live"]] == ["mine"]

        back = await trainer.do("rollback", task="assess", generation=task["generation"], reason="second thoughts")
        assert back["live"] == "default #1"
        log = (await trainer.get("log?task=assess"))["changes"]
        assert [one["kind"] for one in log] == ["rolled_back", "promoted", "first"]
        assert log[0]["reason"] == "second thoughts"


async def test_an_unchanged_copy_is_not_published_and_nothing_else_is_either(deployment: Deployment) -> None:
    async with with_model(deployment) as trainer:
        made = await trainer.do("copy", task="assess", variant="default", name="mine")
        promoting = await trainer.do("promote", task="assess", variant="mine", digest=made["digest"])
        outcome = (await trainer.ended(promoting))["outcome"]

        assert (outcome["published"], outcome["can_be_forced"]) == (False, False)
        assert "nothing was published" in outcome["refused"]
        assert (await trainer.get("log?task=assess"))["changes"] == []


async def test_answers_stand_side_by_side_with_their_differences_figures_and_what_they_took(
    deployment: Deployment,
) -> None:
    async with with_model(deployment) as trainer:
        await saved(trainer, "worse", WORSE)
        run = await trainer.do(
            "start", task="assess", sides=[{"variant": "default"}, {"variant": "worse"}], cases=["login"]
        )
        outcome = (await trainer.ended(run))["outcome"]
        again = await trainer.do("start", task="assess", sides=[{"variant": "worse"}], cases=["login"])
        alone = (await trainer.ended(again))["outcome"]

    before, after = outcome["cases"][0]["answers"]
    pieces = outcome["cases"][0]["pieces"]
    assert "".join(text for text, sign in pieces if sign != "+") == before
    assert "".join(text for text, sign in pieces if sign != "-") == after
    harm = outcome["comparison"]["harms"]["missed_moment"]
    assert (harm["before"]["part"], harm["after"]["part"], harm["broken"]) == (0, 1, ["login"])
    assert outcome["comparison"]["verdict"] == "cannot tell yet, add cases"
    assert outcome["sides"][0]["spent"]["cost"] > 0
    assert alone["comparison"] is None
    assert alone["sides"][0]["spent"]["cached_calls"] == alone["sides"][0]["spent"]["calls"] == 1
    assert alone["sides"][0]["spent"]["paid"] == 0


async def test_a_forced_promotion_keeps_its_reason_and_a_trial_its_share(deployment: Deployment) -> None:
    async with with_model(deployment) as trainer:
        digest = await saved(trainer, "worse", WORSE)
        wish = {"task": "assess", "variant": "worse", "digest": digest, "cases": ["login"], "share": 20}
        refused = (await trainer.ended(await trainer.do("promote", **wish)))["outcome"]
        assert not refused["published"]

        forced = (await trainer.ended(await trainer.do("promote", **wish, reason="  to see it live ")))["outcome"]
        assert (forced["published"], forced["forced"]) == (True, True)
        assert forced["change"] == {"kind": "tried", "live": "default #1", "trial": "worse #2", "share": 20}
        task = await trainer.task()
        assert (task["share"], [one["name"] for one in task["variants"] if one["is_on_trial"]]) == (20, ["worse"])
        assert (await trainer.get("log"))["changes"][0]["reason"] == "to see it live"

        status, words = await trainer.refused("rollback", task="assess", generation=task["generation"] - 1)
        assert (status, "changed meanwhile" in words) == (409, True)
        assert (await trainer.do("rollback", task="assess", generation=task["generation"]))["kind"] == "trial_ended"


async def test_what_was_changed_since_it_was_looked_at_is_not_promoted(deployment: Deployment) -> None:
    async with with_model(deployment) as trainer:
        digest = await saved(trainer, "mine", BETTER)
        deployment.write("mine", WORSE)

        status, words = await trainer.refused("promote", task="assess", variant="mine", digest=digest)

        assert (status, "was changed meanwhile" in words) == (409, True)
        assert (await trainer.task())["live"] is None


async def test_a_published_prompt_can_be_run_beside_a_file(deployment: Deployment) -> None:
    async with with_model(deployment) as trainer:
        digest = await saved(trainer, "mine", BETTER)
        promoting = await trainer.do("promote", task="assess", variant="mine", digest=digest, cases=["login"])
        await trainer.ended(promoting)
        live = (await trainer.task())["live"]["number"]

        sides = [{"published": live}, {"variant": "default"}]
        run = await trainer.ended(await trainer.do("start", task="assess", sides=sides, cases=["login"]))

        assert run["sides"] == [f"mine #{live}", "default"]
        assert run["outcome"]["comparison"]["cases"] == 1
        status, _ = await trainer.refused("start", task="draft", sides=[{"published": live}], cases=["login"])
        assert status == 400
