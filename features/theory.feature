Feature: The theory of change
  How what was put in should lead to the goals: five levels, steps between them, and what has to hold for each step.
  The team reconstructs it and says which steps held; what it was when a version was approved stays to be seen.

  Background:
    Given an evaluation with its usual groups
    And the theory of change holds the input "Zestig mensen" and the impact "Stabiliteit"

  Rule: It is reconstructed by acts, from low to high

    Scenario: A step with its assumption, and how it held
      When the evaluator draws a step from element 1 to element 2 that assumes "De overheid werkt mee."
      Then the last record is "theory.step-drawn" by the evaluator as evaluator on behalf of BZ/IOB
      And "overheid" stands in no record
      When the team lead records that the step did not hold: "Na de staatsgreep niet meer."
      Then the theory of change has one step, which did not hold

    Scenario: A step leads up, and once
      When the evaluator draws a step from element 2 to element 1 that assumes "Niets."
      Then it is refused because a step leads up
      Given the evaluator draws a step from element 1 to element 2 that assumes "De overheid werkt mee."
      When the evaluator draws a step from element 1 to element 2 that assumes "Iets anders."
      Then it is refused because it was done already
      When the evaluator moves element 2 to the level of input
      Then the theory of change has one step, which was not tested

    Scenario: With an element its steps go
      Given the evaluator draws a step from element 1 to element 2 that assumes "De overheid werkt mee."
      When the evaluator takes element 2 out
      Then the theory of change has no steps and one element
      When the evaluator takes element 2 out
      Then it is refused because it was done already

  Rule: What it was at an earlier moment stays to be seen

    Scenario: As it was before it was changed
      Given the moment is remembered
      When the evaluator takes element 2 out
      Then the theory of change has no steps and one element
      And at that earlier moment it had two elements

    Scenario: Only the team changes it
      When the peer reader adds the output "Getrainde agenten"
      Then it is refused because this role may not do it
