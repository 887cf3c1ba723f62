Feature: Compromise
  A text may have reached people it was not meant for. Whoever notices says so at once; until somebody says what was done, that version is read by those alone who handle it.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference

  Rule: K10 - everybody but the administrator reports, and what is reported stays

    Scenario: From the report to the end
      When the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Mail naar het verkeerde adres."
      Then the last record is "compromise.reported" by the external expert as external expert on behalf of UvT
      And "verkeerde" stands in no record
      When the director contains it
      Then the compromise is contained
      When the classification authority finds out that it reached nobody else
      Then the compromise is investigated
      When the director closes the compromise
      Then the compromise is closed

    Scenario: It takes its steps in order
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      When the director closes the compromise
      Then it is refused because the compromise does not stand so
      When the director contains it
      And the director contains it
      Then it is refused because the compromise does not stand so

    Scenario: It has to be told, is not of tomorrow, and is about a version there is
      When the external expert reports that version 1 of the Terms of Reference was sent to somebody else: " "
      Then it is refused because something required is missing
      When the external expert reports a compromise of tomorrow
      Then it is refused because the period makes no sense
      When the external expert reports that version 7 of the Terms of Reference was sent to somebody else: "Kwijt."
      Then it is refused because there is no such thing

    Scenario Outline: The director and the classification authority handle it
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      When <who> contains it
      Then it is refused because this role may not do it

      Examples:
        | who                             |
        | the team lead                   |
        | the external expert             |
        | the chair of the sounding board |
        | the auditor                     |
        | the records manager             |

  Rule: Section 5 - who handles it and who checks it knows of it; who reported it too; others are told that reading is frozen

    Scenario Outline: Who knows of it
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      Then <who> sees <count>

      Examples:
        | who                             | count          |
        | the director                    | 1 compromise   |
        | the team lead                   | 1 compromise   |
        | the classification authority    | 1 compromise   |
        | the data protection officer     | 1 compromise   |
        | the auditor                     | 1 compromise   |
        | the external expert             | 1 compromise   |
        | the evaluator                   | no compromises |
        | the policy representative       | no compromises |
        | the records manager             | no compromises |

    Scenario: The trail of somebody else
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      Then the records manager does not find in the trail what was reported
      But the auditor finds it there

  Rule: 4.2 - reading of the version is frozen until it is contained

    Scenario Outline: Who reads meanwhile
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      Then <who> <reads> version 1 of the Terms of Reference

      Examples:
        | who                       | reads                 |
        | the director              | reads                 |
        | the team lead             | reads                 |
        | the auditor               | reads                 |
        | the external expert       | reads                 |
        | the evaluator             | is kept from reading  |
        | the policy representative | is kept from reading  |
        | the secretary             | is kept from reading  |

    Scenario: Once it is contained everybody reads again
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      When the director contains it
      Then the policy representative reads version 1 of the Terms of Reference

    Scenario: Two reports freeze it until both are contained
      Given the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      And the team lead reports that version 1 of the Terms of Reference was sent to somebody else: "Nog een adres."
      When the director contains it
      Then the policy representative is kept from reading version 1 of the Terms of Reference

    Scenario: Another version stays as it is
      Given the team lead submits a next version in which paragraph 2 reads "Deze tekst is herzien."
      And the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      Then the policy representative reads version 2 of the Terms of Reference
      But the policy representative is kept from reading version 1 of the Terms of Reference

    Scenario: Quotes do not come along in an export meanwhile
      Given a round of the reference group
      And the external expert comments on "onvoorziene uitloop" in paragraph 14: "Genoeg?"
      And the external expert reports that version 1 of the Terms of Reference was sent to somebody else: "Verkeerd adres."
      Then the evaluator takes no word of version 1 along, and the team lead does
