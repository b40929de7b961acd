"""Letters that sample families bring: Word files, as a kindergarten would send them."""

from __future__ import annotations

from pathlib import Path

from docx import Document as WordFile
from docx.oxml import OxmlElement

from chitta.core.vocabulary import Language
from chitta.demo.families import Paper

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(paper: Paper, language: Language, path: Path) -> None:
    """The letter as a Word file; in Hebrew from right to left."""
    word = WordFile()
    word.add_heading(paper.title[language], level=1)
    for line in paper.lines:
        word.add_paragraph(line[language])
    if language == "he":
        for paragraph in word.paragraphs:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    word.save(str(path))
