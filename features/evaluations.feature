Feature: Evaluations
  An evaluation is opened by the director, has a log of its own, and exists only for those who belong to it.

  Background:
    Given an evaluation with its usual groups

  Rule: Section 4.1 - an evaluation begins in its exploration and moves by what happens in it

    Scenario: An evaluation is opened with its groups, still empty
      When the director opens the evaluation "Evaluatie van de hulp aan Noordmark"
      Then the evaluation is called "Evaluatie van de hulp aan Noordmark"
      And the evaluation is in the phase exploration
      And it has five groups and nobody sits in them

    Scenario: The phases follow the documents, not a switch
      Given a version that is ready for approval
      Then the evaluation is in the phase tor adoption
      Given the team lead has asked for its approval
      When the director approves it
      Then the evaluation is in the phase research
      When the team lead submits the report
      Then the evaluation is in the phase report adoption

    Scenario: A report that comes first leads nowhere until the Terms of Reference are approved
      When the team lead submits the report
      And the team lead submits the Terms of Reference
      Then the evaluation is in the phase tor adoption

  Rule: Section 5 - only the director opens one

    Scenario: Others do not
      When the records manager opens the evaluation "Evaluatie van alles"
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                              | reason                  |
        | the auditor                      | this role may not do it |
        | the administrator                | this role may not do it |
        | the chair of the reference group | no such seat is held    |
        | the team lead                    | no such seat is held    |
        | the outsider                     | no such seat is held    |

  Rule: U4 - what is entered must make sense

    Scenario: A title is needed, and a short one
      When the director opens an evaluation without a title
      Then it is refused because something required is missing
      When the director opens an evaluation with a title of 301 characters
      Then it is refused because the text is too long
      When the director opens an evaluation with a title of 300 characters
      Then it succeeds

  Rule: K6 - to somebody without need to know it does not exist

    Scenario: Who belongs to it knows it, who does not finds nothing
      Then the team lead may know of the evaluation
      And the copy recipient may know of the evaluation
      And the auditor may know of the evaluation
      And the data protection officer may know that it exists, and reads nothing in it
      And the records manager may know that it exists, and reads nothing in it
      And to the outsider the evaluation does not exist
      And to the administrator the evaluation does not exist

    Scenario: A seat in one evaluation is none in another
      When the director opens the evaluation "Evaluatie van de hulp aan Noordmark"
      Then to the external expert the evaluation does not exist

    Scenario: Nothing can be done in an evaluation that nobody opened
      When the team lead submits the Terms of Reference to an evaluation that nobody opened
      Then it is refused because there is no such thing
