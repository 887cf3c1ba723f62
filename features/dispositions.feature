Feature: What is done with comments
  The team says what it did with each comment; what it says it changed, it must have changed.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: C2 and C4 - the kind of a comment decides who deals with it and what that takes

    Scenario: What makes no sense is not a choice
      Given the policy representative comments on paragraph 4, factual error: "Dat klopt niet."
      And the external expert comments on paragraph 2, question: "Waarom deze jaren?"
      When the team lead disposes of comment 1 as noted
      Then it is refused because it does not fit this kind of comment
      When the team lead disposes of comment 2 as rejected: "Nee."
      Then it is refused because it does not fit this kind of comment
      When the team lead disposes of comment 2 as answered: "Het mandaat liep in die jaren."
      Then comment 2 is disposed as answered

    Scenario: What lies outside the evaluation is the team lead's to say, with the line that draws the scope
      Given the policy representative comments on paragraph 2, scope: "Ook het regionale beleid?"
      When the evaluator disposes of comment 1 as out of scope: "Dat is een andere evaluatie."
      Then it is refused because the team lead deals with this kind
      When the team lead disposes of comment 1 as out of scope: "Dat is een andere evaluatie."
      Then it is refused because the line of the scope is needed
      When the team lead disposes of comment 1 as out of scope by the line "Paragraaf 1, alinea 2": "Dat is een andere evaluatie."
      Then comment 1 is disposed as out of scope

    Scenario: What may be too sensitive stays in the text only when the classification authority agrees
      Given the policy representative comments on paragraph 4, classification: "Kan dit wel worden gedrukt?"
      When the team lead disposes of comment 1 as rejected: "Dit is openbaar."
      Then it is refused because the authority has to agree first
      Given the policy representative flags paragraph 4 as Dep. V
      And the classification authority agrees that flag 1 ends in kept
      When the team lead disposes of comment 1 as rejected: "De eigenaar is akkoord."
      Then comment 1 is disposed as rejected

  Rule: C6 - accepted is true: the passage reads otherwise in the version that is named

    Scenario: Nothing named means the same passage in the next version
      Given the external expert comments on paragraph 3: "Waarom deze jaren?"
      When the team lead disposes of comment 1 as accepted
      Then comment 1 is answered in paragraph 3 of version 2
      And comment 1 is accepted, and the change is still to come

    Scenario: Kept
      Given the external expert comments on paragraph 3: "Waarom deze jaren?"
      And the team lead disposes of comment 1 as accepted
      When the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de drie jaren waarin Nederland met een eenheid van zestig mensen aan de missie deelnam."
      Then comment 1 is accepted, and the text changed

    Scenario: Not kept, said so, and mended
      Given the external expert comments on paragraph 3: "Waarom deze jaren?"
      And the team lead disposes of comment 1 as accepted
      And the external expert is satisfied with what was done with comment 1
      When the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      Then comment 1 is accepted, but the text reads as before
      And before the team lead lies "change text"
      When the team lead disposes of comment 1 as accepted, answered in paragraph 3 of version 3: "Het stond er nog niet."
      Then comment 1 is accepted, and the change is still to come

    Scenario: White space and markup change nothing
      Given the external expert comments on paragraph 2: "Leg dit uit."
      And the team lead disposes of comment 1 as accepted
      When the team lead submits a next version in which only the markup of paragraph 2 differs
      Then comment 1 is accepted, but the text reads as before

    Scenario: A passage that was taken out has changed
      Given the external expert comments on paragraph 2: "Schrap dit."
      And the team lead disposes of comment 1 as accepted
      When the team lead submits a next version without paragraph 2
      Then comment 1 is accepted, and the text changed

    Scenario: What is there already is found, and what is not there is refused
      Given the external expert comments on paragraph 3: "Waarom deze jaren?"
      And the external expert comments on paragraph 4: "En dit?"
      And the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de drie jaren waarin Nederland met een eenheid van zestig mensen aan de missie deelnam."
      When the evaluator disposes of comment 1 as accepted
      Then comment 1 is answered in paragraph 3 of version 2
      When the evaluator disposes of comment 2 as accepted, answered in paragraph 4 of version 2
      Then it is refused because the passage reads as before

    Scenario: The gate stays shut while a promise is open
      Given the external expert comments on paragraph 3: "Waarom deze jaren?"
      And the chair closes the round of the reference group
      And a round of the sounding board
      And the chair of the sounding board closes the round of the sounding board
      And the team lead disposes of comment 1 as accepted
      And the team lead presents the latest version to the steering group
      And the team has signed the ethics pledge
      When the team lead requests approval of the latest version
      Then it is refused because the gate is shut: accepted changed

  Rule: C8 - several comments are dealt with in one act, each under the same rules, all or nothing

    Scenario: The same answer to several
      Given the external expert comments on paragraph 2: "Te lang."
      And the external expert comments on paragraph 3: "Ook te lang."
      And the policy representative comments on paragraph 4: "Idem."
      When the evaluator disposes of comments 1, 2 and 3 together as rejected: "De tekst is overal even lang."
      Then comments 1, 2 and 3 are all disposed as rejected
      And three records came of that act

    Scenario: One that refuses stops all
      Given the external expert comments on paragraph 2: "Te lang."
      And the policy representative comments on paragraph 4, factual error: "Dat klopt niet."
      When the evaluator disposes of comments 1 and 2 together as rejected: "De tekst klopt."
      Then the refusal names comment 2
      And it is refused because evidence is needed
      And comment 1 is open
      And comment 2 is open

    Scenario: Duplicates of one
      Given the external expert comments on paragraph 2: "Te lang."
      And the policy representative comments on paragraph 2: "Veel te lang."
      And the evaluation representative comments on paragraph 2: "Kan dit korter?"
      When the evaluator disposes of comments 2 and 3 together as duplicates of comment 1
      Then comments 2 and 3 are all disposed as duplicate
      When the evaluator disposes of comments 1 and 2 together as duplicates of comment 1
      Then the refusal names comment 1
      And it is refused because the duplicate names no other comment

    Scenario: Two editors of one comment
      Given the external expert comments on paragraph 2: "Te lang."
      And the external expert comments on paragraph 3: "Te kort."
      And the evaluator opens the list of comments
      And the team lead disposes of comment 2 as noted
      When the evaluator disposes of comments 1 and 2 of that list together as accepted
      Then the refusal names comment 2
      And it is refused because things have moved on
      And comment 1 is open
      And comment 2 is disposed as noted

    Scenario: None, and far too many
      When the evaluator disposes of no comments together
      Then it is refused because something required is missing
      When the evaluator disposes of 501 comments together
      Then it is refused because it is too many at once

    Scenario: Not by members, and not one's own
      Given the external expert comments on paragraph 2: "Te lang."
      When the policy representative disposes of comments 1 together as noted
      Then it is refused because this role may not do it

  Rule: A4 - an author says of many at once to be satisfied

    Scenario: All of them, and none of somebody else
      Given the external expert comments on paragraph 2: "Te lang."
      And the external expert comments on paragraph 3: "Te kort."
      And the policy representative comments on paragraph 4: "Precies goed."
      And the team answers every open comment
      When the external expert is satisfied with comments 1, 2 and 3
      Then the refusal names comment 3
      And it is refused because only its author may
      And comment 1 is disposed
      When the external expert is satisfied with comments 1 and 2
      Then comment 1 is confirmed
      And comment 2 is confirmed
      And comment 3 is disposed

  Rule: R18 - proposed wording is taken over in one act

    Scenario: Taken over, promised for the next version
      When the policy representative proposes for paragraph 2: "Deze Terms of Reference gaan over de Nederlandse bijdrage."
      And the evaluator takes over the wording of comment 1
      Then comment 1 is disposed as accepted
      And comment 1 is answered in paragraph 2 of version 2

    Scenario: Only where there is wording for a passage
      Given the external expert comments on paragraph 2: "Te lang."
      When the evaluator takes over the wording of comment 1
      Then it is refused because it proposes no wording

    Scenario: Not by the member, and not one's own
      When the policy representative proposes for paragraph 2: "Korter."
      And the policy representative takes over the wording of comment 1
      Then it is refused because this role may not do it

  Rule: R12 - what no comment asked for, the team explains

    Scenario: A change without a comment gets its reason once it is a change
      Given the team lead submits a next version in which paragraph 2 reads "Deze Terms of Reference beschrijven de evaluatie van de bijdrage aan de missie in heel Tamberland."
      When the evaluator explains the change of paragraph 2 in version 2: "Op verzoek van de drukker."
      Then the team lead reads the reason "Op verzoek van de drukker." for paragraph 2 of version 2
      And "verzoek van de drukker" stands in no record
      When the evaluator explains the change of paragraph 3 in version 2: "Die veranderde niet."
      Then it is refused because there is no such paragraph
      When the evaluator explains the change of paragraph 2 in version 1: "Te vroeg."
      Then it is refused because there is no such paragraph
      When the evaluator explains the change of paragraph 2 in version 2: " "
      Then it is refused because something required is missing
      When the policy representative explains the change of paragraph 2 in version 2: "Ik weet het wel."
      Then it is refused because this role may not do it
