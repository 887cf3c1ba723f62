Feature: Round modes and who may read a comment
  In some rounds members speak freely only when nobody sees who they are. A pseudonym is a promise: nobody in the
  evaluation looks behind it, whatever the role, and an auditor who has to do so does it for all to see. And what a
  member wrote for a few eyes can be opened to more, by that member alone, and is never taken back from a reader.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: G8 - under a pseudonym nobody sees in which name a member speaks

    Scenario: The round is opened with a pseudonym for each member
      Given a round of the reference group that is pseudonymous
      Then five members have a pseudonym, each another one
      And the order of the pseudonyms is drawn by lot

    Scenario: With two members everybody would know
      When the chair of the sounding board opens a pseudonymous round of the sounding board
      Then it is refused because too few are asked to hide anybody

    Scenario Outline: Whoever reads along sees a pseudonym, without organisation or capacity
      Given a round of the reference group that is pseudonymous
      And the policy representative comments on paragraph 2: "Te vroeg voor een oordeel."
      Then <reader> reads comment 1 as said under a pseudonym

      Examples:
        | reader                           |
        | the chair of the reference group |
        | the director                     |
        | the team lead                    |
        | the evaluator                    |
        | the secretary                    |
        | the external expert              |
        | the evaluation representative    |
        | the auditor                      |

    Scenario: Its author reads the own name
      Given a round of the reference group that is pseudonymous
      And the policy representative comments on paragraph 2: "Te vroeg voor een oordeel."
      Then the policy representative reads comment 1 as said by the policy representative

    Scenario: One member keeps one pseudonym, two members have two
      Given a round of the reference group that is pseudonymous
      And the policy representative comments on paragraph 2: "Te vroeg voor een oordeel."
      And the policy representative comments on paragraph 3: "En te laat voor een plan."
      And the external expert comments on paragraph 2: "Dat hangt ervan af."
      Then to the team lead comments 1 and 2 are of the same member
      And to the team lead comments 1 and 3 are of different members

    Scenario: The promise outlives the round
      Given a round of the reference group that is pseudonymous
      And the policy representative comments on paragraph 2: "Te vroeg voor een oordeel."
      And the chair closes the round of the reference group
      Then the chair of the reference group reads comment 1 as said under a pseudonym
      When the team lead disposes of comment 1 as accepted
      And the policy representative maintains comment 1: "Er verandert niets."
      Then the director reads comment 1 as said under a pseudonym
      And the trail tells the director 2 acts of members under a pseudonym

    Scenario: Who was not asked speaks under the own name
      Given a round of the reference group that is pseudonymous
      And the director assigns the adviser the section under paragraph 1
      And the adviser comments on paragraph 2: "Mijn advies."
      Then the team lead reads comment 1 as said by the adviser

    Scenario: Who answered is told by pseudonym too
      Given a round of the reference group that is pseudonymous
      And the external expert answers the round of the reference group with "no comments"
      Then the chair of the reference group sees one response, under a pseudonym
      And nobody is named to the director as still to respond

    Scenario: "Only my organisation" would tell which one
      Given a round of the reference group that is pseudonymous
      When the policy representative comments on paragraph 2, for the eyes of the own organisation: "Voor ons."
      Then it is refused because that would name the organisation

  Rule: G8 - only an auditor looks behind a pseudonym, by an act that all can see

    Scenario: The auditor looks, with a reason, and reads the names
      Given a round of the reference group that is pseudonymous
      And the policy representative comments on paragraph 2: "Te vroeg voor een oordeel."
      When the auditor looks behind the pseudonyms of the reference group: "Een melding bij de vertrouwenspersoon."
      Then the last record is "round.unmasked" by the auditor as auditor on behalf of ADR
      And the auditor reads comment 1 as said by the policy representative
      And the director reads comment 1 as said under a pseudonym
      And the policy representative sees that the auditor looked: "Een melding bij de vertrouwenspersoon."

    Scenario: Nobody else, and not without a reason, and not twice
      Given a round of the reference group that is pseudonymous
      When the auditor looks behind the pseudonyms of the reference group without a reason
      Then it is refused because something required is missing
      When the auditor looks behind the pseudonyms of the reference group: "Een melding."
      And the auditor looks behind the pseudonyms of the reference group: "Nog een melding."
      Then it is refused because it was done already
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the director                     | this role may not do it |
        | the chair of the reference group | this role may not do it |
        | the team lead                    | this role may not do it |
        | the secretary                    | this role may not do it |
        | the administrator                | this role may not do it |
        | the records manager              | this role may not do it |

    Scenario: Where nobody hides there is nothing to look behind
      Given a round of the reference group
      When the auditor looks behind the pseudonyms of the reference group: "Een melding."
      Then it is refused because nobody hides there

  Rule: C8 - a comment is opened to more readers by its author, and never closed again

    Scenario: From the chair to the group
      Given a round of the reference group
      And the external expert comments on paragraph 2, for the eyes of the chair: "Dit ligt gevoelig."
      Then the team lead sees no comments
      When the external expert lets the group read comment 1
      Then the last record is "comment.widened" by the external expert as external expert on behalf of UvT
      And the team lead sees one comment
      And the policy representative sees one comment
      When the chair closes the round of the reference group
      Then comment 1 waits for the team lead

    Scenario Outline: It is never narrowed, nor moved aside
      Given a round of the reference group
      And the external expert comments on paragraph 2, for the eyes of the <old>: "Dit ligt gevoelig."
      When the external expert lets the <new> read comment 1
      Then it is refused because others read it already

      Examples:
        | old              | new              |
        | group            | group            |
        | group            | team             |
        | group            | chair            |
        | group            | own organisation |
        | team             | chair            |
        | chair            | team             |
        | chair            | own organisation |
        | own organisation | chair            |

    Scenario: What was said in confidence is nobody else's to pass on
      Given a round of the reference group
      And the external expert comments on paragraph 2, for the eyes of the chair: "Dit ligt gevoelig."
      When the chair of the reference group lets the group read comment 1
      Then it is refused because only its author may
      Given the external expert withdraws comment 1
      When the external expert lets the group read comment 1
      Then it is refused because it was done already

    Scenario: Under a pseudonym it stays under that pseudonym
      Given a round of the reference group that is pseudonymous
      And the external expert comments on paragraph 2, for the eyes of the chair: "Dit ligt gevoelig."
      When the external expert lets the group read comment 1
      Then the team lead reads comment 1 as said under a pseudonym
      And the trail tells the team lead 2 acts of members under a pseudonym
