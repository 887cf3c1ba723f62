Feature: Access reviews
  Rights that nobody looks at again outlive their reasons: who may do what is reviewed every year, privileged offices every quarter.

  Background:
    Given an evaluation with its usual groups

  Rule: B3 - an auditor looks through who may do what, and says what was found

    Scenario: A review is recorded
      When the auditor reviews everything and finds it in order: "Alles nagelopen met de lijst van personeelszaken."
      Then the review of everything is due in 365 days
      And the review of privileged offices is due in 91 days
      And the last review found it in order
      And the last review counts what there is

    Scenario: Quarterly for the privileged, and that does not put off the rest
      Given 80 days pass
      When the auditor reviews privileged offices and finds it in order: "Vijf ambten, alle nodig."
      Then the review of privileged offices is due in 91 days
      And the review of everything is due in 285 days

    Scenario: It says what was found, of a moment that has been
      When the auditor reviews everything and finds it in order: " "
      Then it is refused because something required is missing
      When the auditor reviews everything as it will be tomorrow
      Then it is refused because the period makes no sense

    Scenario Outline: Nobody else reviews
      When <who> reviews everything and finds it in order: "Ziet er goed uit."
      Then it is refused because <reason>

      Examples:
        | who                 | reason                  |
        | the director        | this role may not do it |
        | the administrator   | this role may not do it |
        | the records manager | this role may not do it |
        | the team lead       | no such seat is held    |

  Rule: The list holds seats, offices, mandates, deputies who act, copy recipients, and accounts that nobody needs

    Scenario: What is looked through
      Given the director lets the outsider decide for 5 days
      And the deputy chair acts for the chair of the reference group
      And the outsider has an account
      Then the list has 5 offices, 1 mandate, 1 deputy who acts and 1 copy recipient
      And the list has no account that nobody needs
      Given 10 days pass
      Then the list has 5 offices, 0 mandates, 1 deputy who acts and 1 copy recipient
      And the list has the account of the outsider as one that nobody needs

  Rule: When it is due it lies before the auditor, and the administrator sees that

    Scenario: The day has come
      Given 90 days pass
      Then no review lies before the auditor
      Given 2 days pass
      Then a review of privileged offices lies before the auditor, and the administrator sees that it waits
      When the auditor reviews privileged offices and finds it to be mended: "De beheerder van vorig jaar kan er nog in."
      Then no review lies before the auditor
