Feature: A member's own set
  A member writes comments for himself first, as drafts that nobody else can see, and submits them as one act.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: C1 - until it is submitted a comment is its member's alone

    Scenario: A draft leaves no trace
      When the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      Then the external expert holds 1 draft
      And nothing was recorded of it
      And nobody else can see that there is a draft
      And nothing readable of "Waarom deze jaren?" lies in the database

    Scenario: A draft changes in place, and is gone when it is thrown away
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the external expert changes draft 1 to "Waarom juist deze jaren?"
      Then draft 1 of the external expert reads "Waarom juist deze jaren?"
      And nothing readable of "Waarom juist deze jaren?" lies in the database
      When the external expert throws draft 1 away
      Then the external expert holds no drafts
      And nothing was recorded of it

    Scenario: What was written in another window is not written over
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      And the external expert opens draft 1 in two windows
      When the external expert changes draft 1 to "Eerste venster" in the first window
      And the external expert changes draft 1 to "Tweede venster" in the second window
      Then it is refused because things have moved on
      And draft 1 of the external expert reads "Eerste venster"

    Scenario: Nobody opens, changes or throws away the draft of somebody else
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the policy representative throws away the draft of the external expert
      And the policy representative writes over the draft of the external expert
      Then draft 1 of the external expert reads "Waarom deze jaren?"

    Scenario: A draft that was given another owner in the database opens for nobody
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the drafts in the database are put on the name of the policy representative
      Then the drafts of the policy representative do not open

    Scenario: Who may not comment keeps no draft
      When the peer reader keeps a draft on paragraph 2: "Mag ik?"
      Then it is refused because this seat was not asked
      When the external expert keeps a draft on paragraph 99: "Waar?"
      Then it is refused because there is no such paragraph

    Scenario: Nobody fills the disk with drafts
      Given the external expert holds as many drafts as one member can
      When the external expert keeps a draft on paragraph 2: "Nog een."
      Then it is refused because the set is full

    Scenario: An erasure leaves drafts readable for their member, under a new key
      Given the policy representative comments on paragraph 2: "Een naam die hier niet hoort."
      And the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the text of comment 1 is erased by both officers
      Then draft 1 of the external expert reads "Waarom deze jaren?"

  Rule: C1 - a set is submitted as one act, with the position of the member on the version

    Scenario: Every comment at once, and one answer
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      And the external expert keeps a draft on paragraph 3: "Welke bron?"
      And the external expert keeps a draft on the document as a whole: "Een helder stuk."
      When the external expert submits the set, and objects
      Then 3 comments are on record, numbered from 1
      And they were recorded as one act with the position objects
      And the external expert holds no drafts
      And the answer of the external expert is "objects", and that of the policy representative is silence

    Scenario: Submitting twice does it once
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the external expert submits the set, and agrees if the comments are dealt with
      And the same act is sent again
      Then 1 comment is on record, numbered from 1

    Scenario: It is submitted as it was looked at
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      And the external expert looks at the set
      And the external expert keeps a draft on paragraph 3: "Nog een."
      When the external expert submits what was looked at
      Then it is refused because things have moved on
      And the external expert holds 2 drafts

    Scenario: A draft without a kind holds the whole set back
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      And the external expert keeps a draft without a kind on paragraph 3: "Welke bron?"
      When the external expert submits the set, and objects
      Then it is refused because a draft is not ready
      And the external expert holds 2 drafts

    Scenario: A position belongs to it, and silence is no position
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the external expert submits the set without a position
      Then it is refused because a position is missing
      When the external expert submits the set, and no comments
      Then it is refused because it is not one of the choices

    Scenario: A member may add while the round is open: the latest position counts, the first answer keeps its day
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      And the external expert submits the set, and objects
      When 2 days pass
      And the external expert keeps a draft on paragraph 3: "Bij nader inzien."
      And the external expert submits the set, and agrees
      Then 2 comments are on record, numbered from 1
      And the answer of the external expert is "agrees", and that of the policy representative is silence
      And the external expert answered 2 days ago

    Scenario: Two people submit at once
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      And the policy representative keeps a draft on paragraph 2: "Wat kost dit?"
      When everybody who holds drafts submits at the same moment
      Then 2 comments are on record, numbered from 1

  Rule: A round that closes keeps what was not submitted for its member

    Scenario: Not submitted, and not lost
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the chair closes the round of the reference group
      And the external expert submits the set, and objects
      Then it is refused because the round is closed
      And the external expert holds 1 draft
      When the chair of the reference group reopens the round of the reference group for 7 days
      And the external expert submits the set, and objects
      Then 1 comment is on record, numbered from 1

  Rule: R2 - "no comments" is said by whoever has none

    Scenario: With a draft waiting nobody says to have no comments
      Given the external expert keeps a draft on paragraph 2: "Waarom deze jaren?"
      When the external expert answers the round of the reference group with "no comments"
      Then it is refused because drafts wait
      When the external expert throws draft 1 away
      And the external expert answers the round of the reference group with "no comments"
      Then the external expert took part as no comments

    Scenario: Whoever commented does not say to have no comments
      Given the external expert comments on paragraph 2: "Welke jaren?"
      When the external expert answers the round of the reference group with "no comments"
      Then it is refused because comments were made

    Scenario: Whoever comments after all has comments
      Given the external expert answers the round of the reference group with "no comments"
      When the external expert comments on paragraph 2: "Welke jaren?"
      Then the external expert took part as submitted
      And the last record is "response.submitted" by the external expert as external expert on behalf of UvT
