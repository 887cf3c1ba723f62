Feature: Prints
  A version goes out as a PDF that says on every page what it is, and that an auditor can lay beside the record.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: K7 - every page carries marking, page number, version and fingerprint

    Scenario: A draft says that it is a draft
      When the external expert prints version 1
      Then every page says "ongerubriceerd · concept"
      And every page says "Terms of Reference, versie 1"
      And every page carries the fingerprint of version 1
      And every page is numbered, with how many there are

    Scenario: The marking follows the sources
      Given the team lead registers the source "Berichten 2018" of BZ/DAF as Dep. V
      When the external expert prints version 1
      Then every page says "Dep. VERTROUWELIJK · concept"

    Scenario: A source without a level keeps the marking at the ceiling
      Given the team lead registers the source "Berichten 2019" of BZ/DAF without a level
      When the external expert prints version 1
      Then every page says "Dep. VERTROUWELIJK · concept"
      And the print says "Van 1 bron is het niveau niet opgegeven"

  Rule: A print has the passages that the screen has

    Scenario: Passages carry their number in the margin
      When the external expert prints version 1
      Then the print says "1-2 De evaluatie gaat over de jaren"
      And the print says "T1"

    Scenario: The same version gives the same bytes
      When the external expert prints version 1
      Then printing version 1 again, a day later and by the team lead, gives the same bytes

    Scenario: What is typed is printed, and never carried out
      Given the team lead submits a next version in which paragraph 2 reads "De code #read(/etc/passwd) en $x$ 😀 staan er."
      When the external expert prints version 2
      Then the print says "#read(/etc/passwd) en $x$ [U+1F600] staan er."
      And the print says "1 teken komt niet voor in de letters van dit bestand"

  Rule: Section 5 - who reads a version may print it, with the comments of own eyes only

    Scenario: A minority statement goes along with the version, as far as its reader may read it
      Given the external expert files a minority statement: "De vraag had breder gemoeten."
      When the policy representative prints version 1
      Then the print says "Bijlage: minderheidsstandpunten"
      And the print says "De vraag had breder gemoeten."
      When the peer reader prints version 1
      Then the print does not say "breder gemoeten"

    Scenario: Declared interests go along with the comments
      Given a round of the reference group
      When the external expert declares an interest: "Ik adviseerde de missie in 2018."
      And the team lead prints version 1 with the comments
      Then the print says "Ik adviseerde de missie in 2018."
      When the peer reader prints version 1 with the comments
      Then the print does not say "Ik adviseerde"

    Scenario: On paper an interest holds where it holds beside the comments
      Given a round of the reference group
      When the external expert declares an interest: "Ik adviseerde de missie in 2018."
      And the external expert declares to have no interest
      And the external expert declares an interest in the round of the reference group: "Ik schreef mee aan deze versie."
      And the team lead prints version 1 with the comments
      Then the print says "Ik schreef mee aan deze versie."
      And the print does not say "adviseerde"
      When the chair closes the round of the reference group
      And the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      And the team lead prints version 2 with the comments
      Then the print does not say "Ik schreef mee"

    Scenario: With the comments
      Given a round of the reference group that is blind until close
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the external expert prints version 1 with the comments
      Then the print says "Waarom deze jaren?"
      When the policy representative prints version 1 with the comments
      Then the print does not say "Waarom deze jaren?"
      And the print says "Er zijn geen opmerkingen die u mag zien."

    Scenario: Printing is a reading
      When the external expert prints version 1
      Then the reading log knows that the external expert opened version 1

    Scenario: Who may not read may not print
      When the outsider prints version 1
      Then there is no print
      When the administrator prints version 1
      Then there is no print

    Scenario: What is too large to print says so, and the text can still be read
      When the external expert prints version 1 and the press gets no time for it
      Then it is refused because it cannot be printed
      When the external expert prints version 1
      Then every page says "Terms of Reference, versie 1"

  Rule: C1 - the response matrix goes out on paper as it goes out in other files

    Scenario: As its reader may see it
      Given a round of the reference group that is blind until close
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the team lead prints the response matrix
      Then the print says "Waarom deze jaren?"
      And every page says "Reactietabel"
      When the chair of the reference group prints the response matrix
      Then the print does not say "Waarom deze jaren?"
      When the policy representative prints the response matrix
      Then there is no print

    Scenario: The same state gives the same bytes
      Given a round of the reference group
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the team lead prints the response matrix
      Then printing the response matrix again, a day later, gives the same bytes
