Feature: Sources
  The register says on which sources a draft rests, who owns them, and at which level they stand.

  Background:
    Given an evaluation with its usual groups

  Rule: K1 - every source has a stated level before a version goes to the reference group

    Scenario: A source is registered now and its level stated later
      When the team lead registers the source "Weekberichten" of BZ/DAF without a level
      Then source 1 stands in the register without a level
      When the evaluator states the level of source 1 as Dep. V
      Then source 1 stands in the register as Dep. V, owned by BZ/DAF
      And "Weekberichten" stands in no record

    Scenario: The reference group is not asked before that
      Given the team lead submits the Terms of Reference
      And the team lead registers the source "Weekberichten" of BZ/DAF without a level
      When the chair of the reference group opens a round of the reference group on version 1
      Then it is refused because a source has no level
      When the chair of the sounding board opens a round of the sounding board on version 1
      Then it succeeds

    Scenario: A source that is no longer used does not stand in the way
      Given the team lead submits the Terms of Reference
      And the team lead registers the source "Weekberichten" of BZ/DAF without a level
      When the team lead withdraws source 1
      Then source 1 stays in the register, struck out
      When the chair of the reference group opens a round of the reference group on version 1
      Then it succeeds

    Scenario: A level is stated once until it changes
      Given the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      When the team lead states the level of source 1 as Dep. V
      Then it is refused because it was done already
      When the team lead states the level of source 1 as unclassified
      Then source 1 stands in the register as unclassified, owned by BZ/DAF

    Scenario: Withdrawing is final and needs a motive
      Given the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      When the team lead withdraws source 1 without a motive
      Then it is refused because something required is missing
      When the team lead withdraws source 1
      And the team lead withdraws source 1
      Then it is refused because it was done already
      When the team lead states the level of source 1 as unclassified
      Then it is refused because it was done already

  Rule: K2 - of a state secret only a neutral reference is kept

    Scenario: A short description and a place
      When the team lead registers the source "Gerubriceerd stuk 4" of Def/DGB as Stg. C
      Then source 1 stands in the register as Stg. C, owned by Def/DGB

    Scenario: No room for content
      When the team lead registers a source as Stg. C with a description of 201 characters
      Then it is refused because it is above the ceiling
      When the team lead registers a source as Stg. G with a description of 201 characters
      Then it is refused because it is above the ceiling
      When the team lead registers a source as Stg. ZG with a description of 201 characters
      Then it is refused because it is above the ceiling

    Scenario: Below that a longer title is taken
      When the team lead registers a source as Dep. V with a description of 201 characters
      Then it succeeds

  Rule: Section 5 - the team keeps the register

    Scenario: Others do not
      When the director registers the source "Weekberichten" of BZ/DAF as Dep. V
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                          | reason                  |
        | the policy representative    | this role may not do it |
        | the classification authority | this role may not do it |
        | the secretary                | this role may not do it |
        | the outsider                 | no such seat is held    |

    Scenario: What makes no sense
      When the team lead registers a source whose owner is prose
      Then it is refused because the organisation is no code
      When the team lead states the level of a source that nobody registered
      Then it is refused because there is no such thing
