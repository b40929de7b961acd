"""Twenty parents written without having read the guide or any other parent's words: ten in Hebrew, ten in English.

They are an examination, not an exercise: their lines are never changed to please the guide, and the guide is not mended
with them in view. Whoever does mend it from them says so here, and writes new ones.

On their first run through the real house nineteen of twenty reached filming; the name was right for ten, the age for
seventeen, a strength was held for all, the main concern for fourteen, and all four together were right for four.
"""

from __future__ import annotations

from tests.gateways.builtin.personas import Persona
from tests.gateways.builtin.personas_heldout import _parent

UNSEEN: dict[str, Persona] = {
    "unseen-vague-he": _parent(
        "he-f", "נווה", "boy", "social_play", """
        טוב אז ככה
        אין לי מושג איך להסביר את זה, פשוט משהו מרגיש לי לא לגמרי
        """,
        years=2.83,
        name="קוראים לו נווה",
        age="עוד חודשיים בן שלוש",
        gender="בן",
        strengths="הוא מת על טרקטורים, יכול לשבת שעה ולסדר אותם",
        concerns="""אולי זה סתם אני
        הוא כזה בעולם שלו. ילדים באים אליו והוא פשוט לא שם עליהם""",
        example="בשבת היינו בגינה ובא ילד ונתן לו כדור אז נווה הסתובב והלך משם",
        since="אין לי מושג, אולי מהקיץ",
        where="בגינה, בגן, איפה שיש ילדים",
        helps="אם אני יושבת לידו ומשחקת איתם אז הוא קצת נשאר",
        communication="הוא מדבר יפה דווקא, משפטים ארוכים",
        social="זהו, זה הקטע, לבד כל הזמן",
        behaviour="רגוע. רגוע מדי לפעמים",
        attention="כשזה טרקטורים אין בעיה",
        learning="יודע את כל הצבעים וחצי מהמספרים",
        sleep="ישן טוב",
        eating="אוכל הכל חוץ מעגבניות",
        motor="רץ מטפס הכל",
        sensory="לא אוהב שנוגעים לו בראש אבל מי אוהב",
        history="לידה רגילה, יצא בשבוע 39",
        checks="טיפת חלב אמרו בסדר",
        family="אני ובן הזוג שלי ונווה והכלבה",
        day="בבוקר גן פרטי, ואחרי זה או סבתא או אני",
        hopes="שיהיה לו חבר אחד",
        film="אוקיי",
        other="""לא יודעת
        ככה ככה
        נראה לי שכן""",
    ),
    "unseen-anxious-he": _parent(
        "he-m", "יהלי", "girl", "motor", """
        שלום, אבא מודאג פה. הבת שלי בת שנה ושלושה חודשים ולא זוחלת בכלל, רק מתגלגלת. זה תקין? מתי צריך להתחיל לדאוג?
        קראתי באינטרנט שזה יכול להיות משהו נוירולוגי. אתם חושבים שזה משהו נוירולוגי?
        ומה אם פספסנו את הזמן לטפל בזה?
        """,
        years=1.25,
        name="שמה יהלי, וגם רציתי לשאול האם יש גיל שאחריו זה כבר מאוחר?",
        age="אמרתי, שנה ושלושה חודשים",
        gender="בת כמובן",
        strengths="היא צוחקת מכל דבר, עם צחוק מתגלגל כזה, ומוחאת כפיים כשיש מוזיקה",
        concerns="שלא זוחלת ולא נעמדת. בני דודים שלה באותו גיל כבר הולכים",
        example="אתמול שמתי לה את הבובה במרחק מטר והיא ניסתה, ניסתה, ואז התגלגלה על הצד ובכתה. מה זה אומר?",
        since="מגיל 10 חודשים בערך אני שם לב",
        where="בכל מקום, גם על הדשא וגם על הפרקט",
        helps="כשאני מחזיק אותה מתחת לבתי השחי היא עומדת כמה שניות. זה סימן טוב?",
        communication="אומרת אבא ו״נה״",
        social="מחייכת לכולם",
        behaviour="תינוקת נוחה",
        attention="מסתכלת על ספר יפה",
        learning="לא יודע מה אמורים ללמוד בגיל הזה, מה אמורים?",
        sleep="מתעוררת פעמיים בלילה. זה קשור?",
        eating="אוכלת מחיות ועדיין יונקת",
        motor="לא זוחלת, יושבת רק אם מושיבים אותה",
        sensory="לא אוהבת דשא",
        history="נולדה שבוע 36 בקיסרי, הייתה יומיים בפגייה",
        checks="יש לנו תור להתפתחות הילד רק עוד ארבעה חודשים",
        family="אנחנו שלושתנו, מדברים עברית",
        day="המטפלת אומרת שאצלה היא יושבת ומשחקת, ובבית רוצה ידיים כל הזמן",
        hopes="שתלך. זהו. שתלך",
        film="כן בטח, מה לצלם?",
        other="""לא יודע, זה רע?
        אין לי תשובה לזה
        לא""",
    ),
    "unseen-offtopic-he": _parent(
        "he-f", "אליה", "boy", "learning", """
        היי בנות
        תגידו אתן יודעות אם מחר יש שביתה בבתי ספר?
        סורי רגע הדוד שמש פה דולף אני חייבת לענות לאינסטלטור
        """,
        years=6.5,
        name="אליה. על שם סבא של בעלי, היה חזן בבית כנסת בטבריה",
        age="הוא בכיתה א, בן שש וחצי",
        gender="בן",
        strengths="וואי הוא מצחיק אותי. עושה חיקויים של כל המשפחה. אגב גם אחי היה ככה והיום הוא סוכן ביטוח",
        concerns="""תקשיבי קודם כל המורה החדשה שלהם בת 23, מה היא כבר יודעת
        טוב אז הקריאה. הוא לא מצליח לחבר את האותיות ומתבלבל בין ב לכ""",
        example="ביום ראשון ישבנו עם החוברת והוא קרא ״שבת״ בתור ״שכת״ שלוש פעמים וזרק את העיפרון. ואז נשרפה לי הפשטידה",
        since="מתחילת השנה, מספטמבר",
        where="בשיעורי בית בעיקר",
        helps="אם אני עושה לו את האותיות מפלסטלינה",
        communication="מדבר כמו רדיו",
        social="מלך הכיתה",
        behaviour="חמוד, רק מול החוברת מתעצבן",
        attention="בכדורגל מרוכז שעתיים",
        learning="כמו שאמרתי, האותיות",
        sleep="בשמונה וחצי גמור",
        eating="קציצות של אמא שלי",
        motor="כדורגל פעמיים בשבוע",
        sensory="לא משהו מיוחד",
        history="הריון עם סוכר אבל הכל טוב ב״ה",
        checks="לא בדקנו כלום, גם אין תורים בצפון",
        family="חמישה ילדים כן ירבו, הוא השלישי",
        day="בוקר הסעה, חוזר באחת, ואז צהרון שהאוכל שם על הפנים",
        hopes="שיקרא הגדה בפסח כמו אחים שלו",
        film="יאללה סבבה, הטלפון שלי עם מסך שבור אבל מצלם",
        other="""רגע יש לי טלפון
        לא משהו
        תלוי""",
    ),
    "unseen-contradicting-he": _parent(
        "he-m", "שי-לי", "girl", "sleep", """
        שלום, הבת שלי ישנה מצוין, אין תלונות
        כלומר, נרדמת מצוין. אבל קמה ב-2 בלילה ולא חוזרת לישון
        """,
        years=4.83,
        name="שי-לי",
        age="בת חמש. לא, סליחה, ארבע ועשרה חודשים",
        gender="ילדה",
        strengths="אין משהו שהיא טובה בו במיוחד. בעצם היא מציירת מדהים, אנשים עם פרצופים והכל",
        concerns="השינה לא מדאיגה אותי. זאת אומרת כן מדאיגה, כולנו הרוסים",
        example="אתמול היא ישנה לילה שלם. לא רגע זה היה שלשום, אתמול היא קמה בשתיים ושרה עד חמש בבוקר",
        since="תמיד היה ככה. לפני שנה זה התחיל",
        where="רק בבית. גם אצל ההורים שלי האמת",
        helps="כלום לא עוזר. כלומר אם אשתי שוכבת לידה זה עוזר",
        communication="מדברת מעולה אבל לא מבינים אותה תמיד",
        social="המון חברות, אבל היא מעדיפה לבד",
        behaviour="רגועה מאוד, חוץ מהתקפי זעם",
        attention="מרוכזת",
        learning="לומדת מהר",
        sleep="כמו שאמרתי, קמה בלילה",
        eating="אוכלת יפה",
        motor="בסדר",
        sensory="רעשים לא מפריעים לה, רק שואב אבק",
        history="היריון תקין, נולדה עם צהבת",
        checks="לא היינו אצל אף אחד, רק אצל רופא אף אוזן גרון",
        family="אני, אשתי, שי-לי ותינוק בן שלושה חודשים",
        day="רגיל, גן עד ארבע. בגן היא לא ישנה בצהריים",
        hopes="לילה אחד רצוף",
        film="לא. טוב בעצם כן, למה לא",
        other="""לא. אולי כן
        לא ממש
        כן""",
    ),
    "unseen-defensive-he": _parent(
        "he-f", "עמיחי", "boy", "attention", """
        שלום רב. אני פונה אליכם אך ורק משום שהיועצת ביקשה זאת ממני.
        לטעמי אין כל בעיה עם בני, ואינני מעוניינת שידביקו לו תוויות.
        """,
        years=9,
        name="שמו עמיחי",
        age="הוא בן תשע, תלמיד כיתה ד׳",
        gender="בן",
        strengths="עמיחי בונה מעגלים חשמליים בעצמו ומסביר לאחיו הקטן כיצד הם פועלים",
        concerns="""מה שמטריד הוא בית הספר, לא הילד
        המחנכת טוענת שהוא חולם בשיעור ואינו מסיים מטלות. בבית הוא מסיים הכול, כאשר מעניין אותו""",
        example="בשבוע שעבר הוא חזר הביתה עם מחברת חשבון ריקה. שאלתי מדוע, והוא אמר שהסתכל על היונים בחלון",
        since="לדבריהם, מאז כיתה ג׳",
        where="בבית הספר בלבד",
        helps="כאשר יושבים לידו הוא עובד. כך כל ילד",
        communication="אין שום קושי בתחום זה",
        social="יש לו שני חברים טובים וזה מספיק בהחלט",
        behaviour="ילד מחונך למופת",
        attention="כבר השבתי על כך",
        learning="מעל הממוצע, לפי התעודה",
        sleep="תקין",
        eating="תקין",
        motor="תקין",
        sensory="תקין",
        history="אינני רואה כיצד זה רלוונטי, אבל הלידה הייתה תקינה",
        checks="לא נבדק ואין בכך צורך",
        family="אני, אבי הילדים ושלושה בנים",
        day="קם בשבע, בית ספר, חוג אלקטרוניקה, שיעורים",
        hopes="שיראו אותו כפי שהוא",
        film="לשם מה זה נחוץ? ובכן, אם אתם סבורים שזה מועיל, בסדר",
        other="""אינני מבינה את השאלה
        לא
        כפי שאמרתי""",
    ),
    "unseen-overwhelmed-he": _parent(
        "he-f", "כרמי", "boy", "sensory", """
        אני מקליטה כי אין לי ידיים יש לי תאומים בני חצי שנה ובעלי במילואים כבר שלושה חודשים ואני פשוט לא עומדת בזה יותר
        והגדול צורח מכל רעש אני מפעילה בלנדר הוא צורח אני פותחת ברז הוא צורח התאומים בוכים הוא מכסה אוזניים ונשכב על הרצפה
        """,
        years=7,
        name="כרמי",
        age="שבע מלאו לו באוגוסט",
        gender="בן הגדול שלי",
        strengths="הוא כל כך טוב לב הוא מביא לי טישו כשאני בוכה ושר לתאומים",
        concerns="הרעשים הכל עושה לו רע רעשים ותוויות בחולצה וגרביים כל בוקר מלחמה",
        example="היום בבוקר הגרב ישבה לו לא טוב ישב על המדרגה ובכה חצי שעה איחרנו לבית ספר",
        since="תמיד היה רגיש אבל מאז המילואים זה התפוצץ",
        where="בבית הכי הרבה גם בהפסקות בבית ספר",
        helps="אוזניות קנינו לו אוזניות כאלה של בנייה זה עוזר",
        communication="מדבר יפה מאוד",
        social="יש לו חבר אחד אורי",
        behaviour="צורח מתפרק ואחר כך מתנצל נשבר לי הלב",
        attention="אני לא יודעת אין לי כוח לחשוב על זה",
        learning="קורא כבר לבד",
        sleep="נרדם רק איתי",
        eating="רק דברים לבנים וחלקים",
        motor="קצת מסורבל",
        sensory="זה הכל רעשים גרביים תוויות",
        history="היה קוליקי נורא שנה שלמה",
        checks="אין לי מתי ללכת לבדיקות",
        family="אני והוא והתאומים ואבא כשיש מילואים לא",
        day="בוקר זוועה צהריים קצת יותר טוב ערב זוועה",
        hopes="שיהיה לנו בוקר אחד בלי צרחות",
        film="אני לא יודעת מתי אבל כן אני אנסה",
        pause="נמשיך קצת",
        other="""אין לי כוח
        לא יודעת באמת
        אולי""",
    ),
    "unseen-language-he": _parent(
        "he-f", "מישה", "boy", "communication", """
        שלום. אני אמא של מישה. אנחנו עלינו מאוקראינה לפני 4 שנה, אז סליחה על עברית שלי.
        ילד נולד 3.9.2023 וכמעט לא מדבר
        """,
        born="2023-09-03",
        name="מישה, במסמכים כתוב מיכאיל אבל כולם אומרים מישה",
        age="תאריך לידה 3.9.2023",
        gender="בן",
        strengths="הוא מאוד אוהב פאזל, עושה 24 חלקים לבד בלי עזרה",
        concerns="הוא אומר אולי עשר מילה, חצי ברוסית חצי בעברית. משפט אין",
        example="אתמול הוא רצה מיץ, הוא לקח יד שלי והוביל למקרר, לא אמר כלום",
        since="כל הזמן ככה, אחותו בגיל שלו כבר דיברה שירים",
        where="גם בבית גם בגן. גננת אומרת אותו דבר",
        helps="כשאני שרה לאט הוא משלים סוף של שיר",
        communication="זה מה שאמרתי, עשר מילה",
        social="משחק ליד ילדים, לא ביחד",
        behaviour="ילד טוב, לפעמים בוכה כשלא מבינים אותו",
        attention="עם פאזל יושב הרבה זמן",
        learning="מבין מה שמבקשים, מביא נעליים",
        sleep="ישן נורמלי, תודה לאל",
        eating="אוכל מרק, קציצה, הכל",
        motor="רץ, קופץ, נורמלי",
        sensory="לא שמה לב לדבר כזה",
        history="הריון היה במלחמה, הרבה סטרס, אבל נולד בזמן 3400",
        checks="בדקו שמיעה, הכל תקין",
        family="אני, בעל, בת 9 ומישה. בבית רוסית",
        day="בגן עד ארבע, אחר כך בבית עם סבתא שלי רק רוסית",
        hopes="שיגיד לי אמא אני אוהב אותך",
        film="כן אפשר לצלם",
        other="""לא הבנתי שאלה
        כן
        לא""",
    ),
    "unseen-social-he": _parent(
        "he-m", "סילין", "girl", "social_play", """
        מרחבא שלום. אני אבא של סילין מנצרת
        היא בת חמש ו ארבע חודש. בגן היא לא משחק עם אף אחד, רק יושבת ליד הגננת כל היום
        """,
        years=5.33,
        name="סילין",
        age="חמש שנים וארבע חודשים",
        gender="בת",
        strengths="יש לה לב זהב, אלחמדוללה, היא עוזרת לאמא שלה לעשות בצק ויודעת הכל על חיות",
        concerns="שהיא לבד. הילדים קוראים לה לבוא והיא מחביאה פנים שלה",
        example="ביום חמישי היה יום הולדת בגן, כל הבנות רקדו והיא עמדה ליד הקיר עם התיק על הגב",
        since="מתחילת גן חובה, שלוש חודש",
        where="בגן ובמסיבות, בבית היא מדברת ומשחקת רגיל",
        helps="אם בת דוד שלה באה איתה אז היא הולכת לשחק",
        communication="בבית מדברת ערבית יפה, בגן שותקת",
        social="כמו שאמרתי לך לבד",
        behaviour="בת שקטה ומנומסת",
        attention="טוב מאוד",
        learning="כותבת השם שלה בשתי שפות",
        sleep="ישנה טוב",
        eating="אוכלת טוב",
        motor="טוב",
        sensory="אין משהו",
        history="לידה רגילה, הכל טוב",
        checks="לא עשינו בדיקות",
        family="אני, אמא שלה, שני אחים גדולים. מדברים ערבית בבית",
        day="בוקר גן, צהריים אצל סבתא, ערב כולם ביחד. אצל סבתא היא מלכה",
        hopes="שיהיה לה חברה אחת שתבוא הביתה",
        film="בכבוד, כן",
        other="""לא יודע
        ברוך השם
        כן""",
    ),
    "unseen-behaviour-he": _parent(
        "he-f", "אליאור", "boy", "behaviour_emotion", """
        בונז׳ור, עשינו עלייה מליון לפני שנתיים
        הבן שלי אליאור, הוא בן 8 ושלושה חודשים, והוא עושה לי קריזות, אבל קריזות! הוא דופק דלתות, הוא מרביץ לאחותו
        """,
        years=8.25,
        name="אליאור, בלי אלף באמצע",
        age="8 ושלושה חודשים",
        gender="בן",
        strengths="הוא מנגן פסנתר, יש לו אוזן, הוא שומע שיר ומנגן אותו",
        concerns="העצבים שלו. מאפס למאה בשנייה, אחר כך הוא בוכה ואומר שהוא ילד רע",
        example="אתמול בערב ביקשתי שיכבה את הפלייסטיישן, הוא זרק את השלט על הקיר וצעק עליי שאני האמא הכי גרועה בעולם",
        since="מאז העלייה, בערך שנה וחצי",
        where="רק בבית. בבית ספר אומרים מלאך",
        helps="אם אני מודיעה לו מראש חמש דקות. וגם אם אבא שלו נמצא",
        communication="צרפתית מצוין, עברית כבר בסדר גמור",
        social="יש לו חברים מהכדור יד",
        behaviour="זה מה שסיפרתי, הקריזות",
        attention="בפסנתר כן, בשיעורים פחות",
        learning="תלמיד טוב",
        sleep="נרדם מאוחר, בעשר",
        eating="גורמה כמו אבא שלו",
        motor="כדור יד פעמיים בשבוע",
        sensory="לא",
        history="הכל היה נורמלי, לידה בצרפת",
        checks="היינו אצל פסיכולוגית פעם אחת, היא לא דיברה צרפתית",
        family="אני, בעלי שטס כל שבוע לצרפת, אליאור ואחותו ליאה בת 5",
        day="כשבעלי פה רגוע, כשהוא טס יום ראשון בלגן",
        hopes="שלום בית, פשוט שלום בית",
        film="בסדר, אבל הוא לא יסכים שאני מצלמת קריזה",
        other="""לא
        אולי
        אני לא בטוחה""",
    ),
    "unseen-grandmother-he": _parent(
        "he-f", "טוהר", "girl", "eating", """
        שלום לך מתוקה. אני סבתא, לא אמא. הנכדה שלי גרה אצלי מאז שהבת שלי נסעה לחו״ל
        הילדה לא אוכלת כלום נשמה שלי, נהיתה כמו מקל
        """,
        years=11,
        name="לנכדה קוראים טוהר",
        age="בת אחת עשרה",
        gender="נכדה, בת",
        strengths="איזה ידיים יש לה! סורגת כובעים לכל השכנים, לימדתי אותה ועכשיו היא יותר טובה ממני",
        concerns="האוכל. אומרת שאכלה בבית ספר והמורה אומרת שהסנדביץ׳ חוזר שלם",
        example="בשישי בערב עשיתי לה אורז אדום שהיא הכי אוהבת, היא הזיזה את האורז בצלחת ואמרה כואבת לי הבטן וקמה",
        since="מאז שאמא שלה נסעה, לפני חצי שנה",
        where="ליד השולחן כשכולם יושבים, אם אני משאירה לה במטבח לבד היא לפעמים אוכלת",
        helps="לבשל איתי ביחד, אז היא טועמת מהסיר",
        communication="מדברת כשיש לה מה להגיד",
        social="יש לה שתי חברות מהבניין",
        behaviour="עצובה לפעמים, מתגעגעת",
        attention="בסריגה היא שוכחת את העולם",
        learning="ציונים טובים",
        sleep="בלילה שומעת אותה הולכת במסדרון",
        eating="זה זה, לא אוכלת",
        motor="ברוך השם בריאה",
        sensory="לא מבינה בדברים האלה",
        history="אני לא זוכרת הכל, נולדה קטנה, שני קילו",
        checks="לקחתי אותה לרופאה, בדיקות דם יצאו בסדר, אמרה לחזור עוד חודש",
        family="היא ואני, וסבא שלה זכרונו לברכה נפטר לפני שנתיים",
        day="בית ספר, חוזרת בשתיים, אומרת לא רעבה, סריגה, שיעורים",
        hopes="שתחזור להיות ילדה שמחה ושתאכל",
        film="אני לא כל כך יודעת עם הטלפון אבל השכן יעזור לי, כן",
        other="""מה את אומרת
        לא יודעת חמודה
        כן""",
    ),
    "unseen-vague-en": _parent(
        "en-f", "Wren", "girl", "sensory", """
        hi so um
        idk its probably nothing, my sister said i should talk to someone
        """,
        years=2.5,
        name="wren",
        age="shes 30 months",
        gender="girl",
        strengths="shes super affectionate with our dog, like she tells him stories",
        concerns="""its kind of hard to put into words
        she just freaks out about stuff touching her? like sand, grass, paint, her hair being brushed""",
        example="saturday at the park she got sand on her hands and just screamed until we went home",
        since="idk since she was a baby maybe",
        where="bath time, playground, anywhere messy i guess",
        helps="if i give her gloves lol. or a wet wipe right away",
        communication="talks a ton",
        social="fine with kids",
        behaviour="normal toddler stuff",
        attention="ok i think",
        learning="knows her abcs kinda",
        sleep="sleeps through",
        eating="picky but whatever",
        motor="runs around fine",
        sensory="yeah the touching thing",
        history="nothing special, 38 weeks, healthy",
        checks="no",
        family="just me and my boyfriend and wren",
        day="daycare til 5 then dinner bath bed",
        hopes="just that she can enjoy the beach with us",
        film="sure",
        other="""not sure
        i guess
        maybe""",
    ),
    "unseen-anxious-en": _parent(
        "en-f", "Cosmo", "boy", "eating", """
        Hello, sorry to bother you. My little boy is 20 months and he gags on anything with lumps. Is that something to worry about? Could he choke?
        The health visitor said wait and see but what if waiting makes it worse?
        Also is it my fault for starting purees too late? I keep going over it in my head
        """,
        years=1.67,
        name="He's called Cosmo. Do I need to give his surname as well?",
        age="20 months, 21 next week actually",
        gender="He's a boy",
        strengths="He's ever so cheerful, he waves at every single bus driver and they all wave back",
        concerns="The lumps. He'll only have smooth yoghurt and Weetabix gone to mush. Is he getting enough iron, do you think?",
        example="At teatime yesterday I gave him a bit of soft carrot and he gagged, went red, and threw his bowl on the floor. I cried in the kitchen",
        since="Since about ten months when we tried finger food",
        where="At home and at nursery, they've noticed as well",
        helps="He'll lick things off my finger if he's watching the telly. Is that bad?",
        communication="He says about thirty words, is that enough?",
        social="Loves other children",
        behaviour="Happy little soul mostly",
        attention="Good with books",
        learning="Seems quick to me but I would say that",
        sleep="Wakes once",
        eating="It's what I've been saying, lumps",
        motor="Walked at 13 months",
        sensory="Hates messy hands come to think of it",
        history="Emergency section, reflux as a newborn",
        checks="Just the health visitor. Should we be seeing someone?",
        family="Me, my husband Rob and Cosmo",
        day="Nursery three days, with my mum the other two. He eats a bit better for mum, what does that say about me",
        hopes="To sit in a cafe and share a sandwich with him",
        film="Yes of course, would that help?",
        other="""I'm not sure, should I know that?
        Is that normal?
        No, I don't think so""",
    ),
    "unseen-offtopic-en": _parent(
        "en-m", "Juniper", "girl", "sleep", """
        Hey how's it going. Are you like a real person or one of those bots
        Ha ok. My buddy at work built one of those for ordering parts, total disaster
        Anyway the Packers are killing me this year
        """,
        years=5,
        name="Juniper, after the tree in our yard in Flagstaff. We moved since",
        age="She's five, big party with a bounce house, cost me four hundred bucks",
        gender="She's my girl",
        strengths="She can name every dinosaur there is. Swear to god she corrected the guy at the museum",
        concerns="""Well the truck needs a new transmission for starters
        But ok, the kid. She won't go to sleep. It's eleven, eleven thirty every night and she's still bouncing off the walls""",
        example="Last night we did bath, books, lights out at 8, and she came out nine times. I counted. Missed the whole second half",
        since="Since we moved, so like four months",
        where="Our place. At her grandma's in Phoenix she conks right out",
        helps="Driving her around, but gas is four bucks a gallon",
        communication="Never stops talking, gets it from her mother",
        social="Makes friends at the gas station",
        behaviour="Cranky in the mornings, who wouldn't be",
        attention="Dinosaurs, all day",
        learning="Kindergarten says she's doing great",
        sleep="Yeah that's the whole thing, the bedtime",
        eating="Mac and cheese and the occasional green bean",
        motor="Climbs like a squirrel",
        sensory="Nah",
        history="Came two weeks late, nine pounds, her mom's a champ",
        checks="Nope, pediatrician gave us a pamphlet",
        family="Me, my wife Dana, Juni, and a tortoise",
        day="Up at 7, kindergarten, aftercare, home by 5:30",
        hopes="To watch one full game. Nah, just that she's rested and happy",
        film="Sure, wife's got the good phone",
        other="""Couldn't tell you
        Ha, good question
        Nope""",
    ),
    "unseen-contradicting-en": _parent(
        "en-f", "Dashiell", "boy", "motor", """
        My son is very coordinated but he falls over constantly.
        Well not constantly. Most days. Every day really.
        """,
        years=6,
        name="Dash. Dashiell, I mean, nobody calls him Dash except his dad",
        age="He's seven. No wait, he's in the sevens group, he's still six until January... just put six",
        gender="boy",
        strengths="I wouldn't say he has talents. He does do amazing voices, he does whole puppet shows for his cousins",
        concerns="I'm not worried about the falling. Okay I am. And he can't do buttons or hold a pencil properly",
        example="Tuesday he tripped on nothing walking to the car and skinned both knees. Actually it was the curb",
        since="It's new. I mean he was always clumsy, it's just gotten more obvious since first grade",
        where="Everywhere. Not at home so much.",
        helps="Nothing. Going slow helps.",
        communication="Great talker",
        social="Popular. Although he eats lunch alone.",
        behaviour="Easy kid, gets frustrated a lot",
        attention="Fine",
        learning="Loves school, hates going",
        sleep="Good",
        eating="Good",
        motor="Clumsy, like I said",
        sensory="No issues, apart from tags",
        history="Normal. He was five weeks early.",
        checks="Never seen anybody. He had PT for two months as a baby.",
        family="He's an only child. He has a half sister.",
        day="Nothing different. PE days are bad days.",
        hopes="That he rides a bike this summer",
        film="I don't think so. Well. Alright, yes, let's do it",
        other="""No. Maybe.
        Yes and no
        I don't know""",
    ),
    "unseen-defensive-en": _parent(
        "en-m", "Oluchi", "girl", "attention", """
        Good evening. I am here because her class teacher insisted. There is nothing wrong with my daughter.
        In our family children are well brought up. I want that to be clear before anything else.
        """,
        years=10,
        name="Her name is Oluchi",
        age="She is ten years of age",
        gender="She is a girl, my daughter",
        strengths="She sings solo in the church choir and she learnt the whole of the Hallelujah part by ear",
        concerns="""I have no concern. It is the school that has a concern
        They say she does not listen in class, that she is gazing about and forgets her books. Which child does not forget""",
        example="On Monday she left her PE kit on the bus for the third time this term and did not notice until the evening",
        since="Since she entered Year 5, so they claim",
        where="In the class. At home she is attentive when I speak",
        helps="When I write it on a list for her she does it. There, you see",
        communication="She speaks perfectly well, two languages",
        social="She has good friends",
        behaviour="Respectful",
        attention="I have already addressed that",
        learning="Her marks are good, they could be better",
        sleep="She sleeps well",
        eating="She eats what her mother cooks",
        motor="No difficulty",
        sensory="No",
        history="All normal, thank God",
        checks="No, and I do not see the need",
        family="My wife, myself and four children. She is the second",
        day="School, choir on Wednesday, homework, church on Sunday",
        hopes="That she becomes what God made her to be",
        film="What will you do with such a video? Very well. If it stays private, yes",
        other="""That is not the question
        No
        As I have said""",
    ),
    "unseen-overwhelmed-en": _parent(
        "en-f", "Zuri", "girl", "behaviour_emotion", """
        ok im talking into my phone because i have the baby on me and i work nights and i havent slept and my three year old just bit the babysitter and she quit
        i dont even know where to start i cant do this anymore its one thing after another every single day
        """,
        years=3,
        name="zuri z u r i",
        age="she turned three in september",
        gender="girl",
        strengths="oh my god she dances she makes up whole dances and does them for the baby and he cracks up",
        concerns="the biting and the screaming she goes zero to sixty and i cannot calm her down",
        example="today i said no more tablet and she threw herself down and screamed for forty minutes and bit me on the arm",
        since="since the baby came so like five months",
        where="at home and with babysitters never at her dads apparently",
        helps="if i get down on the floor and just hold her it passes faster",
        communication="she talks fine full sentences",
        social="she likes other kids until they take her stuff",
        behaviour="yeah the biting thats it",
        attention="good when shes calm",
        learning="she can count to twenty",
        sleep="up and down all night",
        eating="chicken nuggets",
        motor="shes like a gymnast",
        sensory="i dont know i really dont",
        history="regular birth nothing weird",
        checks="no i cant even get an appointment",
        family="me and zuri and the baby his names malik her dad has her weekends",
        day="chaos honestly",
        hopes="one peaceful breakfast thats all i want",
        film="yeah ok i can try tomorrow",
        pause="keep going but slow",
        other="""i dont know
        im so tired
        no""",
    ),
    "unseen-language-en": _parent(
        "en-f", "Anirudh", "boy", "communication", """
        Hello madam. Myself Lakshmi, mother of Anirudh. We are staying in New Jersey since 2 years only.
        He is born on April 17, 2024 and he is not speaking any word till now, only sounds he is making.
        """,
        born="2024-04-17",
        name="Anirudh",
        age="DOB is 04/17/2024",
        gender="He is boy",
        strengths="He is very much fond of music, whenever my husband is playing tabla he will keep the beat with his hands",
        concerns="Only this speech. My cousin's son is same age and he is telling rhymes and all",
        example="Yesterday he wanted banana, he was pulling my dupatta and pointing and crying, no word came",
        since="From one year age we are waiting",
        where="Everywhere it is same, home and daycare",
        helps="If we are singing he will try to make the last sound",
        communication="No words, he is babbling like baba and dada",
        social="He is going near to children and smiling",
        behaviour="Good boy only, little stubborn",
        attention="He is sitting for music nicely",
        learning="He understands if I tell bring the ball",
        sleep="Sleep is good",
        eating="He is eating curd rice, idli, everything",
        motor="Walked at 12 months itself",
        sensory="Mixer sound he does not like",
        history="C-section delivery, 2.9 kg, no complication",
        checks="Hearing test was done, it is normal. Early intervention person is coming next month",
        family="Me, my husband and my in-laws. Telugu and English we speak",
        day="Daycare half day, then with grandparents. At daycare he is quiet",
        hopes="I want to hear him call me Amma",
        film="Yes, surely we will do",
        other="""I am not getting you
        Yes yes
        No madam""",
    ),
    "unseen-social-en": _parent(
        "en-m", "Thaddeus", "boy", "social_play", """
        Good morning. I should be grateful for your thoughts regarding my son, who is eight and a half.
        He appears quite unable to keep a friend. There have been four schools' worth of birthday parties and not one return invitation.
        """,
        years=8.5,
        name="Thaddeus, though his sister calls him Thud",
        age="Eight and a half",
        gender="A boy",
        strengths="He has a remarkable memory for railway timetables, and he is scrupulously kind to his elderly great-aunt",
        concerns="That he is always on the edge of things. He lectures the other boys about rolling stock and they drift off",
        example="Last Thursday in the playground I watched him explain couplings to a boy who had plainly walked away. He carried on talking",
        since="I should say since Reception",
        where="Chiefly at school and at Cubs",
        helps="One child at a time, with a train set between them, goes rather well",
        communication="His vocabulary is that of a barrister",
        social="As I have described",
        behaviour="Even-tempered as a rule",
        attention="Formidable, if it runs on rails",
        learning="Top of the form in mathematics",
        sleep="Perfectly sound",
        eating="Plain food, but plenty of it",
        motor="Not a sportsman",
        sensory="He objects to the hand dryers in public lavatories",
        history="An uneventful pregnancy. He was a quiet baby",
        checks="He has seen nobody",
        family="My wife, Thaddeus, his sister Beatrix, who is twelve",
        day="School, prep, an hour with the model railway. Weekends are a good deal calmer",
        hopes="One true friend",
        film="By all means",
        other="""I could not say
        Possibly
        Not to my knowledge""",
    ),
    "unseen-behaviour-en": _parent(
        "en-f", "Bodhi", "boy", "behaviour_emotion", """
        G'day, mum of three here. My middle one Bodhi is an absolute ratbag lately
        Born 2nd of Feb 2022 so hes nearly 5. Chucks massive wobblies over nothing, hits his brothers, kicked the door in last week
        """,
        born="2022-02-02",
        name="Bodhi",
        age="2nd Feb 2022",
        gender="Boy, got three of em",
        strengths="Heart of gold when hes on. Looks after the chooks every arvo without being asked",
        concerns="The wobblies. Its the hitting thats doing my head in",
        example="Yesterday arvo his brother touched his lego and Bodhi belted him with a cricket bat, lucky it was plastic",
        since="Since he started kinder in Feb I reckon",
        where="Home mostly. Kinder says hes a bit bossy but no dramas",
        helps="Sending him out to the trampoline for a bit",
        communication="Chatterbox",
        social="Heaps of mates",
        behaviour="Thats what im on about",
        attention="Goes alright",
        learning="Sharp as a tack",
        sleep="Goes down like a sack of spuds",
        eating="Eats like a horse",
        motor="Climbs everything",
        sensory="Cant stand loud hand dryers but who can",
        history="Home birth, no worries",
        checks="Nah havent seen anyone",
        family="Me, hubby whos FIFO two weeks on two off, and the three boys",
        day="When hubbys home hes a different kid",
        hopes="A bit of peace and the boys getting along",
        film="Yeah no worries",
        other="""Nah
        Yeah nah
        Dunno""",
    ),
    "unseen-foster-en": _parent(
        "en-f", "Marisol", "girl", "learning", """
        Hello. I am foster mother, the girl is with me from eight months. My English is not perfect, I come from Poland
        She is twelve and she does not read like twelve, she reads like child of seven
        """,
        years=12,
        name="The girl has name Marisol",
        age="She has twelve years",
        gender="Girl",
        strengths="She bakes. She looks one time on a recipe in the video and she makes it, the cinnamon rolls was better than from shop",
        concerns="The reading and the writing. In school she says she forgot the glasses, but she has no glasses",
        example="On Sunday I gave her letter from her brother and she looked long and said read it you, I am tired. I saw that she can not",
        since="I do not know, before me nobody wrote it down. She changed five schools",
        where="In school and when must read something at home",
        helps="When I read loud and she follows with the finger",
        communication="She speaks Spanish and English, very good",
        social="One friend, Keisha",
        behaviour="Quiet. When it is about school she slams the door",
        attention="By the baking she is concentrated two hours",
        learning="Yes, it is the reading, I told",
        sleep="With light on",
        eating="She hides bread in the room",
        motor="Good, she swims",
        sensory="No",
        history="I know only little, her mother was ill and she was in three homes",
        checks="Social worker asked for test in school, we wait",
        family="I, my husband, Marisol, and our dog Pączek",
        day="School, then baking or dog, then homework with tears",
        hopes="That she reads alone the letter from brother",
        film="Yes, if it is allowed from social worker. I asked her, it is allowed",
        other="""I don't know this
        It is not in the papers
        No""",
    ),
}  # fmt: skip
