"""What the uploader says in JSON."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chitta.core.errors import Refused
from chitta.core.i18n import N_

Word = Annotated[str, Field(max_length=500)]


class Promise(BaseModel):
    """A file that is about to come. size in bytes; last_modified: the browser's word for it, in milliseconds."""

    model_config = ConfigDict(extra="ignore")

    purpose: Annotated[str, Field(max_length=10)]
    session: UUID
    name: Annotated[str, Field(max_length=2000)]
    size: Annotated[int, Field(ge=0, le=1 << 50)]
    last_modified: Annotated[int, Field(ge=-(1 << 53), le=1 << 53)] = 0
    details: Annotated[dict[Word, Word], Field(max_length=20)] = {}

    @classmethod
    def of(cls, said: Any) -> Promise:
        """Raises Refused for anything else."""
        try:
            return cls.model_validate(said)
        except ValidationError:
            raise Refused(N_("This did not arrive whole. Reload the page and choose the file again.")) from None
