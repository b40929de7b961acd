"""Every sentence the built-in guide says in English. Marks as in `wording_he`."""

from __future__ import annotations

DOMAINS = {
    "communication": "talking", "social_play": "other children", "behaviour_emotion": "feelings",
    "attention": "focus", "learning": "learning", "sensory": "noise or touch", "motor": "movement",
    "sleep": "sleep", "eating": "food",
}  # fmt: skip

BARE = DOMAINS

QUESTIONS: dict[str, tuple[str, ...]] = {
    "name": (
        "What is [his|her|your child's] name?",
        "What shall I call [him|her|your child] here? A nickname is fine too.",
    ),
    "which": ("You mentioned more than one child, and I would rather not mix them up. Who shall we talk about first?",),
    "age": ("How old is ~ now?", "Most things look different at different ages. When was ~ born, even roughly?"),
    "gender": ("So that I speak of ~ the right way: he or she?",),
    "strengths": (
        "Let's begin with the good side: what makes ~ happy, and what comes easily?",
        "What makes ~ forget the time? A game, a place, a person, anything counts.",
        "Now the other side, which matters just as much: what makes ~ happy, and what comes easily?",
    ),
    "missing_strength": ("One good thing is still missing before we go on: when was it fun with ~ this past week?",),
    "concerns": (
        "And what brings you here? It can be a worry, or simply wanting to understand.",
        "Are there times of day that are harder, for ~ or for you?",
        "What worries you first of all, in your own words?",
        "What have you seen in ~ that raises this question?",
    ),
    "example": (
        "What did it look like the last time: where was it, who was there and what happened?",
        "Take one moment, even a small one, from today or yesterday. What happened in it from start to end?",
    ),
    "missing_example": (
        "One concrete moment is still missing. When did it show in the last few days, and what happened then?",
    ),
    "example_hope": (
        "When did you last see a little of that, even for a moment?",
        "Was there a moment this week that came close to it, and what happened?",
    ),
    "since": (
        "How long has this been going on?",
        "When did you first notice it?",
    ),
    "helps": (
        "And what helps at the hard moments, even a little?",
        "What have you tried that did some good, if only sometimes?",
    ),
    "areas_talk": (
        "A few other things, briefly: how is it going with <areas>?",
        "Let's pass over the other areas too. What can you tell me about <areas>?",
    ),
    "areas_feel": ("And what about <areas>, day to day?", "How is it with <areas>, easy or hard?"),
    "areas_body": ("A little about the body too: how about <areas>?", "And at home, how is it with <bare>?"),
    "history": (
        "Back to the beginning for a moment: how were the pregnancy, the birth and the first year?",
        "Was there anything in the pregnancy, the birth or babyhood that matters, or did it all go smoothly?",
    ),
    "checks": (
        "Has there been a hearing test so far, or any kind of treatment?",
        "Has anyone checked hearing up to now, or given any therapy?",
    ),
    "family": (
        "Who lives at home with ~, and which languages are spoken there?",
        "A few words about home: who lives there, and who helps you?",
    ),
    "day": (
        "What does an ordinary day look like, and what is different between home and <frame>?",
        "What is different at <frame> from home, for better or worse?",
    ),
    "hopes": (
        "Imagine a year has passed and one thing has changed for the better. What would you like to see for ~?",
        "If you could ask for one small thing for ~, what would it be?",
    ),
    "missing_name": ("Which name shall I use here, even a nickname or a letter?",),
    "missing_age": ("To suggest what to film I still need the age. How old is ~?",),
    "film": (
        "There is a first picture now. If it suits you, the next step is to film three ordinary moments: play, a meal and something that takes "
        "focus. It is only an option, and “not now” is fine. Shall we look at what to film?",
        "What you told me is taking shape. You could add three short videos from home, play, a meal and a small task, or leave it for now. "
        "Would you like to see what to film?",
    ),
    "worry": ("What is worrying you?", "What is it about, in your own words?"),
    "f_words": (
        "Which of them [does he say when he wants|does she say when she wants|come out with a wish for] something?",
    ),
    "f_sleep": ("What happens when [he wakes|she wakes|~ wakes]?",),
    "f_before": ("What usually happens just before?",),
    "f_food": ("Which foods go down easily all the same?",),
    "f_with": ("Who is [he|she|~] at ease with all the same?",),
    "f_near": ("What makes such a moment a little easier?",),
    "f_joy": ("When does that happen most?",),
    "f_hurt": ("How is ~ doing now?",),
    "f_unseen_he": ("What do you see that he doesn't?",),
    "f_unseen_she": ("What do you see that she doesn't?",),
    "f_unseen": ("What do you see that others don't?",),
    "f_seen": ("What did you see that made you think of it?",),
    "pause": ("Go on in small steps, or stop here for today?",),
    "film_short": ("Shall I show you what to film?", "So, open the filming guidance?"),
    "open": (
        "How was today with ~?",
        "What else is worth talking about?",
        "What else should I know about ~?",
        "What happened in the last few days that is worth adding?",
        "Which moment with ~ stayed with you this week?",
        "What shall we look at now?",
        "What has changed with ~ lately?",
        "Did anything surprise you this week?",
        "And how does the end of the day go with ~?",
        "Is there something I have not asked that is worth telling?",
    ),
    "doc_what": ("Which document is it, who wrote it and roughly when?", "Who wrote the document, and about when?"),
    "doc_says": (
        "And what does it say that matters most to you, in your own words?",
        "Which one thing in it would you like kept here?",
    ),
    "film_done": ("Was there a chance to film one of the moments?", "Has any moment been filmed meanwhile?"),
    "film_seen": (
        "What does one see in the video, from start to end?",
        "What happened in the filmed moment, in order?",
    ),
    "film_easy": (
        "What went easily there, and what was harder?",
        "Which moment in the video was a joy, and which was hard?",
    ),
    "go_on": (
        "Shall I write the letter now, from what you told me?",
        "Go on with what there is, and write the letter?",
    ),
    "letter_read": (
        "Is there a sentence in the letter that is not right, or one to ask about?",
        "Which sentence in the letter should be corrected or explained?",
    ),
    "expert_wants": (
        "What matters to you in a professional: nearness, language, or experience with something?",
        "What would help you choose a professional?",
    ),
    "meet_who": ("Whom are you meeting, and when is it?", "Who is the meeting with, and on which date?"),
    "meet_ask": ("What do you want to ask there first of all?", "Which question should go along to the meeting?"),
    "journal_what": ("What shall I write in the journal?", "Which words go into the journal?"),
    "add_what": ("What would you like to add?", "What shall we add?"),
}

