Feature: Minority statements
  A member who goes another way than the group says so on the version; that goes along to its approval.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: R23 - a minority statement stands with its version, and only its author takes it back

    Scenario: Filed, read by those it is for, and withdrawn
      When the external expert files a minority statement: "De vraag had breder gemoeten."
      Then the team lead reads one minority statement
      And the policy representative reads one minority statement
      And the director reads one minority statement
      And the peer reader reads no minority statements
      And the copy recipient reads no minority statements
      And "breder gemoeten" stands in no record
      When the policy representative withdraws that statement
      Then it is refused because only its author may
      When the external expert withdraws that statement
      Then the team lead reads no minority statements
      When the external expert withdraws that statement
      Then it is refused because it was done already

    Scenario: Members of a reviewing group file one, others do not
      When the team lead files a minority statement: "Ik ook niet."
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                         | reason                  |
        | the director                | this role may not do it |
        | the evaluator               | this role may not do it |
        | the secretary               | this role may not do it |
        | the copy recipient          | this role may not do it |
        | the auditor                 | this role may not do it |
        | the outsider                | no such seat is held    |

    Scenario: It says something, and is about the newest version
      When the external expert files a minority statement: " "
      Then it is refused because something required is missing
      Given the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the external expert files a minority statement on version 1: "Te laat."
      Then it is refused because there is a newer version

    Scenario: Frozen in the approval
      Given the external expert files a minority statement: "De vraag had breder gemoeten."
      And a round of the sounding board
      And the chair of the sounding board closes the round of the sounding board
      And a round of the reference group
      And the chair closes the round of the reference group
      And the team lead presents the latest version to the steering group
      And the team has signed the ethics pledge
      And the team lead requests approval of the latest version
      When the director approves that version
      Then the approval has frozen one minority statement
      When the external expert withdraws that statement
      Then the approval has frozen one minority statement
      When the external expert files a minority statement: "Nog een."
      Then it is refused because it was done already
