Feature: Interests
  Who speaks about a policy may have a hand in it: members declare that, and it stands beside what they say.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: G8 - members declare their interest, for the evaluation and per round

    Scenario: An interest stands beside the comments of the member
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the external expert declares an interest: "Ik adviseerde de missie in 2018."
      Then the last record is "interest.declared" by the external expert as external expert on behalf of UvT
      And "adviseerde" stands in no record
      And beside comment 1 the team lead sees that an interest was declared
      And beside comment 1 the policy representative sees that an interest was declared

    Scenario: For one round, and for the evaluation as a whole
      When the external expert declares to have no interest
      And the external expert declares an interest in the round of the reference group: "Ik schreef mee aan deze versie."
      Then in the round of the reference group the external expert has an interest
      And in the evaluation as a whole the external expert has none

    Scenario: Only a new declaration corrects one
      When the external expert declares an interest: "Ik adviseerde de missie in 2018."
      And the external expert declares to have no interest
      Then in the evaluation as a whole the external expert has none
      And two declarations stand in the record

    Scenario: An interest is told
      When the external expert declares an interest: " "
      Then it is refused because something required is missing

    Scenario: Nobody declares for others, nor for a round that asks somebody else
      When the team lead declares to have no interest
      Then it is refused because this role may not do it
      When the director declares to have no interest
      Then it is refused because this seat was not asked
      When the peer reader declares an interest in the round of the reference group: "Ik was erbij."
      Then it is refused because this seat was not asked
      When the outsider declares to have no interest
      Then it is refused because no such seat is held

    Scenario: Another group does not read it
      When the external expert declares an interest: "Ik adviseerde de missie in 2018."
      Then the peer reader knows of no declaration

    Scenario: A pseudonym stays one
      Given the chair closes the round of the reference group
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      And a round of the reference group that is pseudonymous
      And the external expert comments on paragraph 3: "Waarom deze jaren?"
      When the external expert declares an interest: "Ik adviseerde de missie in 2018."
      Then beside comment 1 the team lead sees nothing of an interest

  Rule: The organisations that are evaluated give a hint, and exclude nobody

    Scenario: Who speaks for one of them
      Given the policy representative comments on paragraph 2: "Dit klopt niet."
      And the evaluation representative comments on paragraph 2: "Dit ook niet."
      And the external expert comments on paragraph 2: "En dit?"
      When the team lead names BZ/DVB and Def as evaluated
      Then beside comment 1 the team lead sees that the organisation is evaluated
      And beside comment 2 the team lead sees that the organisation is evaluated
      But beside comment 3 the team lead sees nothing of an interest
      When the director names BZ/DAF as evaluated
      Then beside comment 1 the team lead sees nothing of an interest

    Scenario: Team lead and director name them, by their codes
      When the external expert names BZ/DVB and Def as evaluated
      Then it is refused because this role may not do it
      When the team lead names het ministerie! as evaluated
      Then it is refused because the organisation is no code
