Feature: Sections assigned
  An adviser is asked about one aspect, and an external researcher does one track. The director assigns the sections it
  concerns; of everything else they see only the place, wherever the text is shown, and comment on nothing else.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: Condition 5 - an adviser reads only the sections assigned

    Scenario: Until something is assigned there is nothing to read
      Then the adviser reads nothing of version 1

    Scenario: The section under a heading, and no word of the rest
      When the director assigns the adviser the section under paragraph 9
      Then the adviser reads paragraphs 9 to 12 of version 1
      And the external expert reads all of version 1
      And the last record is "seat.sections-assigned" by the director as director on behalf of BZ/IOB

    Scenario: The next version is read by the same sections, and a comparison shows no more
      Given the director assigns the adviser the section under paragraph 9
      And the team lead submits a next version in which paragraph 10 reads "Het onderzoek rust op literatuur, documenten en veel vraaggesprekken; geen bevinding rust op een enkele bron."
      And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt in hoeverre de bijdrage heeft geholpen om de mensen van Tamberland te beschermen."
      Then the adviser reads paragraphs 9 to 12 of version 3
      And to the adviser one paragraph changed between version 1 and version 3, to the external expert two

    Scenario: What was assigned is taken back at once
      Given the director assigns the adviser the section under paragraph 9
      When the director assigns the adviser nothing
      Then the adviser reads nothing of version 1

    Scenario: Another seat opens the whole
      Given the director assigns the adviser the section under paragraph 9
      And the director seats "Ilse Iep" of AIV in the reference group as external expert
      Then the adviser reads all of version 1

  Rule: Condition 5 - and comments on nothing else

    Scenario: A passage that was not assigned
      Given the director assigns the adviser the section under paragraph 9
      When the adviser comments on paragraph 2: "Mag ik ook hier iets zeggen?"
      Then it is refused because it was not assigned
      When the adviser comments on paragraph 10: "Welke literatuur?"
      Then comment 1 is open

    Scenario: Nobody guesses at the words of what was not assigned
      Given the director assigns the adviser the section under paragraph 9
      When the adviser comments on the words "vertrouwelijk bericht" of paragraph 4
      Then it is refused because it was not assigned
      When the adviser comments on the words "zonnebloem" of paragraph 4
      Then it is refused because it was not assigned

  Rule: Condition 4 - an external researcher reads the sections assigned and the own parts of the report

    Scenario: What the track needs, and no word of the rest
      Then the external researcher reads nothing of version 1
      When the director assigns the external researcher the section under paragraph 9
      Then the external researcher reads paragraphs 9 to 12 of version 1
      And the evaluator reads all of version 1

    Scenario: The own part of the report, and no document of another
      When the external researcher submits part 2 of the report
      Then the external researcher reads all of that part, and the adviser nothing
      Given the team lead submits a next version of part 2 of the report
      Then the external researcher reads all of that part, and the adviser nothing
      When the external researcher submits the Terms of Reference
      Then it is refused because it is no part of their own
      Given the team lead submits part 1 of the report
      When the external researcher submits part 1 of the report
      Then it is refused because it is no part of their own

  Rule: Condition 6 - a classification authority reads what cites its own sources, and what was flagged for it

    Scenario: The passage that cites a source of the own organisation
      Given the team lead registers the source "Ambassadebericht" of BZ/DAF without a level
      Then the classification authority reads paragraphs 4 to 4 of version 1

    Scenario: A source of another, until somebody flags the passage
      Given the team lead registers the source "Weekbericht" of Def/DGB without a level
      Then the classification authority reads nothing of version 1
      When the policy representative flags paragraph 6 as Dep. V
      Then the classification authority reads paragraphs 6 to 6 of version 1

  Rule: Section 5 - who assigns, and what

    Scenario: Only headings, and not to who reads the whole
      When the director assigns the adviser the section under paragraph 2
      Then it is refused because it cannot be assigned
      When the director assigns the external expert the section under paragraph 9
      Then it is refused because it cannot be assigned
      And whoever else tries that is refused:
        | who                              | reason                          |
        | the chair of the reference group | it cannot be assigned           |
        | the chair of the sounding board  | it is another group             |
        | the team lead                    | this role may not do it         |
        | the secretary                    | a secretary acts on instruction |
        | the adviser                      | this role may not do it         |
