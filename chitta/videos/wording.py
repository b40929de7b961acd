"""What the filming guidance says. English msgids; which of them is said to whom decides `guidance.py`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from chitta.core.i18n import N_
from chitta.core.vocabulary import Domain

Scene = Literal["free_play", "meal_time", "focused_activity"]
Band = Literal[
    "baby", "toddler", "kinder", "school", "teen", ""
]  # under 2, 2 to 3, 4 to 6, 7 to 11, 12 and more, not known

TITLES: dict[Scene, tuple[str, str]] = {
    "free_play": (N_("Free play"), N_("Whatever is played with anyway. Nothing to prepare.")),
    "meal_time": (N_("An ordinary meal"), N_("The food that is there, whoever is at the table.")),
    "focused_activity": (N_("Something that takes attention"), N_("A puzzle, a book, building: whatever is at home.")),
}

# fmt: off
REASONS: dict[Scene, dict[Domain, str]] = {
    "free_play": {
        "communication": N_("In play at home, asking, answering and telling come by themselves, with words and without them."),
        "social_play": N_("Play shows how an idea is shared: who begins, who joins in, and what happens when two want different things."),
        "behaviour_emotion": N_("In play there is joy, and now and then something does not work out. Both show what helps to become calm again."),
        "attention": N_("A game that was freely chosen shows how long interest lasts when nobody asks for anything."),
        "learning": N_("In free play one sees how something new is tried, and what happens after it did not work."),
        "sensory": N_("Play at home shows which sounds, touches and movements are sought, and which are better left out."),
        "motor": N_("In play the whole body takes part: the floor, the hands, climbing, small pieces. And nobody is testing."),
        "sleep": N_("A quiet quarter of an hour of play shows the rested side, and it belongs beside what you told of the nights."),
        "eating": N_("Play is far from the table, and that is the point: it shows what comes easily where there is no food."),
        "general": N_("In free play, what comes easily and where help is needed show by themselves, when nobody asks for anything."),
    },
    "meal_time": {
        "communication": N_("A meal is a good place to see how one asks, refuses and tells, with nobody testing."),
        "social_play": N_("A meal is being together: looking at each other, waiting for a turn, joining in the talk."),
        "behaviour_emotion": N_("A meal is full of small waits and small noes. It shows what comes before a hard moment, and what helps."),
        "attention": N_("A meal shows what staying in one place is like, and what makes it easier."),
        "learning": N_("At the table things are asked, explained and remembered without any page or task."),
        "sensory": N_("Food has smells, touches and sounds. A meal shows what is pleasant and what is too much."),
        "motor": N_("Sitting, holding, pouring, bringing to the mouth: a meal shows how body and hands work together."),
        "sleep": N_("A meal is a fixed point of the day. It shows how much strength there is, beside what you told of the nights."),
        "eating": N_("One ordinary meal shows what is chosen, what is refused, and what happens around it. It need not go well."),
        "general": N_("A meal happens anyway, and it shows many things at once: asking, waiting, being together."),
    },
    "focused_activity": {
        "communication": N_("While doing something together one asks for help, explains and answers. The words come beside the hands."),
        "social_play": N_("A small task for two shows taking turns, looking at each other and asking for help."),
        "behaviour_emotion": N_("A small task shows the moment when it gets difficult, and what helps to go on."),
        "attention": N_("A few minutes with one thing show how one begins, what leads away and what leads back."),
        "learning": N_("A small task shows how a way is found, what happens after a mistake, and which help really helps."),
        "sensory": N_("Something quiet at a table shows how it is with less around, and what disturbs even then."),
        "motor": N_("Drawing, threading, building and cutting show hands, sitting and effort from close by."),
        "sleep": N_("Something calm in the middle of the day shows how much strength there is for it, beside what you told of the nights."),
        "eating": N_("Away from food, a calm activity shows how something new is met: at once, slowly, or after a long look."),
        "general": N_("A few minutes with one thing show how one begins, goes on and asks for help."),
    },
}

_TALK = N_("Let the talk go where it goes, without questions for the camera.")
_AS_ALWAYS = N_("Talk together as you always do. No need to ask questions for the camera.")
_WAIT = N_("When it gets hard, wait a few seconds before helping.")
_USUAL = N_("A usual meal, with whoever usually sits there.")
_HELP = N_("Be there as usual, and help only when help is asked for.")
STOP = N_("After about three minutes it is enough.")

STARTS: dict[Scene, tuple[str, str]] = {  # the second for a child of 12 and more
    "free_play": (N_("Begin when play has already begun, with what is out anyway."), N_("Begin with something that is enjoyed, and that may be shown: a game, music, a ball, a hobby.")),
    "meal_time": (N_("Begin when the food is already on the table."), N_("Begin at the table, after everybody agreed that the phone may stand there.")),
    "focused_activity": (N_("Begin with something that is at home and takes a little patience."), N_("Begin with something that has to be finished anyway: homework, a recipe, something to repair or to make.")),
}
STEPS: dict[Scene, dict[Band, tuple[str, str]]] = {
    "free_play": {
        "baby": (N_("On the floor, face to face, with two or three things within reach."), N_("Answer every sound, look or movement, and then wait a little for the next one.")),
        "toddler": (N_("Leave the choice of the game to them, and join in as you always do."), N_("After a minute or two offer one small idea, and see what comes back.")),
        "kinder": (N_("A game with some pretending, building or rules: whatever is loved just now."), N_("Join in for part of the time, and for the rest just be near.")),
        "school": (N_("A game for two with turns, or something that is invented and explained on the way."), N_("Ask to have the rules explained, also if you know them already.")),
        "teen": (N_("Do it together for a few minutes, as it sometimes happens."), _TALK),
        "": (N_("Whatever is played with gladly these days, on the floor or at a table."), N_("Follow the game, and now and then wait a moment before helping.")),
    },
    "meal_time": {
        "baby": (N_("One small meal, face to face."), N_("Before the next spoonful wait a moment, to see how more is asked for.")),
        "toddler": (N_("Put something that is liked a little out of reach, and wait to see how it is asked for."), _AS_ALWAYS),
        "kinder": (N_("Leave them time to take, pour or pass something alone, also if a little is spilled."), N_("Talk about the day as always, and wait a little for the answers.")),
        "school": (_USUAL, N_("Let the talk go as always: who tells, who asks, who waits.")),
        "teen": (N_("An ordinary meal or something small in the kitchen, nothing special."), _TALK),
        "": (_USUAL, _AS_ALWAYS),
    },
    "focused_activity": {
        "baby": (N_("A book with thick pages, a box with a lid, or cups that fit into each other."), N_("Show it once, and then leave time to try.")),
        "toddler": (N_("A simple puzzle, a short book or a tower, for two or three minutes."), _WAIT),
        "kinder": (N_("A puzzle, cutting and gluing, a drawing or a memory game: something that asks for a little effort."), _WAIT),
        "school": (N_("Part of the homework, a model to build, a recipe or a board game."), _HELP),
        "teen": (N_("Film the part where it gets a little difficult, if that is agreed."), _HELP),
        "": (N_("A puzzle, a book, a drawing or a small task: whatever is at home."), _WAIT),
    },
}

SCENE_TIPS: dict[Scene, str] = {
    "free_play": N_("Follow the play wherever it goes. There is no right way to play."),
    "meal_time": N_("An untidy table is fine. An ordinary meal tells more than a beautiful one."),
    "focused_activity": N_("It does not matter whether it gets finished. How it is done is what counts."),
}
TEEN_TIP = N_("Whatever is done gladly is right. It need not look like play.")
_STAND = N_("Put the phone in its place before you begin, so that it is not the most interesting toy.")
BAND_TIPS: dict[Band, str] = {
    "baby": N_("Choose an hour after sleep, neither hungry nor tired."),
    "toddler": _STAND,
    "kinder": N_("Say in a few words why the phone stands there, and then forget about it."),
    "school": N_("Ask first. If the answer is no, then it is no."),
    "teen": N_("Ask first, show the film afterwards, and delete it if that is wished."),
    "": _STAND,
}
_GOOD_HOUR = N_("Choose an hour of the day that is usually a good one.")
DOMAIN_TIPS: dict[Domain, str] = {
    "communication": N_("After a question or a look, count slowly to five before you help with a word."),
    "social_play": N_("If a brother or a sister joins in, let it happen. There is no need to arrange it."),
    "behaviour_emotion": N_("If it gets hard, put the phone away and be there. That film need not be kept."),
    "attention": N_("Leave the room as it usually is. Only the television is off."),
    "learning": N_("Choose something that is almost easy. A success belongs in the film too."),
    "sensory": N_("Leave light, sounds and clothes as they are pleasant, and try nothing out on purpose."),
    "motor": N_("Film from a little further away, so that the whole body is in the picture."),
    "sleep": _GOOD_HOUR,
    "eating": N_("Offer only what is offered anyway. Nobody has to be talked into tasting something new."),
    "general": _GOOD_HOUR,
}

# What will be looked at: for whoever watches a film later, never for the page.
FOCUS: dict[Scene, tuple[str, ...]] = {
    "free_play": ("what the child chooses and how play develops", "how the child starts, shares and ends contact", "joy, and what helps when something fails"),
    "meal_time": ("how the child asks, refuses and tells", "waiting and taking turns at the table", "holding, pouring and bringing to the mouth"),
    "focused_activity": ("how the child begins and stays with one thing", "what happens when it gets difficult", "how help is asked for and used"),
}
DOMAIN_FOCUS: dict[Domain, str] = {
    "communication": "words, sounds, gestures and looks used to ask, answer and tell",
    "social_play": "looking at, following and including the other person",
    "behaviour_emotion": "what comes before a hard moment, and what calms",
    "attention": "how long interest lasts, what leads away and what leads back",
    "learning": "how a new thing is tried, and what is done after a mistake",
    "sensory": "sounds, touches and movements that are sought or avoided",
    "motor": "posture, balance, and both hands working together",
    "sleep": "energy and tiredness in the course of the scene",
    "eating": "what is chosen, touched, tasted and refused",
    "general": "what comes easily, and where help is wanted",
}

# What a parent may look for while watching, when they are the ones who tell.
QUESTIONS: dict[Scene, tuple[str, str, str]] = {
    "free_play": (
        N_("What is chosen first, and what becomes of it?"),
        N_("When is somebody looked at, shown something or asked to join in?"),
        N_("What happens when something does not work out, and what helps then?"),
    ),
    "meal_time": (
        N_("How is something asked for, and how is it refused?"),
        N_("What happens while waiting?"),
        N_("What do the hands do: holding, pouring, bringing to the mouth?"),
    ),
    "focused_activity": (
        N_("How does it begin, and how long does it last?"),
        N_("What happens at the first difficulty?"),
        N_("How is help asked for, and which help really helps?"),
    ),
}


class Example(NamedTuple):
    """A situation. key: an interest, "siblings", "grandparents", or "" for any home; bands: the ages it fits."""

    title: str
    line: str
    key: str = ""
    bands: tuple[Band, ...] = ("toddler", "kinder", "school", "")


_YOUNG: tuple[Band, ...] = ("toddler", "kinder", "")
_ALL: tuple[Band, ...] = ("baby", "toddler", "kinder", "school", "teen", "")
_NOT_BABY: tuple[Band, ...] = ("toddler", "kinder", "school", "teen", "")
_NOT_TEEN: tuple[Band, ...] = ("baby", "toddler", "kinder", "school", "")
_BABY: tuple[Band, ...] = ("baby",)
_TEEN: tuple[Band, ...] = ("teen",)

EXAMPLES: dict[Scene, tuple[Example, ...]] = {
    "free_play": (
        Example(N_("Building on the rug"), N_("Blocks or magnets, and see who decides what it will be."), "building"),
        Example(N_("Dolls, figures or a toy kitchen"), N_("A small story that goes where it goes."), "pretend", _YOUNG),
        Example(N_("With the toy animals, or the pet at home"), N_("Feeding, stroking, talking to them."), "animals", _NOT_TEEN),
        Example(N_("Cars and tracks"), N_("Driving, crashing, repairing, and all over again."), "trains", _YOUNG),
        Example(N_("A ball back and forth"), N_("In the yard or the corridor. Turns come by themselves."), "sport", _NOT_BABY),
        Example(N_("A song with movements"), N_("One that is known by heart, stopping just before the last word."), "music", ("baby", *_YOUNG)),
        Example(N_("Drawing on a big sheet"), N_("Two colours for each, and see what comes up."), "drawing"),
        Example(N_("Playing with a brother or sister"), N_("A few minutes of what is played anyway."), "siblings", _ALL),
        Example(N_("An afternoon at the grandparents’"), N_("Sometimes another place brings out another side."), "grandparents", _ALL),
        Example(N_("On the mat after sleep"), N_("Face to face, with sounds back and forth."), "", _BABY),
        Example(N_("A basket of things from the kitchen"), N_("Spoons, cups, a lid: what is picked, and what is done with it."), "", _BABY),
        Example(N_("Peekaboo with a cloth"), N_("Stop for a moment, and see how more is asked for."), "", _BABY),
        Example(N_("A game for two"), N_("Cards, a board, the console: whatever is liked."), "", _TEEN),
        Example(N_("Music in the room"), N_("Playing, listening, showing what is good about it."), "", _TEEN),
        Example(N_("A ball outside, or a walk"), N_("Talking can be easier side by side than face to face."), "", _TEEN),
        Example(N_("A quiet quarter of an hour in the afternoon"), N_("With whatever is out anyway.")),
        Example(N_("On the floor on a free morning"), N_("When nobody is in a hurry.")),
        Example(N_("A game just for two"), N_("Without brothers and sisters, if that can be arranged.")),
    ),
    "meal_time": (
        Example(N_("Making something small together, then eating it"), N_("Spreading, mixing, cutting something soft."), "cooking", _NOT_BABY),
        Example(N_("A snack with a toy guest"), N_("A doll or an animal sits at the table too."), "pretend", _YOUNG),
        Example(N_("A snack with the animals"), N_("A toy animal sits at the table too, and gets its share."), "animals", _YOUNG),
        Example(N_("Something to eat, and a book beside it"), N_("Who turns the page, and who tells?"), "books", _NOT_TEEN),
        Example(N_("A picnic in the yard"), N_("A blanket, fruit, and room to get up."), "outdoors", _NOT_TEEN),
        Example(N_("Laying the table with a song"), N_("Then the music goes off, and everybody eats."), "music", _YOUNG),
        Example(N_("Dinner with a brother or sister"), N_("With somebody else at the table one sees joining in, and waiting for a turn."), "siblings", _ALL),
        Example(N_("A meal at the grandparents’"), N_("Another table, other habits. Worth seeing."), "grandparents", _ALL),
        Example(N_("Fruit in the high chair"), N_("Face to face, with time between the bites."), "", _BABY),
        Example(N_("Lunch with everybody"), N_("What is looked at, pointed at, reached for."), "", _BABY),
        Example(N_("Breakfast, just for two"), N_("Short and quiet."), "", _BABY),
        Example(N_("Something small in the kitchen in the evening"), N_("Standing up is fine too."), "", _TEEN),
        Example(N_("Making supper together"), N_("Who does what is part of it."), "", _TEEN),
        Example(N_("Dinner as always"), N_("Whoever is at home, whatever there is."), "", _NOT_BABY),
        Example(N_("Fruit in the afternoon, just for two"), N_("Short and quiet, at an hour when there is still something to tell.")),
        Example(N_("Breakfast on a free morning"), N_("When nobody has to leave.")),
    ),
    "focused_activity": (
        Example(N_("Building from a picture"), N_("From a model or from memory. The middle is the interesting part."), "building"),
        Example(N_("A puzzle that is a little too big"), N_("A few pieces are enough."), "puzzles"),
        Example(N_("A book together"), N_("Turning pages, pointing, telling what comes next."), "books", _NOT_TEEN),
        Example(N_("Drawing or cutting something out"), N_("What is planned, and what changes on the way."), "drawing", _NOT_BABY),
        Example(N_("A recipe in three steps"), N_("Measuring, mixing, waiting."), "cooking", _NOT_BABY),
        Example(N_("Letters or numbers, as a game"), N_("Looking for them on boxes and in books."), "letters", ("kinder", "school", "")),
        Example(N_("A rhythm to copy"), N_("Clapping or drumming, one after the other."), "music"),
        Example(N_("Looking after a pet, or sorting toy animals"), N_("Big and small, from the farm and from the forest."), "animals", _YOUNG),
        Example(N_("A track that closes to a circle"), N_("Where something does not fit, it gets interesting."), "trains", _YOUNG),
        Example(N_("One new trick with the ball"), N_("Try, miss, try again."), "sport", ("kinder", "school", "teen", "")),
        Example(N_("A board or memory game with a brother or sister"), N_("Rules, turns, and what happens when one loses."), "siblings", ("kinder", "school", "teen", "")),
        Example(N_("Something a grandparent teaches"), N_("A card game, a recipe, a repair."), "grandparents", ("kinder", "school", "teen", "")),
        Example(N_("A book with thick pages"), N_("On the knees, one page at a time."), "", _BABY),
        Example(N_("A box with a lid"), N_("In and out, open and shut."), "", _BABY),
        Example(N_("Cups that fit into each other"), N_("Show it once, and wait."), "", _BABY),
        Example(N_("Ten minutes of homework"), N_("The beginning, when one has to sit down, tells the most."), "", _TEEN),
        Example(N_("A recipe from beginning to end"), N_("Reading, planning, doing."), "", _TEEN),
        Example(N_("Putting something together, or repairing it"), N_("A shelf, a bicycle, a computer."), "", _TEEN),
        Example(N_("A puzzle or a book at the table"), N_("Something known, and then something new.")),
        Example(N_("Helping to lay the table or to sort socks"), N_("A real task, with a beginning and an end.")),
        Example(N_("Making something: dough, stickers, glue"), N_("The hands are busy, and the talk goes beside them.")),
    ),
}
# fmt: on

PLACE: tuple[tuple[str, str], ...] = (  # icon and sentence
    ("video", N_("Sideways, at the eye level of %(name)s")),
    ("eye", N_("Face and hands in the picture, from one and a half to two metres away")),
    ("bulb", N_("The light behind the phone, not behind %(name)s")),
    ("close", N_("Television and music off")),
)
LENGTH = N_("Two to four minutes are best. Anything between 30 seconds and 15 minutes is good.")
ENOUGH = N_(
    "Stop sooner if %(name)s does not like it. Nobody needs to perform, and a film that was broken off is fine."
)
STRENGTH = N_("What goes well, in your words: “%(words)s”. That is a good place to begin.")
MOMENT = N_("You told me of a moment: “%(words)s”.")
TOLD = N_("You told me: “%(words)s”.")
HOPED = N_("You wrote what you hope for: “%(words)s”.")
WHERE_GOOD = N_("Where you told what goes well, %(day)s")
WHERE_TOLD = N_("Where you told what is on your mind, %(day)s")
