Feature: Parliament, publication and what is withheld
  Report and response go to both Chambers, then the report is public: whole, or without what a director decided to withhold.

  Background:
    Given an evaluation with its usual groups
    And the report is adopted
    And the secretary sends the report to the directorates, on the instruction of the director
    And findings 1-2 have to be answered

  Rule: G13 - an incomplete response does not go to parliament; without one only the director sends it, after the term

    Scenario: Complete
      Given finding 1 is answered: endorsed
      When the report goes to the house
      Then it is refused because something else comes first
      Given the response is received
      When the report goes to the house
      Then it is refused because something else comes first
      Given finding 2 is answered: not endorsed
      When the report goes to the house
      Then the last record is "parliament.submitted" by the secretary as secretary on behalf of BZ/IOB
      When the house prints it as "Kamerstuk 29 521 nr 451"
      Then it is known as "29521, nr. 451"
      When finding 2 is answered: endorsed
      Then it is refused because it was done already

    Scenario: Without a response
      When the director sends the report to the house without a response: "De termijn is voorbij."
      Then it is refused because the term has not passed
      Given it is 2026-06-03
      When the director sends the report to the house without a response: " "
      Then it is refused because a motive is needed
      When the secretary sends the report to the house without a response: "De termijn is voorbij."
      Then it is refused because the director decides
      When the director sends the report to the house without a response: "De termijn is voorbij."
      Then it succeeds

  Rule: G14 - a finding is withheld by three people: who proposes, who is consulted, and a director who did not propose it

    Scenario: Withheld, told behind closed doors, and released
      Given the response is complete and with both Chambers
      And the team lead proposes to withhold finding 2: "Dit brengt mensen in gevaar."
      When the report is published
      Then it is refused because something else comes first
      When the director decides to withhold it
      Then it is refused because the owner was not consulted
      Given the evaluator records the consultation with Def/DGB
      When the director is asked to decide on it
      And the director decides to withhold it
      Then "gevaar" stands in no record
      When the report is published
      Then the publication leaves out 1 finding
      When the committee is told about it with the doors open
      Then it is refused because it is not one of the choices
      When the committee is told about it behind closed doors
      Then no withheld finding is still to be told

    Scenario: Who proposed it does not decide it
      Given the director also sits in the team
      And the director proposes to withhold finding 2 as evaluator
      And the evaluator records the consultation with Def/DGB
      When the director decides to withhold it
      Then it is refused because it is an own proposal

  Rule: An embargo holds the publication back; what was published is corrected or withdrawn, never undone

    Scenario: An embargo
      Given the response is complete and with both Chambers
      And an embargo of 3 days
      When the report is published
      Then it is refused because the term has not passed
      When 4 days later the report is published
      Then it succeeds
      And the plan knows that it was published today
      When the report is published
      Then it is refused because it was done already
