Feature: Quality, independence and ethics
  Quality is judged by others than who wrote, a periodic report has the opinion of an independent expert, nobody records
  findings before the ethics pledge, and nobody checks traceability who held the interviews.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And the team lead submits the report

  Rule: G15 - quality is judged per phase, and every judgement is kept

    Scenario: A member judges the Terms of Reference
      When the peer reader judges the Terms of Reference good in the phase terms of reference
      Then the last record is "quality.assessed" by the peer reader as peer reader on behalf of BZ/IOB
      When the team lead judges the Terms of Reference good in the phase terms of reference
      Then it is refused because this role may not do it

    Scenario: What is not good needs a motive, and the draft and the final report are judged apart
      When the external expert judges the report inadequate in the phase draft without motives
      Then it is refused because something required is missing
      When the external expert judges the report inadequate in the phase draft
      And the external expert judges the report good in the phase final
      Then two judgements are kept
      And "beter" stands in no record
      When the external expert judges the report good in the phase terms of reference
      Then it is refused because it is not one of the choices

    Scenario: A report waits until an independent member judged the version that is to be adopted
      Then the gate of the report says that quality judged is unsatisfied
      When the peer reader judges the report good in the phase final
      And the external expert judges the report good in the phase draft
      Then the gate of the report says that quality judged is unsatisfied
      When the external expert judges the report good in the phase final
      Then the gate of the report says that quality judged is satisfied

    Scenario: The director waives the judgement, with reasons
      When the director waives quality judged of the report
      Then the gate of the report says that quality judged is overridden

    Scenario: Where nobody can judge it, the clause does not apply
      Given an evaluation with a team alone
      Then the gate of the report says that quality judged is not applicable

  Rule: G7 - a periodic report has the opinion of somebody without responsibility for the policy or role in the research

    Scenario: Who is independent
      When the peer reader files an opinion on the report
      Then it is refused because it is not independent
      When the external expert files an opinion on the report without declaring independence
      Then it is refused because it is not independent
      When the external expert files an opinion on the report
      Then the last record is "quality.opinion-filed" by the external expert as external expert on behalf of UvT
      And the gate of the report says that independent opinion is not applicable

    Scenario: A periodic report waits for it
      Given a periodic report is under way
      Then the gate of the report says that independent opinion is unsatisfied
      When the external expert files an opinion on the report
      Then the gate of the report says that independent opinion is satisfied

  Rule: P5 - whoever does research signs the ethics pledge first

    Scenario: No finding before the pledge
      When the evaluator records the lesson "Begin eerder." on nothing
      Then it is refused because the pledge is not signed
      When the evaluator signs the ethics pledge
      Then the last record is "pledge.signed" by the evaluator as evaluator on behalf of BZ/IOB
      When the evaluator records the lesson "Begin eerder." on nothing
      Then it succeeds
      When the evaluator signs the ethics pledge
      Then it is refused because it was done already

    Scenario: The Terms of Reference wait for the pledge of everybody who does research
      Then pledges signed is unsatisfied
      When the evaluator signs the ethics pledge
      And the team lead signs the ethics pledge
      Then pledges signed is unsatisfied
      When the external researcher signs the ethics pledge
      Then pledges signed is satisfied, proved by a record of pledge.signed
      And the gate of the report says that pledges signed is not applicable

    Scenario: The director waives it, with reasons, and nobody else does
      When the team lead waives pledges signed
      Then it is refused because this role may not do it
      When the director waives pledges signed
      Then pledges signed is overridden

  Rule: P1 - somebody who held no interview checks that nothing can be traced to a respondent

    Scenario: The report waits for the check as soon as it rests on interviews
      Then the gate of the report says that traceability checked is not applicable
      Given the evaluator registers a document and an interview
      Then the gate of the report says that traceability checked is unsatisfied
      When the evaluator checks the report for traceability: passed
      Then it is refused because the interviews are one's own
      When the peer reader checks the report for traceability: passed
      Then the last record is "traceability.checked" by the peer reader as peer reader on behalf of BZ/IOB
      And the gate of the report says that traceability checked is satisfied
      When the team lead checks the report for traceability: traceable
      Then the gate of the report says that traceability checked is unsatisfied
