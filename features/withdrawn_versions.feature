Feature: A version is withdrawn
  The wrong file was submitted, or a text that should not be read yet. Before a group has had its say the team takes the
  version back, with a reason; what was said about it stays (4.2). Whoever was asked has no work in it any more: a round
  that runs on it ends in the same act, and does not count as advice, because nobody can advise on what was taken back.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: 4.2 - by the team lead, with a reason, and it takes no further part

    Scenario: Before anybody was asked
      When the team lead withdraws version 1: "Het verkeerde bestand."
      Then the last record is "draft.version-withdrawn" by the team lead as team lead on behalf of BZ/IOB
      And "verkeerde" stands in no record
      And version 1 is withdrawn: "Het verkeerde bestand."
      And the evaluation stands at tor drafting
      And before the team lead lies "replace"
      When the chair of the reference group opens a round of the reference group on version 1
      Then it is refused because the version was withdrawn
      When the team lead presents the latest version to the steering group
      Then it is refused because the version was withdrawn
      When the director waives presented
      Then it is refused because the version was withdrawn
      When the team lead requests approval of the latest version
      Then it is refused because the version was withdrawn
      When the external expert files a minority statement on the latest version
      Then it is refused because the version was withdrawn
      When the team lead withdraws version 1: "Nog eens."
      Then it is refused because the version was withdrawn

    Scenario: Not without a reason, and not by others
      When the team lead withdraws version 1: " "
      Then it is refused because something required is missing
      When the evaluator withdraws version 1: "Weg ermee."
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the director                     | this role may not do it |
        | the chair of the reference group | this role may not do it |
        | the secretary                    | this role may not do it |
        | the auditor                      | this role may not do it |

    Scenario: The next version is compared with it, and its comments find their place there
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Dit klopt niet."
      And the team lead withdraws version 1: "Er stond een naam in."
      When the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de drie jaren van de Nederlandse deelname met zestig mensen."
      Then version 2 of the Terms of Reference is the latest
      And every paragraph but 3 keeps its number and its sealed text from version 1 to 2
      And the team lead reads comment 1: "Dit klopt niet."
      When the chair of the reference group opens a round of the reference group on version 2
      Then it is refused because comments are still open

    Scenario: The very same text may come again
      Given the team lead withdraws version 1: "Te vroeg."
      When the team lead submits the Terms of Reference
      Then version 2 of the Terms of Reference is the latest

  Rule: 4.2 - only before a round on it closes

    Scenario: A round that runs on it ends, and is no advice
      Given a round of the sounding board
      And the chair of the sounding board closes the round of the sounding board
      And the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      And a round of the reference group on the latest version
      And the external expert comments on paragraph 3: "Dit klopt niet."
      When the team lead withdraws version 2: "Het verkeerde bestand."
      Then the round of the reference group is closed, on the ground version withdrawn
      And the external expert reads comment 1: "Dit klopt niet."
      And of the groups only the sounding board has advised
      And the evaluation stands at tor revision
      And nobody is asked for a response
      When the external expert comments on paragraph 2: "En dit ook."
      Then it is refused because the round is closed
      When the chair of the reference group reopens the round of the reference group for 7 days
      Then it is refused because the version was withdrawn

    Scenario: A group has had its say
      Given a round of the sounding board
      And the chair of the sounding board closes the round of the sounding board
      When the team lead withdraws version 1: "Toch niet."
      Then it is refused because a group has had its say on it
      Given the chair of the sounding board reopens the round of the sounding board for 7 days
      When the team lead withdraws version 1: "Toch niet."
      Then it is refused because a group has had its say on it

    Scenario: Not what lies before the director, was approved, or was followed
      Given the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      When the team lead withdraws version 1: "De oude."
      Then it is refused because there is a newer version

    Scenario: With the director
      Given the team has signed the ethics pledge
      And both groups have advised on version 1
      And the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      And the team lead presents the latest version to the steering group
      And the team lead has asked for its approval
      When the team lead withdraws version 2: "Toch niet."
      Then it is refused because a request is pending
      Given the director approves it
      When the team lead withdraws version 2: "Toch niet."
      Then it is refused because the version is approved
