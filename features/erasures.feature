Feature: Erasures
  A text can be forgotten: two officers agree, its key is destroyed, and every proof stays valid.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group
    And the external expert comments on paragraph 2: "Mijn buurman Jan heeft dit gezegd."
    And the policy representative comments on paragraph 2: "Dit blijft."

  Rule: P4, condition 19 - two officers, two offices

    Scenario: Asked by one, carried out by the other
      Given the data protection officer asks to forget the text of comment 1, because of a spill
      When the records manager carries the erasure out
      Then nobody can read comment 1 any more
      And the team lead reads comment 2: "Dit blijft."
      And the trail fits from the first record to the last
      And a signed checkpoint covers the erasure

    Scenario: Not by the one who asked, nor in the same office
      Given the data protection officer asks to forget the text of comment 1, because of a spill
      When the data protection officer carries the erasure out
      Then it is refused because it takes two officers
      And the team lead reads comment 1: "Mijn buurman Jan heeft dit gezegd."

    Scenario: One person in both offices is still one person
      Given the operator gives the data protection officer the office of records manager
      And the data protection officer asks to forget the text of comment 1, because of a spill
      When the new officer carries the erasure out
      Then it is refused because it takes two officers

    Scenario: Refused, and the text stays
      Given the data protection officer asks to forget the text of comment 1, because of an erasure request
      When the records manager refuses the erasure
      Then the team lead reads comment 1: "Mijn buurman Jan heeft dit gezegd."
      When the records manager carries the erasure out
      Then it is refused because it was done already

    Scenario: Once is enough
      Given the data protection officer asks to forget the text of comment 1, because of a spill
      And the records manager carries the erasure out
      When the records manager carries the erasure out
      Then it is refused because it was done already
      When the data protection officer asks to forget the text of comment 1, because of a spill
      Then it is refused because there is no such thing

    Scenario: Others ask for nothing
      When the director asks to forget the text of comment 1, because of a spill
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                 | reason                  |
        | the team lead       | this role may not do it |
        | the external expert | this role may not do it |
        | the auditor         | this role may not do it |
        | the administrator   | this role may not do it |

    Scenario: Something must be named, and it must be a text of this evaluation
      When the data protection officer asks to forget nothing
      Then it is refused because something required is missing
      When the data protection officer asks to forget a text of another log
      Then it is refused because there is no such thing

  Rule: P4 - with a passage goes what repeats it

    Scenario: Quotes and proposed wordings of the passage go, what members said stays
      Given the external expert comments on "vertrouwelijk bericht" in paragraph 4: "Mag dit hier staan?"
      And the policy representative comments on "de missie" in paragraph 3: "Welke missie?"
      And the policy representative keeps a draft on "vertrouwelijk bericht" in paragraph 4: "Dit moet eruit."
      And the data protection officer asks to forget paragraph 4 of version 1
      When the external expert comments on "een vertrouwelijk" in paragraph 4: "Ook dit."
      And the external expert proposes for paragraph 4: "Er werd gemeld dat de opbouw van de politie achterbleef."
      And the records manager carries the erasure out
      Then the erasure tells of 4 texts, 3 of which repeat a passage
      And no quote of paragraph 4 can be opened, and that of paragraph 3 can
      And the team lead reads comment 3: "Mag dit hier staan?"
      And the draft of the policy representative points at paragraph 4 without its words
      When the team lead takes over the wording of comment 6
      Then it is refused because it proposes no wording
      And the trail fits from the first record to the last

  Rule: R3 - an approval stays valid after an erasure

    Scenario: A paragraph of the approved version is forgotten
      Given the chair closes the round of the reference group
      And the team answers every open comment
      And a round of the sounding board
      And the chair closes the round of the sounding board
      And the team lead presents the latest version to the steering group
      And the team has signed the ethics pledge
      And the team lead has asked for its approval
      And the director approves it
      And the data protection officer asks to forget paragraph 4 of version 1
      When the records manager carries the erasure out
      Then version 1 is bound to its text by its root
      And the approval binds the root of version 1 and every clause as it stood
      And paragraph 4 of version 1 can be read by nobody
      And paragraph 2 of version 1 reads "Deze Terms of Reference beschrijven de evaluatie van de Nederlandse bijdrage aan de missie in Tamberland."

    Scenario: The next version goes on without it
      Given the data protection officer asks to forget paragraph 4 of version 1
      And the records manager carries the erasure out
      When the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      Then version 2 of the Terms of Reference is the latest
      And version 2 is bound to its text by its root
