Feature: The whole job
  One evaluation from its opening until its Terms of Reference are approved: people get seats, sources are
  registered, two groups comment, the team answers, a directorate flags a sensitive reference, a new version
  answers, the director returns it once and then approves exactly one version; an auditor replays and checks it all.

  Scenario: The director approves exactly the version that answers everybody
    Given the people of the house
    And the director opens the evaluation "Evaluatie van de inzet in Tamberland"
    And these people get seats:
      | person        | body             | capacity                  | organisation |
      | Tom Torenaar  | evaluation team  | team lead                 | BZ/IOB       |
      | Petra Zomer   | evaluation team  | evaluator                 | BZ/IOB       |
      | Hans Hartog   | sounding board   | chair                     | BZ/IOB       |
      | Kees Jonker   | sounding board   | peer reader               | BZ/IOB       |
      | Wendy Dijker  | reference group  | chair                     | BZ/IOB       |
      | Daan Duin     | reference group  | deputy chair              | BZ/IOB       |
      | Nora Noord    | reference group  | external expert           | UvT          |
      | Vera Veld     | reference group  | policy representative     | BZ/DVB       |
      | Ruben Rots    | reference group  | evaluation representative | Def/EVA      |
      | Stella Staal  | reference group  | secretary                 | BZ/IOB       |
      | Aad Akker     | correspondents   | classification authority  | BZ/DAF       |
    Then the evaluation is in the phase exploration

    Given the team lead registers the source "Weekberichten van de ambassade" of BZ/DAF without a level
    And the evaluator registers the source "Jaarverslag van de missie" of Def/DGB as unclassified
    And the team lead submits the Terms of Reference
    Then the evaluation is in the phase tor adoption

    # the sounding board looks first
    When the chair of the sounding board opens a round of the sounding board on the Terms of Reference for 14 days
    And the peer reader comments on paragraph 6, scope: "Valt het noorden van het land hierbuiten?"
    And the peer reader comments on paragraph 10, method: "Hoe komt u aan gesprekken buiten de hoofdstad?"
    And the peer reader answers the round of the sounding board with "comments"
    And 15 days pass
    And the chair of the sounding board closes the round of the sounding board without a motive
    Then the round of the sounding board is closed, on the ground deadline
    When the team lead disposes of comment 1 as accepted
    And the evaluator disposes of comment 2 as partially accepted: "Lokale onderzoekers doen dat; de rest staat bij de risico's."
    And the team lead submits a next version in which paragraph 6 reads "De hoofdvraag luidt in hoeverre de bijdrage heeft geholpen om de bevolking van heel Tamberland te beschermen."
    Then version 2 of the Terms of Reference is the latest
    And comment 1 is accepted, and the text changed
    And comment 2 is accepted, but the text reads as before

    # the reference group is asked only when every source has a level
    When the chair of the reference group opens a round of the reference group on the Terms of Reference for 14 days
    Then it is refused because a source has no level
    When the team lead states the level of source 1 as Dep. V
    And the chair of the reference group opens a round of the reference group on the Terms of Reference for 14 days
    Then five members are asked in the round of the reference group
    When the external expert comments on paragraph 10, method: "Het tegenfeitelijke ontbreekt."
    And the policy representative comments on paragraph 4, factual error: "De opbouw lag niet achter op schema."
    And the evaluation representative comments on the document as a whole: "Een helder stuk."
    And the policy representative flags paragraph 4 as Dep. V, because of source 1
    And the external expert answers the round of the reference group with "comments"
    And the evaluation representative answers the round of the reference group with "agrees"
    Then two of them have answered
    When the chair closes the round of the reference group
    Then the round of the reference group is closed, on the ground waived

    # the team answers; one member maintains an objection
    When the evaluator disposes of comment 3 as rejected: "Een vergelijkingsgroep bestaat hier niet."
    And the team lead disposes of comment 4 as rejected: "De bron zegt het zo."
    Then it is refused because evidence is needed
    When the team lead disposes of comment 4 as rejected with the evidence "Weekbericht 12, tweede alinea": "De bron zegt het zo."
    And the evaluator disposes of comment 5 as noted
    And the external expert maintains comment 3: "Dan moet het stuk zeggen wat het niet kan aantonen."
    And the policy representative is satisfied with what was done with comment 4
    Then comment 3 is disputed
    And comment 4 is confirmed

    # the flag is doubted, its owner consulted, the authority agrees, the team lead applies
    When the team lead doubts flag 1 and wants to hear BZ/DAF
    And the classification authority agrees that flag 1 ends in removed
    Then it is refused because the owner was not consulted
    When the evaluator records that BZ/DAF was consulted on flag 1: "De zin mag niet zo blijven staan."
    And the classification authority agrees that flag 1 ends in rephrased
    And the team lead settles flag 1 as rephrased
    And the team lead submits a next version in which paragraph 4 reads "Volgens het ministerie bleef de opbouw van de politie achter [bron 2]."
    And the team lead requests approval of the latest version
    Then it is refused because the gate is shut: presented, accepted changed, pledges signed
    Given the team has signed the ethics pledge
    When the evaluator disposes of comment 2 as partially accepted, answered in paragraph 10 of version 3: "Het staat er nu."
    Then it is refused because the passage reads as before
    When the evaluator disposes of comment 2 as answered: "Lokale onderzoekers doen dat; het stond al bij de risico's."

    # presented, asked, returned once, answered by a new version, and approved
    When the team lead presents the latest version to the steering group
    And the team lead requests approval of the latest version
    And the director returns it for revision: "Noem ook wat het onderzoek niet kan aantonen."
    Then the approval is returned
    When the team lead submits a next version in which paragraph 10 reads "Het onderzoek rust op drie soorten bronnen; oorzaak en gevolg kan het niet scheiden."
    And the team lead requests approval of the latest version
    Then it is refused because the gate is shut: presented, comments placed
    # paragraph 10 is all new words: somebody says that what was said about it belongs there
    When the evaluator confirms the place of comment 2
    And the evaluator confirms the place of comment 3
    And the team lead presents the latest version to the steering group
    And the team lead requests approval of the latest version
    Then the gate shows:
      | clause                 | outcome   | rule |
      | sounding board closed  | satisfied | G1   |
      | reference group closed | satisfied | G1   |
      | sounding board heard   | not applicable | G6   |
      | reference group heard  | not applicable | G6   |
      | presented              | satisfied | G3   |
      | comments disposed      | satisfied | C3   |
      | accepted changed       | satisfied | C6   |
      | comments placed        | satisfied | C1   |
      | flags settled          | satisfied | K8   |
      | sources stated         | satisfied | K1   |
      | tracks done | not applicable | 4.2 |
      | traceability checked | not applicable | P1 |
      | independent opinion | not applicable | G7 |
      | pledges signed | satisfied | P5 |
      | quality judged | not applicable | G15 |
      | version unchanged      | satisfied | R3   |
    When the director approves that version
    Then the approval is granted
    And version 4 is the approved one
    And the approval binds the root of version 4 and every clause as it stood
    And the approval carries one standing dissent
    And the evaluation is in the phase research
    And the last record is "approval.granted" by the director as director on behalf of BZ/IOB

    # the auditor replays and checks
    When the auditor verifies the trail and records it
    Then the last record is "trail.verified" by the auditor as auditor on behalf of ADR
    And a signed checkpoint covers the approval
    And the export of the auditor checks out by itself
    And the trail fits from the first record to the last
    And every comment has an answer in the end
    And before the act "approval.requested" the replay shows three versions, no open comments and no approval
    And at every moment the replay answers as the pages did then
    And the acts stand in the trail in this order:
      | evaluation.opened  |
      | round.opened       |
      | round.closed       |
      | round.opened       |
      | round.closed       |
      | presentation.held  |
      | approval.requested |
      | approval.returned  |
      | presentation.held  |
      | approval.requested |
      | approval.granted   |
