"""Text against the status, and steps that tell what was done: what is told, and what only looks so."""

import pytest

from kprlint.rules import load
from tests.prose.score_rules import fired
from tests.work import grows_alike

RULES = load()


def contradicts(*progress: str) -> list[str]:
    return fired(RULES["status-contradicts-text"], {"progress": list(progress)})


@pytest.mark.parametrize(
    "text",
    [
        "Two targets were missed because the scales broke.",
        "Five of the repairs will not be finished within the month.",
        "The new forms were not ready despite the July deadline.",
        "The drainage survey had been delayed by the floods.",
        "The extension is four weeks late.",
        "The roof is two months behind.",
        "The handover has been put back to next spring.",
        "Drilling stopped in September.",
        "Work on the sluice has ceased.",
        "The vote meant the stopping of three schemes.",
        "The utility had still not moved its cable.",
        "There was not enough time to train the volunteers.",
        "The works are £12,000 over budget.",
        "The repairs fund is overspent.",
        "The ferry scheme slipped from green to amber.",
        "The depot project was escalated to red.",
        "Answering of calls was below target.",
        "The rate of repairs had fallen below its target.",
        "The completion date has moved from 30 April 2024 to 31 October 2025.",
        "The builder went into liquidation.",
        "There were no completions this quarter.",
        "The hearing could not be held.",
        "Painting was delayed in July and has not caught up.",
        "Hiring was paused in July and is still paused.",
    ],
)
def test_a_contradiction_is_told(text: str) -> None:
    assert contradicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The counters worked late on the night.",
        "The stopping places were repainted.",
        "The statues were put back on their plinths.",
        "The red squirrels moved from the wood to the park.",
        "Delayed deliveries of grit arrived in September.",
        "Missed bins are below target.",
        "Sickness fell below target to five days.",
        "Fees are ahead of budget.",
        "The overspend of the spring was repaid.",
        "No deadline was missed.",
        "The project is neither late nor over budget.",
        "The works will not be delayed by the fair.",
        "Steps that may slip are marked amber.",
        "The audit was on hold until July but is under way again.",
        "Hiring was paused in July and has since been completed.",
        "Painting was delayed in July but has caught up.",
        "The delays of the winter are over.",
        "Three measures have moved out of red.",
        "The completion date was brought forward from October 2025 to April 2025.",
        "The completion date has been changed from October 2025 to April 2025.",
        "The reduction in delays goes on.",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert not contradicts(text)


def past(step: str) -> list[str]:
    return fired(RULES["past-tense-next-step"], {"next_steps": [step]})


@pytest.mark.parametrize(
    "step",
    [
        "Adopted by Council in July 2023.",
        "Sent to the inspectorate.",
        "Discussed and agreed by the Executive 14/06/23",
        "Published in the 2021-2022 annual report.",
        "Reported to scrutiny in May 2023.",
    ],
)
def test_a_past_without_a_subject_is_told(step: str) -> None:
    assert past(step)


@pytest.mark.parametrize(
    "step",
    [
        "Adopted by Council by March 2024",
        "Signed by December 2023",
        "Approved suppliers to be invited by March 2024",
        "Agreed repairs to start in March 2024",
        "Submitted bids to be judged by the panel in March 2024",
        "Supported by the county, open the hub",
        "Cut the verges in October 2023",
        "Planned for May 2024",
    ],
)
def test_a_participle_may_begin_a_step(step: str) -> None:
    assert not past(step)


@pytest.mark.parametrize("piece", ["slippage of £40 ", "closure has been postponed "])
def test_no_sentence_takes_long(piece: str) -> None:
    # Each of its phrases would be looked at beside all of its words.
    assert grows_alike(lambda part: contradicts(part), (piece * 1000)[:8_000])
