Feature: Passkeys
  A director who has a passkey signs an approval with it; anybody can check that afterwards without trusting us.

  Background:
    Given an evaluation with its usual groups

  Rule: Two people make a passkey count, and two people end it

    Scenario: Made known, confirmed, ended
      When the director makes a passkey known
      And the director makes the same passkey known again
      Then it is refused because it was done already
      When the administrator makes a passkey known
      Then it is refused because this role may not do it
      When the director confirms the passkey
      Then it is refused because this role may not do it
      And the director has no passkey that counts
      When the administrator confirms the passkey
      Then the director has a passkey that counts
      When the director asks to end the passkey
      And the director asks to end the passkey
      Then it is refused because it was done already
      And the director has a passkey that counts
      When the administrator ends the passkey
      Then the director has no passkey that counts

    Scenario: Who is administrator and director does not confirm an own key
      Given the director holds the office of administrator as well
      When the director makes a passkey known
      And the director confirms the passkey as administrator
      Then it is refused because it takes a second person

    Scenario: What is no answer of a passkey to what was asked
      When the director makes a passkey known at another site
      Then it is refused because the passkey does not fit
      When the director makes a passkey known that verified nobody
      Then it is refused because the passkey does not fit
      When the director makes a passkey known with a statement of an hour ago
      Then it is refused because the passkey does not fit

  Rule: Who has a passkey that counts decides with it

    Scenario: Signed, and proved without us
      Given the director has a passkey
      And a version that is ready for approval
      And the team lead has asked for its approval
      When the director approves it
      Then it is refused because the passkey is needed
      When the director signs the approval after which a presentation is recorded
      Then it is refused because things have moved on
      When the director signs the approval of another version
      Then it is refused because the passkey does not fit
      When the director signs the approval with another key
      Then it is refused because the passkey does not fit
      When the director signs the approval
      Then version 1 is the approved one
      And the trail is sound, and proves the signature
      And the export proves the signature, and whose it is to who has the fingerprint

    Scenario: Without a passkey nothing that looks like one counts
      Given a version that is ready for approval
      And the team lead has asked for its approval
      When the director signs the approval with another key
      Then it is refused because the passkey does not fit
