Feature: Flags
  A reader points at a reference that may be sensitive. A flag is a warning, not a classification: the owner of the
  source is heard where there is doubt, the authority agrees how it ends, the team lead applies it.

  Background:
    Given an evaluation with its usual groups
    And the team lead registers the source "Weekberichten" of BZ/DAF as Dep. V
    And the team lead submits the Terms of Reference

  Rule: C7 - a flag points and does not quote

    Scenario: A directorate points at a passage and its source
      When the policy representative flags paragraph 4 as Dep. V, because of source 1
      Then flag 1 is raised

    Scenario: No room for the passage itself
      When the policy representative flags paragraph 4 with a note of 1001 characters
      Then it is refused because the text is too long

    Scenario: It points at something that is there
      When the policy representative flags paragraph 99 as Dep. V
      Then it is refused because there is no such paragraph
      When the policy representative flags paragraph 4 because of a source that nobody registered
      Then it is refused because there is no such thing

    Scenario: Who may not
      When the secretary flags paragraph 4 as Dep. V
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                     | reason                  |
        | the external researcher | this role may not do it |
        | the auditor             | this role may not do it |
        | the records manager     | this role may not do it |
        | the administrator       | this role may not do it |
        | the outsider            | no such seat is held    |

    Scenario: Who may
      When the director flags paragraph 4 as Stg. C
      Then flag 1 is raised
      When the evaluator flags paragraph 4 as Stg. C
      Then flag 2 is raised
      When the peer reader flags paragraph 4 as Stg. C
      Then flag 3 is raised
      When the copy recipient flags paragraph 4 as Stg. C
      Then flag 4 is raised
      When the adviser flags paragraph 4 as Stg. C
      Then flag 5 is raised
      When the classification authority flags paragraph 4 as Stg. C
      Then flag 6 is raised

  Rule: K8 - where there is doubt, the owner is heard first

    Scenario: Doubt, consultation, agreement, settlement
      Given the policy representative flags paragraph 4 as Dep. V, because of source 1
      When the team lead doubts flag 1 and wants to hear BZ/DAF
      Then flag 1 is doubted
      And flag 1 names BZ/DAF as the one to consult
      When the classification authority agrees that flag 1 ends in removed
      Then it is refused because the owner was not consulted
      When the team lead settles flag 1 as removed
      Then it is refused because the owner was not consulted
      When the secretary records that BZ/DAF was consulted on flag 1: "De zin moet anders."
      Then flag 1 is consulted
      When the classification authority agrees that flag 1 ends in rephrased
      Then flag 1 is agreed as rephrased
      When the team lead settles flag 1 as rephrased
      Then flag 1 is settled as rephrased

    Scenario: A consultation lies in the past, and doubt is raised once
      Given the policy representative flags paragraph 4 as Dep. V
      And the team lead doubts flag 1 and wants to hear BZ/DAF
      When the team lead doubts flag 1 and wants to hear BZ/DAF
      Then it is refused because it was done already
      When the team lead records that BZ/DAF will be consulted on flag 1 next year
      Then it is refused because the period makes no sense

    Scenario: New doubt after a consultation calls for another
      Given the policy representative flags paragraph 4 as Dep. V
      And the team lead doubts flag 1 and wants to hear BZ/DAF
      And the team lead records that BZ/DAF was consulted on flag 1: "Het mag blijven."
      When the classification authority doubts flag 1 and wants to hear Def/DGB
      And the classification authority agrees that flag 1 ends in kept
      Then it is refused because the owner was not consulted

  Rule: K3 - only the authority says how it ends; condition 10 - the raiser alone settles nothing

    Scenario: Not before the authority agreed, and not otherwise
      Given the policy representative flags paragraph 4 as Dep. V
      When the team lead settles flag 1 as kept
      Then it is refused because the authority has not agreed
      Given the classification authority agrees that flag 1 ends in removed
      When the team lead settles flag 1 as kept
      Then it is refused because the authority agreed to something else
      When the team lead settles flag 1 as removed
      Then flag 1 is settled as removed

    Scenario: The authority agrees, the team lead applies, and not the other way round
      Given the policy representative flags paragraph 4 as Dep. V
      When the team lead agrees that flag 1 ends in kept
      Then it is refused because this role may not do it
      Given the classification authority agrees that flag 1 ends in kept
      When the classification authority settles flag 1 as kept
      Then it is refused because this role may not do it

    Scenario: The raiser does not settle the own flag
      Given the team lead flags paragraph 4 as Dep. V
      And the classification authority agrees that flag 1 ends in kept
      When the team lead settles flag 1 as kept
      Then it is refused because it is an own flag

    Scenario: The authority does not agree to the own flag
      Given the classification authority flags paragraph 4 as Dep. V
      When the classification authority agrees that flag 1 ends in kept
      Then it is refused because it is an own flag

    Scenario: Others settle nothing
      Given the policy representative flags paragraph 4 as Dep. V
      When the director settles flag 1 as kept
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                       | reason                  |
        | the policy representative | this role may not do it |
        | the evaluator             | this role may not do it |
        | the secretary             | this role may not do it |

  Rule: C8 - a settled flag stays on record and can be taken up again

    Scenario: Taken up again
      Given the policy representative flags paragraph 4 as Dep. V
      And the classification authority agrees that flag 1 ends in kept
      And the team lead settles flag 1 as kept
      When the team lead settles flag 1 as kept
      Then it is refused because it was done already
      When the policy representative takes flag 1 up again
      Then flag 1 is raised
      When the policy representative takes flag 1 up again
      Then it is refused because it was done already
      When the team lead settles flag 1 as kept
      Then it is refused because the authority has not agreed

    Scenario: What nobody raised is not settled
      When the team lead settles a flag that nobody raised
      Then it is refused because there is no such thing
