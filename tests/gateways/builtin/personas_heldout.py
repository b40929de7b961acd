"""Nine more parents in each language, written without knowing what the guide recognises, and never tuned to it.

They write as people do: typos, slang, voice typed without a full stop, Hebrew with a Russian accent, dates in every
order, numbers in words. A line of `opening` is said whatever comes; after it each answers what was asked. They measure
the guide; whoever mends the guide should not look here first (`tests/gateways/builtin/personas.py` is for that).
"""

from __future__ import annotations

from tests.gateways.builtin.personas import Persona


def _parent(
    who: str, name: str, child: str, domain: str, opening: str, /, *, years: float = 0, born: str = "", **answers: str
) -> Persona:
    """`who` is language and form of address ("he-f"); `child` the gender; an answer's lines are given in turn."""
    language, _, address = who.partition("-")
    told = tuple((topic, line.strip()) for topic, lines in answers.items() for line in lines.strip().splitlines())
    lines = tuple(line.strip() for line in opening.strip().splitlines())
    return Persona(language, lines, name, years, domain, told, address=address, gender=child, born=born)


HELD_OUT: dict[str, Persona] = {
    "vague-he": _parent(
        "he-f", "תהל", "girl", "eating", """
        אהה שלום אני לא יודעת אם זה המקום
        האמת שאמא שלי אמרה לי לכתוב לכם אז הנה אני כותבת
        """,
        years=2.6,
        name="תהל",
        age="היא שנתיים ושמונה חודשים",
        gender="בת",
        strengths="מה אני אגיד לך ילדה מתוקה מתוקה היא רוקדת כל היום מול הטלוויזיה",
        concerns="""עם האוכל זה סיפור
        היא לא נוגעת בכלום רק פסטה לבנה וזהו""",
        example="אתמול בצהריים שמתי לה ביצה בצלחת והיא פרצה בבכי וברחה מהשולחן",
        since="מאז שהתחילה מוצקים נראה לי",
        where="בבית בעיקר אצל סבתא קצת פחות",
        helps="אם אחותה אוכלת לידה אז היא טועמת קצת",
        communication="מדברת סבבה",
        social="עם ילדים היא בסדר",
        behaviour="נו רגיל גיל שנתיים",
        attention="לא שמתי לב",
        sleep="ישנה כמו שק תפוחי אדמה",
        eating="זה מה שסיפרתי רק פסטה",
        history="הכל היה תקין ברוך השם",
        checks="לא לא הלכנו לאף אחד",
        family="אני בעלי אחותה הגדולה והיא",
        day="קמה שבע גן עד ארבע ואז גינה",
        hopes="שתשב איתנו בארוחה כמו בן אדם",
        film="יאללה",
        other="""וואלה לא יודעת
        כן
        אולי""",
    ),
    "anxious-he": _parent(
        "he-f", "אבישי", "boy", "motor", """
        שלום לכם אני כותבת כי כבר שבועות אני לא ישנה מזה, הילד שלי נולד ב-14.1.25 והוא עדיין לא הולך, כל הבנות בקבוצה של האימהות כבר רצות אחרי הילדים שלהן ואני יושבת שם עם אבישי על הידיים ורק רוצה לבכות, תגידו לי זה נורמלי??
        ואם זה משהו בשרירים?? קראתי באינטרנט דברים נוראיים
        """,
        born="2025-01-14",
        name="אבישי, כתבתי כבר, לא? זה חשוב השם?",
        age="נולד ב14.1.25, זה מאוחר נכון?",
        gender="בן. זה משנה? אצל בנים זה מאוחר יותר?",
        strengths="הוא ילד של חיוכים, כל מי שנכנס הביתה מקבל ממנו חיוך ענק, והוא מבין הכול, אני אומרת לו תביא נעל והוא מביא. זה סימן טוב, לא?",
        concerns="שהוא לא הולך! הוא זוחל על הישבן ולא מוכן לעמוד בלי להחזיק. מה יכול להיות הסיבה?",
        example="ביום שישי אצל ההורים שלי ניסיתי להעמיד אותו ליד הספה ושנייה אחרי שעזבתי לו את היד הוא התיישב והתחיל לצרוח. אולי כואב לו?",
        since="מגיל שנה בערך אני מחכה שזה יקרה. כמה עוד לחכות?",
        where="בכל מקום, בבית, אצל סבתא, בגינה. זה רע שזה בכל מקום?",
        helps="כשבעלי מושיט לו שתי אצבעות הוא עושה שלושה צעדים. זה נחשב?",
        communication="אומר אבא, אמא, מים, עוד. זה מספיק לגיל הזה?",
        social="אוהב ילדים, מסתכל עליהם וצוחק. זה בסדר?",
        behaviour="ילד רגוע. אולי רגוע מדי?",
        attention="יושב ומשחק בקוביות הרבה זמן",
        sleep="ישן כל הלילה, אוכל טוב",
        motor="זה בדיוק העניין, לא הולך",
        eating="אוכל הכול",
        history="נולד בשבוע 35, היה שלושה ימים בפגייה. זה קשור??",
        checks="טיפת חלב אמרו לחכות. כדאי ללכת להתפתחות הילד?",
        family="אני, בעלי והקטן, הוא הבכור שלנו. אולי אני סתם לחוצה?",
        day="איתי בבית עד ארבע ואז בעלי חוזר. אולי הוא צריך מעון?",
        hopes="שיקום וילך כבר, ושאני אפסיק לדאוג. זה יקרה?",
        film="כן, מה צריך לעשות בדיוק?",
        other="""אני לא יודעת, מה אתם חושבים?
        אבל זה מסוכן?""",
    ),
    "offtopic-he": _parent(
        "he-m", "יהלי", "boy", "learning", """
        אהלן מה קורה
        תגיד אתה צ'אט ג'יפיטי?
        אחי ראית את המשחק של מכבי? איזה גניבה
        """,
        years=7,
        name="יהלי אחי",
        age="הוא בכיתה ב, בן שבע",
        gender="זכר",
        strengths="תותח בכדורגל, הילד מבקיע מכל זווית. דרך אגב כמה עולה חוג בעיר שלכם?",
        concerns="""וואלה המורה קראה לנו, הוא לא יודע לקרוא. כולם בכיתה כבר קוראים והוא מנחש
        הקריאה. מבלבל אותיות""",
        example="שלשום ישבנו על שיעורי בית ובמקום לקרוא את המשפט הוא המציא סיפור מהתמונה",
        since="מכיתה א",
        where="בבית ספר וגם בשיעורים בבית",
        helps="כשאשתי קוראת איתו ביחד מילה מילה זה הולך. תגיד איפה קונים פה אופניים טובים?",
        communication="מדבר יותר ממני",
        social="מלך הכיתה",
        behaviour="קצת עקשן, כמו אבא שלו",
        attention="בכדורגל מרוכז שעתיים",
        sleep="ישן מעולה",
        motor="ספורטאי",
        eating="אוכל כמו סוס",
        history="הכול רגיל, לידה רגילה",
        checks="עשינו בדיקת ראייה, תקין",
        family="אני אשתי ושלושה בנים, הוא האמצעי",
        day="בית ספר צהרון אימון ולישון",
        hopes="שיקרא לבד את הכתוביות של הסרט",
        film="סגור",
        other="""חחח
        מה אתה אומר על הממשלה
        סבבה""",
    ),
    "contradicting-he": _parent(
        "he-f", "שקד", "girl", "sensory", """
        היי הבת שלי שקד בת שלוש
        רגע סליחה אני כבר סופרת לא נכון היא בת שלוש וחצי
        """,
        years=3.5,
        name="שקד. רציתי לקרוא לה אלמוג אבל יצא שקד",
        age="שלוש וחצי",
        gender="בת",
        strengths="היא לא אוהבת לצייר. לא נכון, לצייר היא דווקא אוהבת, מצייר לי כל יום נסיכה",
        concerns="""הכול איתה קל, חוץ מהרעשים. למרות שמוזיקה היא אוהבת
        אין לי דאגות. טוב יש, היא סותמת אוזניים מכל דבר""",
        example="אתמול הפעלתי שואב אבק והיא רצה לחדר עם ידיים על האוזניים וצרחה עד שכיביתי. בעצם זה היה שלשום",
        since="תמיד. לא תמיד, מאז שעברנו דירה",
        where="רק בבית. גם בגן בעצם כשיש מסיבה",
        helps="שום דבר. טוב, אוזניות עוזרות",
        communication="מדברת מצוין, בערך",
        social="אין לה חברות, חוץ משתיים",
        behaviour="רגועה. כשאין רעש",
        attention="יושבת יפה",
        sleep="ישנה טוב, חוץ מהלילות שלא",
        motor="רצה וקופצת",
        eating="אוכלת טוב",
        history="היריון קל, היה סוכר",
        checks="לא בדקנו. בעצם בדקנו שמיעה בגיל שנה והיה תקין",
        family="שלוש נפשות, ארבע עם הכלב",
        day="גן ובית",
        hopes="שתוכל להיות ביום הולדת בלי לברוח",
        film="לא. טוב כן",
        other="""כן ולא
        אולי""",
    ),
    "defensive-he": _parent(
        "he-m", "מקסים", "boy", "social_play", """
        שלום. גננת אמרה לכתוב פה. אני לא מבין בשביל מה
        ילד שלי נורמלי לגמרי. אצלנו ברוסיה לא היה דברים כאלה
        """,
        years=5,
        name="מקסים. זה שם שלו",
        age="חמש שנים יש לו",
        gender="בן, מה זה משנה",
        strengths="ילד חכם מאוד, שחמט משחק עם סבא, כבר מנצח אותי",
        concerns="""אני לא דואג. גננת דואגת. היא אומרת הוא כל זמן לבד לא משחק עם ילדים אחרות
        אמרתי כבר, גננת אומרת שהוא לא משחק עם ילדים""",
        example="שבוע שעבר באתי לקחת אותו מגן, כולם בחצר משחקים והוא עומד ליד גדר לבד, מסתכל על מכוניות. נו אז מה",
        since="לא יודע. מתחילת שנה גננת אומרת",
        where="בגן. בבית אין בעיה",
        helps="כשבן דוד בא הוא משחק איתו יפה",
        communication="רוסית מדבר טוב, עברית ככה ככה",
        social="אמרתי כבר",
        behaviour="ילד שקט, מחונך",
        attention="שחמט יושב שעה",
        sleep="ישן בסדר אוכל בסדר",
        motor="בסדר",
        eating="בסדר",
        history="הכל היה נורמלי",
        checks="לא צריך בדיקות",
        family="אני, אישה, סבתא וסבא. בבית רק רוסית",
        day="גן, סבא, שחמט, לישון",
        hopes="שגננת תעזוב אותנו. ושיהיה לו חבר, כן",
        film="טוב, אם צריך",
        other="""למה אתה צריך לדעת
        בסדר
        הכל בסדר""",
    ),
    "overwhelmed-he": _parent(
        "he-f", "הלל", "boy", "attention", """
        אין לי אויר
        יש לי שלושה ילדים ותינוקת ועבודה והבית ספר מתקשר כל יום ואני פשוט לא מצליחה יותר להחזיק את זה
        """,
        years=6.5,
        name="הלל, הוא השני שלי",
        age="בן שש וחצי",
        gender="בן",
        strengths="יש לו לב זהב הוא עוזר לי עם התינוקת בלי שאני מבקשת",
        concerns="""הלל לא מסוגל להתרכז בכלום, מתחיל משהו ועוזב באמצע כל הזמן
        המורה אומרת שהוא מרחף כל היום""",
        example="אתמול ביקשתי שינעל נעליים ומצאתי אותו אחרי עשרים דקות עם נעל אחת משחק עם החוט של הוילון והסעה כבר הלכה",
        since="מהגן אבל בכיתה א זה נהיה בלתי אפשרי",
        where="בכל מקום אבל בבוקר הכי גרוע",
        helps="אם אני עומדת לידו ממש ואומרת דבר אחד כל פעם",
        communication="מדבר טוב",
        social="אוהבים אותו",
        behaviour="לא אלים ולא כלום רק חולם",
        sleep="נרדם מאוחר",
        motor="בסדר",
        eating="שוכח לאכול",
        history="לידה רגילה בזמן",
        checks="היועצת אמרה לפנות לאבחון ולא היה לי זמן",
        family="אני ובעלי שעובד בלילות וארבעה ילדים",
        day="בלאגן",
        hopes="בוקר אחד בלי צעקות",
        film="אנסה",
        other="""אני לא יודעת אני גמורה
        כן בסדר
        נמשיך""",
    ),
    "language-he": _parent(
        "he-n", "בארי", "boy", "communication", """
        שלוום רצינו להתיעץ לגבי בארי בן שנתיים וארבעה חודשים
        בקיצור יש לו אולי חמש מילים וגם הן לא ברורות אמא אבא טטו לאוטו ובבבה לבקבוק
        """,
        years=2.3,
        name="בארי",
        age="שנתיים וארבעה חודשים",
        gender="בן",
        strengths="הוא אלוף בפאזלים ומכיר כל מכונית בחניה לפי הצבע",
        concerns="שהוא לא מדבר כמו ילדים בגיל שלו",
        example="הבוקר רצה במבה והתחיל לבכות מול הארון ורק כשהרמנו אותו הוא שם את היד על השקית",
        since="לא היה רגע שהיו יותר מילים, ככה תמיד",
        where="בבית ובמעון אותו דבר",
        helps="כשמראים לו שני דברים הוא בוחר עם האצבע",
        social="מתחבק עם כולם במעון",
        communication="זה הנושא, כמעט אין מילים",
        behaviour="מתעצבן כשלא מבינים אותו",
        attention="פאזל יכול לשבת חצי שעה",
        sleep="ישן כל הלילה",
        motor="רץ ומטפס",
        eating="אוכל יפה",
        history="נולד בזמן, שלוש דלקות אוזניים בחורף",
        checks="יש תור לבדיקת שמיעה בחודש הבא",
        family="שתי אמהות ובארי, ובבית מדברים עברית וקצת אנגלית",
        day="מעון עד ארבע ואז גן שעשועים",
        hopes="לשמוע ממנו מה הוא רוצה",
        film="בשמחה",
        other="לא בטוח\nנחשוב על זה",
    ),
    "social-he": _parent(
        "he-f", "רוני", "girl", "social_play", """
        ערב טוב. אני אמא של רוני שנולדה ב-3 במאי 2020
        קשה לה להתחבר, היא רוצה נורא חברות אבל לא יודעת איך נכנסים למשחק
        """,
        born="2020-05-03",
        name="רוני",
        age="נולדה בשלישי במאי 2020",
        gender="בת",
        strengths="ילדה יצירתית בטירוף, כותבת סיפורים ומאיירת אותם",
        concerns="שהיא נשארת בצד. ילדות משחקות והיא עומדת ומסתכלת",
        example="ביום ראשון בגינה היו שלוש בנות מהכיתה, רוני הסתובבה סביבן רבע שעה ובסוף לקחה להן את החבל וברחה כי לא ידעה איך לבקש",
        since="בגן כבר ראו את זה, אבל השנה זה בולט",
        where="בעיקר בהפסקות ובגינה, אחת על אחת זה הרבה יותר קל",
        helps="אם אני מתווכת ואומרת לה מה להגיד",
        communication="אוצר מילים של מבוגרת",
        social="זה מה שמטריד",
        behaviour="נעלבת בקלות",
        attention="מרוכזת במה שמעניין אותה",
        sleep="ישנה ואוכלת מצוין",
        motor="קצת מסורבלת בכדור",
        eating="מצוין",
        history="הריון ולידה תקינים, הלכה בגיל שנה ושלושה חודשים",
        checks="לא היינו אצל אף איש מקצוע",
        family="גרה חצי שבוע אצלי וחצי אצל אבא שלה, בת יחידה",
        day="בית ספר, צהרון, ואז קוראת",
        hopes="שיזמינו אותה פעם אחת",
        film="כן אפשר",
        other="אני צריכה לחשוב\nכן",
    ),
    "behaviour-he": _parent(
        "he-f", "נבו", "boy", "behaviour_emotion", """
        תקשיבו הילד שלי מפוצץ לי את הבית
        על כל שטות הוא נכנס לעצבים זורק כיסאות מקלל ובועט באחות שלו
        """,
        years=4.8,
        name="נבו",
        age="בן ארבע ועשרה חודשים",
        gender="בן",
        strengths="כשהוא רגוע הוא הילד הכי מצחיק בעולם עושה לנו הצגות",
        concerns="העצבים שלו, ההתקפי זעם האלה",
        example="אמש כיביתי לו את הטלויזיה אז הוא העיף את השלט על החלון ונסדק הזכוכית",
        since="מאז שנולדה אחותו לפני שנתיים",
        where="רק בבית! בגן אומרים ילד זהב",
        helps="לתת לו התראה של חמש דקות לפני",
        communication="מדבר פצצה",
        social="יש לו מלא חברים",
        behaviour="סיפרתי לך",
        attention="בסדר",
        sleep="נלחם לא ללכת לישון",
        motor="קוף",
        eating="אוכל רק שניצל",
        history="הכל תקין לידה בואקום",
        checks="היינו פעם אחת אצל פסיכולוגית",
        family="ארבעתנו ואמא שלי מלמעלה",
        day="גן עד ארבע ואז מתחיל הגיהנום",
        hopes="ערב אחד שקט",
        film="למה לא",
        other="לא יודעת מה להגיד\nכן",
    ),
    "vague-en": _parent(
        "en-n", "Quinn", "girl", "sleep", """
        so um hey i guess
        my sister in law said i should try this thing
        """,
        years=2.7,
        name="Quinn",
        age="two and three quarters",
        gender="girl",
        strengths="i mean shes a good kid she sings all day long",
        concerns="""nights mostly
        she just wont go to sleep its a circus every single night""",
        example="last night i put her down at eight and she popped back up like eleven times and finally crashed at half past ten on the rug",
        since="few months maybe since we took the crib apart",
        where="just home she naps fine at grandmas",
        helps="if my husband lies on the floor next to her",
        communication="talks plenty",
        social="fine with kids",
        behaviour="whatever normal i guess",
        attention="no idea",
        motor="climbs everything",
        sleep="yeah thats the thing",
        eating="eats ok",
        history="nothing special",
        checks="nope",
        family="me my husband and her",
        day="up at six daycare home dinner then the circus",
        hopes="an evening to ourselves honestly",
        film="sure ok",
        other="idk\nmaybe\ni guess",
    ),
    "anxious-en": _parent(
        "en-f", "Theo", "boy", "motor", """
        Hi, I'm sorry if this is silly but I've been up since 4am googling and I'm terrified. My son Theo was born 03/22/2025 and he still isn't walking and the other moms at library time all have walkers and I feel like I've missed something huge, should I be panicking?
        Could I have caused it by carrying him too much??
        """,
        born="2025-03-22",
        name="Theo, I think I said? Is it bad that I'm repeating myself?",
        age="03/22/2025 is his birthday, so is that late?",
        gender="He's a boy, does that matter?",
        strengths="He has the best belly laugh and he can find any animal in his book when I name it, is that normal?",
        concerns="That he's not walking, he just scoots on his bottom. What if something is wrong with his legs?",
        example="On Tuesday I stood him up against the couch and the second I let go he plopped down and cried. Was that cruel of me?",
        since="Since his birthday really, I kept waiting. Did I wait too long?",
        where="Everywhere, home and daycare. Is everywhere worse?",
        helps="He takes steps if he holds both my hands. Does that count?",
        communication="He says mama, dada, ball and more. Is that enough?",
        social="Loves other babies. Is that a good sign?",
        behaviour="Very easygoing, too easygoing?",
        attention="He stays with a toy for ages. Is that weird?",
        sleep="Sleeps through, thank god",
        motor="Not walking, that's it, isn't that the whole problem?",
        eating="Eats anything, is that ok?",
        history="He came five weeks early and had jaundice. Could that be why?",
        checks="The pediatrician said wait till two. Should I get a second opinion?",
        family="Me, my wife, and Theo. Should there be siblings?",
        day="Daycare three days, me two days. Is daycare the problem?",
        hopes="That he walks into my arms. Will he?",
        film="Yes. What if he won't do it on camera?",
        other="I don't know, what do you think?\nBut is it dangerous?",
    ),
    "offtopic-en": _parent(
        "en-m", "Zoe", "girl", "learning", """
        yo
        are you a real person lol
        can you recommend a good pizza place in leeds
        """,
        years=7,
        name="zoe",
        age="shes just turned seven",
        gender="girl",
        strengths="amazing at gymnastics, cartwheels all over the living room. you into sports?",
        concerns="""school says shes behind with reading, she mixes up b and d and guesses the words
        the reading, like i said""",
        example="yesterday she had a page of homework to read and she looked at the picture and just made the story up. anyway hows the weather where you are",
        since="since reception i think",
        where="at school and with homework",
        helps="when her nan reads it with her one word at a time. do you know any good podcasts",
        communication="never stops talking",
        social="loads of mates",
        behaviour="good as gold",
        attention="depends if shes interested",
        sleep="fine",
        motor="gymnast mate",
        eating="eats like a horse",
        history="all fine, normal birth",
        checks="eye test was fine",
        family="me, her mum and two cats",
        day="school, gym, tea, bed",
        hopes="that she picks up a book cos she wants to",
        film="go on then",
        other="haha\nanyway who do you support\nok",
    ),
    "contradicting-en": _parent(
        "en-f", "Mila", "girl", "sensory", """
        Hi my daughter Mia is nearly four
        Sorry autocorrect!! it's Mila, and technically she's 3 years and 10 months
        """,
        years=3.8,
        name="Mila, not Mia",
        age="3 years and 10 months, so almost four",
        gender="girl",
        strengths="She isn't really into anything. Well that's not true, she paints for hours",
        concerns="""No worries really. Except she can't stand noise, covers her ears at everything. Although she loves music
        the noise thing, she covers her ears""",
        example="Yesterday the hand dryer went off in the mall bathroom and she screamed and bolted with her hands over her ears. Actually it was Saturday",
        since="Always. No, since we moved last summer",
        where="Only at home. And in public bathrooms. So not only at home",
        helps="Nothing works. Ok, the big headphones work",
        communication="Talks beautifully, when she wants",
        social="No friends yet, apart from Ava and Lucy",
        behaviour="Super calm unless it's loud",
        attention="Great focus, sometimes",
        sleep="Sleeps great, mostly wakes at 3",
        motor="Clumsy. No, she's fine",
        eating="Picky. But she eats",
        history="Easy pregnancy, I was on bed rest though",
        checks="Never tested. Oh wait her hearing was tested as a newborn",
        family="Just the three of us and my mom most days",
        day="Preschool is fine, except the music class she hates, I mean loves",
        hopes="To go to a birthday party and stay",
        film="no. well, yes ok",
        other="yes and no\nmaybe",
    ),
    "defensive-en": _parent(
        "en-m", "Jayden", "boy", "attention", """
        School told us to fill this in. For the record I think it's nonsense
        My boy is just a boy. They want robots
        """,
        years=6,
        name="Jayden. Why do you need that",
        age="Six, turned six in the fall",
        gender="I said my boy",
        strengths="He can take a bike apart and put it back together. Smarter than his teacher",
        concerns="""I'm not worried. The teacher says he doesn't pay attention and can't stay in his seat
        I told you what the teacher says. He won't stay in his seat and doesn't listen""",
        example="She sent a note on Monday that he left his chair nine times during math and wandered to the window. Who wouldn't",
        since="Since first grade started, according to them",
        where="Only there. At home he's outside all day",
        helps="Giving him something to do with his hands. Common sense",
        communication="Fine",
        social="Has friends",
        behaviour="Never hurt anybody",
        sleep="Fine",
        motor="More than fine",
        eating="Fine",
        history="Normal. Next question",
        checks="No and he doesn't need any",
        family="None of your business. He's got two parents and a brother",
        day="School, bike, dinner, bed",
        hopes="That they get off his back",
        film="Fine",
        other="Pass\nWhy does that matter\nFine",
    ),
    "overwhelmed-en": _parent(
        "en-f", "Hazel", "girl", "eating", """
        i cant do this anymore honestly
        sorry. its hazel my daughetr every meal is a fight and im also working nights and my mums in hospital and im just done
        """,
        born="2022-06-09",
        name="hazel",
        age="born 9th of june 2022",
        gender="shes a girl",
        strengths="shes so gentle with the dog she talks to him and tucks him in",
        concerns="""she only eats three things and gags on evrything else
        meals. she wont eat""",
        example="tonight i made her pasta but the shape was diffrent and she gagged and threw the bowl and cried till bedtime",
        since="about a year. since she was three and a bit",
        where="home and at my mums. nursery says she just doesnt eat there",
        helps="if i put the food in the little box she picks at it",
        communication="chatterbox",
        social="shy but ok",
        behaviour="only at mealtimes",
        attention="fine",
        sleep="sleeps ok",
        motor="fine",
        history="reflux as a baby, really bad, otherwise ok",
        checks="gp said shell grow out of it",
        family="just me and hazel. her dad has her sundays",
        day="nursery 8 till 5 then tea then bath",
        hopes="one dinner with no tears. hers or mine",
        film="ill try",
        other="i dont know im so tired\nok\nyes lets go on",
    ),
    "language-en": _parent(
        "en-m", "Mateo", "boy", "communication", """
        Good morning. Excuse my english, I write you for my son Mateo, he have 30 months
        He is no speaking. Only say agua and mama
        """,
        years=2.5,
        name="Mateo",
        age="30 months, two year and half",
        gender="is a boy",
        strengths="He is very happy boy, he love to build the trains very long in all the floor",
        concerns="He no speak the words, other childrens of the family speak already sentences",
        example="Yesterday he want the juice and he take my hand and put to the fridge, but he no say nothing",
        since="Always like this, never he was speaking more",
        where="In the house and in the daycare, the same",
        helps="If I sing, he say the last word of the song",
        communication="This is the problem, few words",
        social="He like the cousins, he run with them",
        behaviour="He cry when we don't understand",
        attention="With the trains he stay one hour",
        sleep="Sleep good",
        motor="He run, he climb, very strong",
        eating="Eat everything",
        history="Born normal, 40 weeks",
        checks="The ears no tested yet",
        family="My wife, me, Mateo and the grandmother. In house only spanish",
        day="Daycare until three and after with grandmother",
        hopes="That he tell me papa",
        film="Yes of course",
        other="I no understand the question, sorry\nYes",
    ),
    "social-en": _parent(
        "en-f", "Priya", "girl", "social_play", """
        Hello, writing regarding my daughter Priya who is eight and a half years old, she is in third standard
        She is sitting alone only in the lunch break, no one is calling her to play
        """,
        years=8.5,
        name="Priya",
        age="eight and a half",
        gender="daughter",
        strengths="She plays the violin so nicely and she is very caring with her grandfather",
        concerns="That she is not having any friends, she does not know how to go and join the other girls",
        example="Last Friday there was a class picnic and I saw her walking around the girls for twenty minutes and then she came and sat with me",
        since="Since second standard, earlier also a little",
        where="In school and in the colony also, with one girl at a time it is better",
        helps="If I invite one classmate home and plan some activity",
        communication="Her vocabulary is very good, she reads big books",
        social="That only is the matter",
        behaviour="She is a quiet child, gets hurt easily",
        attention="Good concentration",
        sleep="Sleeps nine to six, eats properly",
        motor="Okay, not sporty",
        eating="Vegetarian, eats well",
        history="Full term, no complications",
        checks="We have not consulted anybody",
        family="Joint family, seven of us, she is the youngest",
        day="School, violin, homework, dinner with grandparents",
        hopes="One good friend, somebody who will call her",
        film="Yes, we can",
        other="I will have to think\nYes",
    ),
    "behaviour-en": _parent(
        "en-f", "Declan", "boy", "behaviour_emotion", """
        right so my lad is doing my head in
        kicks off over the tiniest thing, launches stuff across the room, screams the house down, whacks his brother
        """,
        years=4.1,
        name="Declan",
        age="four and two months",
        gender="boy",
        strengths="funniest kid you'll meet when he's in a good mood, does voices and everything",
        concerns="the meltdowns. it's like a switch flips",
        example="this mornin I cut his toast in squares not triangles and he lobbed the plate at the wall and was on the floor for forty minutes",
        since="since his brother came along, so two years give or take",
        where="only at home, nursery reckon he's an angel",
        helps="five minute warning before we change anything",
        communication="talks for ireland",
        social="mates with everyone",
        behaviour="see above love",
        attention="grand",
        sleep="fights bedtime",
        motor="like a monkey",
        eating="chicken nuggets and nowt else",
        history="forceps birth, all grand after",
        checks="health visitor came once",
        family="me, the two lads, and my mam downstairs",
        day="nursery till one and then carnage",
        hopes="a quiet tea time",
        film="aye go on",
        other="dunno love\nyeah",
    ),
}  # fmt: skip
