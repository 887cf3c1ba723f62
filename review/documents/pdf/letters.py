"""Which letters the fonts of the press have, and what is printed for the others.

The press takes no fonts of the machine (the same file everywhere), and PDF/A refuses a letter without a shape. So a
letter that cannot be printed stands there as its number: readable for who needs it, and never a silent gap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_PRINTED = """
20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 531-556 559-58a 58d-58f 591-5c7 5d0-5ea
5ef-5f4 606-60c 615 61b-61c 61f 621-63a 640-655 65a 660-66d 674 679-67b 67e-680 683-684 686-687 691 698 6a4
6a9 6af 6be 6cc 6f0-6f9 900-97f e3f e81-e82 e84 e87-e88 e8a e8d e94-e97 e99-e9f ea1-ea3 ea5 ea7 eaa-eab
ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 115f-1160 13a0-13f5 13f8-13fd 17b4-17b5 17c1-17c3 180b-180f 1ab0-1ace
1d00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3
1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2027 202a-2064 2066-2071 2074-208e 2090-209c 20a0-20c0 20d0-20f0
2100-2151 2153-2184 2189 2190-23ff 2422-2423 2460-262f 2638-268b 2690-269c 26a0-26a7 26aa-26b2 2701-2704
2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e 2761-277f 2794 2798-27af 27b1-2b73 2b76-2b95
2b97-2bff 2c60-2cf3 2cf9-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f 2e22-2e25 2e2e 3000 3012 3016-3017 301a-301b
302e-3030 3036 306e a720-a727 a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa a7f8-a7f9 fb00-fb06 fb13-fb17
fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fb52-fb81 fb8a-fb95 fb9e-fb9f fbaa-fbad fbe8-fbe9
fbfc-fbff fe00-fe0f fe20-fe2f fe66 fe70-fe74 fe76-fefc feff ffa0 fff9-fffd 1d400-1d454 1d456-1d49c 1d49e-1d49f
1d4a2 1d4a5-1d4a6 1d4a9-1d4ac 1d4ae-1d4b9 1d4bb 1d4bd-1d4c3 1d4c5-1d505 1d507-1d50a 1d50d-1d514 1d516-1d51c
1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546 1d54a-1d550 1d552-1d6a5 1d6a8-1d7cb 1d7ce-1d7ff
"""
"""Code points with a shape in the fonts that come with the press (found by printing each of them once)."""

_TURNING = "\u202a-\u202e\u2066-\u2069"  #: they turn the reading order: what is printed must read as it was written


def _outside(ranges: str) -> re.Pattern[str]:
    bounds = [tuple(int(end, 16) for end in one.split("-")) for one in ranges.split()]
    inside = "".join(f"{_escaped(one[0])}-{_escaped(one[-1])}" for one in bounds)
    return re.compile(f"(?:[^{inside}\\t\\n]|[{_TURNING}])+")


def _escaped(point: int) -> str:
    return f"\\U{point:08x}"


_UNPRINTED = _outside(_PRINTED)
_BASIC = re.compile("[^\\t\\n\x20-\x7e\xa0-\xff]+")
LONG = 40  #: letters without a place to break the line, of which no paper is wide enough for all
PIECE = 6
BREAK = "\u200b"
_LONG = re.compile(rf"[^\s{BREAK}]{{{LONG},}}")
_JOINED = frozenset("\u200c\u200d")
NAMED = 3  #: of a longer run the first ones are named, with how many there are


def printable(text: str, *, basic: bool = False) -> tuple[str, int]:
    """The text with every letter that has no shape named by its number; and how many letters those were.

    ``basic``: nothing but the letters of Western Europe, for a text that the press refused after all.
    """
    lost = 0

    def named(found: re.Match[str]) -> str:
        nonlocal lost
        run = found.group()
        lost += len(run)
        points = " ".join(f"U+{ord(letter):04X}" for letter in run[:NAMED])
        return f"[{points} … {len(run)}]" if len(run) > NAMED else f"[{points}]"

    pattern = _BASIC if basic else _UNPRINTED
    return pattern.sub(named, unicodedata.normalize("NFC", text)), lost


def breakable(text: str) -> str:
    """The text with places to break the line in what is too long for one, and never within a letter with its marks."""
    return _LONG.sub(lambda found: BREAK.join(_pieces(found.group())), text)


def _pieces(word: str) -> Iterator[str]:
    start = 0
    for at, letter in enumerate(word):
        tied = unicodedata.category(letter)[0] == "M" or letter in _JOINED or word[at - 1] in _JOINED
        if at - start >= PIECE and not tied and not 0x1F3FB <= ord(letter) <= 0x1F3FF:
            yield word[start:at]
            start = at
    yield word[start:]
