Feature: Risks and access to information
  What may go wrong is known beforehand, with what can be done; and what is held back is on record.

  Background:
    Given an evaluation with its usual groups

  Rule: G16 - a risk comes with its options, and when it comes true the plan moves in the same act

    Scenario: A risk comes true
      Given the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      And the team lead registers the risk "Reizen is onmogelijk" with the options "Uitstellen" and "Een lokaal team"
      When the team lead says that it came true with option 1, and moves the report to "2027-01"
      Then the risk came true once
      And 14 days of the contingency are left
      And "onmogelijk" stands in no record
      When the team lead says that it came true with option 3
      Then it is refused because it is not one of the choices
      When the team lead closes the risk
      And the team lead closes the risk
      Then it is refused because it was done already

    Scenario: The team lead keeps the register
      When the evaluator registers the risk "Reizen is onmogelijk" with the options "Uitstellen" and "Een lokaal team"
      Then it is refused because this role may not do it

  Rule: G10 - the team has free access; what is refused has a reason, and the days are counted

    Scenario: A directorate takes its time
      Given the evaluator asked BZ/DVB 20 days ago for "de weekberichten"
      When the evaluator records that it is refused
      Then it is refused because a motive is needed
      When the evaluator records that it is refused: "Het archief is verhuisd."
      Then BZ/DVB refused one request, and the longest took 20 days
      And "weekberichten" stands in no record
      When the evaluator records that it is granted
      Then BZ/DVB refused no request, and the longest took 20 days
      When the evaluator records that it is granted
      Then it is refused because it was done already
