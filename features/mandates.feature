Feature: Mandates
  The director may let somebody decide on approval in the director's place, for a period. The decision names both; once
  the mandate is over it allows nothing, also where the page was opened before.

  Background:
    Given an evaluation with its usual groups
    And a version that is ready for approval
    And the team lead has asked for its approval

  Rule: G2 - only the director adopts, or who holds an unexpired mandate

    Scenario: Who holds a mandate approves, and the record names both
      Given the director gives Bas a mandate for three days
      When Bas approves the latest version under the mandate
      Then the last record is "approval.granted" by Bas as director on behalf of BZ/IOB
      And it was done in the place of the director

    Scenario: A mandate that ends between opening the page and deciding
      Given the director gives Bas a mandate for three days
      And Bas opens the decision under the mandate
      When four days pass
      And Bas decides as it was opened
      Then it is refused because the mandate is over

    Scenario: A mandate that was taken back meanwhile
      Given the director gives Bas a mandate for three days
      And Bas opens the decision under the mandate
      When the director takes the mandate of Bas back
      And Bas decides as it was opened
      Then it is refused because the mandate is over
      When the director takes the mandate of Bas back
      Then it is refused because it was done already

    Scenario: A mandate covers the decision and nothing else of the office
      Given the director gives Bas a mandate for three days
      When Bas waives presented under the mandate
      Then it is refused because this role may not do it
      When Bas gives a mandate in turn
      Then it is refused because this role may not do it

    Scenario: Whoever contributed does not approve, mandate or not
      Given the director gives Tom a mandate for three days
      When Tom approves the latest version under the mandate
      Then it is refused because the director contributed to it

    Scenario: What a mandate cannot be
      When the director gives Wendy a mandate for three days
      Then it is refused because it is not one of the choices
      When the director gives Bas a mandate that ended yesterday
      Then it is refused because the period makes no sense
      Given the director gives Bas a mandate for three days
      When the director gives Bas a mandate for five days
      Then it is refused because it was done already
      When the team lead gives Bas a mandate for five days
      Then it is refused because this role may not do it

  Rule: Section 5 - who checks, keeps or shields what is decided does not decide it

    Scenario Outline: Offices that do not go with a mandate
      When the director gives <who> a mandate for three days
      Then it is refused because that office does not go with a mandate

      Examples:
        | who   | office                  |
        | Otto  | auditor                 |
        | Sanne | administrator           |
        | Arie  | records manager         |
        | Fleur | data protection officer |

    Scenario: An office that comes later takes the mandate's power away
      Given the director gives Bas a mandate for three days
      And Bas opens the decision under the mandate
      When the operator gives Bas the office of auditor
      And Bas decides as it was opened
      Then it is refused because that office does not go with a mandate

  Rule: R-O3 - a second role has a motive on record

    Scenario: Whoever decides and also advised, without a motive on record, gives one with the decision
      Given the director gives Nora a mandate for three days
      When Nora approves the latest version under the mandate
      Then it is refused because the overlap needs a motive
      When Nora approves the latest version under the mandate, because "De directeur is met verlof."
      Then it was done in the place of the director

  Rule: B4 - a deputy who acts for the chair is told as such

    Scenario: The record names the chair whose power was used
      Given the chair of the reference group appoints the deputy to act for three days
      When the deputy chair seats "Bas Beek" of BZ/DSO in the reference group as external expert
      Then the last record is "seat.given" by the deputy chair as deputy chair on behalf of BZ/IOB
      And it was done in the place of the chair of the reference group
