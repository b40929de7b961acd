"""The ten sample families, one at each stage, each in both languages. Nobody in them is real, and no condition is named."""

from __future__ import annotations

from dataclasses import dataclass

from chitta.core.i18n import N_
from chitta.core.vocabulary import Gender, JournalKind, Language, ObservationKind, Stage
from chitta.videos.wording import Scene


@dataclass(frozen=True, slots=True)
class Both:
    """The same in English and in Hebrew."""

    en: str
    he: str

    def __getitem__(self, language: Language) -> str:
        return self.he if language == "he" else self.en


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the journal, so many days ago."""

    days: int
    kind: JournalKind
    text: Both
    tags: tuple[Both, ...] = ()


@dataclass(frozen=True, slots=True)
class Saw:
    """What the parent told at a second of a film."""

    scene: Scene
    second: int
    kind: ObservationKind
    text: Both


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter from the kindergarten or a clinic: title, and paragraphs."""

    type: str
    title: Both
    lines: tuple[Both, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One family. story: who they are and where they stand, for the page they are chosen from."""

    stage: Stage
    story: str
    child: Both
    parent: Both
    address: str
    gender: Gender
    months: int
    lines: tuple[Both, ...]
    notes: tuple[Note, ...] = ()
    papers: tuple[Paper, ...] = ()
    films: tuple[Scene, ...] = ()
    saw: tuple[Saw, ...] = ()
    questions: tuple[Both, ...] = ()
    shared_with: Both | None = None
    experts: tuple[str, ...] = ()  # keys of samples of the directory


ALL: tuple[Scene, ...] = ("free_play", "meal_time", "focused_activity")
GATE, HOME, PLAY, NIGHT = Both("gate", "שער הגן"), Both("home", "בית"), Both("play", "משחק"), Both("night", "לילה")
FOOD, WORDS = Both("food", "אוכל"), Both("words", "מילים")

SAMPLES: tuple[Sample, ...] = (
    Sample(
        stage="interview",
        story=N_("They have just begun to talk."),
        child=Both("Mia", "עלמה"),
        parent=Both("Yael Sample", "יעל לדוגמה"),
        address="f",
        gender="girl",
        months=28,
        lines=(
            Both(
                "She loves water and can pour from cup to cup for half an hour",
                "היא אוהבת מים ויכולה למזוג מכוס לכוס חצי שעה",
            ),
            Both(
                "I wonder that she says so few words. Yesterday she pulled me to the fridge instead of asking",
                "אני תוהה למה היא אומרת כל כך מעט מילים. אתמול היא משכה אותי למקרר במקום לבקש",
            ),
        ),
    ),
    Sample(
        stage="consultation",
        story=N_("They ask what keeps them awake."),
        child=Both("Leo", "אדם"),
        parent=Both("Tom Sample", "תומר לדוגמה"),
        address="m",
        gender="boy",
        months=60,
        lines=(
            Both("He builds whole cities from boxes", "הוא בונה ערים שלמות מקופסאות"),
            Both(
                "Falling asleep is hard. Last night he called us seven times until ten o'clock",
                "קשה לו להירדם. אתמול בלילה הוא קרא לנו שבע פעמים עד עשר",
            ),
            Both("Since his brother was born, four months ago", "מאז שאחיו נולד, לפני ארבעה חודשים"),
            Both("A story and a back rub help a little", "סיפור וליטוף בגב עוזרים קצת"),
        ),
        notes=(
            Note(
                6,
                "challenge",
                Both("Asked for water five times before sleep", "ביקש מים חמש פעמים לפני השינה"),
                (NIGHT,),
            ),
            Note(2, "progress", Both("Asleep by nine after two stories", "נרדם בתשע אחרי שני סיפורים"), (NIGHT,)),
        ),
    ),
    Sample(
        stage="document_upload",
        story=N_("They bring a letter from the kindergarten."),
        child=Both("Emma", "תמר"),
        parent=Both("Noa Sample", "נועה לדוגמה"),
        address="f",
        gender="girl",
        months=73,
        lines=(
            Both(
                "She draws animals with every detail and knows all their names",
                "היא מציירת חיות עם כל הפרטים ומכירה את כל השמות",
            ),
            Both(
                "In the group she hardly speaks. On Sunday she whispered her answer to the teacher",
                "בקבוצה היא כמעט לא מדברת. ביום ראשון היא לחשה לגננת את התשובה",
            ),
            Both("Since she came to the big kindergarten, in September", "מאז שעברה לגן הגדול, בספטמבר"),
            Both(
                "It helps when a friend sits beside her. At home she talks all day",
                "עוזר כשחברה יושבת לידה. בבית היא מדברת כל היום",
            ),
        ),
        papers=(
            Paper(
                "report",
                Both("A letter from the kindergarten", "מכתב מהגן"),
                (
                    Both(
                        "Emma comes to kindergarten happily and has a place she loves at the drawing table.",
                        "תמר באה לגן בשמחה, ויש לה מקום אהוב ליד שולחן הציור.",
                    ),
                    Both(
                        "In the morning circle Emma listens closely but hardly speaks in front of the group.",
                        "במפגש הבוקר תמר מקשיבה היטב, אבל כמעט לא מדברת מול הקבוצה.",
                    ),
                    Both(
                        "With one friend beside her she tells long stories.",
                        "כשחברה אחת לידה היא מספרת סיפורים ארוכים.",
                    ),
                    Both(
                        "We recommend a talk together about how to make it easier to speak in the circle.",
                        "מומלץ לשוחח יחד על איך להקל עליה לדבר במפגש.",
                    ),
                ),
            ),
        ),
    ),
    Sample(
        stage="video_instructions",
        story=N_("They read what to film, and why."),
        child=Both("Noah", "עומר"),
        parent=Both("Dan Sample", "דן לדוגמה"),
        address="m",
        gender="boy",
        months=38,
        lines=(
            Both(
                "He loves trains and remembers the whole timetable of his wooden railway",
                "הוא אוהב רכבות וזוכר את כל המסלול של רכבת העץ שלו",
            ),
            Both(
                "When something changes he cries. Yesterday we took another way home and he cried for twenty minutes",
                "כשמשהו משתנה הוא בוכה. אתמול חזרנו הביתה בדרך אחרת והוא בכה עשרים דקות",
            ),
            Both("For about half a year", "בערך חצי שנה"),
            Both("It helps when I tell him before what will happen", "עוזר כשאני מספר לו קודם מה יקרה"),
            Both("He plays beside other children, not yet with them", "הוא משחק ליד ילדים אחרים, עוד לא איתם"),
        ),
        notes=(
            Note(
                4,
                "progress",
                Both("Handed me a train and waited for his turn", "נתן לי קרון וחיכה לתורו"),
                (PLAY,),
            ),
        ),
    ),
    Sample(
        stage="video_upload",
        story=N_("One film is here, two are still wished for."),
        child=Both("Lily", "נוגה"),
        parent=Both("Ruth Sample", "רותי לדוגמה"),
        address="f",
        gender="girl",
        months=48,
        lines=(
            Both(
                "She sings all day and makes up words of her own",
                "היא שרה כל היום וממציאה מילים משלה",
            ),
            Both(
                "At meals she gets up again and again. This morning she stood up eight times",
                "בארוחות היא קמה שוב ושוב. הבוקר היא קמה שמונה פעמים",
            ),
            Both("It has been so since she could walk", "זה ככה מאז שהתחילה ללכת"),
            Both("It helps when we light a candle, then she stays longer", "עוזר כשמדליקים נר, ואז היא נשארת יותר זמן"),
            Both("With her cousin she plays for hours", "עם בת הדודה היא משחקת שעות"),
        ),
        notes=(
            Note(
                8, "challenge", Both("Up from the table before the soup came", "קמה מהשולחן לפני שהגיע המרק"), (FOOD,)
            ),
            Note(1, "progress", Both("Stayed for a whole plate of pasta", "נשארה צלחת פסטה שלמה"), (FOOD,)),
        ),
        films=("meal_time",),
        saw=(
            Saw(
                "meal_time",
                6,
                "strength",
                Both("She passes me the bread and smiles", "היא מעבירה לי את הלחם ומחייכת"),
            ),
            Saw("meal_time", 21, "concern", Both("Here she gets up for the third time", "כאן היא קמה בפעם השלישית")),
        ),
    ),
    Sample(
        stage="analysis",
        story=N_("Three films are here; what is seen in them is still to be told."),
        child=Both("Ethan", "איתן"),
        parent=Both("Maya Sample", "מאיה לדוגמה"),
        address="f",
        gender="boy",
        months=44,
        lines=(
            Both("He laughs easily and makes everybody laugh", "הוא צוחק בקלות ומצחיק את כולם"),
            Both(
                "His speech is hard to understand. Yesterday grandma asked four times what he said",
                "קשה להבין את הדיבור שלו. אתמול סבתא שאלה ארבע פעמים מה הוא אמר",
            ),
            Both("Since he began to speak, about a year ago", "מאז שהתחיל לדבר, לפני שנה בערך"),
            Both(
                "It helps when he shows with his hands. He gets angry when nobody understands him",
                "עוזר כשהוא מראה בידיים. הוא כועס כשלא מבינים אותו",
            ),
        ),
        notes=(
            Note(
                5,
                "observation",
                Both("Told the neighbour about the cat with his hands", "סיפר לשכנה על החתול בידיים"),
                (WORDS,),
            ),
        ),
        films=ALL,
    ),
    Sample(
        stage="report_ready",
        story=N_("The letter is there to be read."),
        child=Both("Sophie", "שירה"),
        parent=Both("Adam Sample", "אורי לדוגמה"),
        address="m",
        gender="girl",
        months=54,
        lines=(
            Both(
                "She is curious and asks how everything works",
                "היא סקרנית ושואלת איך כל דבר עובד",
            ),
            Both(
                "Mornings are hard, yesterday she cried for half an hour at the gate",
                "הבקרים קשים, אתמול היא בכתה חצי שעה בשער הגן",
            ),
            Both("Since September, when the new group began", "מאז ספטמבר, כשהתחילה הקבוצה החדשה"),
            Both("A hug and our little song help", "חיבוק והשיר הקטן שלנו עוזרים"),
            Both("She has one good friend, with whom she plays house", "יש לה חברה טובה אחת והן משחקות בבית"),
            Both("I hope she will go in with a light heart", "אני מקווה שהיא תיכנס לגן בלב קל"),
        ),
        notes=(
            Note(12, "challenge", Both("Held on to my leg at the gate", "נאחזה לי ברגל בשער"), (GATE,)),
            Note(7, "observation", Both("Looked back twice, then waved", "הסתכלה אחורה פעמיים ואז נופפה"), (GATE,)),
            Note(3, "progress", Both("Went in holding her friend's hand", "נכנסה יד ביד עם החברה"), (GATE,)),
        ),
        films=ALL,
        saw=(
            Saw("free_play", 8, "strength", Both("She invents a role for every doll", "היא ממציאה תפקיד לכל בובה")),
            Saw("meal_time", 12, "strength", Both("She tells about her day by herself", "היא מספרת על היום מעצמה")),
            Saw(
                "focused_activity",
                18,
                "concern",
                Both("She gives up the puzzle and looks at the door", "היא עוזבת את הפאזל ומסתכלת לדלת"),
            ),
        ),
    ),
    Sample(
        stage="expert_search",
        story=N_("They look for somebody who can help."),
        child=Both("Jack", "יואב"),
        parent=Both("Sara Sample", "שרה לדוגמה"),
        address="f",
        gender="boy",
        months=64,
        lines=(
            Both("He loves to climb trees, the higher the better", "הוא אוהב לטפס על עצים, וכמה שיותר גבוה"),
            Both(
                "Holding a pencil is hard for him. Last week he tore the page in anger",
                "קשה לו להחזיק עיפרון. בשבוע שעבר הוא קרע את הדף מרוב כעס",
            ),
            Both("Since the beginning of kindergarten", "מתחילת הגן"),
            Both(
                "Thick chalk helps, with it he draws gladly on the pavement",
                "גיר עבה עוזר, איתו הוא מצייר בשמחה על המדרכה",
            ),
            Both("He also finds buttons hard", "גם כפתורים קשים לו"),
            Both("I hope that he will like to go to school", "אני מקווה שהוא יאהב ללכת לבית הספר"),
        ),
        notes=(
            Note(9, "challenge", Both("Three buttons took ten minutes", "שלושה כפתורים לקחו עשר דקות"), (HOME,)),
            Note(2, "progress", Both("Wrote his name with chalk", "כתב את שמו בגיר"), (PLAY,)),
        ),
        experts=("sample-01", "sample-03"),
        films=ALL,
        saw=(
            Saw(
                "free_play", 5, "strength", Both("He plans the tower before he builds", "הוא מתכנן את המגדל לפני שבונה")
            ),
            Saw("meal_time", 15, "concern", Both("He changes hands with the spoon", "הוא מחליף ידיים עם הכף")),
            Saw(
                "focused_activity",
                10,
                "concern",
                Both("He holds the pencil in his fist", "הוא מחזיק את העיפרון באגרוף"),
            ),
        ),
    ),
    Sample(
        stage="meeting_prep",
        story=N_("They prepare a meeting: one page, and their questions."),
        child=Both("Ella", "אלה"),
        parent=Both("Michael Sample", "מיכאל לדוגמה"),
        address="m",
        gender="girl",
        months=35,
        lines=(
            Both("She knows every song and dances to all of them", "היא מכירה כל שיר ורוקדת לכולם"),
            Both(
                "Noise frightens her. On Saturday she covered her ears when the blender ran and ran out of the room",
                "רעש מפחיד אותה. בשבת היא כיסתה את האוזניים כשהבלנדר פעל ורצה מהחדר",
            ),
            Both("Since she was a baby", "מאז שהייתה תינוקת"),
            Both("It helps when we warn her before", "עוזר כשמזהירים אותה מראש"),
            Both("She eats only dry food that is not mixed", "היא אוכלת רק דברים יבשים ולא מעורבבים"),
            Both("I hope that birthdays will be fun for her", "אני מקווה שימי הולדת יהיו לה כיף"),
        ),
        notes=(
            Note(
                11,
                "challenge",
                Both("Left the birthday when the balloons popped", "יצאה ממסיבת יום ההולדת כשהבלונים התפוצצו"),
                (HOME,),
            ),
            Note(4, "progress", Both("Switched on the vacuum cleaner herself", "הדליקה את שואב האבק בעצמה"), (HOME,)),
        ),
        experts=("sample-03",),
        films=ALL,
        saw=(
            Saw(
                "free_play",
                9,
                "strength",
                Both("She puts the bear to bed and sings to it", "היא משכיבה את הדובי ושרה לו"),
            ),
            Saw("meal_time", 14, "concern", Both("She sorts the rice from the peas", "היא מפרידה את האורז מהאפונה")),
            Saw("focused_activity", 20, "strength", Both("She finishes the whole tower", "היא מסיימת את כל המגדל")),
        ),
        questions=(
            Both("What can we do at home when it gets loud?", "מה אפשר לעשות בבית כשנהיה רועש?"),
            Both("Is there a way to try new food without a fight?", "יש דרך לנסות אוכל חדש בלי מריבה?"),
        ),
    ),
    Sample(
        stage="sharing",
        story=N_("They choose what to show to a professional, and for how long."),
        child=Both("Daniel", "דניאל"),
        parent=Both("Rachel Sample", "רחל לדוגמה"),
        address="f",
        gender="boy",
        months=84,
        lines=(
            Both(
                "He loves to talk about stars and explains everything to his sister",
                "הוא אוהב לדבר על כוכבים ומסביר הכול לאחותו",
            ),
            Both(
                "Homework is hard for him. On Tuesday he sat before one page until evening",
                "שיעורי הבית קשים לו. ביום שלישי הוא ישב מול דף אחד עד הערב",
            ),
            Both(
                "Since the first class, and at school too he loses the thread",
                "מאז כיתה א, וגם בבית הספר הוא מאבד את החוט",
            ),
            Both("Short parts with breaks help", "חלקים קצרים עם הפסקות עוזרים"),
            Both("I hope that he will feel clever again", "אני מקווה שהוא ירגיש שוב חכם"),
        ),
        notes=(
            Note(10, "challenge", Both("One line of sums in an hour", "שורה אחת של תרגילים בשעה"), (HOME,)),
            Note(5, "progress", Both("Two pages with the kitchen clock", "שני דפים עם שעון המטבח"), (HOME,)),
            Note(
                1,
                "observation",
                Both("Explained the moons of Jupiter for half an hour", "הסביר חצי שעה על הירחים של צדק"),
                (PLAY,),
            ),
        ),
        papers=(
            Paper(
                "report",
                Both("A letter from the school", "מכתב מבית הספר"),
                (
                    Both(
                        "Daniel knows a great deal and enriches every lesson about nature.",
                        "דניאל יודע המון ומעשיר כל שיעור על הטבע.",
                    ),
                    Both(
                        "In written tasks Daniel needs much more time than the others and often stops in the middle.",
                        "במטלות כתובות דניאל זקוק להרבה יותר זמן מהאחרים, ולעתים קרובות נעצר באמצע.",
                    ),
                    Both(
                        "We recommend shorter tasks and a quiet place.",
                        "מומלצות מטלות קצרות יותר ומקום שקט.",
                    ),
                ),
            ),
        ),
        films=ALL,
        saw=(
            Saw("free_play", 7, "strength", Both("He explains the rules to his sister", "הוא מסביר לאחותו את הכללים")),
            Saw("meal_time", 11, "strength", Both("He waits until everybody has food", "הוא מחכה עד שלכולם יש אוכל")),
            Saw(
                "focused_activity",
                16,
                "concern",
                Both("He looks out of the window for a long time", "הוא מסתכל הרבה זמן מהחלון"),
            ),
        ),
        questions=(Both("How much homework is right for him?", "כמה שיעורי בית מתאימים לו?"),),
        shared_with=Both("Dr. Sample", "ד״ר לדוגמה"),
    ),
)
