Feature: Desk
  What lies before somebody follows from what is recorded: nobody keeps a list by hand, and nothing on it is done twice.

  Background:
    Given an evaluation with its usual groups

  Rule: Section 4 - whose turn it is follows from what happened

    Scenario: The first version is the team's to submit
      Then before the team lead lies "submit first"
      And before the external expert lies nothing
      When the team lead submits the Terms of Reference
      Then before the team lead does not lie "submit first"

    Scenario: A round asks its members, until they answer
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      Then before the external expert lies "respond"
      And before the policy representative lies "respond"
      And before the peer reader lies nothing
      When the external expert answers the round of the reference group with "no comments"
      Then before the external expert does not lie "respond"
      And before the policy representative lies "respond"

    Scenario: A round whose deadline has passed is the chair's to close
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      Then before the chair of the reference group does not lie "close round"
      When 16 days pass
      Then before the chair of the reference group lies "close round"
      And before the policy representative lies "respond", overdue
      Given the chair closes the round of the reference group
      Then before the chair of the reference group does not lie "close round"
      And before the policy representative does not lie "respond"

    Scenario: Comments are the team's to dispose of, answers their authors' to give
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the chair closes the round of the reference group
      Then before the team lead lies "dispose"
      And before the evaluator lies "dispose"
      And before the external expert does not lie "answer"
      When the evaluator disposes of comment 1 as accepted
      Then before the team lead does not lie "dispose"
      And before the external expert lies "answer"
      When the external expert is satisfied with what was done with comment 1
      Then before the external expert does not lie "answer"

    Scenario: Sources without a level
      Given the team lead registers the source "Weekberichten" of BZ/DAF without a level
      Then before the team lead lies "state levels"
      And before the evaluator lies "state levels"
      When the evaluator states the level of source 1 as Dep. V
      Then before the team lead does not lie "state levels"

    Scenario: A flag goes from desk to desk
      Given the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      And the team lead submits the Terms of Reference
      When the policy representative flags paragraph 4 as Dep. V, because of source 1
      Then before the team lead lies "look at flag"
      Given the team lead doubts flag 1 and wants to hear BZ/DAF
      Then before the team lead lies "consult"
      Given the evaluator records that BZ/DAF was consulted on flag 1: "Het mag blijven."
      Then before the classification authority lies "agree settlement"
      Given the classification authority agrees that flag 1 ends in kept
      Then before the team lead lies "apply settlement"
      And before the classification authority lies nothing
      Given the team lead settles flag 1 as kept
      Then before the team lead does not lie "apply settlement"

    Scenario: From the open gate to the decision
      Given a version that is ready for approval
      Then before the team lead lies "request approval"
      And before the director does not lie "approve"
      Given the team lead has asked for its approval
      Then before the director lies "approve"
      And before the team lead does not lie "request approval"
      When the director returns it for revision: "De vraagstelling is te ruim."
      Then before the director does not lie "approve"
      And before the team lead lies "revise"

    Scenario: A condition of an approval lies before director and team lead when its day is near, and until it is confirmed
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it under two conditions due in 30 days
      Then before the director does not lie "meet condition"
      When 20 days pass
      Then before the director lies "meet condition"
      And before the team lead lies "meet condition"
      And before the evaluator does not lie "meet condition"
      When the director confirms condition 1
      And 20 days pass
      Then before the team lead lies "meet condition", overdue
      When the director confirms condition 2
      Then before the director does not lie "meet condition"
      And before the team lead does not lie "meet condition"

    Scenario: A condition of an approval that was withdrawn lies before nobody
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it under two conditions due in 7 days
      Then before the director lies "meet condition"
      When the director withdraws the approval
      Then before the director does not lie "meet condition"

    Scenario: An erasure lies before the other officer
      Given the team lead submits the Terms of Reference
      And a round of the reference group
      And the external expert comments on paragraph 2: "Mijn buurman Jan heeft dit gezegd."
      And the data protection officer asks to forget the text of comment 1, because of a spill
      Then before the records manager lies "decide erasure"
      And before the data protection officer does not lie "decide erasure"

  Rule: Section 4 - the research, the sounding board, signals, commitments and the file wait for somebody as well

    Scenario: The research is the team lead's to plan, a track its author's to deliver, and the team lead's to accept
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it
      Then before the team lead lies "plan tracks"
      Given the team lead plans the track "Literatuurstudie" for the external researcher
      Then before the team lead does not lie "plan tracks"
      And before the team lead lies "start track"
      And before the team lead does not lie "submit report"
      Given the team lead gives it out to "Universiteit van Odara"
      And the team lead starts it
      Then before the external researcher lies "deliver track"
      And before the team lead does not lie "deliver track"
      When the external researcher delivers it
      Then before the external researcher does not lie "deliver track"
      And before the team lead lies "accept track"
      And before the team lead lies "submit report"
      When the team lead accepts it
      Then before the team lead does not lie "accept track"
      When the team lead submits the report
      Then before the team lead does not lie "submit report"

    Scenario: A track is late once its day has passed, and a track of somebody else is not told to an external researcher
      Given the team lead plans the track "Veldwerk" for nobody
      And the team lead starts it
      Then before the team lead lies "deliver track"
      And before the evaluator lies "deliver track"
      And the external researcher is not told of "deliver track"
      When 320 days pass
      Then before the evaluator lies "deliver track", overdue

    Scenario: The sounding board is met once in six weeks
      When 42 days pass
      Then before the team lead does not lie "meet board"
      When 1 days pass
      Then before the team lead lies "meet board", overdue
      And before the secretary lies "meet board", overdue
      Given the team lead records a meeting of the sounding board, with the peer reader present
      Then before the team lead does not lie "meet board"

    Scenario: A suspension is looked at again on its day, although nothing else moves
      Given the director suspends the evaluation: "Even wachten."
      When 59 days pass
      Then before the director does not lie "review suspension"
      When 2 days pass
      Then before the director lies "review suspension", overdue
      And before the team lead lies nothing

    Scenario: A signal lies before those who may assess it, and nobody else is told
      Given the external expert raises a signal about the chair of the sounding board
      Then before the director lies "assess signal"
      And before the chair of the sounding board lies nothing
      And the chair of the sounding board is not told of "assess signal"
      And the team lead is not told of "assess signal"
      When the director assesses signal 1 as not founded: "Niets van waar."
      Then before the director does not lie "assess signal"

    Scenario: The file lies before both who close it, first what is missing
      Given the report is adopted
      And version 1 of the Terms of Reference is published
      And the report is public
      And a commitment due in 10 days
      And a committee asks for a briefing
      Then before the director lies "clear closing"
      And before the records manager lies "clear closing"
      And it is told that the file waits for what its clauses say
      When the commitment is handed over
      And the briefing is cancelled
      Then it is told that the file waits for what its clauses say
      Given the auditor verifies the trail and records it
      Then before the director lies "follow"
      And before the records manager lies "follow"
      When the director closes the file
      Then before the director does not lie "follow"
      And before the records manager lies "follow"

    Scenario: Commitments lie before the director and the secretary until they are done or handed over
      Given the report is adopted
      And the report is public
      And a commitment due in 10 days
      Then before the director lies "follow up"
      And before the secretary lies "follow up"
      When 12 days pass
      Then before the secretary lies "follow up", overdue
      When the commitment is handed over
      Then before the secretary does not lie "follow up"

  Rule: K6 - a desk tells nobody what is not theirs to know

    Scenario: Who belongs to nothing has an empty desk
      Given a version that is ready for approval
      Then before the outsider lies nothing
      And before the administrator lies nothing
      And the outsider knows of no evaluation
      And the copy recipient knows of one evaluation
