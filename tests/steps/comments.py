"""Steps about comments: raising them, disposing of them, answering what was done."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, then, when

from review.commands.comments import RaiseComment, WithdrawComment
from review.commands.dispositions import ConfirmDisposition, DisposeComment, MaintainComment
from review.domain.errors import MotiveNeeded, Unknown
from review.domain.vocabulary import BodyKind, CommentKind, CommentState, Disposition, Visibility
from review.projections import comments
from review.projections.tallies import tallies
from tests.given import World
from tests.steps.words import words


def raise_comment(world: World, who: str, block: int | None, text: str, **more: Any) -> None:
    """On the youngest round, unless ``body`` names another."""
    body = more.pop("body", None) or list(world.known.rounds)[-1]
    comment = RaiseComment(
        evaluation=world.known.evaluation,
        round=world.known.rounds[body],
        block=block,
        kind=more.pop("kind", CommentKind.METHOD),
        text=text,
        **more,
    )
    done = world.attempt(who, comment)
    if done is not None:
        world.known.comments.append(done.subject)


@given(words('{who:Who} comments on paragraph {block:d}: "{text}"'))
@when(words('{who:Who} comments on paragraph {block:d}: "{text}"'))
def _(world: World, who: str, block: int, text: str) -> None:
    raise_comment(world, who, block, text)


@given(words('{who:Who} comments on paragraph {block:d}, {kind:Kind}: "{text}"'))
@when(words('{who:Who} comments on paragraph {block:d}, {kind:Kind}: "{text}"'))
def _(world: World, who: str, block: int, kind: CommentKind, text: str) -> None:
    raise_comment(world, who, block, text, kind=kind)


@given(words('{who:Who} comments on paragraph {block:d}, for the eyes of the {visibility:Visibility}: "{text}"'))
@when(words('{who:Who} comments on paragraph {block:d}, for the eyes of the {visibility:Visibility}: "{text}"'))
def _(world: World, who: str, block: int, visibility: Visibility, text: str) -> None:
    raise_comment(world, who, block, text, visibility=visibility)


@given(words('{who:Who} comments on the document as a whole: "{text}"'))
@when(words('{who:Who} comments on the document as a whole: "{text}"'))
def _(world: World, who: str, text: str) -> None:
    raise_comment(world, who, None, text)


@when(words('{who:Who} proposes for paragraph {block:d}: "{proposal}"'))
def _(world: World, who: str, block: int, proposal: str) -> None:
    raise_comment(world, who, block, "Liever zo.", kind=CommentKind.EDITORIAL, proposal=proposal)


@when(words("{who:Who} comments on paragraph {block:d} without any text"))
def _(world: World, who: str, block: int) -> None:
    raise_comment(world, who, block, " \r\n\t ")


@when(words("{who:Who} comments on paragraph {block:d} with {megabytes:d} MB of text"))
def _(world: World, who: str, block: int, megabytes: int) -> None:
    raise_comment(world, who, block, "lang " * (megabytes * 1024 * 1024 // 5))


@when(words("{who:Who} comments in a round that nobody opened"))
def _(world: World, who: str) -> None:
    evaluation = world.known.evaluation
    world.attempt(
        who, RaiseComment(evaluation=evaluation, round=evaluation, block=1, kind=CommentKind.QUESTION, text="Waar?")
    )


@given(words("{who:Who} disposes of comment {number:d} as {disposition:Disposition}"))
@when(words("{who:Who} disposes of comment {number:d} as {disposition:Disposition}"))
def _(world: World, who: str, number: int, disposition: Disposition) -> None:
    dispose(world, who, number, disposition)


@given(words('{who:Who} disposes of comment {number:d} as {disposition:Disposition}: "{motive}"'))
@when(words('{who:Who} disposes of comment {number:d} as {disposition:Disposition}: "{motive}"'))
def _(world: World, who: str, number: int, disposition: Disposition, motive: str) -> None:
    dispose(world, who, number, disposition, motive=motive)


@when(words('{who:Who} disposes of comment {number:d} as out of scope by the line "{line}": "{motive}"'))
def _(world: World, who: str, number: int, line: str, motive: str) -> None:
    dispose(world, who, number, Disposition.OUT_OF_SCOPE, motive=motive, evidence=line)


@when(words('{who:Who} disposes of comment {number:d} as rejected with the evidence "{evidence}": "{motive}"'))
def _(world: World, who: str, number: int, evidence: str, motive: str) -> None:
    dispose(world, who, number, Disposition.REJECTED, motive=motive, evidence=evidence)


@when(words("{who:Who} disposes of comment {number:d} as duplicate of comment {other:d}"))
def _(world: World, who: str, number: int, other: int) -> None:
    dispose(world, who, number, Disposition.DUPLICATE, duplicate_of=other)


@when(
    words(
        "{who:Who} disposes of comment {number:d} as accepted, answered in paragraph {block:d} of version {version:d}"
    )
)
def _(world: World, who: str, number: int, block: int, version: int) -> None:
    dispose(world, who, number, Disposition.ACCEPTED, in_version=version, block=block)


@given(
    words(
        "{who:Who} disposes of comment {number:d} as {disposition:Disposition}, "
        'answered in paragraph {block:d} of version {version:d}: "{motive}"'
    )
)
@when(
    words(
        "{who:Who} disposes of comment {number:d} as {disposition:Disposition}, "
        'answered in paragraph {block:d} of version {version:d}: "{motive}"'
    )
)
def _(world: World, who: str, number: int, disposition: Disposition, block: int, version: int, motive: str) -> None:
    dispose(world, who, number, disposition, in_version=version, block=block, motive=motive)


@when(words("{who:Who} disposes of comment {number:d} as {disposition:Disposition}, having seen it before that"))
def _(world: World, who: str, number: int, disposition: Disposition) -> None:
    dispose(world, who, number, disposition, seen=1, motive="Op grond van een oude pagina.")


@when(words("{who:Who} disposes of a comment that nobody raised"))
def _(world: World, who: str) -> None:
    evaluation = world.known.evaluation
    world.attempt(who, DisposeComment(evaluation=evaluation, comment=evaluation, disposition=Disposition.NOTED))


def dispose(world: World, who: str, number: int, disposition: Disposition, **more: Any) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(
        who, DisposeComment(evaluation=world.known.evaluation, comment=comment, disposition=disposition, **more)
    )


@when(words("{who:Who} comments on paragraph {block:d} in each of the eight kinds"))
def _(world: World, who: str, block: int) -> None:
    for kind in CommentKind:
        raise_comment(world, who, block, f"Een opmerking van de soort {kind}.", kind=kind)


@then("these dispositions need a motive:")
def _(world: World, datatable: list[list[str]]) -> None:
    for (name,) in datatable:
        disposition = Disposition(name.replace(" ", "_"))
        dispose(world, "the team lead", 1, disposition)
        world.require_refused(MotiveNeeded)
        dispose(world, "the team lead", 1, disposition, motive="Zie de toelichting.")
        assert seen_by(world, "the auditor")[0].disposition is disposition


@then("these dispositions speak for themselves:")
def _(world: World, datatable: list[list[str]]) -> None:
    for (name,) in datatable:
        disposition = Disposition(name.replace(" ", "_"))
        dispose(world, "the team lead", 1, disposition)
        assert seen_by(world, "the auditor")[0].disposition is disposition


@given(words("the team answers every open comment"))
def _(world: World) -> None:
    for comment in [one for one in seen_by(world, "the team lead") if one.is_open]:
        answer = DisposeComment(
            evaluation=world.known.evaluation,
            comment=comment.id,
            disposition=Disposition.ANSWERED,
            motive="Beantwoord in de toelichting.",
        )
        world.do("the evaluator", answer)


@given(words("{who:Who} is satisfied with what was done with comment {number:d}"))
@when(words("{who:Who} is satisfied with what was done with comment {number:d}"))
def _(world: World, who: str, number: int) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(who, ConfirmDisposition(evaluation=world.known.evaluation, comment=comment))


@given(words('{who:Who} maintains comment {number:d}: "{motive}"'))
@when(words('{who:Who} maintains comment {number:d}: "{motive}"'))
def _(world: World, who: str, number: int, motive: str) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(who, MaintainComment(evaluation=world.known.evaluation, comment=comment, motive=motive))


@when(words("{who:Who} maintains comment {number:d} without a motive"))
def _(world: World, who: str, number: int) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(who, MaintainComment(evaluation=world.known.evaluation, comment=comment, motive=""))


@given(words("{who:Who} withdraws comment {number:d}"))
@when(words("{who:Who} withdraws comment {number:d}"))
def _(world: World, who: str, number: int) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(who, WithdrawComment(evaluation=world.known.evaluation, comment=comment))


def seen_by(world: World, who: str) -> list[comments.Comment]:
    with world.review.reading() as tx:
        return comments.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)


@then(words("comment {number:d} is {state:CommentState}"))
def _(world: World, number: int, state: CommentState) -> None:
    assert seen_by(world, "the auditor")[number - 1].state is state


@then(words("comment {number:d} is {state:CommentState} as {disposition:Disposition}"))
def _(world: World, number: int, state: CommentState, disposition: Disposition) -> None:
    found = seen_by(world, "the auditor")[number - 1]
    assert (found.state, found.disposition) == (state, disposition)


@then(words("comment {number:d} is marked late"))
def _(world: World, number: int) -> None:
    assert seen_by(world, "the auditor")[number - 1].late


@then(words("comment {number:d} is not marked late"))
def _(world: World, number: int) -> None:
    assert not seen_by(world, "the auditor")[number - 1].late


@then(words('{who:Who} reads comment {number:d}: "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    assert {one.number: one.text for one in seen_by(world, who)}[number] == text


@then(words("{who:Who} sees {count:Count} comments"))
@then(words("{who:Who} sees {count:Count} comment"))
def _(world: World, who: str, count: int) -> None:
    found = seen_by(world, who)
    assert len(found) == count
    with world.review.reading() as tx:
        for number, comment in enumerate(world.known.comments, 1):
            try:
                comments.one(tx, world.review.door(), world.reader(who), comment)
            except Unknown:
                assert number not in {one.number for one in found}


@then(words("comment {number:d} stands under {name:Who} as {capacity:Capacity} of {organisation:Organisation}"))
def _(world: World, number: int, name: str, capacity: str, organisation: str) -> None:
    found = seen_by(world, "the auditor")[number - 1]
    assert (str(found.name).split()[0], found.capacity, found.organisation) == (name, capacity, organisation)


@then(
    words("the dispositions of {organisation:Organisation} are {accepted:Count} accepted and {disputed:Count} disputed")
)
def _(world: World, organisation: str, accepted: int, disputed: int) -> None:
    found = {one.organisation: one for one in tallies(seen_by(world, "the director"))}[organisation]
    assert (found.counts.get(Disposition.ACCEPTED, 0), found.disputed) == (accepted, disputed)


@then(words("the comments are numbered one by one"))
def _(world: World) -> None:
    numbers = [one.number for one in seen_by(world, "the auditor")]
    assert numbers == list(range(1, len(numbers) + 1))


@given(words("{who:Who} comments on every paragraph in the round of the {body:Body}"))
def _(world: World, who: str, body: BodyKind) -> None:
    for block in range(1, 15):
        raise_comment(world, who, block, f"Opmerking bij alinea {block}.", body=body)
