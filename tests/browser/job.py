"""The main job played through the pages: from an opened evaluation to a verified trail, by whoever's turn it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.browser.founding import PASSWORD, PEOPLE, SEATS, login, seat_by_command
from tests.browser.hands import Mouse
from tests.browser.site import Site

TITLE = "Evaluatie van de bijdrage aan de missie in Noordland"
FIRST = """# Aanleiding

De minister heeft gevraagd om een evaluatie van de Nederlandse bijdrage aan de missie in Noordland.

# Vragen

1. In hoeverre zijn de gestelde doelen bereikt?
2. Wat verklaart dat?

# Aanpak

Het onderzoek berust op dossiers, op gesprekken en op veldwerk in de hoofdstad.

Een vertrouwelijke rapportage van het ministerie ligt aan de basis van de tijdlijn.
"""
RESEARCHERS = ("Torenaar", "Duin")
SECOND = FIRST.replace("in de hoofdstad", "in de hoofdstad en in twee districten")


class Job:
    """Who is at work, each in a browser of their own.

    What everybody does alike is done by hand by those in BY_HAND, and seats are given by hand in the group in BY_HAND;
    for the others it is made so: ``enter`` answers with a browser in which this person is signed in already.
    """

    BY_HAND = ("Elske Winter", "Tom Torenaar", "Onderzoeksteam")

    def __init__(self, site: Site, enter: Callable[[str], Mouse], file: Path | None = None, appendix: str = "") -> None:
        self._site = site
        self._enter = enter
        self._here: dict[str, Mouse] = {}
        self.file = file  #: given: the first version comes as a file
        self.appendix = appendix  #: stands at the end of every version

    def as_(self, name: str) -> Mouse:
        """This person, at the start page *Mijn werk*."""
        full = next(one for one in PEOPLE if name in one)
        by_hand = full in self.BY_HAND and full not in self._here
        hand = self._here[full] = self._here.get(full) or self._enter("" if by_hand else full)
        hand.visit()
        if by_hand:
            hand.write("Aanmeldnaam", login(full))
            hand.write("Wachtwoord", PASSWORD)
            hand.press("Aanmelden")
        hand.title("Mijn werk")
        return hand

    # -- the beginning

    def open(self) -> None:
        """The director opens the evaluation and seats everybody."""
        director = self.as_("Winter")
        director.follow("Evaluaties")
        director.follow("Evaluatie openen")
        director.write("Titel", TITLE)
        director.press("Evaluatie openen")
        director.sees("De evaluatie is geopend")
        for seat in SEATS:
            if seat.group not in self.BY_HAND:
                seat_by_command(self._site, seat)
                continue
            director.choose("Persoon", seat.person)
            director.choose("Groep en hoedanigheid", seat.name, under=seat.group)
            director.press("Plaats geven")
            director.sees_row(seat.person)
            director.sees("De plaats is gegeven.")

    def submit_first(self) -> None:
        """The team lead registers a source and submits a version."""
        lead = self.as_("Torenaar")
        lead.follow(TITLE)
        lead.follow("Bron vastleggen")
        lead.write("Titel", "Maandrapportage van de post")
        lead.choose("Soort", "Document")
        lead.write("Eigenaar", "BZ/DAF")
        lead.choose("Rubricering", "Dep. VERTROUWELIJK")
        lead.press("Bron vastleggen")
        lead.sees("Maandrapportage van de post")
        lead.visit()
        lead.follow("Dien de eerste versie van de Terms of Reference in")
        self._submit(lead, FIRST + self.appendix, "Eerste concept.", as_file=self.file)
        lead.sees("Versie 1 is ingediend")

    @staticmethod
    def _submit(lead: Mouse, text: str, note: str, *, as_file: Path | None = None) -> None:
        lead.pick("Terms of Reference")
        if as_file is not None:
            as_file.write_text(text, "utf-8")
            lead.upload("Bestand", as_file)
        else:
            lead.unfold("Of plak de tekst")
            lead.write("Tekst", text)
        lead.write("Wat is er nieuw?", note)
        lead.press("Indienen")
        lead.sees("Er is nog niets ingediend")
        lead.press("Dien deze versie in")

    # -- the sounding board

    def sounding_board(self) -> None:
        chair = self.as_("Hartog")
        chair.follow("Open een ronde in de klankbordgroep")
        self._open_round(chair, "Klankbordgroep")
        member = self.as_("Jonker")
        member.follow("Reageer op Terms of Reference versie 1")
        member.comment("Het onderzoek berust", "Alleen de hoofdstad is te smal voor deze vraag.", "Methode")
        member.press("Ik ben klaar met deze ronde")
        member.sees("U reageerde op")
        chair = self.as_("Hartog")
        chair.follow("Reageer op Terms of Reference versie 1")
        chair.press("Ik heb geen opmerkingen")
        chair.sees("U reageerde op")
        self._close_round(self.as_("Hartog"), "klankbordgroep")

    @staticmethod
    def _open_round(chair: Mouse, group: str) -> None:
        chair.pick(group)
        chair.write_day("Opmerkingen tot en met", 14)
        chair.pick("Open: leden zien")
        chair.press("Ronde openen")
        chair.sees("De ronde is open.")

    @staticmethod
    def _close_round(chair: Mouse, group: str) -> None:
        chair.follow(f"Sluit de ronde van de {group}")
        chair.unfold("Ronde sluiten")
        chair.sees("Iedereen heeft gereageerd.")
        chair.press("Ronde sluiten")
        chair.sees("De ronde is gesloten.")

    def answer(self) -> None:
        """The team lead disposes of the comment and submits the next version; the member is satisfied."""
        lead = self.as_("Torenaar")
        lead.follow("Verwerk 1 opmerking bij")
        lead.deal_with(1, "Overgenomen", "Twee districten zijn toegevoegd.")
        lead.visit()
        lead.follow(TITLE)
        lead.follow("Versie indienen")
        self._submit(lead, SECOND + self.appendix, "Ook twee districten.")
        lead.sees("Versie 2 is ingediend")
        lead.follow("Wat is er gewijzigd sinds versie 1?")
        lead.sees("en in twee districten")
        member = self.as_("Jonker")
        member.follow("Laat weten of u tevreden bent")
        member.follow("Bekijken of handhaven")
        member.press("Ik ben tevreden")
        member.sees("De inbrenger is tevreden.")

    # -- the reference group

    def reference_group(self) -> None:
        chair = self.as_("Dijker")
        chair.follow("Open een ronde in de referentiegroep")
        self._open_round(chair, "Referentiegroep")
        expert = self.as_("Noord")
        expert.follow("Reageer op Terms of Reference versie 2")
        expert.comment("In hoeverre zijn", "Welke doelen bedoelt u: die van het mandaat?", "Vraag")
        expert.press("Ik ben klaar met deze ronde")
        expert.sees("U reageerde op")
        representative = self.as_("Veld")
        representative.follow("Reageer op Terms of Reference versie 2")
        representative.press("Ik heb geen opmerkingen")
        representative.sees("U reageerde op")
        representative.flag("Een vertrouwelijke rapportage")
        chair = self.as_("Dijker")
        chair.follow("Reageer op Terms of Reference versie 2")
        chair.press("Ik heb geen opmerkingen")
        chair.sees("U reageerde op")
        self._close_round(self.as_("Dijker"), "referentiegroep")
        lead = self.as_("Torenaar")
        lead.follow("Verwerk 1 opmerking bij")
        lead.deal_with(2, "Beantwoord", "Ja, de doelen van het mandaat.")

    def settle(self) -> None:
        """The flag is doubted, its owner consulted, the authority agrees, the team lead applies."""
        evaluator = self.as_("Duin")
        evaluator.follow("Bekijk rubriceringsvlag 1")
        evaluator.unfold("Twijfel vastleggen")
        evaluator.write("Waarom er twijfel is", "De tijdlijn staat ook in open bronnen.")
        evaluator.press("Leg de twijfel vast")
        evaluator.sees("De twijfel is vastgelegd.")
        evaluator = self.as_("Duin")
        evaluator.follow("Leg het overleg over rubriceringsvlag 1 vast")
        evaluator.write("Uitkomst", "De verwijzing mag blijven, zonder de inhoud te noemen.")
        evaluator.press("Leg het overleg vast")
        evaluator.sees("Het overleg is vastgelegd.")
        authority = self.as_("Berg")
        authority.follow("Geef akkoord op de afhandeling van rubriceringsvlag 1")
        authority.pick("Verwijzing gehandhaafd")
        authority.write("Uw motivering", "De verwijzing zelf is niet gerubriceerd.")
        authority.press("Ga akkoord met deze afhandeling")
        authority.sees("U ging akkoord met deze afhandeling.")
        lead = self.as_("Torenaar")
        lead.follow("Voer uit wat is afgesproken over rubriceringsvlag 1")
        lead.press("Handel de vlag af")
        lead.sees("De vlag is afgedaan.")

    # -- the decision

    def request(self) -> None:
        """Who does research pledges, the Terms of Reference are presented; then the director is asked."""
        for name in RESEARCHERS:
            hand = self.as_(name)
            hand.follow("Onderteken de ethische verklaring, voordat het onderzoek begint")
            hand.press("Dit verklaar ik")
            hand.sees("Uw verklaring is vastgelegd.")
        lead = self.as_("Torenaar")
        lead.follow("Bespreek Terms of Reference versie 2 in de stuurgroep")
        lead.sees("Er is nog geen voorlegging vastgelegd.")
        lead.unfold("Voorlegging vastleggen")
        lead.write("Wat is gezegd", "De stuurgroep kan zich vinden in de vragen.")
        lead.press("Leg de voorlegging vast")
        lead.sees("De voorlegging is vastgelegd.")
        lead.write("Toelichting voor de directeur", "Alle opmerkingen zijn verwerkt.")
        lead.press("Vraag versie 2 vast te stellen")
        lead.sees("Vaststelling is gevraagd.")

    def approve(self) -> None:
        """The director approves exactly that version, with the password again."""
        director = self.as_("Winter")
        director.follow("Beslis over de vaststelling van Terms of Reference versie 2")
        director.sees("U stelt precies deze tekst vast")
        director.write("Uw motivering", "De vragen zijn scherp genoeg.")
        director.write("Uw wachtwoord, nogmaals", PASSWORD)
        director.press("Versie 2 vaststellen")
        director.sees("Vastgesteld door Elske Winter op")

    # -- the audit

    def verify(self) -> None:
        """An auditor goes back to the first round, and has the whole trail checked."""
        auditor = self.as_("Zomer")
        auditor.follow("Evaluaties")
        auditor.follow(TITLE)
        auditor.follow("Spoor")
        auditor.sees("De evaluatie zoals die er nu voor staat")
        auditor.go_back_to(1)
        auditor.sees("De evaluatie zoals die er toen voor stond")
        auditor.sees(re.compile("Elske Winter.{0,20} opende de evaluatie"))
        auditor.press("Controleer het spoor")
        auditor.sees(re.compile(r"Alles klopt: \d+ handelingen zijn gecontroleerd\."))


def play(job: Job) -> None:
    """The whole job, in order."""
    job.open()
    job.submit_first()
    job.sounding_board()
    job.answer()
    job.reference_group()
    job.settle()
    job.request()
    job.approve()
    job.verify()
