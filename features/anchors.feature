Feature: Where a comment stands
  A comment is about words, a passage, several passages, a section or the whole document; that is never changed.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: C1 - a comment names its place, as exactly as its author wants

    Scenario: On words of a paragraph
      When the external expert comments on "een eenheid van zestig mensen" in paragraph 3: "Was dat genoeg?"
      Then comment 1 is about "een eenheid van zestig mensen" in paragraph 3
      And its quote also holds the words around it
      And "eenheid van zestig" stands in no record

    Scenario: On the section under a heading, and on no section where there is no heading
      When the external expert comments on the section under paragraph 5: "De vragen zijn te breed."
      Then comment 1 is about the section under paragraph 5
      When the external expert comments on the section under paragraph 3: "Welke afdeling?"
      Then it is refused because there is no such paragraph

    Scenario: On words of several paragraphs at once
      When the external expert comments on these words: "Dit hangt samen."
        | paragraph | words       |
        | 7         | haalbaar    |
        | 8         | doelmatig   |
        | 10        |             |
      Then comment 1 is about "haalbaar" in paragraph 7
      And comment 1 is also about "doelmatig" in paragraph 8
      And comment 1 is also about paragraph 10

    Scenario: Two people point at words that overlap
      When the external expert comments on "een eenheid van zestig mensen" in paragraph 3: "Was dat genoeg?"
      And the policy representative comments on "zestig mensen aan de missie deelnam" in paragraph 3: "Het waren er meer."
      Then comment 1 is about "een eenheid van zestig mensen" in paragraph 3
      And comment 2 is about "zestig mensen aan de missie deelnam" in paragraph 3

    Scenario: Words that do not stand there, or more than once
      When the external expert comments on "negentig mensen" in paragraph 3: "Hoeveel?"
      Then it is refused because these words do not stand there
      When the external expert comments on "de" in paragraph 3: "Welke?"
      Then it is refused because these words stand there more than once
      When the external expert comments on the second "de" in paragraph 3: "Die."
      Then comment 1 is about the second "de" in paragraph 3
      When the external expert comments on "zestig mensen" in paragraph 99: "Waar?"
      Then it is refused because there is no such paragraph

    Scenario: The place that was pointed at has moved, but the words are there once
      When the external expert comments on "zestig mensen", seen at place 0, in paragraph 3: "Hoeveel?"
      Then comment 1 is about "zestig mensen" in paragraph 3

    Scenario: More passages than anybody can mean
      When the external expert comments on 41 passages: "Alles."
      Then it is refused because that is too many passages

    Scenario: Whoever may not comment learns nothing about the words
      When the auditor comments on "negentig mensen" in paragraph 3: "Staat dit er?"
      Then it is refused because this role may not do it
