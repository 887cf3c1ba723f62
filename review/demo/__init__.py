"""The demo evaluation: invented texts, played through real commands."""
