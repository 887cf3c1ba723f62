Feature: Word
  Researchers write in Word. What they bring becomes a version with everything that a version can hold; what it cannot
  hold is told before anybody submits it, and the file itself stays as it came in.

  Background:
    Given an evaluation with its usual groups

  Rule: R3 - a version from Word is bound to its text, and its file to the version

    Scenario: A draft in Word becomes a version
      When the team lead brings a Word file with a heading, a note, a table and questions by letter
      And the team lead submits what came across
      Then version 1 of the Terms of Reference is the latest
      And version 1 is bound to its text by its root
      And version 1 holds a heading, a note, a table and questions by letter
      And nothing was left behind
      And the Word file of version 1 is there byte for byte
      And the words of the Word file stand in no record

    Scenario: The next version keeps the numbers of passages that did not change
      Given the team lead submits the Terms of Reference
      When the team lead brings the Terms of Reference in Word, in which paragraph 3 reads "De evaluatie gaat over de drie jaren van de Nederlandse deelname met zestig mensen."
      And the team lead submits what came across
      Then version 2 of the Terms of Reference is the latest
      And paragraph 3 of version 2 reads "De evaluatie gaat over de drie jaren van de Nederlandse deelname met zestig mensen."
      And every passage but 3 keeps its number from version 1 to 2

  Rule: C8 - nothing is lost without a word

    Scenario: What a version cannot hold is told, and stays with the version
      When the team lead brings a Word file with a comment, a tracked change, a picture, a text box, a merged cell and a header
      Then this is told before it is submitted:
        | what     | how many |
        | comments | 1        |
        | changes  | 2        |
        | headers  | 1        |
        | images   | 1        |
        | boxes    | 1        |
        | merged   | 1        |
      When the team lead submits what came across
      Then what was told stays with version 1

    Scenario: A file between two pages is nobody else's
      When the team lead brings a Word file with a heading, a note, a table and questions by letter
      Then the evaluator does not find that file
      And a day later the team lead does not find it either

  Rule: B8 - what could harm its reader is not opened

    Scenario: Files that are refused
      When the team lead brings a Word file that is an old .doc
      Then it is not taken, because of "word_locked"
      When the team lead brings a Word file that is a broken archive
      Then it is not taken, because of "not_word"
      When the team lead brings a Word file that is a spreadsheet
      Then it is not taken, because of "not_word"
      When the team lead brings a Word file that has macros
      Then it is not taken, because of "word_macros"
      When the team lead brings a Word file that declares an entity
      Then it is not taken, because of "word_unsafe"
      When the team lead brings a Word file that unpacks without end
      Then it is not taken, because of "word_too_large"
      When the team lead brings a Word file that is empty inside
      Then it is not taken, because of "empty_text"
