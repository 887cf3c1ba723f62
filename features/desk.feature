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

  Rule: K6 - a desk tells nobody what is not theirs to know

    Scenario: Who belongs to nothing has an empty desk
      Given a version that is ready for approval
      Then before the outsider lies nothing
      And before the administrator lies nothing
      And the outsider knows of no evaluation
      And the copy recipient knows of one evaluation
