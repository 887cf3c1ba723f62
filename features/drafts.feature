Feature: Drafts
  A document is a list of versions that never change; a version is a list of paragraphs bound together by one root.

  Background:
    Given an evaluation with its usual groups

  Rule: R3 - a version is bound to its text

    Scenario: The first version
      When the team lead submits the Terms of Reference
      Then version 1 of the Terms of Reference is the latest
      And the text of version 1 is exactly what was submitted
      And version 1 is bound to its text by its root
      And "Tamberland" stands in no record

    Scenario: The whole team contributed to it, and so never approves it
      When the team lead submits the Terms of Reference
      Then the team lead counts as a contributor to version 1
      And the evaluator counts as a contributor to version 1
      And the external researcher counts as a contributor to version 1

  Rule: C8 - a correction adds a version, it overwrites none

    Scenario: Paragraphs keep their number, and their sealed text where it did not change
      Given the team lead submits the Terms of Reference
      When the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de drie jaren van de Nederlandse deelname met zestig mensen."
      Then version 2 of the Terms of Reference is the latest
      And every paragraph but 3 keeps its number and its sealed text from version 1 to 2
      And the text of version 1 is exactly what was submitted
      And version 1 is bound to its text by its root
      And version 2 is bound to its text by its root

    Scenario: The same text is no next version
      Given the team lead submits the Terms of Reference
      When the team lead submits the Terms of Reference
      Then it is refused because nothing changed

    Scenario: Two researchers do not overwrite each other
      Given the team lead submits the Terms of Reference
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the team lead submits a next version that answers version 1
      Then it is refused because things have moved on
      When the team lead submits a next version that answers version 2
      Then version 3 of the Terms of Reference is the latest

    Scenario: The Terms of Reference and the report are two documents
      Given the team lead submits the Terms of Reference
      When the team lead submits the report
      Then version 1 of the report is the latest
      And the team lead finds two documents with two versions in all

  Rule: Section 5 - the team lead submits

    Scenario: Others do not
      When the evaluator submits the Terms of Reference
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the director                     | this role may not do it |
        | the chair of the reference group | this role may not do it |
        | the secretary                    | this role may not do it |
        | the external expert              | this role may not do it |
        | the auditor                      | this role may not do it |
        | the outsider                     | no such seat is held    |

  Rule: B8 - what is not plain text is not taken

    Scenario: A file that cannot be taken
      When the team lead submits a file that is empty
      Then it is refused because the document cannot be taken
      When the team lead submits a file that is only white space
      Then it is refused because the document cannot be taken
      When the team lead submits a file that is no text in UTF-8
      Then it is refused because the document cannot be taken
      When the team lead submits a file that is a Word document
      Then it is refused because the document cannot be taken
      When the team lead submits a file that is a text with a control character
      Then it is refused because the document cannot be taken

    Scenario: A file of more than 5 MB
      When the team lead submits a file of 6 MB
      Then it is refused because the document cannot be taken

    Scenario: Hostile text is text
      When the team lead submits a text that tries to run a script
      Then version 1 of the Terms of Reference is the latest
