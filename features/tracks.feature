Feature: Tracks of the research
  The research runs along tracks, some given out; a report is approved once each is accepted, or dropped with a reason.

  Background:
    Given an evaluation with its usual groups

  Rule: 4.2 - a track is planned, given out, runs, is delivered, and the team lead accepts it

    Scenario: From plan to acceptance
      Given the team lead plans the track "Literatuurstudie" for the external researcher
      And the team lead gives it out to "Universiteit van Odara"
      When the team lead starts it
      And the external researcher delivers it
      And the team lead accepts it
      Then the last record is "track.accepted" by the team lead as team lead on behalf of BZ/IOB
      And the track is accepted
      And "Literatuurstudie" stands in no record
      And "Odara" stands in no record

    Scenario: An external researcher knows of and delivers the own track alone, and accepts nothing
      Given the team lead plans the track "Interviews" for nobody
      And the team lead starts it
      Then the external researcher sees no tracks
      And the evaluator sees 1 track
      When the external researcher delivers it
      Then it is refused because the track is somebody else's
      When the external researcher accepts it
      Then it is refused because this role may not do it
      When the team lead accepts it
      Then it is refused because the track does not stand so

  Rule: G16 - a track that waits names the risk, the option and what it does to the planning

    Scenario: Postponed, and the plan moves in the same act
      Given the team lead plans "draft Terms of Reference" for "2026-03" and the report for "2026-41"
      And the team lead plans the track "Veldwerk" for nobody
      When the team lead postpones it and moves the report to "2027-01"
      Then the track is postponed
      And 14 days of the contingency are left

    Scenario: The risk and what was chosen are those of the register
      Given the team lead registers the risk "Reizen is onmogelijk" with the options "Uitstellen" and "Een lokaal team"
      And the team lead plans the track "Veldwerk" for nobody
      When the team lead postpones it by option 1 of that risk
      Then the track is postponed
      And the track says that this risk came true
      When the team lead resumes it
      And the team lead postpones it by option 7 of that risk
      Then it is refused because it is not one of the choices

  Rule: Condition 15 - what answers a main question is dropped by the director alone

    Scenario: Dropped with its reason
      Given the team lead plans the track "Veldwerk" for a main question
      When the team lead drops it
      Then it is refused because only the director drops it
      When the director drops it
      Then the track is dropped

  Rule: A report waits for its tracks

    Scenario: The gate knows of them
      Given the team lead submits the report
      Then of the report the clause "tracks done" is not applicable
      Given the team lead plans the track "Veldwerk" for nobody
      Then of the report the clause "tracks done" is unsatisfied
      When the director drops it
      Then of the report the clause "tracks done" is satisfied
