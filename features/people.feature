Feature: People
  Who is known to the house, who can sign in, and who holds an office in it.

  Background:
    Given the people of the house

  Rule: P3 - a person is known by an opaque id; the name stands in no record

    Scenario: A name is sealed
      When the operator registers "Joris Jansma" of BZ/DAF
      Then the house knows "Joris Jansma" of BZ/DAF
      And "Jansma" stands in no record

    Scenario: A person gets another name and the first stays sealed on record
      When the operator registers "Joris Jansma" of BZ/DAF
      And the operator renames "Joris Jansma" to "Joris Janssen"
      Then the house knows "Joris Janssen" of BZ/DAF
      And the earlier name "Joris Jansma" can still be read from the record

    Scenario: What cannot be a person
      When the operator registers somebody without a name
      Then it is refused because something required is missing
      When the operator registers somebody of an organisation in prose
      Then it is refused because the organisation is no code

  Rule: B2 - one account is one person

    Scenario: Whoever has an account can sign in, with the password alone
      When the operator opens an account "vera" for the policy representative
      Then "vera" signs in with the password
      And "vera" does not sign in with another password
      And "nobody" does not sign in with another password

    Scenario: Nobody gets a second account, and no two people the same name to sign in with
      Given the operator opens an account "vera" for the policy representative
      When the operator opens an account "vera2" for the policy representative
      Then it is refused because it was done already
      When the operator opens an account "VERA" for the external expert
      Then it is refused because the sign-in name is taken
      And the external expert has no account

    Scenario: A weak password opens no account
      When the operator opens an account "nora.noord.uvt" for the external expert with the password "kort"
      Then it is refused because the password is weak
      When the operator opens an account "nora.noord.uvt" for the external expert with the password "elf tekens!"
      Then it is refused because the password is weak
      When the operator opens an account "nora.noord.uvt" for the external expert with the password "nora.noord.uvt"
      Then it is refused because the password is weak

    Scenario: A replaced password ends the sessions that the old one began
      Given the operator opens an account "vera" for the policy representative
      And the policy representative is signed in
      When the operator replaces the password of the policy representative
      Then the session of the policy representative has ended
      And "vera" does not sign in with the password
      And "vera" signs in with the new password

    Scenario: A closed account signs nobody in, and what was done stays
      Given the operator opens an account "vera" for the policy representative
      And the policy representative is signed in
      When the operator closes the account of the policy representative
      Then the session of the policy representative has ended
      And "vera" does not sign in with the password
      And the house knows "Vera Veld" of BZ/DVB
      When the operator closes the account of the policy representative
      Then it is refused because it was done already

    Scenario: No account without a person
      When the operator opens an account "niemand" for somebody unknown
      Then it is refused because there is no such thing
      When the operator replaces the password of the outsider
      Then it is refused because there is no such thing

  Rule: Section 5 - who keeps the accounts reads no content, and who reads keeps no accounts

    Scenario: Only the administrator keeps people and accounts
      When the director registers "Joris Jansma" of BZ/DAF
      Then it is refused because this role may not do it
      And whoever else tries that is refused:
        | who                 | reason                  |
        | the records manager | this role may not do it |
        | the auditor         | this role may not do it |
        | the team lead       | no such seat is held    |
        | the outsider        | no such seat is held    |

    Scenario: The administrator keeps them
      When the administrator registers "Joris Jansma" of BZ/DAF
      Then the house knows "Joris Jansma" of BZ/DAF

    Scenario: To the administrator no evaluation exists
      Then to the administrator the evaluation does not exist

  Rule: G2 - an office is held for a period, and an office is no seat

    Scenario: A new director holds the office from the day it is given
      When the operator gives the outsider the office of director
      And the new officer opens the evaluation "Evaluatie van een andere missie"
      Then it succeeds

    Scenario: An office that has ended gives nothing any more
      Given the operator gives the outsider the office of director
      When the operator ends that office
      And two days pass
      And the new officer opens the evaluation "Evaluatie van een andere missie"
      Then it is refused because no such seat is held
      When the operator ends that office
      Then it is refused because it was done already

    Scenario: What is no office
      When the operator gives the outsider the office of team lead
      Then it is refused because it is not one of the choices
      When the operator gives the outsider the office of chair
      Then it is refused because it is not one of the choices

    Scenario: No office for somebody unknown, nor one that ends before it starts
      When the operator gives an office to somebody unknown
      Then it is refused because there is no such thing
      When the operator gives the outsider an office that ended before it started
      Then it is refused because the period makes no sense
