Feature: Threads and late comments
  Author, team and chair talk about a comment in its thread; what comes after the deadline counts if the chair says so.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: C1 - a reply is for whoever may read the comment

    Scenario: Author, team and chair talk
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the team lead replies to comment 1: "Omdat het mandaat toen liep."
      And the external expert replies to comment 1: "Zet dat er dan bij."
      And the chair of the reference group replies to comment 1: "Eens."
      Then the policy representative reads 3 replies to comment 1
      And comment 1 is open

    Scenario: Others read along
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the policy representative replies to comment 1: "Ik ook."
      Then it is refused because only its author may
      And whoever else tries that is refused:
        | who                             | reason                          |
        | the auditor                     | this role may not do it         |
        | the chair of the sounding board | there is no such thing          |
        | the secretary                   | a secretary acts on instruction |

    Scenario: Who may not read a comment does not reply to it, nor reads what others say
      Given the external expert comments on paragraph 2, for the eyes of the chair: "Even onder ons."
      When the team lead replies to comment 1: "Wat bedoelt u?"
      Then it is refused because there is no such thing
      When the chair of the reference group replies to comment 1: "Ik neem het mee."
      Then the external expert reads 1 reply to comment 1
      And nobody on the team can read that

    Scenario: A comment that was taken back takes no replies, and an empty reply is none
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the team lead replies to comment 1: " "
      Then it is refused because something required is missing
      Given the external expert withdraws comment 1
      When the team lead replies to comment 1: "Jammer."
      Then it is refused because it was done already

    Scenario: The team enters what somebody else said
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the team lead enters a reply of the policy representative to comment 1: "Dat vroeg ik ook."
      Then the last reply to comment 1 is of the policy representative, entered by the team lead
      When the external expert enters a reply of the policy representative to comment 1: "Dat vroeg ik ook."
      Then it is refused because only its author may

    Scenario: Under a pseudonym a reply does not give its author away
      Given the chair closes the round of the reference group
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      And a round of the reference group that is pseudonymous
      And the external expert comments on paragraph 3: "Waarom deze jaren?"
      When the external expert replies to comment 1: "Nog iets."
      Then the policy representative does not learn who replied to comment 1

  Rule: C8 - what comes after the deadline counts if the chair takes it along

    Scenario: Taken along, it is dealt with like any other
      Given 15 days pass
      And the external expert comments on paragraph 2: "Net te laat."
      When the chair of the reference group takes late comment 1 along
      Then comment 1 is open
      When the team lead disposes of comment 1 as accepted
      Then comment 1 is disposed

    Scenario: Not taken along, it waits for nobody and stays on record
      Given 15 days pass
      And the external expert comments on paragraph 2: "Net te laat."
      When the chair of the reference group does not take late comment 1 along
      Then it is refused because a motive is needed
      When the chair of the reference group does not take late comment 1 along: "De versie lag al vast."
      Then comment 1 is not admitted
      And no comment waits for a disposition
      When the team lead disposes of comment 1 as accepted
      Then it is refused because it was done already
      When the chair of the reference group takes late comment 1 along
      Then comment 1 is open

    Scenario: Only who conducts the round decides, and only about what came late
      Given the external expert comments on paragraph 2: "Op tijd."
      When the chair of the reference group takes late comment 1 along
      Then it is refused because it came in time
      Given 15 days pass
      And the external expert comments on paragraph 2: "Net te laat."
      When the chair of the sounding board takes late comment 2 along
      Then it is refused because it is another group
      And whoever else tries that is refused:
        | who                 | reason                          |
        | the team lead       | this role may not do it         |
        | the external expert | this role may not do it         |
        | the secretary       | a secretary acts on instruction |