STRENGTH = {
    "building": "Whoever builds also plans, tries again and waits. That is a lot.",
    "puzzles": "A puzzle means seeing the whole before it is there. Lovely.",
    "music": "Music is a good way to reach ~, so let's remember it.",
    "dance": "Dancing is body and joy at once.",
    "drawing": "A drawing can tell a great deal without words.",
    "books": "A book together is a few minutes of quiet and closeness.",
    "trains": "A world of wheels and tracks has an order that is good to be in.",
    "dinosaurs": "Dinosaurs are a whole world, with names that adults trip over.",
    "animals": "Being good with animals means noticing others without words.",
    "water": "Water calms and delights at the same time. Good to know.",
    "outdoors": "Outside there is room for the body, and sometimes the heart opens too.",
    "sport": "Joy in moving makes it easier to try other things as well.",
    "cooking": "A kitchen has turns, order and tasting. A fine place to be together.",
    "pretend": "Pretend play invents a world and invites others in.",
    "letters": "That kind of interest in letters and numbers comes from within.",
    "humour": "Laughing together is a language of its own.",
    "warmth": "Warmth like that is not a given, and it is good to have it here from the start.",
    "memory": "A memory like that is something to lean on.",
    "wits": "A good head is good company on the way.",
    "curiosity": "Curiosity pulls many good things along behind it.",
}
STRENGTH_ANY = (
    "What a nice thing to read.", "I can almost picture ~ already.", "That is a real strength, and we will come back to it.",
    "Good that this is here too.", "It is nice to meet this side of ~.", "There is much to learn about ~ from that.", "That is something to build on.",
    "A pleasure to read.", "This side deserves a place at the top.", "So that is ~ too.", "One more reason to smile.",
)  # fmt: skip

CONCERN = {
    "few_words": "When words do not come, every small request turns into a guess, for both of you.",
    "unclear": "It is frustrating to speak and not be understood, and frustrating to guess.",
    "name_call": "Calling a name and getting no answer is puzzling every time.",
    "alone": "Seeing ~ on the side while others play, that stings.",
    "shy": "Some need to watch for a long while before going in. It is worth finding what makes it easier.",
    "meltdown": "When it all bursts out at once, it wears out everyone in the room.",
    "hitting": "Hitting or biting often says that something was too big at that moment.",
    "fear": "Fear does not leave because it was explained, so it is worth getting to know.",
    "parting": "A hard goodbye in the morning can colour the whole day, yours too.",
    "sitting": "Staying in one place is harder work than it looks from outside.",
    "noise": "A noise others hardly hear can fill the whole head.",
    "touch": "A label in a shirt can feel like a thorn, and that is quite real.",
    "waking": "Broken nights add up, for everyone in the house.",
    "eating": "When the table becomes a struggle, nobody enjoys the food.",
    "clumsy": "It is worth seeing when the body is surer and when less so.",
    "letters": "When learning becomes a fight, the effort behind it goes unseen.",
    "changes": "Moving from one thing to the next looks small, and can be the hardest part of a day.",
}
CONCERN_ANY = (
    "I am glad you wrote that.", "That is no small thing, so let's stay with it.", "It is clear why this is on your mind.", "There is room for this here too.",
    "This is worth a closer look.", "That matters, and now it is noted in your words.",
    "It sounds as if this keeps coming back.", "One can see that it is not simple.", "Noted, and we will return to it.", "We will not hurry past this.",
)  # fmt: skip
WORRY = ("It is good that you came with this.", "Then let's start there.", "We can look at it together.")

