Feature: Trail
  Every act is a record with its circumstances; the trail can be replayed to any moment and checked by anybody.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group
    And the external expert comments on paragraph 2: "Waarom deze jaren?"

  Rule: A1 - what anybody saw at any moment can be shown again

    Scenario: Every moment, one by one
      Given the team lead disposes of comment 1 as accepted
      Then at every moment the replay answers as the pages did then
      And before the act "comment.disposed" the replay shows one versions, one open comments and no approval
      And before the act "comment.raised" the replay shows one versions, no open comments and no approval

  Rule: B1, A2 - every record says who, in which role, for whom, when and through which door

    Scenario: The circumstances of an act
      Then the last record is "comment.raised" by the external expert as external expert on behalf of UvT
      And it names the request and the door it came through

    Scenario: A refused act leaves no record
      When the team lead comments on paragraph 2: "Mag dit?"
      Then it is refused because this role may not do it
      And the last record is "comment.raised" by the external expert as external expert on behalf of UvT

  Rule: A7 - the auditor replays and checks, and writes nothing else

    Scenario: A check is recorded
      When the auditor verifies the trail and records it
      Then the last record is "trail.verified" by the auditor as auditor on behalf of ADR
      And the trail fits from the first record to the last
      And the export of the records manager checks out by itself

    Scenario: Pages that were made to show something else
      Given somebody writes past Toetssteen that comment 1 was confirmed
      Then the trail fits from the first record to the last
      And the check names 1 row of "comments" that reads otherwise
      When the read tables are made again
      Then pages show what the trail says

    Scenario: Who may replay
      Then the director may replay the trail
      Then the team lead may replay the trail
      Then the records manager may replay the trail
      Then the auditor may replay the trail

    Scenario: Who may not
      Then the chair of the sounding board may not replay the trail
      When the chair of the sounding board verifies the trail and records it
      Then it is refused because this role may not do it
      Then the evaluator may not replay the trail
      When the evaluator verifies the trail and records it
      Then it is refused because this role may not do it
      Then the external expert may not replay the trail
      When the external expert verifies the trail and records it
      Then it is refused because this role may not do it
      Then the data protection officer may not replay the trail
      When the data protection officer verifies the trail and records it
      Then it is refused because this role may not do it
      Then the administrator may not replay the trail
      When the administrator verifies the trail and records it
      Then it is refused because this role may not do it
      Then the outsider may not replay the trail
      When the outsider verifies the trail and records it
      Then it is refused because no such seat is held
