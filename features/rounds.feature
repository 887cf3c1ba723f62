Feature: Rounds
  A group is asked about one version until a deadline; every member asked answers, and silence is not an answer.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: Section 4.2 - a round asks the members of one group about the latest version

    Scenario: Everybody who sits in the group as a member is asked
      When the chair of the reference group opens a round of the reference group on the Terms of Reference for 14 days
      Then the round of the reference group is open
      And five members are asked in the round of the reference group
      And no of them have answered

    Scenario: Silence is told apart from agreement
      Given a round of the reference group
      When the external expert answers the round of the reference group with "no comments"
      Then the answer of the external expert is "no comments", and that of the policy representative is silence
      And one of them have answered

    Scenario: A member answers once
      Given a round of the reference group
      And the external expert answers the round of the reference group with "comments"
      When the external expert answers the round of the reference group with "no comments"
      Then it is refused because it was done already

    Scenario: Who was not asked does not answer for the group
      Given a round of the reference group
      When the peer reader answers the round of the reference group with "no comments"
      Then it is refused because this seat was not asked
      And whoever else tries that is refused:
        | who                | reason                    |
        | the adviser        | this seat was not asked   |
        | the copy recipient | copy recipients only read |
        | the director       | this seat was not asked   |
        | the team lead      | this role may not do it   |
        | the outsider       | no such seat is held      |

    Scenario: A group has one round at a time on a document
      Given a round of the reference group
      When the chair of the reference group opens a round of the reference group on version 1
      Then it is refused because a round is open already

    Scenario: Only the latest version is asked about
      Given the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the chair of the reference group opens a round of the reference group on version 1
      Then it is refused because there is a newer version
      When the chair of the reference group opens a round of the reference group on version 7
      Then it is refused because there is no such thing

    Scenario: A body that gives no advice is not asked
      When the chair of the reference group opens a round of the evaluation team on version 1
      Then it is refused because it is not one of the choices
      When the chair of the reference group opens a round of the steering group on version 1
      Then it is refused because it is not one of the choices
      When the chair of the reference group opens a round of the correspondents on version 1
      Then it is refused because it is not one of the choices

  Rule: Section 5 - a chair conducts the rounds of the own group

    Scenario: Others do not
      When the chair of the sounding board opens a round of the reference group on version 1
      Then it is refused because it is another group
      And whoever else tries that is refused:
        | who                 | reason                             |
        | the director        | this role may not do it            |
        | the team lead       | this role may not do it            |
        | the external expert | this role may not do it            |
        | the deputy chair    | the deputy acts outside the window |
        | the secretary       | a secretary acts on instruction    |
        | the outsider        | no such seat is held               |

    Scenario: A secretary on the instruction of the chair
      When the secretary, on the instruction of the chair of the reference group, opens a round of the reference group
      Then the last record is "round.opened" by the secretary as secretary on behalf of BZ/IOB
      And it names the chair of the reference group as the one who gave the instruction

  Rule: G6 - a reference group has at least one independent member

    Scenario: Without one it is not asked
      Given the director ends the seat of the external expert yesterday
      When the chair of the reference group opens a round of the reference group on version 1
      Then it is refused because nobody independent sits in the group

    Scenario: An empty group is not asked
      Given the director ends the seat of the peer reader yesterday
      And the director opens the evaluation "Evaluatie met een lege groep"
      And these people get seats:
        | person       | body            | capacity  | organisation |
        | Tom Torenaar | evaluation team | team lead | BZ/IOB       |
        | Stella Staal | sounding board  | secretary | BZ/IOB       |
      And the team lead submits the Terms of Reference
      When Stella, on the instruction of the director, opens a round of the sounding board
      Then it is refused because the group is empty

  Rule: C3 - a group is not asked again while comments of its earlier round are open

    Scenario: First the answers, then the next round
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      And the chair closes the round of the reference group
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the chair of the reference group opens a round of the reference group on version 2
      Then it is refused because comments are still open
      When the chair of the sounding board opens a round of the sounding board on version 2
      Then it succeeds
      When the team lead disposes of comment 1 as accepted
      And the chair of the reference group opens a round of the reference group on version 2
      Then it succeeds

  Rule: Deadlines move by an act with a motive; a round closes by an act with a ground

    Scenario: Everybody answered
      Given a round of the reference group
      And everybody asked in the round of the reference group answers it
      When the chair of the reference group closes the round of the reference group without a motive
      Then the round of the reference group is closed, on the ground all responded

    Scenario: The deadline has passed
      Given a round of the reference group
      When 15 days pass
      And the chair of the reference group closes the round of the reference group without a motive
      Then the round of the reference group is closed, on the ground deadline

    Scenario: Closing early needs a motive
      Given a round of the reference group
      When the chair of the reference group closes the round of the reference group without a motive
      Then it is refused because something required is missing
      When the chair of the reference group closes the round of the reference group
      Then the round of the reference group is closed, on the ground waived
      When the chair of the reference group closes the round of the reference group
      Then it is refused because the round is closed

    Scenario: A deadline lies ahead, and only moves on
      When the chair of the reference group opens a round of the reference group that closed yesterday
      Then it is refused because the period makes no sense
      Given a round of the reference group
      When the chair of the reference group extends the round of the reference group to 21 days from now
      Then it succeeds
      When the chair of the reference group extends the round of the reference group to 7 days from now
      Then it is refused because the period makes no sense

    Scenario: A closed round is reopened by an act
      Given a round of the reference group
      And the chair closes the round of the reference group
      When the external expert comments on paragraph 2: "Te laat."
      Then it is refused because the round is closed
      When the external expert answers the round of the reference group with "comments"
      Then it is refused because the round is closed
      When the chair of the reference group extends the round of the reference group to 21 days from now
      Then it is refused because the round is closed
      When the chair of the reference group reopens the round of the reference group for 7 days
      And the external expert comments on paragraph 2: "Net op tijd."
      Then the round of the reference group is open
      And comment 1 is open

    Scenario: What is open is not reopened, nor a round on an older version
      Given a round of the reference group
      When the chair of the reference group reopens the round of the reference group for 7 days
      Then it is refused because the round is still open
      Given the chair closes the round of the reference group
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      When the chair of the reference group reopens the round of the reference group for 7 days
      Then it is refused because there is a newer version

    Scenario: Nobody closes what does not exist, nor the round of another group
      Given a round of the reference group
      When the chair of the sounding board closes a round that nobody opened
      Then it is refused because there is no such thing
      When the chair of the sounding board closes the round of the reference group
      Then it is refused because it is another group

  Rule: A2 - time never runs back in the record

    Scenario: The clock of the machine runs backwards
      Given a round of the reference group
      When the clock runs backwards by a day
      And the external expert comments on paragraph 2: "Vandaag of gisteren?"
      Then no record carries an earlier moment than the one before it
