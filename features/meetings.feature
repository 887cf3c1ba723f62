Feature: Meetings
  What was said in a room is part of the record: who was there, what the minutes say, and whose remark it was.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: A3 - a discussion has a day, a subject and participants

    Scenario: A meeting goes on record
      When the secretary records a meeting of the reference group, with the chair of the reference group and the external expert present
      Then the last record is "meeting.held" by the secretary as secretary on behalf of BZ/IOB
      And meeting 1 of the reference group had two present and four absent
      And "Zaal 3" stands in no record

    Scenario: Meetings are counted per group
      Given the secretary records a meeting of the reference group, with the external expert present
      And the team lead records a meeting of the sounding board, with the peer reader present
      When the team lead records a meeting of the reference group, with the external expert present
      Then the last meeting is meeting 2 of the reference group

    Scenario: Without one of them it is no meeting
      When the secretary records a meeting of the reference group without a subject
      Then it is refused because something required is missing
      When the secretary records a meeting of the reference group without a place
      Then it is refused because something required is missing
      When the secretary records a meeting of the reference group at which nobody was present
      Then it is refused because something required is missing
      When the secretary records a meeting of the reference group that is held tomorrow
      Then it is refused because the period makes no sense
      When the secretary records a meeting of the reference group on the round of another group
      Then it is refused because it is not one of the choices

  Rule: Section 5 - the team lead and the secretary record it

    Scenario: Others do not
      When the external expert records a meeting of the reference group, with the external expert present
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the director                     | this role may not do it |
        | the chair of the reference group | this role may not do it |
        | the evaluator                    | this role may not do it |
        | the adviser                      | this role may not do it |
        | the outsider                     | no such seat is held    |

  Rule: Minutes are corrected by a further act, and never overwritten

    Scenario: A correction
      Given the secretary records a meeting of the reference group, with the external expert present
      And the secretary records the minutes "Er is gesproken over de jaren."
      When the team lead records the minutes "Er is gesproken over de jaren en over het noorden."
      Then the minutes say "Er is gesproken over de jaren en over het noorden."
      And the earlier minutes "Er is gesproken over de jaren." can still be read

    Scenario: Members read the minutes of their own group
      Given the secretary records a meeting of the reference group, with the external expert present
      And the secretary records the minutes "Er is gesproken over de jaren."
      Then the policy representative finds the meeting
      And the director finds the meeting
      But the peer reader does not find the meeting
      And the copy recipient does not find the meeting

  Rule: 4.2 - the minutes name the comments that were discussed, and each of these says so

    Scenario: Discussed at a meeting
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the policy representative comments on paragraph 4: "Wie leest dit?"
      And the secretary records a meeting of the reference group, with the external expert present
      When the secretary records the minutes "De jaren zijn besproken." and that comment 1 was discussed
      Then the last record is "comment.discussed" by the secretary as secretary on behalf of BZ/IOB
      And comment 1 was discussed at meeting 1 of the reference group
      And comment 2 was discussed nowhere

    Scenario: A correction of the minutes adds, and takes nothing away
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the policy representative comments on paragraph 4: "Wie leest dit?"
      And the secretary records a meeting of the reference group, with the external expert present
      And the secretary records the minutes "De jaren zijn besproken." and that comment 1 was discussed
      When the secretary records the minutes "De jaren en de lezers." and that comments 1 and 2 were discussed
      Then comment 1 was discussed at meeting 1 of the reference group
      And comment 2 was discussed at meeting 1 of the reference group

    Scenario: Only of the group that met, and not what was withdrawn
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the secretary records a meeting of the sounding board, with the peer reader present
      When the team lead records the minutes "Over iets anders." and that comment 1 was discussed
      Then it is refused because it is not one of the choices
      Given the secretary records a meeting of the reference group, with the external expert present
      And the external expert withdraws comment 1
      When the secretary records the minutes "Over de jaren." and that comment 1 was discussed
      Then it is refused because it was done already

    Scenario: Who may not know of the meeting is not told of it
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the secretary records a meeting of the reference group, with the external expert present
      And the secretary records the minutes "De jaren zijn besproken." and that comment 1 was discussed
      Then the peer reader is told of no discussion

  Rule: What was agreed is done by somebody, and reported once

    Scenario: An action
      Given the secretary records a meeting of the reference group, with the external expert present
      When the secretary records that the external expert will do "De cijfers nazoeken."
      Then one action of the meeting is open
      When the team lead reports action 1 as done
      Then no action of the meeting is open
      When the team lead reports action 1 as done
      Then it is refused because it was done already
      When the team lead reports action 7 as done
      Then it is refused because there is no such thing
      When the secretary records that the adviser will do "Iets anders."
      Then it is refused because it is not one of the choices

  Rule: G8 - a remark made aloud is that of the member who made it

    Scenario: It is entered as the comment of the member
      Given the secretary records a meeting of the reference group on its round, with the external expert present
      When the secretary enters what the external expert said about paragraph 2: "Waarom deze jaren?"
      Then comment 1 is that of the external expert on behalf of UvT, entered by the secretary
      And the external expert and the team see comment 1 as that of the external expert

    Scenario: C5 and the right to answer go with who said it
      Given the secretary records a meeting of the reference group on its round, with the external expert present
      And the team lead enters what the external expert said about paragraph 2: "Waarom deze jaren?"
      When the team lead disposes of comment 1 as accepted
      Then it succeeds
      When the policy representative is satisfied with what was done with comment 1
      Then it is refused because only its author may
      When the external expert is satisfied with what was done with comment 1
      Then it succeeds

    Scenario: Only of who was there, in a round that is open
      Given the secretary records a meeting of the reference group on its round, with the external expert present
      When the secretary enters what the policy representative said about paragraph 2: "Ik was er niet."
      Then it is refused because this person was not present
      When the secretary enters what the external expert said about paragraph 99: "Waar?"
      Then it is refused because there is no such paragraph
      When the external expert enters what the external expert said about paragraph 2: "Zelf."
      Then it is refused because this role may not do it
      Given the chair closes the round of the reference group
      When the secretary enters what the external expert said about paragraph 2: "Te laat."
      Then it is refused because the round is closed

    Scenario: Not of who was not asked
      Given the team lead records a meeting of the reference group on its round, with the team lead present
      When the secretary enters what the team lead said about paragraph 2: "Ik licht toe."
      Then it is refused because this seat was not asked

    Scenario: Never where members speak under a pseudonym
      Given the chair closes the round of the reference group
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      And a round of the reference group that is pseudonymous
      And the secretary records a meeting of the reference group on its round, with the external expert present
      When the secretary enters what the external expert said about paragraph 2: "Dat was ik."
      Then it is refused because it would name its author
