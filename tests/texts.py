"""Invented Dutch text for the versions of a document: a list of blocks, in the order of their numbers."""

from __future__ import annotations

from review.domain.vocabulary import DocumentKind

TERMS_OF_REFERENCE = (
    "# 1. Inleiding",
    "Deze Terms of Reference beschrijven de evaluatie van de Nederlandse bijdrage aan de missie in Tamberland.",
    "De evaluatie gaat over de jaren waarin Nederland met een eenheid van zestig mensen aan de missie deelnam.",
    "De ambassade meldde in een vertrouwelijk bericht dat de opbouw van de politie achterbleef [bron 1].",
    "# 2. Vraagstelling",
    "De hoofdvraag luidt in hoeverre de bijdrage heeft geholpen om de bevolking van Tamberland te beschermen.",
    "1. Waren de doelen helder en haalbaar?",
    "2. Zijn de middelen doelmatig ingezet?",
    "# 3. Methode",
    "Het onderzoek rust op literatuur, documenten en vraaggesprekken; geen bevinding rust op een enkele bron.",
    "| Risico | Maatregel |\n|---|---|",
    "| Reizen is onveilig | Lokale onderzoekers houden de gesprekken |",
    "# 4. Planning",
    "Het rapport is gereed in de eerste helft van het jaar, met vijftien procent onvoorziene uitloop.",
)
REPORT = (
    "# Samenvatting",
    "De bijdrage heeft de veiligheid rond de hoofdstad vergroot, maar bereikte het noorden van het land niet.",
    "# Bevindingen",
    "Bevinding 1: de doelen van de missie waren ruimer dan de middelen.",
    "Bevinding 2: de opbouw van de politie kwam te laat op gang.",
)
FIRST = {DocumentKind.TERMS_OF_REFERENCE: TERMS_OF_REFERENCE, DocumentKind.REPORT: REPORT}


def markdown(blocks: list[str]) -> bytes:
    """The file that a team lead would submit: items and rows follow each other, everything else stands apart."""
    lines: list[str] = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else ""
        lines.append(block + ("\n" if _joins(block, after) else "\n\n"))
    return "".join(lines).encode()


def _joins(block: str, after: str) -> bool:
    return (block[:1] == after[:1] == "|") or (block[:1].isdigit() and after[:1].isdigit())
