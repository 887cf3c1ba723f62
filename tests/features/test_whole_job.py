"""The scenarios of the whole job on one evaluation."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("whole_job.feature")
