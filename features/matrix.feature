Feature: The response matrix
  The table of all comments with what was done about each: to read, to send along, to fill in elsewhere, and to release.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group
    And the external expert comments on paragraph 10, method: "Het tegenfeitelijke ontbreekt."
    And the policy representative would rather read in paragraph 2: "de Nederlandse bijdrage aan de missie"
    And the evaluation representative comments at large: "=SOM(A1:A9) hoort hier niet."

  Rule: C1 - the matrix has every column, in each kind of file

    Scenario Outline: Taken along as a file
      Given the team lead disposes of comment 1 as partially accepted: "Alleen voor de jaren na 2019."
      And the external expert maintains comment 1: "Dan mist de helft."
      When the team lead takes the matrix along as <file>
      Then the file has 3 rows
      And row 1 of the file says:
        | text         | Het tegenfeitelijke ontbreekt. |
        | motive       | Alleen voor de jaren na 2019.  |
      And row 2 of the file says:
        | proposal     | de Nederlandse bijdrage aan de missie |
        | motive       |                                       |
      And row 3 of the file says:
        | text         | =SOM(A1:A9) hoort hier niet. |
      And no cell of the file is a formula
      And the file names for each comment who raised and answered it, where, how, when and how it stands

      Examples:
        | file |
        | XLSX |
        | DOCX |
        | CSV  |
        | JSON |

  Rule: Section 5 - taking along is for who leads, the team lead, the secretary and the auditor

    Scenario: Members read the matrix and do not take it along
      When the external expert takes the matrix along as XLSX
      Then the page says that this role may not do it
      When the evaluator takes the matrix along as CSV
      Then the page says that this role may not do it
      When the outsider takes the matrix along as CSV
      Then the page does not exist
      When the director takes the matrix along as CSV
      Then the file has 3 rows

    Scenario: Taking it along is written in the reading log
      When the team lead takes the matrix along as XLSX
      Then the reading log says that the team lead opened the matrix

  Rule: The matrix never shows more than its reader may see, and for an audience never more than that may see

    Scenario: A comment for the team only stays out of the matrix for the group
      Given the external expert comments for the team only: "Dit moet het team weten."
      When the team lead takes the matrix along as CSV
      Then the file has 4 rows
      When the team lead takes the matrix along as CSV for the reference group
      Then the file has 3 rows
      And "Dit moet het team weten." stands nowhere in the file
      When the team lead takes the matrix along as CSV for the sounding board
      Then the file has no rows

  Rule: R9 - what is released has no names, no ids, no exact moments, and an order that says nothing

    Scenario Outline: Depersonalised
      Given the external expert comments on paragraph 3: "Vera Veld zei hier iets anders over."
      And the external expert comments for the team only: "Dit moet het team weten."
      And the team lead disposes of comment 1 as rejected: "Dat kan niet."
      And the chair closes the round of the reference group
      When the team lead takes the matrix along as <file> for the public
      Then first a page warns of the words "Vera, Veld"
      When the team lead takes the matrix along as <file> for the public, having seen the warnings
      Then the file has 4 rows
      And "Dit moet het team weten." stands nowhere in the file
      And nobody's name, no id and no moment stands in a column of the file

      Examples:
        | file |
        | XLSX |
        | DOCX |
        | CSV  |
        | JSON |

    Scenario: Of a round that still runs nothing is released
      When the team lead takes the matrix along as CSV for the public, having seen the warnings
      Then the file has no rows

  Rule: C1 - the same file comes back without loss, in each kind of file

    Scenario Outline: Brought back as it was
      Given the team lead disposes of comment 1 as partially accepted: "Alleen voor de jaren na 2019."
      And the external expert maintains comment 1: "Dan mist de helft."
      And the team lead disposes of comment 2 as accepted
      When the team lead takes the matrix along as <file>
      And the team lead brings the file back
      Then the plan says 0 changed, 0 refused, 3 unchanged
      And there is nothing to record

      Examples:
        | file |
        | XLSX |
        | DOCX |
        | CSV  |
        | JSON |

    Scenario Outline: Filled in elsewhere, sorted otherwise, and recorded in one act
      Given the team lead submits a next version in which paragraph 2 reads "Deze Terms of Reference beschrijven de Nederlandse bijdrage aan de missie."
      When the team lead takes the matrix along as <file>
      And somebody turns the rows round and fills in:
        | comment | column       | text                     |
        | 1       | disposition  | <not accepted>           |
        | 1       | motive       | Dat is onderzocht.\nZie par. 3. |
        | 2       | disposition  | accepted                 |
        | 2       | in_version   | 2                        |
        | 2       | passage      | Par. 1, alinea 1         |
      And the team lead brings the file back
      Then the plan says 2 changed, 0 refused, 1 unchanged
      When the team lead records the plan
      Then comment 1 is disposed as rejected
      And comment 2 is disposed as accepted
      And the reasons given with comment 1 are "Dat is onderzocht.\nZie par. 3."
      And comment 2 is answered in paragraph 2 of version 2
      And the last act of the trail is an import of 2 of 3 rows
      When the team lead brings the file back
      Then the plan says 0 changed, 0 refused, 3 unchanged
      And there is nothing to record

      Examples:
        | file | not accepted      |
        | XLSX | Niet overgenomen  |
        | DOCX | not accepted      |
        | CSV  | niet overgenomen  |
        | JSON | rejected          |

  Rule: A file changes what the team did and nothing else; row by row it says why not

    Scenario Outline: What does not fit is refused, and the rest can be recorded
      When the team lead takes the matrix along as XLSX
      And somebody fills in:
        | comment | column      | text     |
        | 1       | disposition | noted    |
        | 2       | disposition | noted    |
        | 2       | <column>    | <text>   |
      And the team lead brings the file back
      Then the plan says 1 changed, 1 refused, 1 unchanged
      And the plan refuses comment 2: "<why>"
      When the team lead records the plan
      Then comment 1 is disposed as noted
      And comment 2 is open

      Examples:
        | column       | text                | why                                            |
        | text         | Liever niet.        | De woorden van het lid                         |
        | proposal     | iets anders         | De woorden van het lid                         |
        | kind         | methode             | De soort van de opmerking                      |
        | disposition  | misschien           | Dit is niet te lezen: Wat ermee is gedaan      |
        | disposition  | not accepted        | Geef een motivering                            |
        | disposition  | duplicate           | Noem een andere opmerking                                     |
        | duplicate_of | drie                | Dit is niet te lezen: Dubbel van nr.           |
        | in_version   | 2.5                 | Dit is niet te lezen: Aangepast in versie      |
        | passage      | Bijlage XII         | In die versie heet geen passage                |
        | seen         | 7                   | Er is iets met deze opmerking gebeurd          |
        | seen         |                     | De uitgave van de regel                        |
        | motive       | formula:1+1         | Er staat een formule in: Motivering            |

    Scenario: Rows of comments that are not there, twice there, or were never for these eyes
      When the team lead takes the matrix along as XLSX
      And somebody fills in:
        | comment | column | text                                 |
        | 1       | id     | 01890000-0000-7000-8000-000000000000 |
        | 3       | number | 2                                    |
      And the team lead brings the file back
      Then the plan says 0 changed, 2 refused, 1 unchanged
      When the team lead takes the matrix along as XLSX
      And somebody writes the row of comment 1 twice
      And the team lead brings the file back
      Then the plan says 0 changed, 2 refused, 2 unchanged

    Scenario: Two comments are not made each the duplicate of the other in one file
      When the team lead takes the matrix along as CSV
      And somebody fills in:
        | comment | column       | text    |
        | 1       | disposition  | dubbele |
        | 1       | duplicate_of | 2       |
        | 2       | disposition  | dubbele |
        | 2       | duplicate_of | #1      |
      And the team lead brings the file back
      Then the plan says 0 changed, 2 refused, 1 unchanged

    Scenario: An empty cell takes nothing back
      Given the team lead disposes of comment 1 as noted
      When the team lead takes the matrix along as CSV
      And somebody fills in:
        | comment | column      | text |
        | 1       | disposition |      |
      And the team lead brings the file back
      Then the plan refuses comment 1: "wordt met een lege cel niet teruggenomen"

    Scenario: A wording that was taken over word for word is changed by hand only
      Given the team lead takes over the wording of comment 2
      When the team lead takes the matrix along as XLSX
      And somebody fills in:
        | comment | column | text         |
        | 1       | disposition | noted   |
        | 2       | motive | Toch anders. |
      And the team lead brings the file back
      Then the plan says 1 changed, 1 refused, 1 unchanged
      And the plan refuses comment 2: "Het tekstvoorstel is woord voor woord overgenomen"

    Scenario: What moved after the plan was looked at is not overwritten, and nothing is half done
      When the team lead takes the matrix along as CSV
      And somebody fills in:
        | comment | column      | text  |
        | 1       | disposition | noted |
        | 2       | disposition | noted |
      And the team lead brings the file back
      Given the evaluator disposes of comment 2 as accepted
      When the team lead records the plan
      Then the page says that things have moved on
      And comment 1 is open
      And comment 2 is disposed as accepted
      When the team lead brings the file back
      Then the plan says 1 changed, 1 refused, 1 unchanged

    Scenario: Whole files that do not belong here
      When the team lead takes the matrix along as CSV for the public, having seen the warnings
      And the team lead takes the matrix along as XLSX
      And somebody takes the column motive out
      And the team lead brings the file back
      Then the file is not taken: "Deze kolommen ontbreken: “Motivering”"
      When the team lead brings back a file that is a PDF
      Then the file is not taken: "Dit bestand heet .xlsx, maar er staat iets anders in."
      When the team lead brings back a file that is empty
      Then the file is not taken: "Dit bestand is leeg."
      When the team lead brings back a file that is a matrix of another evaluation
      Then the file is not taken: "van een andere evaluatie"
      When the team lead brings back a file that is a matrix without names
      Then the file is not taken: "zonder namen"

  Rule: Section 5 - who deals with comments brings a matrix back

    Scenario: Others do not
      When the team lead takes the matrix along as CSV
      And the external expert brings the file back
      Then the page says that this role may not do it
      When the director brings the file back
      Then the page says that this role may not do it
      When the evaluator brings the file back
      Then the plan says 0 changed, 0 refused, 3 unchanged
