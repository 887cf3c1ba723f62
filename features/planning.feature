Feature: Planning
  The plan keeps itself: what was planned first stays, what was reached follows from what happened, and every
  extension has a reason.

  Background:
    Given an evaluation with its usual groups

  Rule: R-J - milestones are planned as fuzzily as people know them, and the first plan is the baseline

    Scenario: A plan is set
      When the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      Then the last record is "plan.set" by the team lead as team lead on behalf of BZ/IOB
      And the report is planned from 2026-07-01 to 2026-12-31
      And 45 days of the contingency are left

    Scenario: Once, by who owns the planning, with something in it
      When the evaluator plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      Then it is refused because this role may not do it
      When the team lead plans nothing
      Then it is refused because nothing was planned
      When the team lead plans "draft Terms of Reference" for "2026-13" and the report for "2026-41"
      Then it is refused because that is no moment
      Given the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      When the director plans "draft Terms of Reference" for "2026-04" and the report for "2026-41"
      Then it is refused because it was done already

  Rule: Actuals come from what happened; nobody types them

    Scenario: The first version of the Terms of Reference reaches its milestone
      Given the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      When the team lead submits the Terms of Reference
      Then the milestone "draft Terms of Reference" is reached today
      When the team lead moves "draft Terms of Reference" to "2026-05": "Het was te vroeg."
      Then it is refused because it was done already

    Scenario: A milestone of one's own is reached on the day somebody says so
      Given the team lead plans "Literatuurstudie gereed" for "2026-22" and the report for "2026-41"
      When the team lead says that milestone 1 is reached
      Then the milestone "Literatuurstudie gereed" is reached today
      And "Literatuurstudie" stands in no record

    Scenario: A milestone of a track is reached when the team lead accepts it, and nobody says so by hand
      Given the team lead plans the track "Veldwerk" for nobody
      And the team lead plans that track for "2026-22" and the report for "2026-41"
      When the team lead says that milestone 1 is reached
      Then it is refused because there is no such thing
      Given the team lead starts it
      When the team lead delivers it
      And the team lead accepts it
      Then the milestone "Veldwerk" is reached today
      When the team lead moves "Veldwerk" to "2026-23": "Het was te vroeg."
      Then it is refused because it was done already

    Scenario: A track is due when the plan has it accepted
      Given the team lead plans the track "Veldwerk" for nobody
      And the team lead plans that track for "2026-22" and the report for "2026-41"
      When the team lead moves "Veldwerk" to "2026-06": "De reis kan eerder."
      Then that track has to be there by "2026-06"

  Rule: 63 - every extension has a reason and draws on the contingency; more than it holds is for the director

    Scenario: An extension draws, and the baseline stays
      Given the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      When the team lead moves the report to "2027-01": "De ambassade liet ons niet toe."
      Then 14 days of the contingency are left
      And the report is 31 days later than the baseline
      And "ambassade" stands in no record

    Scenario: Only the director takes more than there is
      Given the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      When the team lead moves the report to "2027-03": "De veiligheid."
      Then it is refused because the contingency does not hold that
      When the director moves the report to "2027-03": "De veiligheid."
      Then the contingency is overdrawn by 45 days
      When the team lead moves the report to "2027-03": "Nog eens hetzelfde."
      Then it is refused because nothing was planned

  Rule: G9 - the sounding board and the team meet once in six weeks

    Scenario: A missed beat is seen
      When 50 days pass
      Then the sounding board has not been heard for 50 days
      Given the team lead records a meeting of the sounding board, with the peer reader present
      Then the sounding board was heard today, and one gap stays on record
