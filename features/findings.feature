Feature: Findings, conclusions and lessons
  What a report says rests on sources and answers questions. The team records on what; what is weak in it stands beside
  it and before whoever decides, and keeps nothing from approval.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And the team has signed the ethics pledge
    And the evaluator registers a document and an interview

  Rule: A finding rests on more than one type of source and answers a question

    Scenario: A finding is recorded, and its number is that of its kind
      When the evaluator records the finding "De opleiding hield geen rekening met salarissen." on sources 1 and 2 for question 2
      And the evaluator records the lesson "Verbind opleiding aan salarissen." on finding 1
      Then the last record is "finding.recorded" by the evaluator as evaluator on behalf of BZ/IOB
      And "salarissen" stands in no record
      And finding 1 and lesson 1 have nothing weak in them

    Scenario: Two sources of one type are one
      Given the evaluator registers a message
      When the evaluator records the finding "De opleiding begon laat." on sources 1 and 3 for question 1
      Then what is weak in finding 1 is: one source type

    Scenario: A source that is withdrawn carries nothing any more
      Given the evaluator records the finding "De opleiding begon laat." on sources 1 and 2 for question 1
      When the evaluator withdraws source 2
      Then what is weak in finding 1 is: one source type

    Scenario: At the level of impact it can only have contributed
      When the evaluator records the finding "De inzet heeft geleid tot stabiliteit." at the level of impact on sources 1 and 2 for question 1
      Then what is weak in finding 1 is: attribution
      When the evaluator revises finding 1 to "De inzet heeft bijgedragen aan stabiliteit."
      Then the last record is "finding.revised" by the evaluator as evaluator on behalf of BZ/IOB
      And finding 1 has nothing weak in it
      And finding 1 was worded two times

  Rule: A lesson follows from the answers to the questions

    Scenario: A lesson without a finding
      When the evaluator records the lesson "Begin eerder." on nothing
      Then what is weak in lesson 1 is: untraced

    Scenario: A lesson whose finding is withdrawn follows from nothing
      Given the evaluator records the finding "De opleiding begon laat." on sources 1 and 2 for question 1
      And the evaluator records the lesson "Begin eerder." on finding 1
      When the team lead withdraws finding 1
      Then what is weak in lesson 1 is: untraced
      When the evaluator revises finding 1 to "Toch wel."
      Then it is refused because it was done already

    Scenario: A finding does not rest on a lesson, nor on what is not there
      Given the evaluator records the lesson "Begin eerder." on nothing
      When the evaluator records a finding that rests on lesson 1
      Then it is refused because it cannot rest on that
      When the evaluator records a finding on a source that nobody registered
      Then it is refused because it is not one of the choices
      When the evaluator records a finding for a question that nobody asked
      Then it is refused because it is not one of the choices

  Rule: Until a version of the report is submitted, what was found is the team's

    Scenario: Who sees the findings
      Given the evaluator records the finding "De opleiding begon laat." on sources 1 and 2 for question 1
      Then the director sees the findings
      But the policy representative does not see the findings
      When the team lead submits the report
      Then the policy representative sees the findings
      But the adviser does not see the findings
      When the policy representative records the lesson "Begin eerder." on finding 1
      Then it is refused because this role may not do it
