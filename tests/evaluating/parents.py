"""A parent who answers what was asked: a persona's lines, chosen by the topic of the guide's question."""

from __future__ import annotations

import re
from collections import Counter

from tests.gateways.builtin.personas import Persona

AREAS = ("communication", "social", "behaviour", "attention", "learning", "sleep", "eating", "motor", "sensory")
OWN = ("concerns", "example", "strengths", "hopes", "day")  # what a parent tells unasked, when nothing else is asked

# The first rule that fits the question wins; several areas may be named in one question.
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "he": (
        ("pause", r"להמשיך בקטן|לעצור כאן"),
        ("open", r"מה היה היום|על מה עוד|מה עוד|שכדאי להוסיף|איזה רגע|במה להתמקד|יש עוד|משהו נוסף|מה השתנה|שהפתיע|סוף היום|שעוד לא שאלתי"),
        ("film", r"לצלם|צילום|סרטונ|לפתוח את ההסבר"),
        ("name", r"איך קוראים|באיזה שם|מה השם|מה שמ|על מי נדבר|על מי תרצ|על מי נתחיל"),
        ("age", r"(?<![א-ת])(?:בן|בת) כמה|מה הגיל|באיז?ה גיל|תאריך הלידה|מתי נולד"),
        ("gender", r"בן או בת|בת או בן|בן או ילדה|ילד או ילדה\?"),
        ("history", r"היריון|הריון|לידה|ינקות|השנה הראשונה"),
        ("checks", r"בדיק|שבדק|טיפול|איש מקצוע|אנשי מקצוע|אבחו"),
        ("family", r"מי גר|שפות|מי עוד בבית|אחים|משפחה"),
        ("hopes", r"עברה שנה|לבקש דבר|היית רוצה|משאלה|תקוו|מקווה|בעוד שנה"),
        ("day", r"יום רגיל|מה שונה|אחר ממה|סדר היום|לעומת הבית"),
        ("since", r"ממתי|מתי (?:זה |זאת |הקושי )?התחיל|מתי התחלת|כמה זמן|מאז מתי"),
        ("helps", r"עוזר|מקל|ניסית|עשה טוב|מרגיע"),
        ("example", r"מה קרה|מה קורה|הפעם האחרונה|רגע אחד|מתי ראית|רגע שהתקרב|דוגמה|לאחרונה|רגע לפני"),
        ("strengths", r"משמח|לשכוח מהזמן|בקלות|דבר אחד טוב|כיף|אוהב|נהנ|חזק|מצליח"),
        ("where", r"איפה|עם מי|באילו מצבים|מתי זה קורה|נעים"),
        ("concerns", r"הביא אותך|מטריד|מדאיג|דאגה|שקשה|מה ראית|במה מדובר|הכי קשה|את רואה|אתה רואה|רואים אצלך"),
    ),
    "en": (
        ("pause", r"in small steps|stop here"),
        ("open", r"what else|how was today|anything else|worth adding|stayed with you|look at now|what has changed|surprise you|end of the day|not asked"),
        ("film", r"\bfilm|\bvideo"),
        ("name", r"\bname\b|shall i call|should i call|talk about first|who shall we|about whom"),
        ("age", r"how old|date of birth|\bborn\b|birthday|what age"),
        ("gender", r"he or she|she or he|boy or (?:a )?girl|girl or (?:a )?boy|son or (?:a )?daughter"),
        ("history", r"pregnan|\bbirth\b|first year|babyhood|as a baby"),
        ("checks", r"hearing|therap|treatment|tested|been checked|professional|assess"),
        ("family", r"who lives|languages?|siblings|who else is at home|your family"),
        ("hopes", r"year has passed|\bwish\b|\bhopes?\b|if you could ask|like to see|a year from now"),
        ("day", r"ordinary day|typical day|different (?:at|between)|what is different"),
        ("since", r"since when|how long|first notice|when did (?:it|this|that) (?:start|begin)|going on"),
        ("helps", r"\bhelps?\b|easier|tried|calms?\b|did some good"),
        ("example", r"last time|what happen|what usually happens|one moment|moment this week|example|recent|last see"),
        ("strengths", r"happy|lov(?:es?|ing)\b|comes easily|forget the time|good thing|\bfun\b|enjoy|good at|strength|proud|delight"),
        ("where", r"\bwhere\b|with whom|who is|in which situations|most\?"),
        ("concerns", r"brings you|worr|harder|concern|raises this|on your mind|do you see that|made you think|what is it about"),
    ),
}  # fmt: skip
_AREA_WORDS: dict[str, dict[str, str]] = {
    "he": {
        "communication": r"דיבור|שפה|תקשורת|מדבר|מילים", "social": r"ילדים אחרים|חבר|משחק עם|חברתי", "behaviour": r"רגש|התנהגות|כעס",
        "attention": r"ריכוז|קשב", "learning": r"למיד|לומד", "sleep": r"שינה|ישנ|ללילה|מתעורר", "eating": r"אוכל|אכילה|ארוחות",
        "motor": r"תנועה|תנועתי|גוף|מוטורי", "sensory": r"רעש|מגע|חושים|תחושתי",
    },
    "en": {
        "communication": r"talking|speech|communicat|language\b|words\b", "social": r"other children|friends|social|playing with",
        "behaviour": r"feeling|behaviou?r|emotion|tantrum|mood", "attention": r"attention|focus|concentrat", "learning": r"learn",
        "sleep": r"sleep|nights?\b|wakes?\b", "eating": r"eating|food|meals", "motor": r"\bmov(?:ing|ement)|body|motor|walking",
        "sensory": r"noise|touch|sensor",
    },
}  # fmt: skip
_SAID_ANYWAY = {
    "he": {
        "name": "{name}", "age": "{age}", "gender": "מעדיפים בלי", "strengths": "היה כיף כשקראנו ספר יחד", "concerns": "כבר סיפרתי",
        "film": "כן", "pause": "להמשיך בקטן", "open": "זהו, אין לי עוד", "other": "לא",
    },
    "en": {
        "name": "{name}", "age": "{age}", "gender": "Rather not say", "strengths": "We had fun reading a book together", "concerns": "I already told you",
        "film": "yes", "pause": "go on in small steps", "open": "that's all", "other": "no",
    },
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]*\?")


