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

  Rule: K3 - the authority of the owner alone sets, revises or ends a level

    Scenario: A classification ends
      Given the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      When the classification authority ends the level of source 1: "De termijn is voorbij."
      Then the last record is "source.reclassified" by the classification authority as classification authority on behalf of BZ/DAF
      And "termijn" stands in no record
      And source 1 stands in the register as unclassified, owned by BZ/DAF
      And the history of source 1 says that the authority ended it

    Scenario: What the authority set the team does not state otherwise
      Given the team lead registers the source "Weekberichten" of BZ/DAF without a level
      When the classification authority sets the level of source 1 to Dep. V, to be reviewed in 30 days
      Then source 1 stands in the register as Dep. V, owned by BZ/DAF
      When the team lead states the level of source 1 as unclassified
      Then it is refused because the authority set the level

    Scenario Outline: Others do not
      Given the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      When <who> ends the level of source 1: "Ik vind van wel."
      Then it is refused because <reason>

      Examples:
        | who                       | reason                          |
        | the team lead             | this role may not do it         |
        | the policy representative | this role may not do it         |
        | the director              | another authority decides on it |

    Scenario: Nor does the authority of another organisation
      Given the team lead registers the source "Gevechtsrapport" of Def/DGB as Dep. V
      When the classification authority ends the level of source 1: "Mag eraf."
      Then it is refused because another authority decides on it

    Scenario: Condition 11 - a director who is registered as authority does
      Given the director is made classification authority of BZ
      And the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      When the director ends the level of source 1: "De termijn is voorbij."
      Then source 1 stands in the register as unclassified, owned by BZ/DAF

    Scenario: The gate counts what the authority set
      Given the team lead submits the Terms of Reference
      And the team lead registers the source "Weekberichten" of BZ/DAF without a level
      When the classification authority sets the level of source 1 to Dep. V, to be reviewed in 30 days
      And the chair of the reference group opens a round of the reference group on version 1
      Then it succeeds

    Scenario: A state secret stays a reference
      Given the team lead registers a source as Dep. V with a description of 201 characters
      When the classification authority sets the level of source 1 to Stg. C, to be reviewed in 30 days
      Then it is refused because it is above the ceiling

  Rule: K4 - a level holds until a day or an event, and then waits for the authority

    Scenario: It needs a term
      Given the team lead registers the source "Weekberichten" of BZ/DAF without a level
      When the classification authority sets the level of source 1 to Dep. V without a term
      Then it is refused because something required is missing
      When the classification authority sets the level of source 1 to Dep. V, to be reviewed in 0 days
      Then it is refused because the period makes no sense

    Scenario: The day has come
      Given the team lead registers the source "Weekberichten" of BZ/DAF without a level
      And the classification authority sets the level of source 1 to Dep. V, to be reviewed in 30 days
      Then no level lies before the classification authority to be reviewed
      Given 31 days pass
      Then the level of source 1 lies before the classification authority to be reviewed
      When the classification authority sets the level of source 1 to Dep. V, to be reviewed in 60 days
      Then no level lies before the classification authority to be reviewed

  Rule: A flag is settled by declassification only once the source is

    Scenario: The source first, then the flag
      Given the team lead submits the Terms of Reference
      And the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
      And the policy representative flags paragraph 4 as Dep. V, because of source 1
      And the classification authority agrees that flag 1 ends in declassified
      When the team lead settles flag 1 as declassified
      Then it is refused because the source is still classified
      When the classification authority ends the level of source 1: "De termijn is voorbij."
      And the team lead settles flag 1 as declassified
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
