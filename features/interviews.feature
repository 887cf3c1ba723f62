Feature: Interviews
  Whoever is interviewed is a number and a category here. Who it is, only those read who said why, and it can be forgotten.

  Background:
    Given an evaluation with its usual groups

  Rule: 4.2 - an interview is planned, agreed to, held, made nameless, reported back, and used

    Scenario: From plan to source
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When the evaluator records the consent
      And the evaluator records the conversation
      And the evaluator takes names out of the report of it
      And the evaluator reports it back
      And the evaluator uses it as a source
      Then the last record is "interview.used" by the evaluator as evaluator on behalf of BZ/IOB
      And the interview is used
      And "Haverkamp" stands in no record

    Scenario: Nobody is heard who has not agreed
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When the evaluator records the conversation
      Then it is refused because the interview does not stand so

    Scenario: What the respondent was told has to be said
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When the evaluator records the consent without saying what was told
      Then it is refused because something required is missing

    Scenario: A consent is not of tomorrow
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When the evaluator records a consent of tomorrow
      Then it is refused because the period makes no sense

    Scenario: The respondent withdraws, and nothing is used
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      And the evaluator records the consent
      When the evaluator lets it go
      Then the interview is withdrawn by respondent
      When the evaluator records the conversation
      Then it is refused because the interview does not stand so

    Scenario: It is used as a source that is an interview
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      And the interview is held and reported back
      When the evaluator uses it as a source that is a document
      Then it is refused because it is not one of the choices

  Rule: P3 and condition 18 - who it is, the team lead and who holds it learn by an act that says why

    Scenario Outline: Who may learn it
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When <who> asks who it is: "Afspraak verzetten."
      Then the last record is "interview.identity-seen" by <who> as <capacity> on behalf of <organisation>
      And <who> reads that it is "Kolonel b.d. J. Haverkamp"
      And the director does not read who it is
      And "Afspraak" stands in no record

      Examples:
        | who                         | capacity                | organisation |
        | the team lead               | team lead               | BZ/IOB       |
        | the evaluator               | evaluator               | BZ/IOB       |
        | the data protection officer | data protection officer | BZ/FG        |

    Scenario: Who planned it reads it after the act alone
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      Then the evaluator does not read who it is

    Scenario: Who holds another interview does not
      Given the team lead plans an interview with "Kolonel b.d. J. Haverkamp"
      When the evaluator asks who it is: "Nieuwsgierig."
      Then it is refused because a colleague holds the interview

    Scenario Outline: Nobody else may
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When <who> asks who it is: "Ik wil het weten."
      Then it is refused because this role may not do it

      Examples:
        | who                       |
        | the director              |
        | the auditor               |
        | the external expert       |
        | the policy representative |

    Scenario: It is asked once
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      When the team lead asks who it is: "Afspraak verzetten."
      And the team lead asks who it is: "Afspraak verzetten."
      Then it is refused because it was done already

  Rule: To the groups there are no interviews, and the trail tells them nothing

    Scenario Outline: Who knows of it
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      Then <who> sees <count>

      Examples:
        | who                         | count         |
        | the team lead               | 1 interview   |
        | the director                | 1 interview   |
        | the auditor                 | 1 interview   |
        | the data protection officer | 1 interview   |
        | the external expert         | no interviews |
        | the policy representative   | no interviews |
        | the external researcher     | no interviews |
        | the records manager         | no interviews |

    Scenario: The trail of somebody else
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      Then the records manager does not find in the trail what it is
      But the auditor does, without who the respondent is

  Rule: Condition 19 - two officers destroy the key, and nobody knows any more

    Scenario: The identity is forgotten, the interview stays
      Given the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      And the team lead asks who it is: "Afspraak verzetten."
      When the officers have the identity destroyed
      Then the interview is key shredded
      And the team lead reads nothing of who it is
      And the trail fits from the first record to the last
      When the evaluator asks who it is: "Te laat."
      Then it is refused because it was done already

  Rule: P1 - who held an interview does not check that nothing points at a respondent

    Scenario: The report waits for the check of somebody else once an interview was held
      Given the team lead submits the Terms of Reference
      And the team lead submits the report
      And the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      Then the gate of the report says that traceability checked is not applicable
      Given the interview is held and reported back
      Then the gate of the report says that traceability checked is unsatisfied
      When the evaluator checks the report for traceability: passed
      Then it is refused because the interviews are one's own
      When the peer reader checks the report for traceability: passed
      Then the gate of the report says that traceability checked is satisfied

  Rule: P2 - a category with fewer than five respondents is not named

    Scenario: Too few, and enough
      Given the evaluator plans four interviews with staff who were deployed
      Then deployed staff are too few to name
      When the evaluator plans an interview with "Kolonel b.d. J. Haverkamp"
      Then no category is too small to name