EXAMPLE = {
    "kindergarten": "A moment like that, with all the other children around, is really worth understanding.",
    "school": "In class everybody is watching, and that adds to the load.",
    "shop": "In a shop, with the lights and the queue and the looks, everything grows.",
    "playground": "At the playground it all happens fast, and your description helps me see it.",
    "meal": "One moment at the table tells a lot, and now it can be seen.",
    "bath": "Bath time, of all times, when one only wants to end the day.",
    "bedtime": "By the end of the day all are tired, and everything is bigger.",
    "party": "A birthday is noise, people and waiting, all at once.",
    "morning": "Mornings are short of time anyway, and this only adds.",
    "grandparents": "What happens at the grandparents' is part of the picture too.",
    "car": "In a car there is nowhere to go, for either of you.",
}
EXAMPLE_ANY = (
    "With these details the moment can almost be seen.", "Your description is precise, and that helps.",
    "Those are just the details that help to understand.", "That moment tells a lot.",
)  # fmt: skip
TAKEN = (
    "Noted.", "Good to know.", "Thank you, this helps me see the picture.", "Noted, in your words.", "All right, that is clear.", "This helps too.",
    "A useful detail.", "I kept that as well.", "Another part falls into place.", "That adds to the picture.", "That fills in an important part.",
    "Written down and kept.", "Understood.", "I see that detail now.", "Worth having in writing.", "We can go on from here.",
)  # fmt: skip
HOPE = ("A wish like that is worth keeping in sight.", "That also gives a direction.", "A good direction to walk in.")
HELPS = (
    "What helps once is already a good clue.",
    "Worth remembering, because it works.",
    "That is knowledge worth keeping.",
)
SINCE = (
    "The time matters for the picture.",
    "Good to know how long it has been with you.",
    "That helps to place things.",
)
FINE = ("Good to hear.", "Then there is room to breathe there.", "Fine, on we go.", "That is information too.")
NO_WORRY = ("Good to hear there is no particular worry.", "Simply getting to know each other is fine too.")
UNSURE = (
    "Nobody has to know everything.",
    "That's all right, we can do without.",
    "No problem, it may come up later.",
    "We can go on without an answer too.",
)
SKIP = ("All right, we'll skip it.", "There is no need to answer everything.", "On we go.", "Let's leave that aside.")
NO = ("All right.", "No is information too.", "Clear, going on.", "Fine, that is noted.")
YES = ("Good.", "Fine, going on.", "Lovely.")
NONSENSE = (
    "I could not read that.",
    "That one got scrambled on the way.",
    "I did not follow that line.",
)
NOD = ("All right.", "Fine, going on.", "I am here.")
OFF_TOPIC = (
    "I am no help with that, but we can talk about ~ any time.",
    "I will leave that to others and come back to ~.",
    "I am here for ~ and for you.",
)
UNCLEAR = (
    "Maybe I did not get that right.",
    "Let me ask a little differently.",
    "Let's try from another side.",
    "One moment, I will ask more simply.",
)
THANKS = ("Gladly.", "You are welcome.", "Thank you too.")
GREETING = ("Hello, good that you came.", "Hi, good to see you here.")
AGAIN = ("Good to see you again.", "Hello again.")
INTRO = "Good to meet you. I am Chitta, an AI that helps parents understand their children, without diagnosing."
TOO_MUCH = (
    "That sounds like a great deal for one day. What you told me stays, and everything can wait.",
    "A lot is resting on you now. Nothing in this conversation is urgent, and what you told me is kept.",
    "It really is a load. One word is enough for an answer, and so is coming back tomorrow.",
)
DEFENSIVE = (
    "This is no test and there are no wrong answers. Any question can be skipped.",
    "You know best what is true at home. Tell only what feels right.",
    "The questions only help me get to know ~, and each can stay without an answer.",
)
LOST = "If something that was already there has gone, that is reason enough to call the nurse or doctor now, without waiting."
CONDITION = (
    "That is a heavy question, and it is good that you are not alone with it. A conversation cannot tell; only a professional who meets ~ can. "
    "Any worry is reason enough to ask your nurse or doctor now.",
    "I have no way to answer that, neither yes nor no. A professional who meets ~ can, and you could call the nurse or doctor this week. Here we describe "
    "what you see.",
    "Once more I leave that word to the professionals who will meet ~. Your nurse or doctor is a good address already now.",
)
CONDITION_KNOWN = (
    "Thank you for telling me; it is noted in your words.",
    "Noted as you were told. Here we describe ~, not the name of it.",
)
SAFE = (
    "I am glad you wrote this. The phone numbers are here on the screen, and someone answers there now. Is everyone at home safe at this moment?",
    "What you wrote matters, and you need not stay alone with it. You can call one of the numbers on the screen now. Is there someone near you?",
    "I am here, and the numbers stay on the screen. Shall we keep talking, or will you call first?",
)
ADDRESS = "How you are addressed can be changed in the settings, and from then on I will speak so."
ANGRY = (
    "I see that this did not help. One word about what is missing is enough, and stopping here is fine too.",
    "That is frustrating, and rightly so. What you told stays, even if we stop now.",
)
SAD = (
    "That looks like a hard moment. One word is enough, and so is resting.",
    "I am here. There is no need to write much.",
)
ECHO = {
    "hurt": "That comes first. If it has not been looked at yet, please see a doctor now; our conversation can wait.",
    "ill": "Health comes first. If anything worries you, please call the doctor; our conversation can wait.",
    "loss": "I am very sorry. You need not tell more of it than feels right.",
    "body": "That is something a doctor should see soon, without waiting for this conversation.",
    "hard_start": "That is not an easy beginning, for anyone. Thank you for telling me.",
    "guilt": "Whoever fears that is already paying attention. Difficulties like these do not come from one mistake of a parent.",
    "unseen_tired": "That is tiring, and more so when nobody believes you.",
    "unseen": "It is harder when nobody believes you.",
    "tired": "Tiredness like that is no small thing.",
    "hard_to_say": "It doesn't have to come out in order.",
    "words": "<known>, noted.",
    "sleep": "Nights like that wear everyone out.",
}
DELETE = "Every line can be deleted here."
DELETE_CLOSED = (
    "Every line can be deleted on the page of what I know. It does not open right now, and it stays yours to delete."
)
FIX = "Every line can be changed here: each has “Correct or delete” beside it."
FIX_CLOSED = "Tell me here what is right, and I will correct it."
HUMAN = "There is no person here, only an AI. Under the box where you write it says “Someone to call”, and people answer there."
ALREADY_TOLD = ("You did, and it is noted. Let's go on.", "Right, you told me that. Sorry.")
AGAIN_ASKED = ("In other words:", "Let me put it differently:")
NOTHING_ASKED = "I asked nothing this time. You can tell me anything you like, or stop here."
UNKNOWN_PRODUCT = (
    "I have no information on that. What you can do here is tell, ask, and correct or delete any line that was noted."
)
UNKNOWN_ANY = "That is something I have no way of knowing."
CALM = {
    "tired": (
        "I'm glad you said so. Tiredness like that is reason enough to ask for help, and the numbers stay here. Who could take over for an hour?",
        "Tiredness like that adds up, and you need not carry it alone. The numbers stay here.",
    ),
    "saying": (
        "I'm glad you said so. Even when it is only a way of speaking, there can be a heavy day behind it, and the numbers stay here. What was hardest today?",
        "That is clear. The numbers stay here in any case.",
    ),
    "fine": (
        "I'm glad you said so. The numbers stay here, even if you don't need them now. Who could be with you today?",
        "Good to read. The numbers stay here, and there is no hurry.",
    ),
    "unsafe": (
        "Then a call comes first, to one of the numbers on the screen, now. If you can, be in another room or near people. Who could come to you?",
        "A call now comes before everything. The numbers are on the screen, and someone answers there.",
    ),
    "alone": (
        "Then it would be good to hear a voice: the numbers on the screen answer now. Who else could you call?",
        "Being alone makes it heavier. The numbers on the screen answer now.",
    ),
    "call": (
        "Good. That call comes first, and I am here afterwards too.",
        "Yes, call first. Everything here can wait.",
    ),
    "talk": (
        "I am here, and the numbers stay on the screen. What is heaviest right now?",
        "You can write anything, even one word.",
    ),
    "any": (
        "I read that. There is no hurry, and the numbers stay here.",
        "It is good that you wrote this too.",
        "That sounds like a lot. You can write more, or rest.",
        "I am here, and nothing needs an answer.",
    ),
}
STOPPED = (
    "All right, we stop here. Everything is kept, and you can go on from the same place whenever it suits.",
    "Stopping here. What you told me waits, and there is no need to start over.",
)
NAME = ("Good to meet ~.", "~, a lovely name.")
NAME_FIXED = ("Corrected, ~. Sorry about that.", "Now it is right: ~. Sorry for the mix-up.")
NAME_WRONG = "Sorry about the wrong name."
AGE = ("<age>, noted.", "Noted: <age>.")
AGE_FIXED = ("Corrected: <age>.", "Thank you for the correction: <age>.")
AGE_PLAIN = ("The age is noted.", "Thank you, I have the age.")
BORN = ("I noted the date of birth: <date>.", "<date>, noted.")
GENDER = ("Thank you, I will say it so.", "Clear.")
OPEN_PASSED = ("All right.", "No pressure.")
FILM_YES = (
    "Good. Two to four minutes for each moment, nothing to prepare, and stop if ~ does not like it. The guidance on what to film and why opens now. The "
    "easiest moment to begin with is one that happens today anyway.",
)
FILM_YES_NO_VIEW = (
    "Good. Three moments: free play, a meal and something that takes focus. Two to four minutes each, phone sideways at eye level, nothing to prepare, "
    "and stop if ~ does not like it. The videos stay on your phone, and afterwards you can tell me what one sees in them.",
)
FILM_NO = (
    "That is quite all right, no filming now. What you told me is kept, and we can simply go on talking.",
    "No filming, and that is fine. The door stays open if it suits you later.",
)
FILM_EARLY = (
    "Filming is possible, and we are nearly there. To know what to suggest I am missing something small.",
    "Gladly, and one missing thing first.",
)
WISH_OPENED = {
    "document": "You can upload the document here. Afterwards we return to exactly where we stopped.",
    "film": "I opened the guidance on what to film and why. There is nothing to prepare.",
    "upload_video": "I opened the place for videos. If the upload stops, it goes on from the same point.",
    "report": "I opened the letter. You can ask here about any sentence in it.",
    "experts": "I opened the list of professionals. You can filter by field, place and language.",
    "journal": "I opened the journal. One note a week already helps to remember.",
    "share": "Here you choose what goes out, to whom and for how long. Nothing is sent before you confirm.",
    "portrait": "I opened what I know about ~. Every line can be corrected or deleted.",
    "meeting": "I opened the page for the meeting. You can edit its questions.",
    "talk": "Gladly, ask anything. I will answer what I can, and say when I cannot.",
    "papers": "The documents are open now, each with what was found in it.",
}
WISH_CLOSED = {
    "document": "A file cannot be attached here. What matters in the document you can tell in words, and it is noted with its source.",
    "film": "You can film a few minutes of play, a meal and a small task on your phone, and keep them with you.",
    "upload_video": "The video itself cannot be attached here, and it stays on your phone. What one sees in it you can describe to me, and it is noted in your words.",
    "report": "The letter has not been written yet. It is written from what gathers here, and each detail makes it more precise.",
    "experts": "I have no list of names here, and whom to turn to I can say.",
    "journal": "What you write here can be kept in the journal as well: just write “add to the journal” and the words.",
    "share": "There is no link for sharing here, and nothing leaves without you. The letter can be opened and printed, for whomever you choose.",
    "portrait": "The full list cannot be opened right now, but here is the main part.",
    "meeting": "Let's prepare together: questions you write here are kept in the journal, under “for the meeting”.",
    "talk": "Gladly, ask anything. I will answer what I can, and say when I cannot.",
    "papers": "What a document says you can tell in words, and it is noted with its source.",
}
PAPER = {
    "none": "No document has arrived here yet.",
    "reading": "<paper> is here, and reading it has not ended. What it says I do not know yet.",
    "understood": "<paper> has been read.",
    "unmarked": "<paper> is here. Nothing of what it says is marked or told yet, so I know nothing from it.",
    "refused": "<paper> could not be taken. Why, and what helps, stands beside it among the documents.",
    "failed": "<paper> could not be read this time. It can be tried again, among the documents.",
}
PAPER_SAYS = "This was kept from it: <says>."
CURATED = {
    "film_who": "Yes, anyone ~ is used to can film: a grandparent, a partner. With somebody else filming it is sometimes easier for you to be in the moment itself.",
    "doc_which": "Anything already written about ~ helps: a summary from kindergarten, a doctor's letter, a hearing test, notes from a therapy. None of it is required, and we go on without documents just as well.",
    "phone_ask": "On the phone you could ask: does it suit the age of ~, how long is the wait, what happens at the first meeting, what to bring, and what it costs. You can keep the answers in the journal.",
    "health_fund": "That differs between funds, plans and ages, so it is worth asking yours: is a referral needed, how many sessions a year, what is your share of the cost, and how long is the wait. The doctor gives the referral.",
    "meeting_ask": "You could ask: what did you see in ~, what already goes well, what can we try at home, who else should we see, and when do we meet again. Write me your own questions too, and they are kept in the journal.",
    "meeting_bring": "Worth bringing: the letter if it is written, earlier documents, a hearing test if there was one, one or two examples from the last week, and your own questions.",
    "share_who": "Only those you gave it to, and only what you chose. Nothing leaves from here unless you confirm it.",
    "share_end": "A share can be ended at any moment, and it ends by itself when its time is over. What you sent in another way cannot be called back from here.",
    "begin": "We can begin with one moment from today or yesterday, even a small one: what ~ did, and what went through your mind.",
    "home_try": "",
    "safe_words": "No person reads this conversation. What you write is kept in your account, it is not shared with anybody, and when Claude answers here your words go to Anthropic so that it can answer. You can delete each thing that was noted. The privacy page says how all of it is deleted.",
    "person": "I am Chitta, an AI and not a person. I can help you put what you see at home in order; I cannot diagnose or replace a professional.",
    "how_long": "About twenty minutes, in any number of sittings. You can stop at any time and go on from the same place.",
    "why_film": "A few ordinary minutes show what is hard to put in words: what comes before, what helps, what already works. It is your choice, not a duty.",
    "diagnose": "Only a professional who meets your child can diagnose. Here we can gather what you see and when, which helps such a meeting. If you are worried, ask your nurse or doctor now.",
    "my_fault": "Whoever asks that is already paying attention. Difficulties like these do not come from one mistake of a parent, and what helps now is to look together.",
    "why_ask": "Each question shows me one more side of ~, not only the hard moments. Any of them can be skipped.",
    "bilingual": "Two languages at home do not harm speech. Let each person speak the language they are at ease in, and count the words of both together.",
    "screens": "Less screen and more face-to-face talk usually helps, above all with little ones. Watching together and talking about it is good too, and guilt is not needed.",
    "talking": "The pace differs a lot from child to child. Still, when there is a question about talking it is worth checking hearing and asking your nurse or doctor, without waiting.",
    "sleep": "A steady hour, low light and the same order before bed help many children. If nights stay hard, or there is snoring, ask your doctor.",
    "eating": "Many children are choosy. It helps to offer a little, without pressure, beside something already liked. With weight loss, choking or very few foods, ask your doctor.",
    "tantrums": "Outbursts are common at a young age. In the moment few words, closeness and safety help; talk afterwards. If it happens a lot or frightens you, ask your doctor.",
    "friends": "Some children join slowly, and one friend at home can be easier than ten at kindergarten. If it lasts or hurts, speak with the teacher and the doctor.",
    "will_pass": "I cannot promise, and I have no reason to alarm you. What helps is seeing what happens and when, and asking your nurse or doctor rather than waiting for it to pass.",  # nosec B105 # no password
    "who_to_see": "Any worry is enough to ask your nurse or doctor, and they will know where to refer you. The kindergarten teacher can help as well.",
    "normal": "There is no single age at which everything happens, and a conversation cannot decide. If it worries you, that is a good reason to ask your nurse or doctor now.",
    "what_next": "First we get to know ~ by talking, then you can film ordinary moments, and from it all comes a letter for you, which you may also show to a professional. The pace is yours.",
    "what_do": "What helps is seeing what happens just before, and what already worked once, even a little. For that I should get to know the moment itself.",
    "": "I have no reliable answer to that here. Keep the question for your nurse, doctor or teacher.",
}
SHARE_END_CLOSED = "There is no link here that could be ended. What was handed over stays with whoever got it."
NOT_KNOWN = (
    "That is something I cannot know from here.",
    "Someone who meets ~ can answer that better than I can.",
    "A good question for your nurse or doctor.",
    "To that I have no answer one could rely on.",
)
STAGE = {
    "document_upload": "We can come back to the document whenever it suits you.",
    "video_instructions": "The filming guidance is waiting, without pressure.",
    "video_upload": "The videos can wait for a good moment.",
    "analysis": "No need to wait here, it takes a moment.",
    "report_ready": "You can ask about any sentence in the letter.",
    "expert_search": "You can tell me what matters to you in a professional.",
    "meeting_prep": "You can add questions for the meeting.",
    "sharing": "Only what you chose goes out.",
}
NEXT = {
    "consultation": "You can ask anything. When it suits you, film three ordinary moments, or have the letter written from what you told.",
    "document_upload": "After the document we return to the conversation where it stopped, and what it says joins the letter.",
    "video_instructions": "You could film one moment that happens today anyway, and then tell me what one sees. It works without filming too: just write “go on with what we have”.",
    "video_upload": "Once the filmed moments are described, write “go on with what we have”, and the letter is written.",
    "analysis": "What you told is being put together as a letter. It takes a moment, and there is no need to wait here.",
    "report_ready": "First read the letter and correct what is not right. Then you can look for a professional, or prepare for a meeting.",
    "expert_search": "Once you have chosen whom to turn to, we can prepare for the meeting here: what to ask and what to bring.",
    "meeting_prep": "Every question you write here is kept in the journal. After the meeting you can note there what was said.",
    "sharing": "Nothing leaves unless you chose it. We can also simply go on talking.",
}
FIRST = {
    "communication": "With talking, one usually begins with a hearing test, and from there a speech-language therapist. The doctor or nurse gives the referral.",
    "social_play": "With other children as the question, the teacher and the doctor are good first addresses, and from there a child psychologist or a child development centre.",
    "behaviour_emotion": "With anger and feelings, one usually begins with parent guidance or a child psychologist, and the doctor knows whom to refer you to.",
    "attention": "With focus as the question, the doctor is the first address, and the teacher can describe what is seen in class or kindergarten.",
    "learning": "With learning, one begins with the teacher and the school counsellor, and then, if needed, somebody who specialises in learning.",
    "sensory": "With noise, touch or tastes, occupational therapy usually helps. The doctor gives the referral.",
    "motor": "With movement, one begins with the doctor, and from there physiotherapy or occupational therapy.",
    "sleep": "With sleep, the doctor is the first address, and once all is checked a sleep adviser can help as well.",
    "eating": "With food, one begins with the doctor, and from there a children's dietitian or a therapist for feeding.",
    "general": "One begins with the doctor or the nurse, and they know whom to refer you to.",
}
TRY = {
    "communication": "You could come down to eye level, say one short sentence about what is happening now, and wait a few seconds before helping.",
    "social_play": "One child at home, for a short time and with a favourite game, is easier than a group. You can be close by and step out slowly.",
    "behaviour_emotion": "Before: say what is about to happen. During: few words, a quiet voice and closeness. After: give it a name, without a lesson.",
    "attention": "Short tasks, an almost empty table, and a break to move between one thing and the next.",
    "learning": "A few minutes a day, inside a game, and stop while it is still pleasant.",
    "sensory": "Say beforehand that a noise or a touch is coming, and give a way out: ear muffs, a quiet corner, a familiar shirt.",
    "motor": "Much free movement outside, and small steps: first with a hand, then without.",
    "sleep": "The same hour, the same order and low light, and an hour without screens before bed.",
    "eating": "Serve a little, beside something liked, eat together, and without persuading.",
    "general": "Look at what happens just before, and repeat what helped once already.",
}
TRY_HELPED = "And what already helps at your place: <known>."
TRY_CLOSE = "These are general ideas; if something worries you, ask your nurse or doctor now."
DOC_TAKEN = ("I noted it as something a document says.", "It is noted, with its source: the document you described.")
DOC_NONE = ("That is quite all right, documents are no condition.", "It works without documents too.")
FILM_DECLINED = (
    "That is quite all right, no filming at all. A letter can be written from what you told as well.",
    "No filming, then. The letter will be written from what you told.",
)
FILM_TAKEN = ("Your description is noted, in your words.", "Now this moment is here too, as you saw it.")
GOING_ON = (
    "Good. The letter is being written now from what you told, which takes a moment. No need to wait here, a card will show it.",
    "The letter is on its way. It is written from what you told, and a card will show it in a moment.",
)
GO_ON_THIN = (
    "We can. The letter comes out more exact with one thing more, and you can also skip it and write “go on with what we have” again.",
)
REPORT_NOT_YET = (
    "The letter has not been written yet. You can film first, or have it now, from what you told.",
    "The letter is written whenever you like, without videos too.",
)
EXPLAIN = (
    "The letter goes like this: first what goes well, then two or three things worth noticing, and at the end whom to turn to. Beside each sentence stands where it comes from. Which sentence shall we talk about?",
)
JOURNALED = ("Written in the journal.", "It is in the journal, in your words.", "I noted it in the journal.")
MEETING_NOTED = ("The question is kept in the journal, for the meeting.", "That one is kept for the meeting too.")
MEETING_TAG = "for the meeting"
NOT_KEPT = "Sorry, in the end it was not kept: <reason>"
NO_HURRY = ("There is no hurry at all.", "It can wait.", "In your own time.")
ADD = ("I am here.", "Gladly.")
BACK = ("We go on talking.", "Back to our conversation.")
RETURNED = "Good to see you again. Last time we stopped <where>."
WHERE = {
    "basics": "at the introductions", "strengths": "at what makes ~ happy", "concerns": "at what worries you", "example": "at one moment as an example",
    "areas": "at other things from day to day", "history": "at the early years", "family": "at home and family", "day": "at an ordinary day", "hopes": "at what you would like to see",
    "consultation": "at your questions", "document_upload": "at the document", "video_instructions": "at what to film", "video_upload": "at the videos",
    "analysis": "while the letter was being written", "report_ready": "at the letter", "expert_search": "at finding a professional", "meeting_prep": "at preparing a meeting",
    "sharing": "at sharing", "interview": "in the middle of our conversation",
}  # fmt: skip
REMIND_KNOWN = "So far I noted: <known>."
LABELS = {
    "since": "Since when: ", "helps": "What helps: ", "doc_what": "Document: ", "doc_says": "A document says: ", "film_seen": "A filmed moment: ",
    "film_easy": "In the filmed moment: ", "expert_wants": "Matters in a professional: ", "meet_who": "Meeting: ",
}  # fmt: skip
CONTINUE = "Shall we go on from here?"
CLOSING = "We can go on from here."
REPEATED = (
    "I already wrote what I know about that; your nurse, doctor or teacher can answer better than I can.",
    "There is nothing I can add to what I wrote before, and I would rather not invent.",
    "That question comes back, and no wonder. My answer has not changed.",
)
REPEATED_CLOSED = (
    "As I wrote, you can simply tell me in words.",
    "In your own words it works already.",
)

