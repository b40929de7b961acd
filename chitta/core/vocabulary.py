"""The words the whole house agrees on: stages, statuses, kinds and domains.

They are the product's contract (addresses, tool arguments, rows), so they are spelled once, here.
"""

from typing import Literal, get_args

Language = Literal["he", "en"]
Address = Literal["f", "m", "n"]  # how the parent wishes to be addressed: feminine, masculine, neither
Gender = Literal["girl", "boy", ""]  # "" until known: the guide stays neutral
Sender = Literal["user", "chitta"]
MessageStatus = Literal["waiting", "speaking", "settled", "stopped", "failed"]

Stage = Literal[
    "interview",
    "consultation",
    "document_upload",
    "video_instructions",
    "video_upload",
    "analysis",
    "report_ready",
    "expert_search",
    "meeting_prep",
    "sharing",
]
CardStatus = Literal[
    "completed", "progress", "processing", "pending", "action", "new", "instruction", "expert", "upcoming", "active"
]
ProgressType = Literal["interview", "videos", "documents", "analysis"]
View = Literal[
    "consultDoc", "uploadDoc", "viewDocs", "instructions", "view1", "view2", "view3", "uploadVideo", "videoGallery",
    "parentReport", "proReport", "findExperts", "expert", "summary", "journal", "shareExpert", "portrait",
]  # fmt: skip

ObservationKind = Literal["strength", "concern", "history", "context", "hope", "development"]
Domain = Literal[
    "communication",
    "social_play",
    "behaviour_emotion",
    "attention",
    "learning",
    "sensory",
    "motor",
    "sleep",
    "eating",
    "general",
]
SaidBy = Literal["parent", "document", "video", "expert"]
DocumentType = Literal["diagnosis", "report", "medical", "other"]
JournalKind = Literal["progress", "observation", "challenge"]
ReportVariant = Literal["parent", "professional"]
ObservationState = Literal["held", "disputed", "withdrawn"]

# Interview topics in the order the guide would raise them; the parent's own order always wins.
Topic = Literal["basics", "strengths", "concerns", "example", "areas", "history", "family", "day", "hopes"]
TopicOutcome = Literal["asked", "answered", "passed"]  # passed: the parent had nothing, or did not want to

SafetyKind = Literal["self_harm", "child_harm", "violence_home", "medical", "online_harm"]

STAGES: tuple[Stage, ...] = get_args(Stage)
CARD_STATUSES: tuple[CardStatus, ...] = get_args(CardStatus)
VIEWS: tuple[View, ...] = get_args(View)
DOMAINS: tuple[Domain, ...] = get_args(Domain)
TOPICS: tuple[Topic, ...] = get_args(Topic)
DOCUMENT_TYPES: tuple[DocumentType, ...] = get_args(DocumentType)
LANGUAGES: tuple[Language, ...] = get_args(Language)
IN_ENGLISH: dict[Language, str] = {"he": "Hebrew", "en": "English"}  # as a model is told which to write in
