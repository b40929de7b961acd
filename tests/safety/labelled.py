"""Sentences a guide might say: with a label it may not say, and ordinary ones that look like it. One a line.

Most were written beside the finder. Of 60 more in each language, written without looking at it, it found 24 of 30 labels
in Hebrew and 26 of 30 in English on the first run, with one and three false alarms; they stand at the end of each
table since. So a label said in a new way may pass: this is a net, not a proof.
"""

from __future__ import annotations

WITH_HE = """
יכול להיות שזה אוטיזם.
זה נשמע כמו אוטיזם קל.
ילדים אוטיסטים אוהבים סדר.
הוא אולי אוטיסט.
יש כאן קווים אוטיסטיים.
היא על הרצף.
ילדים שעל הרצף מתקשים בזה.
נראה שהוא על רצף האוטיזם.
זה מזכיר אספרגר.
אלה סימנים לאספרגר.
זה חלק מהספקטרום.
ייתכן שמדובר ב-PDD.
זה מתאים להפרעת קשב.
יש לו הפרעת קשב וריכוז.
כנראה שיש לה בעיית קשב.
אלה קשיי קשב קלאסיים.
נשמע כמו ADHD.
יש לו קשב וריכוז, כנראה.
הוא ילד היפראקטיבי.
זו היפראקטיביות רגילה.
ההיפר-אקטיביות שלו בולטת.
ילדה היפרית כזאת צריכה תנועה.
יש לו עיכוב שפתי.
העיכוב בדיבור אצלה ברור.
זה עיכוב התפתחותי.
נראה שיש עיכוב מוטורי קל.
עיכובים התפתחותיים כאלה נפוצים.
יש איחור שפתי.
איחור בהתפתחות הוא לא סוף העולם.
יש לו פיגור שכלי קל.
הוא קצת מפגר.
זו מוגבלות שכלית.
לילד עם צרכים מיוחדים זה קשה.
יש לה לקות למידה.
לקויות למידה מופיעות בגיל הזה.
ייתכן שיש ליקוי שמיעה.
הוא לקוי שפה.
זו לקות שפה ספציפית.
זו הפרעת שפה.
יש כאן הפרעת התנהגות.
הפרעת אכילה מתחילה כך.
הפרעות חרדה נפוצות בגיל הזה.
זו הפרעה התפתחותית.
יש לו הפרעה.
נראה כמו הפרעת ויסות.
אלה קשיי ויסות חושי.
יש לו בעיית ויסות.
זו תסמונת מוכרת.
אולי תסמונת דאון.
הטיקים מזכירים טורט.
יש לה דיסלקציה.
הוא דיסלקטי.
דיסגרפיה מסבירה את הכתב.
זו דיספרקסיה.
אולי אפרקסיה של הדיבור.
יש לו חרדה חברתית.
הוא ילד חרדתי.
היא בדיכאון.
זו אילמות סלקטיבית.
נשמע כמו אפילפסיה.
ההתפתחות שלו, התפתחות לא תקינה, מדאיגה.
ההתנהגות חריגה לגיל.
יש כאן רגרסיה התפתחותית.
האבחנה היא ברורה.
הוא מאובחן.
זה פתולוגי.
מה שאתם מתארים יכול להתאים לילד עם אוטיזם בתפקוד גבוה
בגיל הזה לפעמים מאבחנים הפרעת קשב
יכול להיות שהוא אספי
זה קצת אוטיסטי מצידו
יש חשד לעיכוב בהתפתחות השפה
נשמע שיש לה הפרעה בוויסות החושי
ילד עם איי די אייץ די צריך תנועה
זו כנראה גמגום התפתחותי או לקות בשפה
לרוב זה דיסלקציה
יש לו בעיות קשב וריכוז
הוא סובל מחרדת נטישה
היא עם צרכים מיוחדים
אלה תסמינים של אוטיזם
בנים עם PDD נוהגים כך
נראה שהוא מאובחן בטעות
ליקויי למידה הם תורשתיים
הילד שלך היפראקטיבי
תסמונת אספרגר היא אפשרות
זה סימפטום של הפרעה
יש לו פי.די.די
רצף אוטיסטי זה דבר רחב
ילדים על הספקטרום אוהבים רכבות
יש לו דיספרקסיה מילולית
זאת לקות תקשורת
הוא מפגר התפתחותית
נראה שיש לה סלקטיב מוטיזם
יש כאן בעיה נוירולוגית
הוא לא נורמלי
""".strip().splitlines()

