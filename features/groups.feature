Feature: Groups
  People sit in groups: in a capacity, on behalf of an organisation, for a period. A deputy acts for the chair only in
  a recorded window; a secretary only on instruction.

  Background:
    Given an evaluation with its usual groups

  Rule: G8 - everybody sits in a capacity and for an organisation, and every act says so

    Scenario: A seat names capacity and organisation
      When the director seats "Bas Beek" of BZ/DSO in the reference group as policy representative
      Then Bas holds a seat in the reference group as policy representative on behalf of BZ/DSO

    Scenario: Every act carries person, seat, capacity and organisation
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      When the policy representative comments on paragraph 2: "Graag de periode noemen."
      Then the last record is "comment.raised" by the policy representative as policy representative on behalf of BZ/DVB
      And it names the request and the door it came through

    Scenario: One person in two roles acts in one of them at a time
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      Then the last record is "round.opened" by the chair of the reference group as chair on behalf of BZ/IOB
      When the director comments on paragraph 2: "Een vraag als directeur."
      Then the last record is "comment.raised" by the director as director on behalf of BZ/IOB

    Scenario: A seat that does not fit the group
      When the director seats "Bas Beek" of BZ/DSO in the reference group as peer reader
      Then it is refused because the group has no such seat
      When the director seats "Bas Beek" of BZ/DSO in the sounding board as external expert
      Then it is refused because the group has no such seat
      When the director seats "Bas Beek" of BZ/DSO in the evaluation team as chair
      Then it is refused because the group has no such seat
      When the director seats "Bas Beek" of BZ/DSO in the reference group as director
      Then it is refused because the group has no such seat
      When the director seats "Bas Beek" of BZ/DSO in the steering group as policy representative
      Then it is refused because the group has no such seat

    Scenario: Nobody holds the same seat twice at the same time
      When the director seats "Nora Noord" of UvT in the reference group as external expert
      Then it is refused because the seat is taken

    Scenario: A seat ends after it begins, and belongs to somebody known
      When the director seats "Bas Beek" in the reference group as external expert until the day before it starts
      Then it is refused because the period makes no sense
      When the director seats somebody unknown in the reference group
      Then it is refused because there is no such thing
      When the director seats "Bas Beek" of an organisation in prose
      Then it is refused because the organisation is no code

  Rule: Section 5 - the director seats anywhere, a chair in the own group

    Scenario: A chair seats a member of the own group
      When the chair of the sounding board seats "Bas Beek" of BZ/DSO in the sounding board as peer reader
      Then Bas holds a seat in the sounding board as peer reader on behalf of BZ/DSO

    Scenario: Others do not, nor a chair elsewhere
      When the chair of the sounding board seats "Bas Beek" of BZ/DSO in the reference group as external expert
      Then it is refused because it is another group
      And whoever else tries that is refused:
        | who                 | reason                             |
        | the deputy chair    | the deputy acts outside the window |
        | the secretary       | a secretary acts on instruction    |
        | the team lead       | this role may not do it            |
        | the external expert | this role may not do it            |
        | the auditor         | this role may not do it            |
        | the administrator   | this role may not do it            |
        | the outsider        | no such seat is held               |

  Rule: Condition 3 - a secretary executes on a recorded instruction of whoever leads the group

    Scenario: On the instruction of the chair
      When the secretary, on the instruction of the chair of the reference group, seats Bas in the reference group as external expert
      Then the last record is "seat.given" by the secretary as secretary on behalf of BZ/IOB
      And it names the chair of the reference group as the one who gave the instruction

    Scenario: Not on the instruction of somebody else
      When the secretary, on the instruction of the team lead, seats Bas in the reference group as external expert
      Then it is refused because a secretary acts on instruction
      When the secretary, on the instruction of the chair of the sounding board, seats Bas in the reference group as external expert
      Then it is refused because a secretary acts on instruction
      When the secretary, on the instruction of the deputy chair, seats Bas in the reference group as external expert
      Then it is refused because a secretary acts on instruction
      When the secretary, on the instruction of the outsider, seats Bas in the reference group as external expert
      Then it is refused because a secretary acts on instruction

    Scenario: Nobody else hides behind an instruction
      When the team lead, on the instruction of the director, seats Bas in the reference group as external expert
      Then it is refused because this role may not do it
      When the director, on the instruction of the chair of the reference group, seats Bas in the reference group as external expert
      Then it is refused because no such seat is held

  Rule: Condition 2 - the deputy has the power of the chair only inside a recorded window

    Scenario: Inside the window the deputy conducts the rounds, after it no more
      Given the team lead submits the Terms of Reference
      When the deputy chair opens a round of the reference group on version 1
      Then it is refused because the deputy acts outside the window
      When the chair of the reference group appoints the deputy to act for three days
      And the deputy chair opens a round of the reference group on version 1
      Then the last record is "round.opened" by the deputy chair as deputy chair on behalf of BZ/IOB
      When four days pass
      And the deputy chair closes the round of the reference group
      Then it is refused because the deputy acts outside the window

    Scenario: The chair is back
      Given the director appoints the deputy to act for three days
      When the director appoints the deputy to act for three days
      Then it is refused because it was done already
      When the chair of the reference group ends the acting of the deputy
      And the deputy chair seats "Bas Beek" of BZ/DSO in the reference group as external expert
      Then it is refused because the deputy acts outside the window
      When the chair of the reference group ends the acting of the deputy
      Then it is refused because it was done already

    Scenario: Who appoints the deputy
      When the chair of the sounding board appoints the deputy to act for three days
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                 | reason                  |
        | the deputy chair    | this role may not do it |
        | the team lead       | this role may not do it |
        | the external expert | this role may not do it |

  Rule: B7 - access ends with the seat, the record stays

    Scenario: Who has left does nothing any more
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      And the director ends the seat of the external expert yesterday
      When the external expert comments on paragraph 2: "Ben ik er nog?"
      Then it is refused because no such seat is held
      And the external expert holds no seat any more, and the record of it stays
      And to the external expert the evaluation does not exist

    Scenario: A seat ends once
      Given the director ends the seat of the external expert yesterday
      When the director ends the seat of the external expert yesterday
      Then it is refused because it was done already

    Scenario: Nobody acts from the seat of another
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      When the outsider comments from the seat of the external expert
      Then it is refused because no such seat is held

  Rule: Condition 7 - copy recipients comment only where the evaluation allows it

    Scenario: It is allowed, and taken back; what was said stays
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      When the director lets copy recipients comment
      And the copy recipient comments on paragraph 2: "Een opmerking van een kopiehouder."
      Then comment 1 is open
      When the director lets copy recipients comment
      Then it is refused because it was done already
      When the director lets copy recipients read only
      And the copy recipient comments on paragraph 3: "Nog een."
      Then it is refused because copy recipients only read
      And comment 1 is open
      When the copy recipient lets copy recipients comment
      Then it is refused because this role may not do it
