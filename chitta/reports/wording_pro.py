"""The fixed sentences of the professional report, as msgids. %(name)s is the child's; %(words)s somebody's own."""

from __future__ import annotations

from chitta.core.i18n import N_
from chitta.core.vocabulary import Domain, ObservationKind
from chitta.reports.whereabouts import Company, Place

# fmt: off
TITLE = N_("A report for professionals: %(name)s")
TITLE_NO_NAME = N_("A report for professionals")
NOT_AN_ASSESSMENT = N_("A summary of what was told, written and seen. It is not a diagnosis and does not replace an assessment.")
BY_PROGRAM = N_("Chitta’s software put it together by template, without a language model; Chitta is an AI-assisted service.")
BY_CLAUDE = N_("Claude, an AI, wrote background, strengths and areas from the things that were told, written and seen, and a program checked that each sentence names what it rests on. It can be mistaken; the sources decide.")
NOTHING = N_("Nothing is written down about %(name)s yet. A first talk of a few minutes is enough for a first report.")
LITTLE = N_("Only a little is known so far, and so this report is short.")

AGE = N_("Age")
NO_AGE = N_("not told yet")
RESTS_ON = N_("Rests on")
COUNTED: dict[str, str] = {
    "parent": N_("told by the parent: %(n)s"),
    "document": N_("read in documents: %(n)s"),
    "video": N_("seen in films: %(n)s"),
    "expert": N_("said by professionals: %(n)s"),
}
DATE = N_("Date")
NO_SOURCE = N_("nothing yet")

BACKGROUND = N_("Background")
FAMILY = N_("Family and days")
HISTORY = N_("Early history")
HOPES = N_("What the parent hopes for")
NO_BACKGROUND = N_("Nothing was told yet about the family, the early years or what the parent hopes for.")

STRENGTHS = N_("Strengths")
NO_STRENGTH = N_("No strength has come up yet. That says something about the talk, not about %(name)s.")

AREAS = N_("Areas of development")
NO_AREAS = N_("Nothing was told or seen yet that belongs to one of the areas.")
TERMS = N_("In a film or from a professional there are terms that neither the family nor a document brought up. They are not repeated here.")
LABELS: dict[ObservationKind, str] = {
    "concern": N_("Difficulty or question"),
    "development": N_("As it is now"),
    "context": N_("Context"),
    "strength": N_("As it is now"),
    "history": N_("History"),
    "hope": N_("Hope"),
}
HELPS = N_("What helps")
WHO: dict[str, str] = {
    "parent": N_("the parent"),
    "parent_film": N_("the parent, of a filmed moment"),
    "parent_paper": N_("the parent, of a document"),
    "document": N_("a document"),
    "video": N_("a film"),
    "expert": N_("a professional"),
}
WHO_PAPER = N_("the document “%(paper)s”, page %(page)s")
WHO_FILM = N_("a film, from %(start)s to %(end)s")
ONE_SOURCE = N_("One source: %(who)s.")
MORE_SOURCES = N_("Several sources: %(who)s.")
ONE_SETTING = N_("One setting: %(where)s.")
MORE_SETTINGS = N_("Several settings: %(where)s.")
NO_SETTING = N_("No setting was named.")
MORE_ONE = N_("%(n)s more thing in this area is held and not listed here.")
MORE_MANY = N_("%(n)s more things in this area are held and not listed here.")
MORE_ONE_OF_THIS = N_("%(n)s more thing of this kind is held and not listed here.")
MORE_MANY_OF_THIS = N_("%(n)s more things of this kind are held and not listed here.")

PLACES: dict[Place, str] = {
    "home": N_("at home"),
    "kindergarten": N_("in kindergarten"),
    "school": N_("at school"),
    "playground": N_("at the playground"),
    "shop": N_("in a shop"),
    "party": N_("at a celebration"),
    "grandparents": N_("at the grandparents’"),
    "car": N_("in the car"),
    "clinic": N_("at a clinic"),
}
COMPANY: dict[Company, str] = {
    "children": N_("with other children"),
    "siblings": N_("with brothers or sisters"),
    "family": N_("with grandparents or relatives"),
    "teacher": N_("with the teacher"),
}

FIT = N_("What was told beside what was seen")
FIT_INTRO = N_("The parent’s report and the films, put side by side by area, and by whether something was told or seen as going well or as hard. Whether both speak of the same thing is for the reader to judge.")
NO_FILM = N_("No film was watched, so there is nothing to put beside the parent’s report.")
NO_PAIR = N_("What was seen in films stands under its area. Nothing the parent told can be put beside it.")
AGREES, DIFFERS, ONLY_SEEN = N_("Agrees"), N_("Differs"), N_("Only in the film")
TOLD = N_("The parent told: “%(words)s”")
SEEN = N_("In the film: “%(words)s”")
NOT_FILMED = N_("Told as hard, and in no film: %(things)s.")