REPLIES: dict[str, tuple[str, ...]] = {
    "name": ("Something is worrying me", "I just want to understand more", "Why do you need to know?"),
    "which": ("Something is worrying me", "Why do you need to know?"),
    "age": (
        "[He is two|She is two|Two years old]",
        "[He is three|She is three|Three years old]",
        "[He is four and a half|She is four and a half|Four and a half]",
        "[He is six|She is six|Six years old]",
    ),
    "gender": ("He", "She", "Rather not say"),
    "strengths": (
        "[He loves|She loves|Loves] building things",
        "[He loves|She loves|Loves] music and dancing",
        "[He is|She is|Very] funny and curious",
        "I can't think of anything now",
    ),
    "strengths_baby": (
        "[He smiles|She smiles|Smiles] a lot",
        "[He loves|She loves|Loves] water and bath time",
        "[He loves|She loves|Loves] being sung to",
        "I can't think of anything now",
    ),
    "missing_strength": ("It was fun at the park", "We read a book together", "I can't think of anything now"),
    "concerns": (
        "Talking worries me",
        "[It's hard for him|It's hard for her|It's hard] with other children",
        "Tantrums and anger",
        "No worries, I just want to understand",
    ),
    "example": ("I can't think of one moment", "What can I do at such a moment?", "Let's come back to it later"),
    "missing_example": ("I can't think of one now", "Let's move on", "Let's stop here"),
    "example_hope": ("Not yet", "I can't think of one now", "Let's come back to it later"),
    "since": ("For a few months", "It's always been like this", "It is new, the last few weeks", "Not sure since when"),
    "helps": ("A hug and some quiet", "Showing what comes next", "Nothing really helps", "I don't know yet"),
    "areas_talk": ("All fine there", "Talking is harder", "Other children are harder", "Let's move on"),
    "areas_feel": ("All fine there", "There is a lot of anger", "Sitting still is hard", "Let's move on"),
    "areas_body": ("All fine there", "Sleep is hard", "Food is hard", "Let's move on"),
    "history": ("It all went smoothly", "Born early", "A few hospital stays", "I'd rather not answer"),
    "checks": ("Not so far", "The hearing test was fine", "We see a speech therapist", "I don't remember"),
    "family": ("Two parents and siblings", "Just the two of us", "We speak two languages", "I'd rather not answer"),
    "day": ("Kindergarten is harder", "Home is harder", "Not much difference", "I don't know"),
    "hopes": (
        "That [he has|she has|there are] friends",
        "[That he talks more|That she talks more|More words]",
        "More calm at home",
        "I haven't thought about it",
    ),
    "missing_name": ("Let's leave it without a name", "Why do you need to know?"),
    "missing_age": (
        "[He is two|She is two|Two years old]",
        "[He is three|She is three|Three years old]",
        "[He is four and a half|She is four and a half|Four and a half]",
        "[He is six|She is six|Six years old]",
    ),
    "film": ("Yes, show me what to film", "Not now", "Why film?", "What have you noted so far?"),
    "film_closed": ("Yes, please explain", "Not now", "What have you noted so far?"),
    "pause": ("Go on in small steps", "Let's stop here"),
    "film_short": ("Yes, show me what to film", "Not now", "What have you noted so far?"),
    "open": ("What have you noted so far?", "Show me what to film", "What's next?", "Let's stop here"),
    "stopped": ("Go on", "What have you noted so far?"),
    "safe": ("Yes, safe", "No", "Keep talking"),
    "safe_near": ("Yes, someone is here", "No, nobody", "I will call now"),
    "safe_call": ("Call first", "Keep talking"),
    "calm_tired": ("My partner", "A grandparent", "I have nobody", "Keep talking"),
    "calm_saying": ("Just a long day", "I'm ok now", "Keep talking"),
    "calm_fine": ("Someone is here", "I have nobody", "Keep talking"),
    "calm_unsafe": ("I will call now", "I have nobody", "I'm ok now"),
    "calm_alone": ("I will call now", "Keep talking"),
    "calm_call": ("Keep talking", "Let's stop here"),
    "calm_talk": ("I'm just tired", "I will call now", "Let's stop here"),
    "calm_any": ("Keep talking", "I will call now", "Let's stop here"),
    "worry": (
        "Talking worries me",
        "[It's hard for him|It's hard for her|It's hard] with other children",
        "Tantrums and anger",
        "It's hard to explain",
    ),
    "f_words": ("Mama and dada", "Food and water", "I don't know"),
    "f_sleep": ("Crying until we come", "We sit by the bed", "I don't know"),
    "f_before": ("We say no", "Moving to something else", "I don't know"),
    "f_food": ("Bread and pasta", "Fruit", "I don't know"),
    "f_with": ("One child at home", "Adults", "I don't know"),
    "f_near": ("A hug and some quiet", "Nothing really helps", "I don't know"),
    "f_joy": ("At home", "At kindergarten", "I don't know"),
    "f_hurt": ("A doctor looked, all fine", "We are on our way", "Let's talk later"),
    "f_unseen_he": ("He isn't there at the hard moments", "It's hard to explain", "Let's move on"),
    "f_unseen_she": ("She isn't there at the hard moments", "It's hard to explain", "Let's move on"),
    "f_unseen": ("The hard moments", "It's hard to explain", "Let's move on"),
    "f_seen": ("Something about talking", "Something with other children", "Let's come back to it later"),
    "doc_what": ("A summary from kindergarten", "A doctor's letter", "A hearing test", "Let's go on talking"),
    "doc_says": ("I don't remember", "Let's come back to it later", "Let's go on talking"),
    "film_done": ("Yes, I filmed", "Not yet", "Go on with what we have", "We would rather not film"),
    "film_seen": ("It's hard to explain", "Let's come back to it later", "Go on with what we have"),
    "film_easy": ("It all went easily", "It was hard", "Go on with what we have"),
    "go_on": ("Yes, write the letter", "Not now", "Show me what to film"),
    "letter_read": ("Something in it is not right", "Explain the letter to me", "What do we do next?"),
    "expert_wants": (
        "Close to home",
        "Experience with small children",
        "What should I ask on the phone?",
        "What does the health fund cover?",
    ),
    "meet_who": ("What should I ask at the meeting?", "What should I bring along?", "Let's go on talking"),
    "meet_ask": ("What can we try at home?", "What should I ask at the meeting?", "Let's go on talking"),
    "journal_what": ("There was a lovely moment today", "Today was hard", "Not now"),
    "add_what": ("Something about kindergarten", "Something from home", "Not now"),
    "stage_document_upload": ("Let's go on talking", "Which documents help?", "I have no documents"),
    "stage_video_instructions": ("Yes, I filmed", "Show me what to film", "Not now", "We would rather not film"),
    "stage_video_upload": ("Go on with what we have", "Can somebody else film?", "Not now"),
    "stage_analysis": ("What happens now?", "There is something I want to add", "What can we try at home?"),
    "stage_report_ready": (
        "Read the letter",
        "Explain the letter to me",
        "Something in it is not right",
        "What do we do next?",
    ),
    "stage_expert_search": (
        "Whom do we turn to first?",
        "What should I ask on the phone?",
        "What does the health fund cover?",
    ),
    "stage_meeting_prep": (
        "What should I ask at the meeting?",
        "What should I bring along?",
        "There is something I want to add",
    ),
    "stage_sharing": ("Who can see what I share?", "How do I end a share?", "Let's go on talking"),
}
GENDERED_REPLIES: dict[str, tuple[str, str, str]] = {}
