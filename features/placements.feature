Feature: Where a comment stands in a later version
  A new version changes the text that comments are about. They go along where that is sure; where it is not, a person says so.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group
    And the external expert comments on "een eenheid van zestig mensen" in paragraph 3: "Was dat genoeg?"
    And the policy representative comments on paragraph 6: "Te ruim geformuleerd."
    And the evaluation representative comments on the document as a whole: "Een helder stuk."

  Rule: C1 - the anchor is never changed, its place in a later version is found

    Scenario: Words stay with their passage through edits elsewhere in it, and through a move
      When in the next version paragraph 3 reads "Deze evaluatie gaat over alle jaren waarin Nederland met een eenheid van zestig mensen deelnam." and stands first
      Then comment 1 stands in version 2 by edited words on "een eenheid van zestig mensen" in paragraph 3
      And comment 2 stands in version 2 by the same text in paragraph 6
      And comment 3 stands in version 2 as one on the whole document
      And comment 1 is still about "een eenheid van zestig mensen" in paragraph 3 of version 1
      And nothing floats in version 2

    Scenario: The counts of all tiers are all comments
      When in the next version paragraph 6 is gone
      Then in version 2 the places of all tiers together are three
      And comment 2 floats in version 2

    Scenario: A comment that was withdrawn needs no place, one that was taken over floats no more
      Given the policy representative withdraws comment 2
      And the team lead disposes of comment 1 as accepted
      When in the next version paragraph 3 is gone
      Then nothing floats in version 2
      And in version 2 the places of all tiers together are two

  Rule: C1 - what is not sure is a proposal until a person confirms it

    Scenario: Confirmed by the team, once
      When in the next version paragraph 3 reads "De evaluatie gaat over de jaren waarin Nederland met zestig militairen en agenten aan de missie deelnam."
      Then comment 1 floats in version 2
      When the evaluator confirms the place of comment 1
      Then nothing floats in version 2
      And comment 1 is still about "een eenheid van zestig mensen" in paragraph 3 of version 1
      When the evaluator confirms the place of comment 1
      Then it is refused because it is not one of the choices

    Scenario: Put somewhere else, with its thread, and from there it goes along again
      When in the next version paragraph 6 is gone
      And the policy representative puts comment 2 at "goed over hun doel" in paragraph 7
      Then it is refused because these words do not stand there
      When the policy representative puts comment 2 at "doelen helder" in paragraph 7
      Then comment 2 stands in version 2 as placed anew on "doelen helder" in paragraph 7
      When in the next version paragraph 7 reads "1. Waren de gestelde doelen helder en haalbaar voor wie ze uitvoerde?"
      Then comment 2 stands in version 3 by edited words on "doelen helder" in paragraph 7
      And comment 2 is told to the team lead as said about paragraph 7, from version 2 to 3

    Scenario: The passage is gone, in every later version too
      When in the next version paragraph 6 is gone
      And the team lead says that the passage of comment 2 is gone
      Then nothing floats in version 2
      When in the next version paragraph 3 is gone
      Then comment 2 has gone with its passage in version 3

    Scenario: Made on the old version when the new one was there already: it floats until somebody places it
      Given in the next version paragraph 8 is gone
      When the external expert comments on paragraph 6: "Nog een late vraag."
      Then comment 4 has no place in version 2 yet
      When the evaluator puts comment 4 at "De hoofdvraag" in paragraph 6
      Then comment 4 stands in version 2 as placed anew on "De hoofdvraag" in paragraph 6
      And nothing floats in version 2

    Scenario: Two people at once
      Given in the next version paragraph 6 is gone
      And the team lead says that the passage of comment 2 is gone
      When the evaluator puts comment 2 at "doelen" in paragraph 7, having seen it float
      Then it is refused because things have moved on

  Rule: Section 5 - the team, the chair and its author place a comment

    Scenario: Others do not
      Given in the next version paragraph 6 is gone
      When the external expert says that the passage of comment 2 is gone
      Then it is refused because only its author may
      When the auditor says that the passage of comment 2 is gone
      Then it is refused because this role may not do it
      When the chair of the reference group says that the passage of comment 2 is gone
      Then nothing floats in version 2

    Scenario: Not in an old version, nor where the comment was made
      Given in the next version paragraph 6 is gone
      And in the next version paragraph 8 is gone
      When the team lead says that the passage of comment 2 is gone in version 2
      Then it is refused because there is a newer version

  Rule: C1 - nobody approves a version while a comment floats

    Scenario: The gate waits, and opens when the place is known
      Given the team lead disposes of comment 2 as noted
      When in the next version paragraph 6 is gone
      Then the clause about floating comments is not met
      When the team lead says that the passage of comment 2 is gone
      Then the clause about floating comments is met