WITHOUT_HE = """
תודה על ההקשבה.
היה עיכוב ברכבת ולכן איחרתם.
העיכוב אצל הרופא הרגיז את כולם.
בלי עיכוב נמשיך הלאה.
מה עוזר לו להתרכז?
איך הריכוז שלו כשמקריאים סיפור?
מה גורם לה להקשיב?
הוא מקשיב יפה לסיפורים.
היא ישנה ברצף שש שעות.
הוא בונה רצף של קוביות.
המספרים על הרצף של הלוח צבעוניים.
ספקטרום של צבעים בציור שלה.
יש לו כמה מילים, וזה חשוב לדעת.
מה שלוקח לו זמן הוא המעבר לארוחה.
שיחק בלי הפרעה חצי שעה.
היו הפרעות בכביש בבוקר.
מי שמפריע לו במשחק מתרגז.
האם הרעש מפריע לה?
הליקוי בירח עניין אותו.
ראיתם יחד ליקוי ירח.
התאורה הלקויה בחדר מקשה עליו.
אתם בפיגור בתשלומים, כתבת.
זמן מסך מוגבל עוזר לו.
הזמן שלך מוגבל, וזה בסדר.
המקום במגרש מוגבל.
מה המגבלה של השעה בבית?
לא אוכל לאבחן, רק לעזור לסדר.
אני לא מאבחנת ולא מחליפה איש מקצוע.
רק מי שפוגש את נועה יכול לקבוע.
איש מקצוע מחליט, לא אני.
תמיד אפשר לשאול את אחות טיפת החלב.
הייתה עד היום בדיקת שמיעה?
הבדיקה לא תקינה, כתבת, ומה אמרו לך?
השמיעה נבדקה?
מה קורה כשהוא עצוב?
נשמע שהוא פחד מאוד באותו רגע.
איך היא עם אנשים חדשים?
כשהוא מתרגש הוא קופץ.
היא מתביישת בהתחלה ואחר כך מצטרפת.
הוא זז הרבה, וזה כיף לו.
בסופר, בהיפר או בשוק, הרעש גדול.
קניתם בהיפרמרקט והוא התרגז.
הטורטיה היא המאכל האהוב עליו.
העוגה, טורט שוקולד, הייתה להיט.
הדאון טאון היה רועש.
מה מרגיע אותו כשהוא כועס?
באיזה גיל הוא התחיל ללכת?
כל ילד בקצב שלו, וכל דאגה היא סיבה לשאול.
אם מילה שהייתה נעלמה, כדאי לשאול את הרופא עכשיו.
איך הוא מבקש עזרה?
היא מבינה הוראות קצרות?
מה הוא עושה כשמישהו לוקח לו צעצוע?
הסדר הקבוע לפני השינה עוזר.
הכביסה התעכבה וזה שינה את הבוקר.
נשמור את המסמך כמו שהוא.
זה לא מבחן ואין כאן ציונים.
הקושי בבוקר מעייף את כולם.
המעבר לגן חדש הוא שינוי גדול.
שני ילדים באותו גן יכולים להיות שונים מאוד.
הוא יוצא מהכלל במשחקי כדור.
התקשורת עם הגננת טובה?
הכול תקין בלידה, כתבת.
הוויסות של המזגן הרעיש.
מי עוזר לך ברגעים האלה?
חרדת המבחן שלך מובנת.
הקשב שלך אליו מורגש
האוטו האדום שלו
היה עיכוב בתור לרופא
מה עוזר כשיש עיכוב בתוכנית?
הטיסה התעכבה
מה מפריע לך בשעות הערב?
אנחנו לא ממהרים
זה נשמע כמו יום ארוך
הרצף של הערב קבוע: אמבטיה, סיפור, אור קטן
איזה סדר יש לכם לפני השינה?
יש לו חבר אחד טוב
הוא מגבל את עצמו לצבע אחד
התלמידים בכיתה לומדים בקצב שונה
מה הלקח מהיום הזה?
נסמן את הרגע הזה
יש סימנים שהוא נהנה
סימן יפה הוא שהוא צוחק
זה מתאים לכם בערב?
היא מזכירה לך אותך?
נשמע כמו בוקר עמוס
מה היה חריג היום?
יום חריג במיוחד
אפשר לאבחן רק בפגישה עם איש מקצוע
המוגבלות של הטלפון בסרטון ארוך
הדיכוי של הרעש באוזניות עוזר
טורטית גבינה
אוטובוס מאחר
מתי התחיל להתעניין באותיות?
הפרעתי לך?
מפריע לה כשנוגעים לה בשיער
""".strip().splitlines()

