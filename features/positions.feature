Feature: Positions on a new version
  What a member thought of a version says nothing about the next one. The member is asked again, sees what changed and
  what was said before, and confirms that with one act or answers otherwise.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group
    And the external expert answers the round of the reference group with "objects"
    And the chair of the reference group closes the round of the reference group
    And the team lead submits a next version in which paragraph 2 reads "Deze tekst is herschreven."
    And a round of the reference group

  Rule: G5 - advice never carries over silently

    Scenario: Silence on the new version is silence, whatever was said before
      When the chair of the reference group closes the round of the reference group
      Then the external expert took part as not opened

    Scenario: The earlier position is confirmed by an act that says so
      Then the external expert is reminded of "objects" on version 1
      And the policy representative is reminded of nothing
      When the external expert confirms the earlier position
      Then the last record is "response.submitted" by the external expert as external expert on behalf of UvT
      And the external expert took part as submitted

    Scenario: Only what this member said last can be confirmed
      When the external expert confirms having said "agrees"
      Then it is refused because it is not one of the choices
      When the policy representative confirms what the external expert said
      Then it is refused because it is not one of the choices
