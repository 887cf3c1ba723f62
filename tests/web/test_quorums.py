"""Setting a quorum in a browser, and where it shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from review.domain.permissions import Permission
from tests.web.reviewing_story import Story, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("quorums"))
    yield made
    made.review.engine.dispose()


def test_the_director_sets_it_and_everybody_in_the_evaluation_reads_it(it: Story) -> None:
    client, path = it.client("Wendy Dijker"), f"/evaluations/{it.evaluation}/quorums"
    seat = str(it.actor("Wendy Dijker", Permission.GIVE_SEAT).seat)
    given = {"body": "reference_group", "at_least_external_expert": "2", "at_least_policy_representative": "1"}
    answer = client.post(
        path,
        data=given | {"each_policy_representative": "yes", "seat": seat},
    )
    assert answer.status_code == 303
    said = words(it.client("Vera Veld").get(path))
    assert "Externe deskundige: ten minste 2" in said
    assert "Vertegenwoordiger beleidsdirectie: ten minste 1 van elke organisatie" in said
    assert "Quorum wijzigen" not in said
    assert "Quorum" not in words(it.client("Vera Veld").get(f"/rounds/{it.round}")), "the round was opened before"


def test_a_number_that_is_none_is_refused_where_it_stands(it: Story) -> None:
    client, path = it.client("Wendy Dijker"), f"/evaluations/{it.evaluation}/quorums"
    seat = str(it.actor("Wendy Dijker", Permission.GIVE_SEAT).seat)
    for wrong in ("0", "51", "-1", "veel", "9" * 30):
        given = {
            "body": "reference_group",
            "at_least_external_expert": wrong,
            "seat": seat,
        }
        answer = client.post(path, data=given)
        assert answer.status_code == 422, wrong
        assert f'value="{wrong}"' in answer.get_data(as_text=True)
    assert client.post(path, data={"body": "koor"}).status_code == 422