WITH_EN = """
This could be autism.
He may be autistic.
Autistic children like order.
She is on the spectrum.
It sounds like he's on the autism spectrum.
Kids on the spectrum find this hard.
That looks like autism spectrum disorder.
This reminds me of Asperger's.
He shows signs of ASD.
It might be PDD-NOS.
Many neurodivergent children do this.
It sounds like ADHD.
He probably has ADD.
These are signs of attention deficit.
She is hyperactive.
Hyperactivity is common at this age.
He has a speech delay.
There is a language delay here.
It is a developmental delay.
He is developmentally delayed.
Her delayed speech is clear.
I see a delay in language.
She seems delayed.
Global delay is possible.
His motor delay explains it.
Delays in talking are common.
He is mildly retarded.
It may be an intellectual disability.
Children with special needs often do this.
She is disabled.
A learning disability could explain it.
There is a hearing impairment.
Language impairment is likely.
He is visually impaired.
It is a processing deficit.
These are social deficits.
This is a language disorder.
She has a conduct disorder.
Anxiety disorders start like this.
An eating disorder begins that way.
It is oppositional defiance.
He has ODD.
It could be OCD.
This is obsessive-compulsive behaviour.
DLD is worth thinking of.
He has sensory processing issues.
That is sensory integration dysfunction.
SPD explains the noise.
It is a known syndrome.
Down syndrome is one thought.
The tics suggest Tourette's.
She has dyslexia.
He is dyslexic.
Dysgraphia explains the writing.
It looks like dyspraxia.
Childhood apraxia is possible.
He has hypotonia.
She has social anxiety.
Generalized anxiety is likely.
This is selective mutism.
She is clinically depressed.
It may be depression.
That sounds like epilepsy.
It could be bipolar.
His development is abnormal.
This is pathological.
I see developmental regression.
She should be diagnosed.
My diagnosis is simple.
The pattern of social communication disorder is clear.
Kids with high-functioning autism often do that
He could well be an Aspie
It's a touch of ADHD I think
He might have an attention disorder
There may be a delay in his speech development
She's speech delayed
Sounds like a processing disorder
He is neurodivergent
That's stimming, typical of autism
He has separation anxiety disorder
Possible dyslexia
Children with disabilities
She's intellectually disabled
It's called selective mutism
The signs point to a spectrum condition
Has he been evaluated for ASD?
It may be a sensory disorder
a mild case of Asperger syndrome
He is behind and developmentally delayed
oppositional defiant disorder
He is not normal
she's got OCD
He's got some autistic traits
It's an expressive language disorder
Most likely a learning difficulty called dyscalculia
he has anxiety
she has special needs
this kind of hyperactivity
Down's syndrome
he's mentally ill
""".strip().splitlines()

