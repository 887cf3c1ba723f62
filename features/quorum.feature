Feature: Quorum
  Of a group enough members of every kind must have been heard before a document is decided on. Heard is who answered,
  also with "no comments"; silence is not. Only a waiver with a motive takes the place of a quorum.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: G6 - a quorum by category, per evaluation

    Scenario: Who was not heard keeps the gate shut
      Given the quorum of the reference group:
        | category                  | at least | each organisation |
        | policy representative     | 1        | yes               |
        | external expert           | 1        | no                |
      And a round of the reference group
      When the external expert answers the round of the reference group with "no comments"
      And the chair of the reference group closes the round of the reference group
      Then the clause "reference group heard" is unsatisfied, with one demand left
      And BZ/DVB was not heard

    Scenario: No comments is an answer, and after it the clause is met
      Given the quorum of the reference group:
        | category                  | at least | each organisation |
        | policy representative     | 1        | yes               |
      And a round of the reference group
      When the policy representative answers the round of the reference group with "no comments"
      And the chair of the reference group closes the round of the reference group
      Then the clause "reference group heard" is satisfied

    Scenario: A round that is waived takes no quorum along
      Given the quorum of the reference group:
        | category                  | at least | each organisation |
        | external expert           | 1        | no                |
        | policy representative     | 1        | no                |
      Then the clause "reference group heard" is unsatisfied, with two demands left
      When the director waives reference group closed
      Then the clause "reference group closed" is overridden
      And the clause "reference group heard" is unsatisfied, with two demands left
      And before the chair of the reference group lies "hear members"
      When the director waives reference group heard
      Then the clause "reference group heard" is overridden
      And before the chair of the reference group does not lie "hear members"
      When the quorum of the reference group becomes:
        | category                  | at least | each organisation |
        | external expert           | 2        | no                |
      Then the clause "reference group heard" is unsatisfied, with one demand left

    Scenario: Where no round was held the quorum can be lifted
      Given the quorum of the reference group:
        | category                  | at least | each organisation |
        | external expert           | 1        | no                |
      When the quorum of the reference group is lifted
      Then the clause "reference group heard" is not applicable

    Scenario: A quorum that comes after the round changes nothing about it
      Given a round of the reference group
      And the chair of the reference group closes the round of the reference group
      When the quorum of the reference group becomes:
        | category                  | at least | each organisation |
        | external expert           | 1        | no                |
      Then the clause "reference group heard" is not applicable

    Scenario: Lowering the quorum afterwards is no way around it
      Given the quorum of the reference group:
        | category                  | at least | each organisation |
        | external expert           | 1        | no                |
      And a round of the reference group
      And the chair of the reference group closes the round of the reference group
      When the quorum of the reference group is lifted
      Then the clause "reference group heard" is unsatisfied, with one demand left

    Scenario: A quorum fits the group
      When the director asks for two peer reader in the reference group
      Then it is refused because it is not one of the choices
      When the director asks for no external expert in the reference group
      Then it is refused because the quorum makes no sense
      When the chair of the sounding board asks for two external expert in the reference group
      Then it is refused because it is another group
      And whoever else tries that is refused:
        | who                 | reason                             |
        | the team lead       | this role may not do it            |
        | the external expert | this role may not do it            |
        | the deputy chair    | the deputy acts outside the window |

  Rule: Condition 14 - the chair waives the quorum of the own group, and nothing else

    Scenario: The chair waives, with a motive that stays
      Given the quorum of the reference group:
        | category                  | at least | each organisation |
        | external expert           | 1        | no                |
      And a round of the reference group
      And the chair of the reference group closes the round of the reference group
      When the chair of the sounding board waives reference group heard
      Then it is refused because it is another group
      When the chair of the reference group waives presented
      Then it is refused because this role may not do it
      When the chair of the reference group waives reference group heard
      Then the clause "reference group heard" is overridden
      When the chair of the reference group reopens the round of the reference group for five days
      And the chair of the reference group closes the round of the reference group
      Then the clause "reference group heard" is unsatisfied, with one demand left
