"""The fixed sentences of the letter, as msgids. %(name)s is the child's; %(words)s somebody's own, in quotation marks."""

from __future__ import annotations

from chitta.core.i18n import N_
from chitta.core.vocabulary import Domain

# fmt: off
TITLE = N_("A letter to %(name)s’s parents")
TITLE_NO_NAME = N_("A letter to the parents")
YOUR_CHILD = N_("your child")
DEAR = N_("Dear %(parent)s,")
HELLO = N_("Hello,")

THANKS = N_("Thank you for telling me about %(name)s. This letter puts what you told in one place.")
LITTLE = N_("So far I have heard only a little, and so the letter is short. That is fine: it grows as we talk.")
NOTHING = N_("So far nothing is written down about %(name)s, and so there is little I can say. A few minutes of talking are enough for a first real letter.")

NOT_A_DIAGNOSIS = N_("This letter is not a diagnosis.")
HOW = N_("Chitta’s software put it together from your own words by template, without a language model; Chitta is an AI-assisted service. Only a professional who meets %(name)s can assess development.")
HOW_WITH_PAPERS = N_("Chitta’s software put it together from your own words and from papers you brought by template, without a language model; Chitta is an AI-assisted service. Only a professional who meets %(name)s can assess development.")
HOW_WOVEN = N_("Claude, an AI, wrote what it tells about %(name)s from your own words, and every such sentence shows what it rests on. It can be mistaken. Only a professional who meets %(name)s can assess development.")
HOW_WOVEN_WITH_PAPERS = N_("Claude, an AI, wrote what it tells about %(name)s from your own words and from papers you brought, and every such sentence shows what it rests on. It can be mistaken. Only a professional who meets %(name)s can assess development.")
ASK = N_("Any worry, and any skill that was there and got lost, is reason enough to ask the nurse or the doctor.")

STRENGTHS = N_("What is strong in %(name)s")
NO_STRENGTH = N_("What goes well and what is loved has not come up yet. That says something about our talk, not about %(name)s.")

AREAS = N_("What is worth keeping an eye on")
NO_CONCERN = N_("You have told of nothing that worries you. That is good to know, and it can change any day.")
TERMS = N_("In a paper or from a professional there are terms that this letter does not repeat. They stand in “What Chitta knows”, with who wrote them.")
MORE_ONE = N_("%(n)s more thing you told stands in “What Chitta knows”.")
MORE_MANY = N_("%(n)s more things you told stand in “What Chitta knows”.")
MORE_ONE_READ = N_("%(n)s more thing of this kind stands in “What Chitta knows”.")
MORE_MANY_READ = N_("%(n)s more things of this kind stand in “What Chitta knows”.")

TODAY = N_("How it is these days")
HELPS = N_("What already helps")
HELPS_INTRO = N_("Things you found out yourselves:")
HOPES = N_("What you hope for")
FILMED = N_("What you saw in what you filmed")
PAPERS = N_("What papers say, as you told it")
PAPERS_INTRO = N_("These are a document’s words in yours. The document itself was not read here.")
READ = N_("What documents you brought also say")
READ_INTRO = N_("These are their authors’ words, not mine and not yours. What does not fit can be put right.")
ALSO_TOLD = N_("What you also told")

UNKNOWN = N_("What I do not know yet")
NO_AGE = N_("How old %(name)s is has not come up yet.")
NOT_TALKED = N_("We have not talked yet about: %(things)s.")
NOT_FILMED = N_("No filmed moment has come up yet, so this letter rests on what was told.")
NOT_WATCHED = N_("The films stayed with you; nobody here watched them. What stands here of them is what you saw.")
NOT_A_LACK = N_("What was not told or seen is not something %(name)s cannot do. It is only not known yet.")

NEXT = N_("The next step, if it suits you")
LOST = N_("You told of something that was there and is there no more. It is better not to wait with this: ask the doctor or the nurse in the next few days.")
LOST_WRITTEN = N_("A document tells of something that was there and is there no more. If that is so, it is better not to wait with this: ask the doctor or the nurse in the next few days.")
DOCTOR = N_("Tell the nurse at the family health centre or the paediatrician what stands here. They meet many children of this age and can say whether a closer look would help.")
DOCTOR_SCHOOL = N_("Tell the school nurse or the paediatrician what stands here. They meet many children of this age and can say whether a closer look would help.")

HEARING_FINE = N_("It is good that hearing was checked. That is worth telling whoever you turn to, with when it was: talking leans on hearing, and at times it is checked again.")
RESTS_ON = N_("This rests on one thing that was told: “%(words)s”")
SO_SAID = N_("As it was told: “%(words)s”")
SO_WRITTEN = N_("As a document says: “%(words)s”")

HOME = N_("What can be tried at home")
HOME_HELPS = N_("When a moment is hard, begin with what helped before, and tell everyone who is with %(name)s about it, so that it is the same everywhere.")
HOME_LOVES = N_("Put something that %(name)s loves just before or after a moment that is hard.")

