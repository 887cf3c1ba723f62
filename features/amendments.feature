Feature: Amending approved Terms of Reference
  Research shows what nobody foresaw. What was approved then changes by a proposal, a review and a next approval, and
  the approval before that stays on record.

  Background:
    Given an evaluation with its usual groups

  Rule: 4.1 - the report follows approved Terms of Reference

    Scenario: No report is approved before the Terms of Reference are
      Given the team lead submits the Terms of Reference
      And the team lead submits the report
      When the team lead requests approval of the report
      Then it is refused because the Terms of Reference are not approved yet

  Rule: 4.1 - approved Terms of Reference change by an amendment only

    Background:
      Given the Terms of Reference are approved

    Scenario: The amendment is reviewed and approved, and the approval before stays
      When the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      Then it is refused because an amendment has to be proposed first
      When the team lead proposes to amend them: "Het mandaat is verruimd tot het noorden."
      Then the last record is "amendment.proposed" by the team lead as team lead on behalf of BZ/IOB
      And "verruimd" stands in no record
      And version 1 of the Terms of Reference holds, and an amendment is under way
      When the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      Then it succeeds
      And version 1 of the Terms of Reference holds, and an amendment is under way
      And the evaluation is in the phase research
      When the groups have advised and the director approves the amended version
      Then version 2 of the Terms of Reference holds
      And the approvals of versions 2 and 1 are on record

    Scenario: What was approved is not reviewed or presented again
      When the chair of the reference group opens a round of the reference group on the Terms of Reference for 14 days
      Then it is refused because the version is approved
      When the team lead presents the latest version to the steering group
      Then it is refused because the version is approved

    Scenario: A proposal is dropped, once, with a motive
      Given the team lead proposes to amend them: "Het mandaat is verruimd."
      When the director proposes to amend them: "Dat vind ik ook."
      Then it is refused because it was done already
      When the evaluator drops the amendment: "Toch maar niet."
      Then it is refused because this role may not do it
      When the director drops the amendment: " "
      Then it is refused because something required is missing
      When the director drops the amendment: "Het mandaat is weer verkleind."
      Then it succeeds
      And version 1 of the Terms of Reference holds
      When the director drops the amendment: "Nog eens."
      Then it is refused because no amendment is under way
      When the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      Then it is refused because an amendment has to be proposed first

  Rule: 4.1 - only what was approved is amended

    Scenario: Nothing is approved yet
      Given the team lead submits the Terms of Reference
      When the team lead proposes to amend them: "Het mandaat is verruimd."
      Then it is refused because the Terms of Reference are not approved yet
