"""Texts as machines and attackers write them: fragments of every construct, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

FRAGMENTS = (
    *("# Kop\n", "### Kop\n", "Alinea\n", "nog een regel\n", "\n", "\n\n", "- punt\n", "  - dieper\n", "-\n", "==\n"),
    *("1. eerst\n", "10) tiende\n", "> citaat\n", "> > diep\n", ">\n", ">- punt\n", "| a | b |\n| --- | --: |\n"),
    *(
        "| 1 | 2 |\n",
        "| x\n",
        "```\n",
        "~~~ py\n",
        "    code\n",
        "Term\n",
        ": uitleg\n",
        "~ meer\n",
        "  : inspringend\n",
    ),
    *("[^1]: noot\n", "[^1]", "[^2]: - punt\n", "    vervolg\n", "[^2]:\n", "[^1]: [^2]: x\n", "tekst[^1] en [^2]\n"),
    *(
        "---\n",
        "===\n",
        '{type="a"}\n',
        '{type="I"}\n',
        "{.kader}\n",
        "{.x #y}\n",
        "{onclick=x}\n",
        '{class="kader evil"}\n',
    ),
    *("![kaart](https://v.nl/k.png)\n", "![](x)\n", "[a]: https://voorbeeld.nl\n", "[a]", "[b](javascript:alert(1))"),
    *(
        "[t[^1]](https://v.nl)\n",
        "[x](data:text/html,y)",
        "<javascript:x>",
        "<https://v.nl/?a=b&c>",
        "[x](#b1 'titel')",
    ),
    *(
        "<script>alert(1)</script>\n",
        "<b onclick=x>\n",
        "<!-- weg -->\n",
        "<span data-slot='1'></span>\n",
        "&lt;img src=x>",
    ),
    *(
        "| e\u0301 | 👩\u200d👩\u200d👧 | \u202eعربي |\n",
        "| 1[^1] | 2 | 3 |\n",
        "العربية 🇳🇱 cafe\u0301\n",
        "\u0301\u200d\n",
    ),
    *("*schuin* **vet** `code`\n", "**[a](b", "\\", "\t", "  ", "naam: waarde\n", "é\u2028ß\n", '"><svg onload=x>\n'),
)
"""One or more lines, or the beginning of one."""

COMPOSED = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200)
TEXTS = st.one_of(COMPOSED, ANYTHING)