def topics_of(reply: str, language: str) -> tuple[str, ...]:
    """What a reply asks about: one topic, several areas, or () when it asks nothing."""
    questions = _SENTENCE.findall(reply)
    if not questions:
        return ()
    around = reply[: reply.rindex("?")].rsplit("\n", 1)[-1][-220:]  # "One moment, from today. What happened?"
    for said in (questions[-1].lower(), around.lower()):
        rules = [topic for topic, rule in _RULES[language] if re.search(rule, said)]
        areas = [area for area, words in _AREA_WORDS[language].items() if re.search(words, said)]
        if len(areas) > 1 or (areas and not rules):
            return tuple(areas)
        if rules:
            return (rules[0],)
    return ("other",)


class ScriptedParent:
    """Speaks for a persona. `in_order`: its lines first as they stand, whatever is asked; else what fits the question."""

    def __init__(self, persona: Persona, in_order: bool = False) -> None:
        self.persona, self.told = persona, Counter[str]()
        self.answers: dict[str, list[str]] = {}
        in_order = in_order and bool(persona.opening)  # the lines are the opening alone where none is marked
        self.waiting = list(persona.lines if in_order or not persona.opening else persona.opening)
        for topic, line in () if in_order else persona.answers:  # all of them were said
            self.answers.setdefault(topic, []).append(line)

    def answer(self, reply: str) -> str:
        """The next message, after this reply of the guide's."""
        asked = topics_of(reply, self.persona.language)
        if self.waiting:
            return self.waiting.pop(0)
        if len(asked) > 1:
            return ", ".join(dict.fromkeys(self._next(area) for area in asked if area in self.answers)) or self._next(
                "other"
            )
        topic = asked[0] if asked else "open"
        if topic == "open" and "open" not in self.answers:
            topic = next((one for one in OWN if one in self.answers and not self.told[one]), "open")
        return self._next(topic)

    def _next(self, topic: str) -> str:
        """The persona's next line on a topic; the last one again when asked again."""
        lines = self.answers.get(topic, ())
        if not lines:
            said = _SAID_ANYWAY[self.persona.language]
            if topic not in said and self.answers.get("other"):
                return self._next("other")
            return said.get(topic, said["other"]).format(name=self.persona.name, age=self.persona.age)
        self.told[topic] += 1
        if topic == "other":
            return lines[(self.told[topic] - 1) % len(lines)]
        return lines[min(self.told[topic], len(lines)) - 1]
