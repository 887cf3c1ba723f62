"""What a refusal is: a class and parameters, no sentence. The refusals themselves stand in ``errors``."""

from __future__ import annotations

from typing import Any, ClassVar


class Refused(Exception):
    """The act did not happen. ``parameters`` fill the translated sentence."""

    STATUS: ClassVar[int] = 409

    def __init__(self, **parameters: Any) -> None:
        super().__init__(type(self).__name__, parameters)
        self.parameters = parameters


class Invalid(Refused):
    """What was entered cannot be taken; ``field`` names where."""

    STATUS = 422
    FIELD: ClassVar[str] = ""

    @property
    def field(self) -> str:
        return str(self.parameters.get("field", self.FIELD))
