Feature: The file is closed, and the public sees how far an evaluation is
  The director and the records manager close the file together. What stands in it stays to be read and verified.

  Background:
    Given an evaluation with its usual groups
    And the report is adopted
    And the report is public

  Rule: Condition 20 - the director and the records manager both, and only when nothing is left to be done

    Scenario: It takes two, and nothing moves afterwards
      Given the auditor verifies the trail and records it
      When the director closes the file
      And the director closes the file
      Then it is refused because it takes two officers
      When the records manager is asked for one thing
      And the records manager closes the file
      Then the last record is "file.closed" by the records manager as records manager on behalf of BZ/DIV
      When the team lead submits the Terms of Reference
      Then it is refused because the file is closed
      When the director withdraws the evaluation: "Toch niet."
      Then it is refused because the file is closed
      And nobody is asked for anything in it

    Scenario: What is left to be done
      When the director closes the file
      Then it is refused because something else comes first
      Given the auditor verifies the trail and records it
      And a committee asks for a briefing
      When the director closes the file
      Then it is refused because something else comes first

    Scenario: It is reopened by both, with reasons, until it is transferred
      Given the auditor verifies the trail and records it
      And the file is closed by both
      When the director reopens the file: " "
      Then it is refused because something required is missing
      Given the records manager reopens the file: "Er kwam een brief."
      And the director reopens the file: "Er kwam een brief."
      When the team lead registers the source "Een brief" of BZ/DAF without a level
      Then it succeeds
      Given the file is closed by both
      And the file is transferred by both
      When the director reopens the file: "Nog eens."
      Then it is refused because the file is closed

  Rule: The public sees the phase and what was published, and only where the evaluation chose to

    Scenario: Shown and hidden
      Then the public sees nothing of it
      When the secretary shows the public page "Evaluatie van de missie", on the instruction of the director
      Then the public sees "Evaluatie van de missie" in the phase publication with 1 publication
      When the secretary hides the public page
      Then the public sees nothing of it

  Rule: R6, condition 20 - the texts of a transferred file are destroyed by both, with a certificate of four fields

    Scenario: One writes the certificate, the other agrees, and no text is left to read
      Given the auditor verifies the trail and records it
      And a draft comment of a member that was never submitted
      And the file is closed by both
      When the director asks for its texts to be destroyed
      Then it is refused because something else comes first
      Given the file is transferred by both
      When the records manager agrees to the destruction
      Then it is refused because something required is missing
      When the director asks for its texts to be destroyed
      Then the last record is "file.destruction-agreed" by the director as director on behalf of BZ/IOB
      When the director agrees to the destruction
      Then it is refused because it takes two officers
      When the records manager agrees to the destruction as it read before
      Then it is refused because things have moved on
      When the records manager agrees to the destruction
      Then the evaluation stands at destroyed
      And no text of the evaluation can be read but its title and what was said about its file
      And nothing is left of what members had not submitted
      And the certificate states what, in which systems, by which articles and how
      And the trail fits from the first record to the last
      And a signed checkpoint covers the destruction
      And the export of the auditor checks out by itself
      And the public sees nothing of it
      When the records manager asks for its texts to be destroyed
      Then it is refused because it was done already

    Scenario: Not by others, and not by one person in both offices
      Given the auditor verifies the trail and records it
      And the file is closed by both
      And the file is transferred by both
      When the secretary asks for its texts to be destroyed
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                         | reason                  |
        | the team lead               | this role may not do it |
        | the data protection officer | this role may not do it |
        | the administrator           | this role may not do it |
