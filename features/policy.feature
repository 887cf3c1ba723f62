Feature: The policy response
  The adopted report goes to the directorates. They answer every finding or recommendation, within three months.

  Background:
    Given an evaluation with its usual groups
    And the report is adopted

  Rule: G12 - both terms are computed when the report is sent, in days of the Netherlands

    Scenario: The report is sent
      Given it is 2026-03-31
      When the secretary sends the report to the directorates, on the instruction of the director
      Then the last record is "policy.report-sent" by the secretary as secretary on behalf of BZ/IOB
      And the response is due on 2026-06-30 and parliament on 2026-06-02
      And the response is on time
      When it is 2026-06-30
      Then the response is on time
      When it is 2026-07-01
      Then the response is late

    Scenario: Only on instruction, and once
      When the secretary sends the report to the directorates without an instruction
      Then it is refused because a secretary acts on instruction
      When the team lead sends the report to the directorates
      Then it is refused because this role may not do it
      Given the secretary sends the report to the directorates, on the instruction of the director
      When the secretary sends the report to the directorates, on the instruction of the director
      Then it is refused because it was done already

    Scenario: The term is extended for a reason
      Given the secretary sends the report to the directorates, on the instruction of the director
      When the term is extended by 30 days: "Het kabinet is demissionair."
      Then the response is due on 2026-07-02 and parliament on 2026-06-02
      And "demissionair" stands in no record
      When the term is extended by 0 days: "Zomaar."
      Then it is refused because the period makes no sense

    Scenario: The term for parliament is extended for a reason as well
      When the term for parliament is extended before the report is sent
      Then it is refused because something else comes first
      Given the secretary sends the report to the directorates, on the instruction of the director
      When the term for parliament is extended by 30 days: "De Kamer is met reces."
      Then the last record is "policy.parliament-term-extended" by the secretary as secretary on behalf of BZ/IOB
      And the response is due on 2026-06-02 and parliament on 2026-07-02
      And "reces" stands in no record
      When the term for parliament is extended by 0 days: "Zomaar."
      Then it is refused because the period makes no sense

    Scenario: Both terms are known from the adoption on, and the sending has a day of its own
      Given version 1 of the Terms of Reference is published
      Then before the director lies "follow", to be done by 2026-03-16
      When it is 2026-03-17
      Then before the director lies "follow", overdue
      Given the secretary sends the report to the directorates, on the instruction of the director
      Then before the director lies "follow", to be done by 2026-06-17

  Rule: G13 - every finding or recommendation is answered by its number

    Scenario: Findings and recommendations
      Given the secretary sends the report to the directorates, on the instruction of the director
      And findings 1-3 have to be answered
      And recommendations 2.2 en 3.1 have to be answered
      When finding 1 is answered: endorsed
      And recommendation 2.2 is answered: partly endorsed
      Then of 5 items 3 wait for an answer
      When finding 9 is answered: endorsed
      Then it is refused because there is no such thing
      When findings 3, 2 have to be answered
      Then it is refused because it was done already

    Scenario: The memo carries a fingerprint or none
      Given the secretary sends the report to the directorates, on the instruction of the director
      When the decision memo is recorded with fingerprint 12ab
      Then it is refused because it has not the right form

    Scenario: Nothing is answered before the report is sent
      When findings 1-3 have to be answered
      Then it is refused because something else comes first
