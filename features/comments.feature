Feature: Comments
  A member remarks on a passage; the team says what it did with the remark; the member says whether that satisfies.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: C1 - a comment has a number, an author in a capacity, a kind and a place

    Scenario: On a paragraph, on a passage with proposed wording, and on the document as a whole
      Given a round of the reference group
      When the external expert comments on paragraph 10, method: "Het tegenfeitelijke ontbreekt."
      And the policy representative proposes for paragraph 2: "de Nederlandse bijdrage aan de missie"
      And the evaluation representative comments on the document as a whole: "Een helder stuk."
      Then the comments are numbered one by one
      And comment 1 stands under Nora as external expert of UvT
      And comment 2 stands under Vera as policy representative of BZ/DVB
      And the team lead reads comment 3: "Een helder stuk."
      And "tegenfeitelijke" stands in no record

    Scenario: The eight kinds
      Given a round of the reference group
      When the external expert comments on paragraph 2 in each of the eight kinds
      Then the comments are numbered one by one
      And the team lead sees eight comments

    Scenario: A place that does not exist
      Given a round of the reference group
      When the external expert comments on paragraph 99: "Waar staat dit?"
      Then it is refused because there is no such paragraph
      When the external expert comments on paragraph 0: "Waar staat dit?"
      Then it is refused because there is no such paragraph
      When the external expert comments in a round that nobody opened
      Then it is refused because there is no such thing

    Scenario: A comment says something, and no book
      Given a round of the reference group
      When the external expert comments on paragraph 2 without any text
      Then it is refused because something required is missing
      When the external expert comments on paragraph 2 with 5 MB of text
      Then it is refused because the text is too long

  Rule: Section 5 - members of the group comment, in the round in which they are asked

    Scenario: Others do not
      Given a round of the reference group
      When the peer reader comments on paragraph 2: "Mag ik ook?"
      Then it is refused because this seat was not asked
      And whoever else tries that is refused:
        | who                             | reason                    |
        | the chair of the sounding board | this seat was not asked   |
        | the copy recipient              | copy recipients only read |
        | the team lead                   | this role may not do it   |
        | the evaluator                   | this role may not do it   |
        | the secretary                   | this role may not do it   |
        | the classification authority    | this role may not do it   |
        | the auditor                     | this role may not do it   |
        | the administrator               | this role may not do it   |
        | the outsider                    | no such seat is held      |

    Scenario: The director and an adviser may comment unasked
      Given a round of the reference group
      When the director comments on paragraph 2: "Nog een vraag."
      Then comment 1 is open
      When the director assigns the adviser the section under paragraph 1
      And the adviser comments on paragraph 2: "Nog een vraag."
      Then comment 2 is open
      When the deputy chair comments on paragraph 2: "Nog een vraag."
      Then comment 3 is open

    Scenario: Copy recipients comment where the evaluation allows it
      Given the director opens the evaluation "Evaluatie met kopiehouders", in which copy recipients may comment
      And these people get seats:
        | person       | body            | capacity        | organisation |
        | Tom Torenaar | evaluation team | team lead       | BZ/IOB       |
        | Wendy Dijker | reference group | chair           | BZ/IOB       |
        | Nora Noord   | reference group | external expert | UvT          |
        | Karin Kooi   | correspondents  | copy recipient  | BZ/DMM       |
      And the team lead submits the Terms of Reference
      And a round of the reference group
      When the copy recipient comments on paragraph 2: "Ook wij lezen mee."
      Then comment 1 is open

    Scenario: After the deadline a comment is late, until the round is closed
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Op tijd."
      When 15 days pass
      And the external expert comments on paragraph 3: "Te laat, maar de ronde is nog open."
      Then comment 1 is not marked late
      And comment 2 is marked late
      Given the chair closes the round of the reference group
      When the external expert comments on paragraph 4: "Echt te laat."
      Then it is refused because the round is closed

  Rule: C2 - what is done with a comment has a reason

    Scenario: Most dispositions need a motive, some speak for themselves
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      Then these dispositions need a motive:
        | partially accepted |
        | rejected           |
        | answered           |
        | out of scope       |
        | deferred           |
      And these dispositions speak for themselves:
        | accepted |
        | noted    |

    Scenario: A duplicate names the other comment
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the policy representative comments on paragraph 2: "Waarom juist deze jaren?"
      When the team lead disposes of comment 2 as duplicate
      Then it is refused because the duplicate names no other comment
      When the team lead disposes of comment 2 as duplicate of comment 2
      Then it is refused because the duplicate names no other comment
      When the team lead disposes of comment 2 as duplicate of comment 17
      Then it is refused because the duplicate names no other comment
      When the team lead disposes of comment 2 as duplicate of comment 1
      Then comment 2 is disposed as duplicate

  Rule: C4 - a factual error is rejected only with evidence

    Scenario: Evidence first
      Given a round of the reference group
      And the policy representative comments on paragraph 4, factual error: "Dat klopt niet."
      When the team lead disposes of comment 1 as rejected: "Het staat er zo."
      Then it is refused because evidence is needed
      When the team lead disposes of comment 1 as rejected with the evidence "Weekbericht 12": "De bron zegt het zo."
      Then comment 1 is disposed as rejected

  Rule: C5 - nobody disposes of an own comment, whatever the role

    Scenario: A member who moved to the team
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the director seats "Nora Noord" of UvT in the evaluation team as evaluator
      When Nora disposes of comment 1 as accepted
      Then it is refused because it is an own comment
      When the evaluator disposes of comment 1 as accepted
      Then comment 1 is disposed as accepted

    Scenario: Only the team disposes
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the director disposes of comment 1 as accepted
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the chair of the reference group | this role may not do it |
        | the policy representative        | this role may not do it |
        | the external researcher          | this role may not do it |
        | the auditor                      | this role may not do it |
        | the outsider                     | no such seat is held    |

  Rule: C6 - accepted names a passage in a later version

    Scenario: The passage that answers it
      Given a round of the reference group
      And the external expert comments on paragraph 3: "Waarom deze jaren?"
      And the team lead submits a next version in which paragraph 3 reads "De evaluatie gaat over de drie jaren waarin Nederland met een eenheid van zestig mensen aan de missie deelnam."
      When the team lead disposes of comment 1 as accepted, answered in paragraph 3 of version 2
      Then comment 1 is disposed as accepted

    Scenario: Not in a passage that the version does not have, nor in a version far ahead
      Given a round of the reference group
      And the external expert comments on paragraph 3: "Waarom deze jaren?"
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the team lead disposes of comment 1 as accepted, answered in paragraph 99 of version 2
      Then it is refused because there is no such paragraph
      When the team lead disposes of comment 1 as accepted, answered in paragraph 3 of version 4
      Then it is refused because there is no such paragraph

    Scenario: Not in the version that was commented on
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the team lead disposes of comment 1 as accepted, answered in paragraph 2 of version 1
      Then it is refused because there is no such paragraph

  Rule: A4 - the author answers the disposition; an objection that stands is a dissent

    Scenario: Satisfied
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the team lead disposes of comment 1 as accepted
      When the external expert is satisfied with what was done with comment 1
      Then comment 1 is confirmed as accepted
      When the external expert is satisfied with what was done with comment 1
      Then it is refused because it was done already
      When the team lead disposes of comment 1 as rejected: "Toch niet."
      Then it is refused because it was done already

    Scenario: Maintained, and answered again
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the team lead disposes of comment 1 as rejected: "Dat hoort bij een andere evaluatie."
      When the external expert maintains comment 1 without a motive
      Then it is refused because something required is missing
      When the external expert maintains comment 1: "Het is de kern van de vraag."
      Then comment 1 is disputed as rejected
      And the dispositions of UvT are no accepted and one disputed
      When the external expert maintains comment 1: "Nog eens."
      Then it is refused because it was done already
      When the team lead disposes of comment 1 as accepted
      Then it is refused because a motive is needed
      When the team lead disposes of comment 1 as accepted: "U heeft gelijk."
      Then comment 1 is disposed as accepted

    Scenario: Only the author, and only after a disposition
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the external expert maintains comment 1: "Nu al."
      Then it is refused because it has no disposition yet
      Given the team lead disposes of comment 1 as accepted
      When the policy representative is satisfied with what was done with comment 1
      Then it is refused because only its author may
      When the policy representative maintains comment 1: "Namens een ander."
      Then it is refused because only its author may

    Scenario: Taken back before it is disposed of, not after
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Laat maar."
      And the external expert comments on paragraph 3: "Deze niet."
      When the policy representative withdraws comment 1
      Then it is refused because only its author may
      When the external expert withdraws comment 1
      Then comment 1 is withdrawn
      When the team lead disposes of comment 1 as accepted
      Then it is refused because it was done already
      Given the team lead disposes of comment 2 as accepted
      When the external expert withdraws comment 2
      Then it is refused because it was done already

    Scenario: The team looked at an old page
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the evaluator disposes of comment 1 as accepted
      When the team lead disposes of comment 1 as rejected, having seen it before that
      Then it is refused because things have moved on
      And comment 1 is disposed as accepted

    Scenario: What nobody raised is not disposed of
      When the team lead disposes of a comment that nobody raised
      Then it is refused because there is no such thing

  Rule: Condition 8 - what members see of each other's comments follows the mode of the round

    Scenario: Open
      Given a round of the reference group that is open
      And the external expert comments on paragraph 2: "Voor iedereen."
      Then the policy representative sees one comment
      And the team lead sees one comment
      And the secretary sees one comment
      And the auditor sees one comment
      And the peer reader sees no comments
      And the copy recipient sees no comments
      And the classification authority sees no comments
      And the external researcher sees no comments

    Scenario: Blind until the own response
      Given a round of the reference group that is blind until own
      And the external expert comments on paragraph 2: "Eerst zelf lezen."
      Then the policy representative sees no comments
      And the external expert sees one comment
      And the team lead sees one comment
      When the policy representative answers the round of the reference group with "no comments"
      Then the policy representative sees one comment
      And the evaluation representative sees no comments

    Scenario: Blind until the round closes
      Given a round of the reference group that is blind until close
      And the external expert comments on paragraph 2: "Eerst zelf lezen."
      And the policy representative answers the round of the reference group with "no comments"
      Then the policy representative sees no comments
      And the chair of the reference group sees no comments
      And the team lead sees one comment
      When the chair closes the round of the reference group
      Then the policy representative sees one comment

    Scenario Outline: A comment for other eyes
      Given a round of the reference group that is open
      And the external expert comments on paragraph 2, for the eyes of the <visibility>: "Niet voor iedereen."
      Then the external expert sees one comment
      And the auditor sees one comment
      And the team lead sees <team> comments
      And the director sees <director> comments
      And the policy representative sees <colleague> comments

      Examples:
        | visibility       | team | director | colleague |
        | group            | one  | one      | one       |
        | team             | one  | no       | no        |
        | chair            | no   | one      | no        |
        | own organisation | no   | no       | no        |

  Rule: B4 - a command whose answer was lost is answered again, never done twice

    Scenario: The same command again
      Given a round of the reference group
      When the external expert comments on paragraph 2: "Eenmaal."
      And the external expert sends that very command again
      Then the answer is the same as the first time, and nothing new is recorded

    Scenario: Also when the act would be refused by now
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Eenmaal."
      When the chair of the reference group meanwhile closes the round
      And the external expert sends that very command again
      Then the answer is the same as the first time

    Scenario: Another text under the same id, or another person
      Given a round of the reference group
      When the external expert comments on paragraph 2: "Eenmaal."
      And the external expert sends a command under the same id with the text "Andermaal."
      Then it is refused because the command was used for something else
      When the external expert comments on paragraph 3: "Nog een."
      And the policy representative sends that very command again
      Then it is refused because the command was used for something else

    Scenario: The same person in another role is another act
      Given a round of the reference group
      When the director comments on paragraph 2: "Als directeur."
      And the chair of the reference group sends that very command again
      Then it is refused because the command was used for something else