BEST = N_("You know %(name)s best. If something here is not right, it can be put right.")
EVERYTHING = N_("Everything you told stands in “What Chitta knows”. This letter keeps to a few things, so that it can be read in one sitting.")
DELETED = N_("Here stood something that you have deleted.")

# What somebody said, alone in a list.
ALONE: dict[str, str] = {
    "parent": N_("“%(words)s”"),
    "document": N_("In a document: “%(words)s”"),
    "video": N_("Seen in a video: “%(words)s”"),
    "expert": N_("A professional said: “%(words)s”"),
}
IN_THE_PAPER = N_("In the document “%(paper)s” it says: “%(words)s”")
# The first sentence of the first, second and third area, in the parent's words; no two openers are the same.
LEADS = (N_("You told: “%(words)s”"), N_("About this you said: “%(words)s”"), N_("And here, in your words: “%(words)s”"))
EXAMPLES = (N_("For example: “%(words)s”"), N_("One such moment: “%(words)s”"), N_("This is how it looked: “%(words)s”"))
ALSO = N_("And also: “%(words)s”")
PAPER: dict[str, str] = {"doc_what": N_("The document: “%(words)s”"), "doc_says": N_("From it: “%(words)s”")}
BY: dict[str, str] = {name: ALONE[name] for name in ("document", "video", "expert")}
SINCE_WHEN = N_("It began, in your words: “%(words)s”")
SINCE = N_(" (“%(words)s”).")

DOMAINS: dict[Domain, str] = {
    "communication": N_("talking and understanding"),
    "social_play": N_("being with others and playing"),
    "behaviour_emotion": N_("feelings and behaviour"),
    "attention": N_("staying with one thing"),
    "learning": N_("learning new things"),
    "sensory": N_("the senses"),
    "motor": N_("moving and using the hands"),
    "sleep": N_("sleep"),
    "eating": N_("meals"),
    "general": N_("everyday life"),
}
HEADINGS: dict[Domain, str] = {
    "communication": N_("Talking and understanding"),
    "social_play": N_("Being with others and playing"),
    "behaviour_emotion": N_("Feelings and behaviour"),
    "attention": N_("Staying with one thing"),
    "learning": N_("Learning new things"),
    "sensory": N_("Sounds, touch, light and taste"),
    "motor": N_("Moving and using the hands"),
    "sleep": N_("Sleep and nights"),
    "eating": N_("Meals"),
    "general": N_("Everyday life"),
}
STEPS: dict[Domain, str] = {
    "communication": N_("Ask the doctor for a hearing check, even if %(name)s seems to hear well: talking leans on hearing, and the check is short."),
    "social_play": N_("Ask the kindergarten teacher how %(name)s is among other children. There are moments there that home does not have."),
    "behaviour_emotion": N_("Ask the kindergarten teacher when it is easier and when it is harder. What is the same in both places, and what is not, helps whoever you turn to."),
    "attention": N_("Ask the kindergarten teacher what %(name)s stays with for long, and when. What holds the interest is as telling as what does not."),
    "learning": N_("Ask the kindergarten teacher what comes easily and what takes more time, and ask the doctor about checks of sight and hearing: they are short, and a good place to begin."),
    "sensory": N_("Note for a week what came just before such a moment, and tell it at the next visit to the nurse or the doctor. What repeats itself shows where to begin."),
    "motor": N_("Ask the nurse or the doctor to look at how %(name)s moves. They can say whether a physiotherapist or an occupational therapist should have a look."),
    "sleep": N_("Write down one week of nights, falling asleep and waking, and show it to the doctor. One week says more than a memory at the end of a long day."),
    "eating": N_("Tell the nurse or the doctor about the meals. Weight and growth are quick to check, and that answers the first question."),
    "general": N_("Write down two or three ordinary moments when they happen. They help whoever you turn to more than a summary does."),
}
STEPS_SCHOOL: dict[Domain, str] = {
    "social_play": N_("Ask the teacher how %(name)s is among other children. There are moments there that home does not have."),
    "behaviour_emotion": N_("Ask the teacher when it is easier and when it is harder. What is the same in both places, and what is not, helps whoever you turn to."),
    "attention": N_("Ask the teacher what %(name)s stays with for long, and when. What holds the interest is as telling as what does not."),
    "learning": N_("Ask the teacher what comes easily and what takes more time, and ask the doctor about checks of sight and hearing: they are short, and a good place to begin."),
}
# Where hearing was checked and is fine.
HEARD: dict[Domain, str] = {
    "communication": N_("Ask the doctor or the nurse whether a speech therapist should have a look."),
    "learning": N_("Ask the kindergarten teacher what comes easily and what takes more time, and ask the doctor about a check of sight: it is short, and a good place to begin."),
}
HEARD_SCHOOL: dict[Domain, str] = {
    "communication": HEARD["communication"],
    "learning": N_("Ask the teacher what comes easily and what takes more time, and ask the doctor about a check of sight: it is short, and a good place to begin."),
}
# fmt: on
