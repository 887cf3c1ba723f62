Feature: Differences
  Who read or commented before wants to know what changed since then, and which of it answers a comment.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group
    And the external expert comments on paragraph 3: "Waarom zestig?"

  Rule: F8 - any two versions are compared, word by word

    Scenario: The next version, and one further on
      Given the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de jaren waarin Nederland met een eenheid van honderd mensen aan de missie deelnam."
      And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt in hoeverre de bijdrage de bevolking van Tamberland heeft beschermd."
      When the external expert compares version 2 with version 3
      Then only paragraph 6 changed
      When the external expert compares version 1 with version 3
      Then only paragraphs 3 and 6 changed
      And in paragraph 3 "zestig" became "honderd"
      When the external expert compares version 3 with version 1
      Then in paragraph 3 "honderd" became "zestig"

    Scenario: What was moved is told as moved, from where to where
      Given the team lead submits a next version in which paragraph 2 comes after paragraph 4
      When the external expert compares version 1 with version 2
      Then only paragraph 2 changed
      And paragraph 2 was moved, and leaves a mark where it stood

    Scenario: Rows of a table are told in their table
      Given the team lead submits a next version in which paragraph 12 reads "| Reizen is gevaarlijk | Lokale onderzoekers houden de gesprekken |"
      When the external expert compares version 1 with version 2
      Then only paragraph 12 changed
      And paragraph 12 is told in a table under the head of paragraph 11

  Rule: F9 - the version that this reader knows best is what others are compared with

    Scenario: Since the last comment, whatever others said and whatever was read since
      Given the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over alle jaren."
      And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt anders."
      And the external expert has read version 2
      Then the external expert sees version 3 since version 1, on which she responded
      And the policy representative sees version 3 since version 2, the one before

    Scenario: A response without comments counts as well
      Given the policy representative answers the round of the reference group with "no comments"
      And the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over alle jaren."
      And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt anders."
      Then the policy representative sees version 3 since version 1, on which she responded

    Scenario: Since the last reading, for who said nothing
      Given the evaluation representative has read version 1
      And the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over alle jaren."
      And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt anders."
      Then the evaluation representative sees version 3 since version 1, which she read

    Scenario: The first version has nothing before it
      Then the external expert sees version 1 since nothing

  Rule: F12 - what was taken over is found at the change, by who may see the comment

    Scenario: An accepted comment stands at the passage that answers it
      Given the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de jaren waarin Nederland met een eenheid van honderd mensen aan de missie deelnam."
      When the team lead disposes of comment 1 as accepted, answered in paragraph 3 of version 2
      Then comment 1 is told to the external expert as taken over in paragraph 3, from version 1 to 2
      And comment 1 is told to the auditor as taken over in paragraph 3, from version 1 to 2

    Scenario: Said about a passage, and not taken over
      Given the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over alle jaren."
      When the team lead disposes of comment 1 as noted
      Then comment 1 is told to the external expert as said about paragraph 3, from version 1 to 2

    Scenario: Who may not see a comment does not find it at the change
      Given the external expert comments on paragraph 6, for the eyes of the chair: "Dit is gevoelig."
      And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt anders."
      Then comment 2 is told to the external expert as said about paragraph 6, from version 1 to 2
      And comment 2 is not told to the policy representative, from version 1 to 2
