Feature: The Terms of Reference are published
  What an evaluation will look into is public once the director approved it (rule G4). An amended version comes beside
  the one before, which stays to be read at its own address.

  Background:
    Given an evaluation with its usual groups

  Rule: G4 - approved Terms of Reference are published, and the director is asked to

    Scenario: On record: which version, where it stands, which file, and since when
      Given the team lead submits the Terms of Reference
      When version 1 of the Terms of Reference is published
      Then it is refused because something else comes first
      Given the Terms of Reference are approved as they stand
      Then the director is asked to publish version 1 of the Terms of Reference
      When version 1 of the Terms of Reference is published
      Then the last record is "publication.published" by the secretary as secretary on behalf of BZ/IOB
      And "voorbeeld.nl" stands in no record
      And nobody is asked to publish the Terms of Reference
      And the plan knows that the Terms of Reference were published today
      And the evaluation is in the phase research
      When version 1 of the Terms of Reference is published
      Then it is refused because it was done already

    Scenario: Who records it, and for which day
      Given the Terms of Reference are approved
      When the team lead publishes version 1 of the Terms of Reference
      Then it is refused because this role may not do it
      When the secretary publishes version 1 of the Terms of Reference without an instruction
      Then it is refused because a secretary acts on instruction
      When the director publishes version 1 of the Terms of Reference as of the day before the approval
      Then it is refused because the period makes no sense
      When the director publishes version 1 of the Terms of Reference
      Then it succeeds

    Scenario: An amended version comes beside the one before
      Given the Terms of Reference are approved
      And version 1 of the Terms of Reference is published
      And the team lead proposes to amend them: "Het mandaat is verruimd."
      And the team lead submits a next version in which paragraph 2 reads "Wij onderzoeken ook het noorden."
      When version 2 of the Terms of Reference is published
      Then it is refused because something else comes first
      When the groups have advised and the director approves the amended version
      Then the director is asked to publish version 2 of the Terms of Reference
      When version 2 of the Terms of Reference is published
      And the secretary shows the public page "Evaluatie van de missie", on the instruction of the director
      Then the public sees versions 2 and 1 of the Terms of Reference, each at its own address

  Rule: What was published is corrected or withdrawn, never undone, and an embargo holds it back

    Scenario: Withdrawn, and published again
      Given the Terms of Reference are approved
      And version 1 of the Terms of Reference is published
      When the publication of the Terms of Reference gets a corrigendum: "Bijlage 2 ontbrak."
      And the publication of the Terms of Reference is withdrawn: "Het verkeerde bestand."
      Then the director is asked to publish version 1 of the Terms of Reference
      And the evaluation is in the phase research
      Given an embargo of 3 days
      When version 1 of the Terms of Reference is published
      Then it is refused because the term has not passed
      When 4 days later version 1 of the Terms of Reference is published
      Then it succeeds
