Feature: Integrity signals
  An evaluation is independent: nobody instructs it. Whoever notices otherwise says so here, and that stays.

  Background:
    Given an evaluation with its usual groups

  Rule: G11 - anybody with a seat raises a signal in one of four categories, and nobody takes it away

    Scenario: A signal is raised
      When the external expert raises a signal of steering or pressure: "Een medewerker vroeg mij bevinding 3 te schrappen."
      Then the last record is "signal.raised" by the external expert as external expert on behalf of UvT
      And "schrappen" stands in no record
      And the director sees 1 signal of steering or pressure

    Scenario: Nothing told is no signal
      When the external expert raises a signal of steering or pressure: " "
      Then it is refused because something required is missing

    Scenario: Whom it concerns has a seat here
      When the external expert raises a signal concerning a stranger
      Then it is refused because that person has no seat here

  Rule: Condition 16 - the director, the auditor and the chairs read it, unless it concerns that chair; others read their own

    Scenario Outline: Who reads it
      When the external expert raises a signal about the policy representative
      Then <who> sees <count>

      Examples:
        | who                              | count      |
        | the external expert              | 1 signal   |
        | the director                     | 1 signal   |
        | the auditor                      | 1 signal   |
        | the chair of the sounding board  | 1 signal   |
        | the deputy chair                 | no signals |
        | the policy representative        | no signals |
        | the team lead                    | no signals |
        | the records manager              | no signals |

    Scenario: A chair does not read what concerns that chair
      When the external expert raises a signal about the chair of the sounding board
      Then the chair of the sounding board sees no signals
      And the director sees 1 signal

    Scenario: In the trail others see that something was recorded, and nothing else
      When the external expert raises a signal of steering or pressure: "Een medewerker vroeg mij bevinding 3 te schrappen."
      Then the team lead does not find in the trail who raised it, nor what it is
      But the auditor does

  Rule: What was done with it is said, by somebody else than who raised it or whom it concerns

    Scenario: A signal is assessed
      Given the external expert raises a signal of steering or pressure: "Een medewerker vroeg mij bevinding 3 te schrappen."
      When the director assesses signal 1 as founded: "Met de directie besproken; bevinding 3 blijft."
      Then the last record is "signal.assessed" by the director as director on behalf of BZ/IOB
      And the external expert reads that signal 1 is founded

    Scenario: A later assessment adds, the first stays
      Given the external expert raises a signal of steering or pressure: "Een medewerker vroeg mij bevinding 3 te schrappen."
      And the director assesses signal 1 as not founded: "Niets gevonden."
      When the chair of the sounding board assesses signal 1 as founded: "Er kwam een tweede melding."
      Then the external expert reads that signal 1 is founded
      And the signal has 2 assessments

    Scenario: Not by who raised it, nor by whom it concerns
      Given the chair of the sounding board raises a signal about the director
      When the chair of the sounding board assesses signal 1 as founded: "Zie boven."
      Then it is refused because this signal is one's own
      When the director assesses signal 1 as not founded: "Niets van waar."
      Then it is refused because this signal is one's own
      When the team lead assesses signal 1 as founded: "Ik hoorde ervan."
      Then it is refused because this role may not do it

  Rule: Condition 22 - the auditor says it where every director and chair raised the signal or is concerned by it

    Scenario: Nobody else is left
      Given the chair of the sounding board raises a signal about the director
      Then before the auditor lies "assess signal"
      And the policy representative is not told of "assess signal"
      When the auditor assesses signal 1 as passed on: "Doorgegeven aan de vertrouwenspersoon van het ministerie."
      Then the last record is "signal.assessed" by the auditor as auditor on behalf of ADR
      And before the auditor does not lie "assess signal"
      And the chair of the sounding board reads that signal 1 is passed on

    Scenario: A director or a chair is left
      Given the external expert raises a signal about the director
      Then before the auditor does not lie "assess signal"
      And before the chair of the sounding board lies "assess signal"
      When the auditor assesses signal 1 as not founded: "Ik keek ernaar."
      Then it is refused because a director or a chair may assess it

    Scenario: Another director takes the place of the auditor
      Given the chair of the sounding board raises a signal about the director
      When somebody else becomes director as well
      Then before the auditor does not lie "assess signal"
      When the auditor assesses signal 1 as not founded: "Ik keek ernaar."
      Then it is refused because a director or a chair may assess it
