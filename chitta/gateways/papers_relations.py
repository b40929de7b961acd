"""Inside the fence: a Word paper copied part by part. Only parts a page is drawn from go along, without names, dates and outside links."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import Any

from chitta.gateways import papers_image
from chitta.gateways.fence import Unacceptable

Element = Any  # of lxml, which carries no types

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _words(names: str, space: str = "") -> frozenset[str]:
    return frozenset(space + name for name in names.split())


KEPT = _words(
    "officeDocument styles stylesWithEffects numbering settings fontTable theme header footer footnotes endnotes image chart "
    "hyperlink diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing"
)
SAFE_LINKS = ("https:", "http:", "mailto:", "tel:")
DROPPED = _words(
    "commentRangeStart commentRangeEnd commentReference attachedTemplate mailMerge docVars rsids documentProtection proofErr",
    W,
)
NAMES = _words("author initials", W)
UNNAMED = ("rsid", "paraId", "textId", "docId")
RASTER = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
DRAWN = (*RASTER, ".emf", ".wmf")


def copy(box: zipfile.ZipFile, out: str) -> None:
    """Follow the relations from the paper's root; what no kept relation leads to stays behind."""
    wanted = ["[Content_Types].xml"]
    made: dict[str, bytes] = {}
    todo = [""]
    while todo:
        part = todo.pop()
        dropped, relations, targets = _relations(box, part)
        if relations is not None:
            made[_rels(part)] = relations
        if part:
            made[part] = _part(box, part, dropped)
        todo += [target for target in targets if target not in made and target not in todo]
    made["[Content_Types].xml"] = _types(box, set(made))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in (*wanted, *sorted(set(made) - set(wanted))):
            fresh.writestr(zipfile.ZipInfo(name), made[name], zipfile.ZIP_DEFLATED)


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _relations(box: zipfile.ZipFile, part: str) -> tuple[set[str], bytes | None, list[str]]:
    """Ids that lead nowhere any more, the relations that stay, and the parts they lead to."""
    if _rels(part) not in box.namelist():
        return set(), None, []
    tree = _xml(box.read(_rels(part)))
    dropped, targets = set(), []
    for relation in list(tree):
        kind = posixpath.basename(relation.get("Type", ""))
        target = relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        inside = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        if outside:
            stays = kind == "hyperlink" and target.lower().startswith(SAFE_LINKS)
        else:
            stays = kind in KEPT and (inside in box.namelist()) and (kind != "image" or inside.lower().endswith(DRAWN))
        if not stays:
            dropped.add(relation.get("Id", ""))
            tree.remove(relation)
        elif not outside:
            targets.append(inside)
    return dropped, _bytes(tree), targets


def _part(box: zipfile.ZipFile, part: str, dropped: set[str]) -> bytes:
    suffix = posixpath.splitext(part)[1].lower()
    if suffix in RASTER:
        return _picture(box.read(part), RASTER[suffix])
    if suffix != ".xml":
        return box.read(part)
    tree = _xml(box.read(part))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in DROPPED:
            _remove(element)
            continue
        lost = [name for name in element.attrib if str(name).startswith(R) and element.get(name) in dropped]
        if lost and not element.tag.endswith(("}hyperlink", "}blip", "}imagedata", "}hlinkClick", "}hlinkHover")):
            _remove(element)
            continue
        for name in list(element.attrib):
            local = str(name).rpartition("}")[2]
            if name in lost or local.startswith(UNNAMED) or name == W + "date":
                del element.attrib[name]
            elif name in NAMES:
                element.set(name, "")
    return _bytes(tree)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and element.tail.strip():
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _picture(data: bytes, kind: str) -> bytes:
    """The picture again, only its dots; one that cannot be opened becomes a white dot."""
    from PIL import Image

    out = BytesIO()
    try:
        with papers_image.opened(BytesIO(data), draft=papers_image.SIDE) as image:
            done: Any = image
            if kind == "JPEG":
                done = papers_image.upright(image, papers_image.SIDE)
            else:
                image.thumbnail((papers_image.SIDE, papers_image.SIDE))
                mode = "RGBA" if image.has_transparency_data else "RGB"
                done = Image.new(mode, image.size)
                done.paste(image.convert(mode))
            done.save(out, kind, **({"quality": papers_image.QUALITY} if kind == "JPEG" else {}))
    except Unacceptable:
        out = BytesIO()
        Image.new("RGB", (1, 1), "white").save(out, kind)
    return out.getvalue()


def _types(box: zipfile.ZipFile, kept: set[str]) -> bytes:
    tree = _xml(box.read("[Content_Types].xml"))
    for entry in list(tree):
        if entry.get("PartName") and entry.get("PartName", "").lstrip("/") not in kept:
            tree.remove(entry)
    return _bytes(tree)


def _xml(data: bytes) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unacceptable("broken") from None


def _bytes(tree: Element) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