TIMELINE = N_("Timeline")
TIMELINE_INTRO = N_("The place on the line is approximate: it is read from words such as “since the summer”.")
NO_POINT = N_("Nothing was told yet with a time to it.")
BORN, TODAY = N_("Birth"), N_("This report")
UNPLACED = N_("Told with a time that has no place on the line:")

UNSEEN = N_("What was not observed")
NOT_TOLD = N_("Nobody told about: %(things)s.")
NO_VOICE = N_("Not among the sources: %(things)s.")
NOT_A_LACK = N_("A thing that was not seen is not a thing %(name)s cannot do.")

PAPERS = N_("Documents brought")
PAPERS_INTRO = N_("Named as they are. Nothing in them was rated again.")
NO_PAPER = N_("No document was brought.")
UNTITLED = N_("A document without a title")
TYPES = {
    "diagnosis": N_("an assessment"),
    "report": N_("a report of kindergarten or school"),
    "medical": N_("a medical document"),
    "other": N_("another document"),
}
NO_DATE, NO_AUTHOR = N_("no date known"), N_("author not known")

QUESTIONS = N_("Open questions")
ASK_LOST = N_("Something is told that was there and is there no more. What was it, since when, and is it gone everywhere?")

GONE = N_("Here stood something that was deleted.")

LIMITS = N_("Limits")
NOBODY_EXAMINED = N_("Nobody here has met or examined %(name)s, and no test was used.")
OWN_WORDS = N_("What stands in quotation marks are people’s own words in the language they were said in; where they are cut, three dots say so.")
SORTED = N_("Areas, settings and times were sorted by words. That can go wrong; the number beside a sentence leads to where it was said.")
MOMENTS = N_("A film shows a few minutes in one place, with a camera in the room.")
DISPUTED_ONE = N_("%(n)s thing that the parent does not agree with was left out.")
DISPUTED_MANY = N_("%(n)s things that the parent does not agree with were left out.")
LEFT_OUT_ONE = N_("For length, %(n)s thing that is held was left out.")
LEFT_OUT_MANY = N_("For length, %(n)s things that are held were left out.")
STRUCK_ONE = N_("%(n)s thing was deleted after this was written, and its words are gone from here.")
STRUCK_MANY = N_("%(n)s things were deleted after this was written, and their words are gone from here.")

HEADINGS = {
    "background": BACKGROUND,
    "areas": AREAS,
    "area": N_("Area"),
    "what": N_("What was told, read or seen"),
    "who": N_("Who says so"),
    "where": N_("Where, with whom"),
    "since": N_("Since when"),
    "fit": FIT,
    "timeline": TIMELINE,
    "beside": N_("The list below says the same in words."),
    "approximate": TIMELINE_INTRO,
    "unplaced": UNPLACED,
    "no_point": NO_POINT,
    "ages": N_("The numbers below the line are years of life."),
    "no_background": NO_BACKGROUND,
    "papers": PAPERS,
    "papers_intro": PAPERS_INTRO,
    "no_paper": NO_PAPER,
}

DOMAINS: dict[Domain, str] = {
    "communication": N_("Communication and language"),
    "social_play": N_("Social interaction and play"),
    "behaviour_emotion": N_("Emotion and behaviour"),
    "attention": N_("Attention"),
    "learning": N_("Learning and thinking"),
    "sensory": N_("Sensory responses"),
    "motor": N_("Motor skills"),
    "sleep": N_("Sleep"),
    "eating": N_("Eating"),
    "general": N_("Everyday life"),
}
WITHIN: dict[Domain, str] = {  # inside a sentence
    "communication": N_("communication and language"),
    "social_play": N_("social interaction and play"),
    "behaviour_emotion": N_("emotion and behaviour"),
    "attention": N_("attention"),
    "learning": N_("learning and thinking"),
    "sensory": N_("sensory responses"),
    "motor": N_("motor skills"),
    "sleep": N_("sleep"),
    "eating": N_("eating"),
    "general": N_("everyday life"),
}
ASK: dict[Domain, str] = {
    "communication": N_("How does what %(name)s understands compare with what is expressed, and when was hearing last checked?"),
    "social_play": N_("What makes it easier to join other children, and what makes it harder?"),
    "behaviour_emotion": N_("What comes just before the hard moments, and what brings calm again?"),
    "attention": N_("What holds attention for long, and how does it differ between what was chosen and what was asked for?"),
    "learning": N_("What is learned with ease, in which way, and what takes more time?"),
    "sensory": N_("Which sensations are sought, which are avoided, and in which situations?"),
    "motor": N_("How are large and fine movements in unhurried play, and what is avoided?"),
    "sleep": N_("What does a week of nights look like, and what may disturb sleep?"),
    "eating": N_("What is eaten in a week, and are growth and swallowing without question?"),
    "general": N_("In which ordinary moments does it show most, and in which not at all?"),
}
# fmt: on
