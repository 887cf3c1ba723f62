Feature: Review copies
  Members who work in Word get the version as a Word file, write in it, and send it back. Their comments land on their
  passage, as theirs, once.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: C1 - a comment from Word is the comment of its member, on its passage

    Scenario: The secretary reads in what a member wrote in Word
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And the secretary reads it in as the external expert
      Then comment 1 is that of the external expert and says "Welke jaren precies?"
      And comment 1 stands at "de jaren" in paragraph 3
      And the trail tells that a Word file with one comment was read in
      And "Welke jaren" stands in no record

    Scenario: A member's own copy fills the own set, and nobody reads it before it is submitted
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And the external expert reads it in
      Then the external expert holds 1 draft
      And draft 1 of the external expert reads "Welke jaren precies?"
      And the trail tells of no Word file
      And nobody else can see that there is a draft
      When the external expert reads it in
      Then the external expert holds 1 draft
      When the external expert submits the set, and agrees if the comments are dealt with
      Then comment 1 is that of the external expert and says "Welke jaren precies?"
      And comment 1 stands at "de jaren" in paragraph 3
      And the trail tells of no Word file

    Scenario: What a member wrote below an own comment goes along with it
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And below it stands "Van de missie, bedoel ik."
      And the external expert reads it in
      Then the external expert holds 1 draft
      And the trail tells of no Word file

    Scenario: A change that was tracked is a proposed wording
      When the external expert sends back a Word file in which paragraph 5 is changed to "2. De vraag"
      And the secretary reads it in as the external expert
      Then comment 1 is that of the external expert and proposes "2. De vraag"

    Scenario: The same file twice doubles nothing
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And the secretary reads it in as the external expert
      And the secretary reads it in as the external expert
      Then there is one comment

  Rule: C1 - an answer in a thread of Word is an answer to that comment

    Scenario: The secretary reads in what a member answered, once
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the external expert answers comment 1 in Word: "Zet dat er dan bij."
      And the secretary reads it in as the external expert
      Then the last reply to comment 1 is of the external expert, entered by the secretary
      And "Zet dat er" stands in no record
      When the secretary reads it in as the external expert
      Then the policy representative reads 1 reply to comment 1
      And there is one comment

    Scenario: An answer to a comment of the same file
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And below it stands "Van de missie, bedoel ik."
      And the secretary reads it in as the external expert
      Then the policy representative reads 1 reply to comment 1
      And there is one comment
      When the secretary reads it in as the external expert
      Then the policy representative reads 1 reply to comment 1

    Scenario: Who may not answer a comment here does not answer it in Word either
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the policy representative answers comment 1 in Word: "Ik ook."
      And the policy representative reads it in
      Then it is refused because only its author may
      When the secretary reads it in as the policy representative
      Then it is refused because only its author may
      When the secretary reads it in as the chair of the reference group
      Then the last reply to comment 1 is of the chair of the reference group, entered by the secretary

    Scenario: What only its author and the chair may read is answered by nobody else, and what was taken back by nobody
      Given the external expert comments on paragraph 2, for the eyes of the chair: "Even onder ons."
      When the external expert answers comment 1 in Word: "Nog iets."
      And the secretary reads it in as the external expert
      Then it is refused because there is no such thing
      Given the external expert withdraws comment 1
      When the external expert reads it in
      Then it is refused because it was done already

  Rule: Section 5 - a member brings the own copy, team lead and secretary those of members

    Scenario: Nobody speaks for another member
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And the external expert reads it in as the policy representative
      Then it is refused because only its author may
      When the team lead reads it in as the peer reader
      Then it is refused because this seat was not asked
      And whoever else tries that is refused:
        | who                        | reason                  |
        | the evaluator              | this role may not do it |
        | the director               | this role may not do it |
        | the copy recipient         | this role may not do it |
        | the auditor                | this role may not do it |
        | the outsider               | no such seat is held    |

  Rule: Section 4.2 - a round takes comments while it is open

    Scenario: A copy that comes too late
      When the external expert sends back a Word file with "Welke jaren precies?" at "de jaren" in paragraph 3
      And the chair of the reference group closes the round of the reference group
      And the external expert reads it in
      Then it is refused because the round is closed