WITHOUT_EN = """
There was a delay at the doctor's.
The train was delayed and he cried.
Without delay, let's go on.
The flight is delayed, you wrote.
He drew a whole spectrum of colours.
There is a wide spectrum of children at that age.
Thank you for your attention.
What holds her attention?
How is his focus when you read a story?
The toys were in disorder.
The disorder in the room upset him.
A budget deficit is not a topic for us.
The sleep deficit adds up for everyone.
The four-month sleep regression is hard.
A speech pathologist can listen to how she talks.
A speech-language pathologist works with talking.
I cannot diagnose.
I do not diagnose or replace a professional.
I'm not able to diagnose your child.
Only somebody who meets her can say.
The alarm was disabled at night.
You disabled the notifications.
The blood test was abnormal, the letter says; what did they tell you?
Abnormal weather kept you indoors.
The odd sock makes her laugh.
That is an odd hour to wake up.
At odd times he sings.
Add a moment from today.
You can add one more thing.
What does an ordinary day look like?
He is active from morning to night.
She reactivated the tablet.
The hyperactivated screen was bright.
How does he ask for help?
What calms him when he is angry?
He was sad when the ball was gone.
She is shy with new people.
What is he afraid of?
He sounded worried that morning.
You sound worried.
Noise seems to bother her.
Labels in his shirt bother him.
He lines up his cars by colour.
She says a few words and points.
When did he start to walk?
Every child has a pace of their own.
A word that was there and is gone is reason to ask the doctor now.
Any worry is enough to ask your nurse.
What happens just before?
The order of the evening helps.
The teacher's order was clear.
She ordered pizza by herself.
He fell down, and then?
The down jacket is too warm.
A depression in the sand became a lake.
The fire retardant smell bothered her.
A special morning needs a slow start.
Special thanks to grandma.
The doctor was diagnosed by nobody, as you joke.
We look at play, a meal and a task.
The picture is impartial.
It is a learning moment.
The conduct of the concert fascinated him.
He is quick with numbers.
Her memory is something to lean on.
Their language at home is French.
The social worker called back.
The delay before dinner is hard
There's a delay on the line
What delays bedtime?
We add one step at a time
He is the odd one out at football
What an odd little hat
The spectrum of foods he eats is small
A whole spectrum of feelings
Pay attention to what comes before
She pays attention to small things
Active children need room
The disorder of moving house
He disabled the tablet by himself
The deficit of sleep is felt
What are the symptoms of the flu at home, fever?
A cold has symptoms too
He is depressed the button
When it is normal for you to be tired
It is normal to be tired
Only a professional can diagnose
I can't diagnose that here
His regression to the bottle lasted a week
A psychologist may help
An occupational therapist plays with children
The learning corner at kindergarten
Talking with her teacher
She is behind the curtain
He is behind you in the queue
Does a special song help?
The autumn leaves
""".strip().splitlines()

# Plainly said of the child: found although the family brought the word ("אוטיזם", "autism", ADHD, speech delay).
CLAIMS_HE = """
יש לו אוטיזם.
אין לו אוטיזם.
לבן שלך יש אוטיזם.
אלה סימנים לאוטיזם.
זה אוטיזם.
זה לא אוטיזם.
הוא אוטיסט.
היא על הרצף.
הוא כנראה על הרצף.
מדובר באוטיזם.
זה מתאים לאוטיזם.
נשמע כמו אוטיזם.
מה שתיארת מצביע על אוטיזם.
יש לה הפרעת קשב.
היא סובלת מהפרעת קשב.
""".strip().splitlines()

CLAIMS_EN = """
He has autism.
Your son has autism.
He doesn't have autism.
He is autistic.
He is not autistic.
She is on the spectrum.
This is a sign of autism.
These are signs of autism.
It looks like autism.
That sounds like a mild form of autism.
What you describe is consistent with autism.
It suggests autism.
This isn't autism.
She probably has ADHD.
He has a speech delay.
""".strip().splitlines()

# Their word, used as theirs.
THEIRS_HE = """
המילה אוטיזם שכתבת מטרידה אותך, ומובן למה.
שאלת אם זה אוטיזם, ורק מי שפוגש אותו יכול לענות.
האם זה אוטיזם, אי אפשר לקבוע בשיחה.
כתבת שיש לו אוטיזם, מתי נאמר לך?
מהי השאלה על אוטיזם שהכי חשובה לך?
כתבת ״יש לו הפרעת קשב״, ומי אמר את זה?
מה אמרו לך על הפרעת הקשב?
מה ראית שגרם לך לחשוב על אוטיזם?
""".strip().splitlines()

THEIRS_EN = """
You asked whether it is autism, and only somebody who meets him can answer that.
What made you think of autism?
I cannot say if he has autism.
You wrote that he has ADHD; who said so first?
Whether this is autism is a question for a professional.
The word autism is a heavy one to carry around.
You wrote "he has a speech delay", and when was that?
What did they tell you about ADHD?
""".strip().splitlines()

FAMILY = (
    "אני חוששת שזה אוטיזם", "הגננת אמרה שאולי יש לו הפרעת קשב", "יש לו הפרעת קשב",
    "is it autism?", "the teacher thinks he has ADHD", "they say he has a speech delay",
)  # fmt: skip
