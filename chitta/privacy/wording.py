"""What a family is told when a copy could not be brought back."""

from __future__ import annotations

from chitta.core.i18n import N_

NOT_A_COPY = N_("This is not a copy from Chitta. It is the zip file that was downloaded in the settings, as it was.")
WHY = {
    "not_a_copy": NOT_A_COPY,
    "newer": N_("This copy was made by a newer Chitta. It can be brought back once this one is as new."),
    "changed": N_("This copy is not as it was made: something in it was changed, or it was cut off on the way. The file that was downloaded first may still be whole."),
    "incomplete": N_("Something is missing in this copy, so nothing of it was brought back. The file that was downloaded first may still be whole."),
    "values": N_("Something in this copy is not as Chitta writes it, so nothing of it was brought back."),
    "file": N_("A film, a photo or a document in this copy is not what it says it is, so nothing of it was brought back."),
    "unsafe": N_("There are things in this file that no copy from Chitta holds, so it was not opened."),
    "locked": N_("This file is locked with a password. It is to be as it was downloaded."),
    "bomb": N_("This file unpacks into more than a copy can hold, so it was not opened."),
    "quota": N_("There is not enough room in your family's share for the films and documents of this copy. Deleting some makes room."),
    "family": N_("With the children of this copy there would be more than one account can have."),
    "full": N_("There is no room on our side just now; please try again later."),
}  # fmt: skip
BROKEN = N_("It did not work, and the reason is on our side. Please try again later.")
EMPTY = N_("Choose a file first.")
TOO_LARGE = N_("This file is larger than all that one family can keep here.")
ONE_ALREADY = N_("A copy is being brought back already. When that is done, another one can follow.")


def why(reason: str) -> str:
    """The sentence for a reason."""
    return WHY.get(reason, BROKEN)
