Feature: Silence told apart
  What a member did with a round is known: silence is no agreement, and not being able to take part is no silence.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: Section 4.2 - silence is told apart from agreement

    Scenario: Everybody did something else
      Given the external expert answers the round of the reference group with "no comments"
      And the policy representative opens the version
      And the policy representative keeps a draft on paragraph 2: "Nog niet af."
      And 15 days pass
      And the evaluation representative answers the round of the reference group with "objects"
      Then these members took part so:
        | member                             | attendance     |
        | the external expert                | no comments    |
        | the policy representative          | opened         |
        | the evaluation representative      | submitted late |
        | the chair of the reference group   | not opened     |

  Rule: A member stands aside by an act, with a motive

    Scenario: Who stands aside says nothing in the round
      When the external expert stands aside: "Ik werkte aan de missie mee."
      Then the external expert took part as recused
      When the external expert comments on paragraph 2: "Toch nog iets."
      Then it is refused because this member stands aside
      When the external expert answers the round of the reference group with "no comments"
      Then it is refused because this member stands aside
      When the external expert keeps a draft on paragraph 2: "Voor later."
      Then it is refused because this member stands aside
      When the external expert stands aside: "Nogmaals."
      Then it is refused because this member stands aside

    Scenario: The chair lets a member stand aside, and take part again
      When the chair of the reference group lets the external expert stand aside: "Schreef mee aan een bijlage."
      Then the external expert took part as recused
      When the chair of the reference group lets the external expert take part again: "De bijlage is vervallen."
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      Then comment 1 is open
      When the chair of the reference group lets the external expert take part again: "Nogmaals."
      Then it is refused because it was done already

    Scenario: Without a motive nobody stands aside, and a chair decides for the own group
      When the external expert stands aside: " "
      Then it is refused because something required is missing
      When the chair of the sounding board lets the external expert stand aside: "Zomaar."
      Then it is refused because it is another group
      When the peer reader stands aside: "Niet gevraagd."
      Then it is refused because this seat was not asked

    Scenario: When all others have answered nobody waits for who stands aside
      Given the external expert stands aside: "Ik werkte aan de missie mee."
      And all others in the round answer it
      When the chair of the reference group closes the round of the reference group without a motive
      Then the round of the reference group is closed, on the ground all responded

  Rule: An absence is recorded beforehand

    Scenario: For this round, with a substitute
      When the chair of the reference group records that the external expert is absent, replaced by the policy representative
      Then the external expert took part as absent
      When the chair of the reference group records that the external expert is there after all
      Then the external expert took part as not opened

    Scenario: For a period in which the deadline lies, and an answer outweighs it
      When the chair of the reference group records that the external expert is absent from today for 30 days
      Then the external expert took part as absent
      When the external expert answers the round of the reference group with "no comments"
      Then the external expert took part as no comments

    Scenario: A period that ends before the deadline does not count for the round
      When the chair of the reference group records that the external expert is absent from today for 3 days
      Then the external expert took part as not opened
      When the chair of the reference group records that the external expert is absent from today for -3 days
      Then it is refused because the period makes no sense
      When the chair of the sounding board records that the external expert is absent from today for 3 days
      Then it is refused because it is another group

  Rule: What counts for a decision is frozen into it

    Scenario: The decision keeps what the members did
      Given the external expert answers the round of the reference group with "no comments"
      And the policy representative opens the version
      And the chair closes the round of the reference group
      When what the members did is put together for a decision
      Then it says no comments once, opened once and not opened for the others
