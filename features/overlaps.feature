Feature: One person in two roles
  Terms of Reference may have one person decide and lead a group that advises. That is allowed, needs a motive on record,
  and is seen on every act of that person.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: R-O3 - the overlap has a motive, and every act shows it

    Scenario: A second role that looks at the same text asks for a motive
      When the director seats "Kees Jonker" in the reference group as external expert without a motive
      Then it is refused because the overlap needs a motive
      When the director seats "Petra Zomer" in the sounding board as peer reader without a motive
      Then it is refused because the overlap needs a motive
      When the director seats "Bas Beek" in the sounding board as peer reader without a motive
      Then it succeeds

    Scenario: Every act tells the other role
      When the chair of the reference group opens a round of the reference group on version 1
      Then the last act is told with "director"
      When the team lead registers the source "Weekberichten" of BZ/DAF without a level
      Then the last act is told with no other role

    Scenario: The motive is kept with the seat, sealed
      Then the seat of the chair of the reference group was taken with the motive "Zo staat het in de opdracht."
