Feature: Suspending and ending an evaluation
  An evaluation may have to wait, or end without a report. Then nothing moves, and everybody sees why.

  Background:
    Given an evaluation with its usual groups
    And the team lead submits the Terms of Reference
    And a round of the reference group

  Rule: 4.1 - the director suspends with reasons and a day to look at it again; meanwhile nothing moves

    Scenario: Nothing moves while it is suspended
      When the director suspends the evaluation: "De veiligheid in het gebied laat veldwerk niet toe."
      Then the last record is "evaluation.suspended" by the director as director on behalf of BZ/IOB
      And "veldwerk" stands in no record
      And the external expert reads that it is suspended: "De veiligheid in het gebied laat veldwerk niet toe."
      When the external expert comments on paragraph 2: "Waarom deze jaren?"
      Then it is refused because the evaluation is suspended
      When the team lead submits a next version in which paragraph 2 reads "Een andere zin."
      Then it is refused because the evaluation is suspended
      And nobody is asked for anything in it

    Scenario: It goes on where it stood
      Given the director suspends the evaluation: "Even wachten."
      When the director resumes the evaluation: "De kust is veilig."
      And the external expert comments on paragraph 2: "Waarom deze jaren?"
      Then it succeeds

    Scenario: A signal and a check of the trail stay possible
      Given the director suspends the evaluation: "Even wachten."
      When the external expert raises a signal of steering or pressure: "Hierom wachten wij."
      Then it succeeds

    Scenario: The same comment sent again gets its first answer
      Given the external expert comments on paragraph 2: "Waarom deze jaren?"
      When the director meanwhile suspends the evaluation
      And the external expert sends that very command again
      Then the answer is the same as the first time

    Scenario: Once, with reasons, on a day to come, and by the director
      When the team lead suspends the evaluation: "Ik heb het druk."
      Then it is refused because this role may not do it
      When the director suspends the evaluation: " "
      Then it is refused because something required is missing
      When the director suspends the evaluation until yesterday
      Then it is refused because the period makes no sense
      When the director resumes the evaluation: "Er was niets."
      Then it is refused because it was done already
      Given the director suspends the evaluation: "Even wachten."
      When the director suspends the evaluation: "Nog eens."
      Then it is refused because it was done already

  Rule: 4.1 - the director ends an evaluation with reasons, for good

    Scenario: It ends
      When the director withdraws the evaluation: "Het verzoek is ingetrokken."
      Then the external expert reads that it is withdrawn: "Het verzoek is ingetrokken."
      When the external expert comments on paragraph 2: "Waarom?"
      Then it is refused because the evaluation has ended
      When the director resumes the evaluation: "Toch maar wel."
      Then it is refused because the evaluation has ended
