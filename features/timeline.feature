Feature: From the request to the closed file
  The public timeline of the evaluation of the Dutch contribution to MINUSMA (requested 20 May 2020, Terms of Reference
  on its site on 2 May 2021, report with policy response and decision memo on 30 September 2022, briefing on 19 October
  2022, debate in the committee on 3 November 2022), six years later and with invented people. Twelve findings are
  answered: eight in full, four in part.

  Scenario: The whole life of one evaluation
    Given an evaluation with its usual groups
    And it is 2026-05-20
    Then the evaluation stands at exploration

    # December: the concept goes to the sounding board and then to the reference group, which meets in February
    Given it is 2026-12-07
    And the team lead registers the source "Weekberichten van de ambassade" of BZ/DAF as Dep. V
    And the team lead submits the Terms of Reference
    Then the evaluation stands at tor drafting
    When the chair of the sounding board opens a round of the sounding board on the Terms of Reference for 14 days
    Then the evaluation stands at tor peer review
    Given everybody asked in the round of the sounding board answers it
    When the chair of the sounding board closes the round of the sounding board
    Then the evaluation stands at tor revision
    Given it is 2027-01-11
    When the chair of the reference group opens a round of the reference group on the Terms of Reference for 21 days
    Then the evaluation stands at tor reference review
    When the external expert comments on paragraph 10, method: "Hoe meet u wat er zonder de missie was gebeurd?"
    Given the secretary records a meeting of the reference group on its round, with the external expert present
    When it is 2027-02-01
    And the chair closes the round of the reference group
    Then the evaluation stands at tor revision

    # rewritten in February, presented and approved in spring
    When the evaluator disposes of comment 1 as partially accepted: "Het tegenfeitelijke wordt beschreven, niet gemeten."
    And it is 2027-02-22
    And the team lead submits a next version in which paragraph 10 reads "Wij beschrijven ook wat zonder de missie denkbaar was."
    Then the evaluation stands at tor presentation
    Given the team has signed the ethics pledge
    When the team lead presents the latest version to the steering group
    And the team lead requests approval of the latest version
    Then the evaluation stands at awaiting tor adoption
    Given it is 2027-05-02
    And the director approves it
    Then the evaluation stands at research
    And the evaluation is in the phase research
    And the director is asked to publish version 2 of the Terms of Reference
    When version 2 of the Terms of Reference is published
    Then nobody is asked to publish the Terms of Reference
    And the plan knows that the Terms of Reference were published today
    And the evaluation stands at research

    # the report, its response and parliament
    Given it is 2028-06-27
    And the report is adopted
    Then the evaluation stands at policy response
    Given the secretary sends the report to the directorates, on the instruction of the director
    Then the response is due on 2028-09-27 and parliament on 2028-09-27
    Given findings 1-12 have to be answered
    And the first 8 findings are endorsed and the other 4 partly
    When the decision memo is recorded with fingerprint aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899
    And it is 2028-09-26
    And the response is received
    Then of 12 items 0 wait for an answer
    And the evaluation stands at parliament
    When the response goes to both Chambers
    And the house prints it as "Kamerstuk 29521, nr. 451"
    Then it is known as "29521, nr. 451"
    When it is 2028-09-30
    And the report is published
    Then the evaluation stands at published
    And the evaluation is in the phase publication

    # told to parliament, and closed by two
    Given it is 2028-10-19
    When the committee is told about the report
    And it is 2028-11-03
    And the committee debates it, and the minister promises: "Wij evalueren de volgende missie halverwege."
    And BZ/FEZ keeps watch over what was promised
    And the auditor verifies the trail and records it
    And the director closes the file
    And the records manager closes the file
    Then the evaluation stands at closed
    And the trail fits from the first record to the last
    And at every moment the replay answers as the pages did then
    And the export of the auditor checks out by itself
