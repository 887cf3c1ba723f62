"""Every attack of the catalogue is found, and by the record that does not fit."""

from __future__ import annotations

import copy

import pytest

from tests.lengths import times
from tests.verifier.attacks import attacked_inside, attacked_outside
from tests.verifier.attacks_on_rows import OUTSIDE
from tests.verifier.attacks_on_the_story import INSIDE
from tests.verifier.story import Story, stored_log, tell

ROUNDS = times(5, 25)

_STORY = tell()


def untouched() -> Story:
    return copy.deepcopy(_STORY)


def test_the_untouched_log_fits() -> None:
    verdict = stored_log(untouched()).verify()
    assert verdict.findings == []
    assert verdict.first is None
    assert verdict.proved == verdict.records == len(_STORY.acts)


def test_the_catalogue_is_large() -> None:
    assert len(OUTSIDE) + len(INSIDE) >= 40


@pytest.mark.parametrize("name", OUTSIDE)
def test_an_attack_on_what_is_stored_is_found(name: str) -> None:
    for seed in range(ROUNDS):
        log = stored_log(untouched())
        expected = attacked_outside(OUTSIDE[name], seed, log)
        verdict = log.verify()
        assert expected.rule in {finding.rule for finding in verdict.findings}, (name, seed, verdict.findings)
        assert verdict.first == expected.position, (name, seed, expected, verdict.findings)


@pytest.mark.parametrize("name", INSIDE)
def test_an_attack_with_every_key_of_the_house_is_found(name: str) -> None:
    for seed in range(ROUNDS):
        log, expected = attacked_inside(INSIDE[name], seed, untouched())
        verdict = log.verify()
        assert verdict.first == expected.position, (name, seed, expected, verdict.findings)
        assert expected.rule in {finding.rule for finding in verdict.findings}, (name, seed, verdict.findings)
