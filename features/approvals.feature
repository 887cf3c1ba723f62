Feature: Approvals
  The director approves exactly one version, when every clause of its gate is met; groups advise and never approve.

  Background:
    Given an evaluation with its usual groups

  Rule: G1, G3 - the gate shows each clause with the record that proves or breaks it

    Scenario: A gate with everything still to do
      Given the team lead registers the source "Weekberichten" of BZ/DAF without a level
      And the team lead submits the Terms of Reference
      And a round of the sounding board
      And the peer reader comments on paragraph 2: "Waarom?"
      And the policy representative flags paragraph 4 as Dep. V
      Then the gate shows:
        | clause                 | outcome     | rule |
        | sounding board closed  | unsatisfied | G1   |
        | reference group closed | unsatisfied | G1   |
        | sounding board heard   | not applicable | G6   |
        | reference group heard  | not applicable | G6   |
        | presented              | unsatisfied | G3   |
        | comments disposed      | unsatisfied | C3   |
        | accepted changed       | satisfied   | C6   |
        | comments placed        | satisfied   | C1   |
        | flags settled          | unsatisfied | K8   |
        | sources stated         | unsatisfied | K1   |
        | tracks done | not applicable | 4.2 |
        | traceability checked | not applicable | P1 |
        | independent opinion | not applicable | G7 |
        | pledges signed | unsatisfied | P5 |
        | quality judged | not applicable | G15 |
        | version unchanged      | unsatisfied | R3   |
      And comments disposed is unsatisfied, proved by a record of comment.raised
      And flags settled is unsatisfied, proved by a record of flag.raised
      And sources stated is unsatisfied, proved by a record of source.registered
      And sounding board closed is unsatisfied, proved by a record of round.opened
      When the team lead requests approval of the latest version
      Then it is refused because the gate is shut: sounding board closed, reference group closed, presented, comments disposed, flags settled, sources stated, pledges signed

    Scenario: A gate with everything done
      Given a version that is ready for approval
      Then sounding board closed is satisfied, proved by a record of round.closed
      And reference group closed is satisfied, proved by a record of round.closed
      And presented is satisfied, proved by a record of presentation.held
      And version unchanged is unsatisfied
      Given the team lead has asked for its approval
      Then version unchanged is satisfied, proved by a record of approval.requested

    Scenario: What was presented is one version, and says nothing about the next
      Given a version that is ready for approval
      When the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      Then presented is unsatisfied
      And reference group closed is satisfied
      When the director waives presented
      Then presented is overridden
      When the team lead submits a next version in which paragraph 2 reads "Nog een andere zin."
      Then presented is unsatisfied

    Scenario: A round that is opened again opens its clause again
      Given a version that is ready for approval
      When the chair of the reference group reopens the round of the reference group for 7 days
      Then reference group closed is unsatisfied

    Scenario: A report is not presented to the steering group
      When the team lead submits the report
      Then in the gate of the report presented is not applicable

    Scenario: A presentation lies in the past
      Given the team lead submits the Terms of Reference
      When the team lead records a presentation of next year
      Then it is refused because the period makes no sense
      When the director presents the latest version to the steering group
      Then it is refused because this role may not do it
      When the secretary presents the latest version to the steering group
      Then presented is satisfied

  Rule: A5 - a waiver is the only way around a clause; it needs a motive and stays visible

    Scenario: The presentation is waived
      Given the team lead submits the Terms of Reference
      When the director waives presented without a motive
      Then it is refused because something required is missing
      When the director waives presented
      Then presented is overridden, proved by a record of waiver.granted

    Scenario: What nobody may waive
      Given the team lead submits the Terms of Reference
      When the director waives comments disposed
      Then it is refused because it is not one of the choices
      When the director waives flags settled
      Then it is refused because it is not one of the choices
      When the director waives sources stated
      Then it is refused because it is not one of the choices
      When the director waives version unchanged
      Then it is refused because it is not one of the choices

    Scenario: Who may not waive
      Given the team lead submits the Terms of Reference
      When the chair of the reference group waives presented
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                       | reason                  |
        | the team lead             | this role may not do it |
        | the secretary             | this role may not do it |
        | the policy representative | this role may not do it |

    Scenario: The waiver stands on the approval for ever
      Given the team lead submits the Terms of Reference
      And a round of the sounding board
      And the chair closes the round of the sounding board
      And the director waives reference group closed
      And the director waives presented
      And the team has signed the ethics pledge
      And the team lead has asked for its approval
      When the director approves it
      Then the approval keeps reference group closed as overridden
      And the approval keeps presented as overridden

  Rule: G2, G5 - the team lead asks, the director approves, nobody else

    Scenario: Approved
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it
      Then the approval is granted
      And version 1 is the approved one
      And the approval binds the root of version 1 and every clause as it stood
      And a signed checkpoint covers the approval

    Scenario: Advice is not a decision
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the chair of the reference group approves it
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                             | reason                  |
        | the chair of the sounding board | this role may not do it |
        | the deputy chair                | this role may not do it |
        | the external expert             | this role may not do it |
        | the team lead                   | this role may not do it |
        | the classification authority    | this role may not do it |
        | the secretary                   | this role may not do it |
        | the auditor                     | this role may not do it |
        | the records manager             | this role may not do it |
        | the administrator               | this role may not do it |
        | the outsider                    | no such seat is held    |

    Scenario: Only the team lead asks
      Given a version that is ready for approval
      When the director requests approval of the latest version
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the evaluator                    | this role may not do it |
        | the chair of the reference group | this role may not do it |

    Scenario: One request at a time, for the latest version, until it is approved
      Given a version that is ready for approval
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the team lead requests approval of version 1
      Then it is refused because there is a newer version
      Given the team lead presents the latest version to the steering group
      And the team lead has asked for its approval
      When the team lead requests approval of the latest version
      Then it is refused because a request is pending
      When the director approves it
      And the team lead requests approval of the latest version
      Then it is refused because it was done already

  Rule: Condition 13 - a contributor to a version never approves it

    Scenario: A director who wrote along
      Given the director seats "Wendy Dijker" of BZ/IOB in the evaluation team as evaluator
      And a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it
      Then it is refused because the director contributed to it
      And nothing is approved
      When the operator gives the outsider the office of director
      And the new officer approves it
      Then version 1 is the approved one

    Scenario: The director who chaired the group that advised may approve, and the record shows both
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it
      Then the last record is "approval.granted" by the director as director on behalf of BZ/IOB

  Rule: R3 - what is approved is what was seen

    Scenario: A page that has gone stale
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the director opens the page of the decision
      When the chair of the reference group reopens the round of the reference group for 7 days
      And the director approves what that page showed
      Then the refusal names what was recorded since: round.reopened
      And it is refused because things have moved on
      And nothing is approved

    Scenario: A check of the trail moves nothing
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the director opens the page of the decision
      When the auditor verifies the trail and records it
      And the director approves what that page showed
      Then version 1 is the approved one

    Scenario: Another root
      Given a version that is ready for approval
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      And the team lead presents the latest version to the steering group
      And the team lead has asked for its approval
      When the director approves it with the root of version 1
      Then it is refused because things have moved on

    Scenario: A version that came after the request
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      Then version unchanged is unsatisfied
      When the director approves it with the root of version 1
      Then it is refused because the gate is shut: version unchanged

    Scenario: The gate is asked again at the act itself
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the chair of the reference group reopens the round of the reference group for 7 days
      And the external expert comments on paragraph 2: "Nog iets."
      When the director approves it
      Then it is refused because the gate is shut: reference group closed, comments disposed

  Rule: Section 4.1 - returned for revision means a next version

    Scenario: Returned, revised, approved
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director returns it for revision without a motive
      Then it is refused because something required is missing
      When the director returns it for revision: "De vraagstelling is te ruim."
      Then the approval is returned
      And nothing is approved
      When the director approves it
      Then it is refused because it was done already
      When the team lead submits a next version in which paragraph 6 reads "De hoofdvraag is smaller."
      And the team lead requests approval of the latest version
      Then it is refused because the gate is shut: presented
      When the team lead presents the latest version to the steering group
      And the team lead requests approval of the latest version
      And the director approves it
      Then version 2 is the approved one

    Scenario: The team lead takes the request back
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director withdraws the request
      Then it is refused because this role may not do it
      When the team lead withdraws the request
      Then the approval is withdrawn
      And nothing is approved

  Rule: A4 - a dissent that stands travels with the approval

    Scenario: Disposed of, disputed, and approved all the same
      Given the team lead submits the Terms of Reference
      And a round of the sounding board
      And the chair closes the round of the sounding board
      And a round of the reference group
      And the external expert comments on paragraph 10, method: "Het tegenfeitelijke ontbreekt."
      And the chair closes the round of the reference group
      And the team lead disposes of comment 1 as rejected: "Dat kan hier niet."
      And the external expert maintains comment 1: "Dan moet dat er staan."
      And the team lead presents the latest version to the steering group
      And the team has signed the ethics pledge
      And the team lead has asked for its approval
      When the director approves it
      Then the approval carries one standing dissent

  Rule: B4 - two directors at once: exactly one decides

    Scenario: Both approve at the same moment
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the operator gives the outsider the office of director
      And the director opens the page of the decision
      When the director and the new officer approve what that page showed at the same moment
      Then exactly one of them decided, and the other was told so
      And version 1 is the approved one

    Scenario: One approves while the other returns it
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the operator gives the outsider the office of director
      And the director opens the page of the decision
      When the director approves and the new officer returns what that page showed at the same moment
      Then exactly one of them decided, and the other was told so

  Rule: Approved under conditions - tracked, confirmed by the director, and seen to lapse

    Scenario: Two conditions, one confirmed in time and one that lapses
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it under a condition due yesterday
      Then it is refused because the period makes no sense
      When the director approves it under two conditions due in 7 days
      Then version 1 is the approved one
      When the team lead confirms condition 1
      Then it is refused because this role may not do it
      When the director confirms condition 1
      And the director confirms condition 1
      Then it is refused because it was done already
      When the director confirms condition 3
      Then it is refused because there is no such thing
      And condition 2 is open
      When 8 days pass
      Then condition 2 has lapsed
      And version 1 is the approved one

  Rule: An approval that is withdrawn stays in the record, and is no longer the approved one

    Scenario: The only approval is withdrawn, and the same version is asked for again
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director withdraws the approval
      Then it is refused because nothing was approved
      When the director approves it
      And the team lead withdraws the approval
      Then it is refused because this role may not do it
      When the director withdraws the approval
      Then the approval is revoked
      And nothing is approved
      And the evaluation is back in the phase of the ToR
      When the director withdraws the approval
      Then it is refused because it was done already
      When the team lead requests approval of the latest version
      And the director approves it
      Then version 1 is the approved one

    Scenario: An earlier approval stands again
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the director approves it
      And the team lead proposes to amend them: "De hoofdvraag is te breed."
      When the team lead submits a next version in which paragraph 6 reads "De hoofdvraag is smaller."
      And the team lead presents the latest version to the steering group
      And the team lead requests approval of the latest version
      And the director approves it
      Then version 2 is the approved one
      When the director withdraws the approval
      Then version 1 is the approved one

  Rule: R3 - a classification that changed meanwhile

    Scenario: A flag raised while the page was open
      Given a version that is ready for approval
      And the team lead has asked for its approval
      And the director opens the page of the decision
      When the policy representative flags paragraph 4 as Dep. V
      And the director approves what that page showed
      Then the refusal names what was recorded since: flag.raised
      And it is refused because things have moved on
      And nothing is approved
