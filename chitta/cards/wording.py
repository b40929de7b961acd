"""What the cards say: icon, title and one line for each key. %(name)s is the child's."""

from __future__ import annotations

from chitta.core.i18n import N_
from chitta.core.vocabulary import CardStatus, Topic

# fmt: off
WORDS: dict[str, tuple[str, str, str]] = {
    "talking": ("chat", N_("Getting to know %(name)s"), N_("Start anywhere. You lead.")),
    "interview": ("chat", N_("We got to know each other"), N_("You can always add to it.")),
    "portrait": ("eye", N_("What I know about %(name)s"), N_("Each thing with its source. You can correct any of it.")),
    "filming": ("video", N_("Three ordinary moments to film"), N_("What to film, and why for %(name)s.")),
    "bring": ("upload", N_("Bring a document you have"), N_("From kindergarten or a doctor. PDF, Word or a photo.")),
    "reading": ("doc", N_("Reading what you brought"), N_("A few minutes. No need to wait here.")),
    "documents": ("doc", N_("What the documents say"), N_("Short and plain. Please check that I got it right.")),
    "unread": ("retry", N_("One document could not be read"), N_("There it says why, and what can be done.")),
    "questions": ("info", N_("Questions parents ask"), N_("At this age and this stage.")),
    "journal": ("book", N_("Note a moment"), N_("There is no right pace. One a week helps too.")),
    "ready": ("upload", N_("Is a video ready?"), N_("Film now, or pick one from the phone.")),
    "view1": ("video", N_("Free play"), N_("Why this one for %(name)s, and what to film.")),
    "view2": ("video", N_("An ordinary meal"), N_("Nothing to prepare. Three minutes are enough.")),
    "view3": ("video", N_("Something that takes attention"), N_("A puzzle, a book, building: whatever is at home.")),
    "go-on": ("steps", N_("Filming is up to you"), N_("We can go on with what we have. Just say so.")),
    "upload": ("video", N_("Film an ordinary moment"), N_("Three minutes are enough.")),
    "instructions": ("bulb", N_("What to film, and why"), N_("Three short guides.")),
    "gallery": ("play", N_("The videos so far"), N_("With what was seen in them.")),
    "tell": ("pencil", N_("What did you see in the film?"), N_("Watch it once more, and tell a moment or two.")),
    "unfilmed": ("retry", N_("A film could not be used"), N_("There it says why, and what would help.")),
    "watching": ("eye", N_("Watching the videos"), N_("A few minutes. No need to wait here.")),
    "summing": ("pencil", N_("Putting together what you told"), N_("A moment. No need to wait here.")),
    "unwritten": ("retry", N_("The letter could not be written yet"), N_("What you told is safe. You can try again.")),
    "letter": ("letter", N_("A letter about %(name)s"), N_("It can be written now, without filming.")),
    "parentReport": ("letter", N_("The letter is ready"), N_("Five minutes of reading.")),
    "proReport": ("doc", N_("The professional report"), N_("For whoever meets %(name)s next.")),
    "parentReportWaits": ("letter", N_("The letter is being written"), N_("A moment. No need to wait here.")),
    "proReportWaits": ("doc", N_("The report is being written"), N_("A moment. No need to wait here.")),
    "forProfessionals": ("doc", N_("A report for professionals"), N_("For whoever meets %(name)s next. It can be written now.")),
    "experts": ("search", N_("Find a professional"), N_("By field, place and language.")),
    "share": ("share", N_("Share what you choose"), N_("What goes out, to whom and for how long is up to you.")),
    "links": ("link", N_("Links that are open now"), N_("You can end any of them at once.")),
    "summary": ("doc", N_("One page for the meeting"), N_("Background, what was seen, your questions.")),
    "met": ("calendar", N_("How was the meeting?"), N_("A word or two, while it is fresh.")),
    "meeting": ("calendar", N_("A meeting is coming up"), N_("%(when)s. One page to take along.")),
}
NEXT: dict[Topic, str] = {
    "basics": N_("Next: name and age."),
    "strengths": N_("Next: what goes well, and what is loved."),
    "concerns": N_("Next: what you wonder about."),
    "example": N_("Next: one recent moment as an example."),
    "areas": N_("Next: a short look at other areas."),
    "history": N_("Next: the early years."),
    "family": N_("Next: the family."),
    "day": N_("Next: an ordinary day."),
    "hopes": N_("Next: what you hope for."),
}
STATUSES: dict[CardStatus, tuple[str, str]] = {  # icon and words, so that colour is never alone
    "completed": ("check", N_("Done")),
    "progress": ("steps", N_("We are here")),
    "processing": ("dots", N_("Working on it")),
    "pending": ("clock", N_("Waiting for you")),
    "action": ("arrow", N_("Ready for you")),
    "new": ("spark", N_("New")),
    "instruction": ("bulb", N_("Guide")),
    "expert": ("person", N_("Professionals")),
    "upcoming": ("calendar", N_("Coming up")),
    "active": ("eye", N_("Open")),
}
# fmt: on
