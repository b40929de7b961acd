"""Files as strangers send them, honest and hostile, made by code. Each maker answers bytes."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image

from chitta.gateways import pdf

HEBREW = """<h1>סיכום הערכה (גן "אלון")</h1><p>תאריך: 12.3.2025 בשעה 10:30</p>
<p>נועה (בת 4.5) משחקת [עם אחרים] ואומרת "שלום", ב-85% מהמקרים. ראו Figure 2 במאמר (ABC test). טל' 03-5551234.</p>
<p>ד"ר רונית לוי (Ph.D.)</p>"""


@cache
def hebrew_pdf(pages: int = 1, more: str = "") -> bytes:
    paragraph = "<p>" + "הילדה בונה מגדל של קוביות ומספרת עליו בהרחבה לגננת ולחברים. " * 30 + "</p>"
    rest = f'<div style="break-before: page">{paragraph}</div>' * (pages - 1)
    head = '<html lang="he" dir="rtl"><head><title>סיכום</title><meta name="author" content="סודי"></head>'
    return pdf.render(f"{head}<body>{HEBREW}{more}{rest}</body></html>")


@cache
def big_hebrew_pdf() -> bytes:
    """About ten megabytes: three pages with photos of noise."""
    import base64

    def photo(seed: int) -> str:
        grain = Image.effect_noise((1800, 1800 + seed), 90).convert("RGB")
        return "data:image/jpeg;base64," + base64.b64encode(jpeg(grain, quality=94)).decode()

    pictures = "".join(f'<img alt="" style="width: 15cm" src="{photo(seed)}">' for seed in range(3))
    return hebrew_pdf(1, pictures)


# --- PDFs by hand -----------------------------------------------------------------------------------------------------


def raw_pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Objects 1.. of which the first is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(data), data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
WORDS = b"BT /F 14 Tf 72 700 Td (Noa builds a tower of ten blocks.) Tj ET"


def page(more: bytes = b"", resources: bytes = FONT) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources %b/Contents 4 0 R%b>>" % (resources, more)


def english_pdf(words: bytes = WORDS) -> bytes:
    return raw_pdf([CATALOG, PAGES, page(), stream(words)])


def blank_pdf() -> bytes:
    return english_pdf(b"")


def scanned_pdf(pages: int = 1, photo: bytes | None = None) -> bytes:
    photo = photo or jpeg(lettered())
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(1, pages + 1))
    size = Image.open(io.BytesIO(photo)).size
    facts = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
        % size
    )
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>"
    return raw_pdf(
        [
            CATALOG,
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
            stream(photo, facts),
            stream(b"595 0 0 842 0 0 cm /I Do"),
        ]
        + [sheet] * pages
    )


def telling_pdf() -> bytes:
    """Scripts, attachments, a launch, a form field, an author, XMP: everything that must not go along."""
    xmp = stream(b"<x:xmpmeta><dc:creator>Dana Secret</dc:creator></x:xmpmeta>", b"/Type/Metadata/Subtype/XML")
    script = b"<</S/JavaScript/JS(app.alert\\('Secret'\\))>>"
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction %b/Metadata 5 0 R/AcroForm<</Fields[6 0 R]/DA(/F 12 Tf)/DR %b>>"
            b"/Names<</EmbeddedFiles<</Names[(secret.txt)7 0 R]>>/JavaScript<</Names[(a)%b]>>>>>>"
            % (script, FONT, script),
            PAGES,
            page(
                b"/AA<</O %b>>/Metadata 5 0 R/PieceInfo<</Secret<</LastModified(D:2025)/Private(Secret)>>>>/Annots[6 0 R 10 0 R]"
                % script
            ),
            stream(WORDS),
            xmp,
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(child)/V(Noa Levi)/DA(/F 12 Tf)/Rect[72 600 300 620]/F 4/AP<</N 9 0 R>>/A %b>>"
            % script,
            b"<</Type/Filespec/F(secret.txt)/EF<</F 8 0 R>>>>",
            stream(b"Secret diary"),
            stream(
                b"/Tx BMC BT /F 12 Tf 2 5 Td (Noa Levi) Tj ET EMC",
                b"/Type/XObject/Subtype/Form/BBox[0 0 228 20]/Resources %b" % FONT,
            ),
            b"<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/Launch/F(secret.exe)>>>>",
            b"<</Author(Dana Secret)/Producer(Secret Word 3)/Title(Secret title)>>",
        ],
        b"/Info 11 0 R",
    )


def locked_pdf(password: bytes = b"open sesame") -> bytes:
    """RC4 with 40 bits, as in PDF 1.3; an empty password makes one that everybody may open and nobody change."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    name, rights = b"0123456789abcdef", struct.pack("<i", -64)
    owner = rc4(hashlib.md5((b"owner" + pad)[:32]).digest()[:5], (password + pad)[:32])
    key = hashlib.md5((password + pad)[:32] + owner + rights + name).digest()[:5]
    contents = rc4(hashlib.md5(key + bytes([4, 0, 0, 0, 0])).digest()[:10], WORDS)
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -64>>/ID[<%b><%b>]" % (
        owner.hex().encode(),
        rc4(key, pad).hex().encode(),
        name.hex().encode(),
        name.hex().encode(),
    )
    return raw_pdf([CATALOG, PAGES, page(), stream(contents)], lock)


def rc4(key: bytes, data: bytes) -> bytes:
    box, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def many_pages_pdf(pages: int = 3000) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, pages + 3))
    return raw_pdf(
        [CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages)]
        + [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    )


def boastful_pdf() -> bytes:
    """One page that says it is forty million."""
    return raw_pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 40000000>>", page(), stream(WORDS)])


def deep_pdf(depth: int = 20_000) -> bytes:
    levels = [
        b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (number - 1, number + 1) for number in range(2, depth)
    ]
    return raw_pdf([CATALOG, *levels, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 99 99]>>" % (depth - 1)])


def circular_pdf() -> bytes:
    return raw_pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Parent 2 0 R/Count 2>>"])


def bomb_pdf(megabytes: int = 2000) -> bytes:
    """Drawing orders that unpack from two megabytes into two thousand."""
    press = zlib.compressobj(9)
    head = press.compress(b" " * (1 << 20)) + press.flush(zlib.Z_FULL_FLUSH)
    again = press.compress(b" " * (1 << 20)) + press.flush(zlib.Z_FULL_FLUSH)
    return raw_pdf([CATALOG, PAGES, page(), stream(head + again * megabytes, b"/Filter/FlateDecode")])


def slow_pdf() -> bytes:
    """A drawing of ten drawings of ten drawings, ten times over."""

    def drawing(inner: bytes, resources: bytes) -> bytes:
        return stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources %b" % resources)

    levels = [drawing(b"/X Do " * 10, b"<</XObject<</X %d 0 R>>>>" % number) for number in range(6, 15)]
    return raw_pdf(
        [
            CATALOG,
            PAGES,
            page(b"", b"<</XObject<</X 5 0 R>>>>"),
            stream(b"/X Do"),
            *levels,
            drawing(WORDS, FONT),
            drawing(WORDS, FONT),
        ]
    )


# --- Word -------------------------------------------------------------------------------------------------------------

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:o="urn:schemas-microsoft-com:office:office"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(text: str, look: str = "") -> str:
    return f'<w:p w:rsidR="00AB12CD"><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


LETTER = (
    paragraph("סיכום שנה בגן אלון")
    + "<w:tbl><w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("שפה", "מספרת סיפורים")) + "</w:tr></w:tbl>"
    + "<w:sdt><w:sdtContent>" + paragraph("תאריך: 12.3.2025") + "</w:sdtContent></w:sdt>"
)  # fmt: skip


def docx(
    body: str = LETTER,
    *,
    before: str = "",
    relations: str = "",
    types: str = "",
    main: str = MAIN,
    parts: dict[str, bytes] | None = None,
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        box.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/octet-stream"/><Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        )
        box.writestr(
            "_rels/.rels",
            f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        )
        box.writestr(
            "docProps/core.xml",
            f'{head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Dana Secret</dc:creator></cp:coreProperties>',
        )
        box.writestr(
            "word/_rels/document.xml.rels",
            f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        box.writestr("word/document.xml", f"{head}{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, data in (parts or {}).items():
            box.writestr(name, data)
    return out.getvalue()


def telling_docx() -> bytes:
    """A photo with a place in it, a comment, a macro, an embedded sheet, links that fetch, tracked names."""

    def relation(number: int, kind: str, target: str, outside: bool = False) -> str:
        mode = ' TargetMode="External"' if outside else ""
        return f'<Relationship Id="rId{number}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'

    body = (
        paragraph("הילד משחק בחצר")
        + '<w:p><w:commentRangeStart w:id="0"/><w:ins w:id="1" w:author="Dana Secret" w:date="2025-03-12T10:00:00Z"><w:r><w:t>ומספר סיפור</w:t></w:r></w:ins>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        '<w:p><w:hyperlink r:id="rId4"><w:r><w:t>האתר של הגן</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId5"><w:r><w:t>קובץ</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet" r:id="rId3"/></w:object></w:r></w:p>'
    )
    relations = (
        relation(1, "image", "media/image1.jpeg")
        + relation(2, "comments", "comments.xml")
        + relation(3, "oleObject", "embeddings/oleObject1.bin")
        + relation(4, "hyperlink", "https://gan.example/", True)
        + relation(5, "hyperlink", "file:///C:/Users/Secret/a.docx", True)
        + relation(6, "attachedTemplate", "https://evil.example/Secret.dotm", True)
        + relation(7, "image", "https://evil.example/Secret.png", True)
        + '<Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    )
    return docx(
        body,
        relations=relations,
        types='<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>',
        parts={
            "word/media/image1.jpeg": placed_jpeg(),
            "word/comments.xml": f'<w:comments {SPACE}><w:comment w:author="Dana Secret" w:id="0"/></w:comments>'.encode(),
            "word/embeddings/oleObject1.bin": b"Secret sheet",
            "word/vbaProject.bin": b"Secret macro",
            "customXml/item1.xml": b"<Secret/>",
        },
    )


def docx_bomb() -> bytes:
    return docx(parts={f"word/media/{n}.bin": bytes(8 << 20) for n in range(3)})


def docx_many(entries: int = 100_000) -> bytes:
    """Word's parts, and a hundred thousand empty ones, written by hand: zipfile would take a minute."""
    out, listed = bytearray(), bytearray()
    names = ["[Content_Types].xml", "word/document.xml", *(f"word/{n}" for n in range(entries))]
    for name in names:
        facts = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, 0, 0, 0, len(name), 0)
        listed += (
            b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name.encode()
        )
        out += b"PK\x03\x04" + facts + name.encode()
    count = len(names) & 0xFFFF
    return bytes(out + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(out), 0))


def docx_laughing() -> bytes:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx(paragraph("&l9;"), before=f'<!DOCTYPE w [<!ENTITY l0 "ha">{more}]>')


def docx_fetching(where: str = "file:///etc/hostname") -> bytes:
    return docx(paragraph("&out;"), before=f'<!DOCTYPE w [<!ENTITY out SYSTEM "{where}">]>')


def docx_deep(depth: int = 100_000) -> bytes:
    return docx("<w:sdt>" * depth + "</w:sdt>" * depth)


def docx_in_docx(depth: int = 6) -> bytes:
    inner = docx()
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as box:
            box.writestr("inner.zip", inner)
        inner = out.getvalue()
    return inner


def ole(stream_name: str) -> bytes:
    """The look of an OLE file with one named stream: an old .doc, or a docx with a password."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + stream_name.encode("utf-16-le") + bytes(2048)


# --- photos -----------------------------------------------------------------------------------------------------------


def jpeg(image: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **more)
    return out.getvalue()


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def lettered() -> Image.Image:
    """A sheet with dark lines on it, as a scanner sees one."""
    sheet = Image.new("RGB", (600, 800), "white")
    for y in range(60, 740, 40):
        sheet.paste("black", (60, y, 540, y + 12))
    return sheet


def halves(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return image


def placed_jpeg() -> bytes:
    """A phone's photo: maker, place, XMP, a comment, a colour profile."""
    from PIL import ImageCms

    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SecretPhone", "Dana Secret"
    exif.get_ifd(0x8825).update({1: "N", 2: (32.0, 5.0, 1.0), 3: "E", 4: (34.0, 46.0, 1.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg(
        halves(), exif=exif, comment=b"Secret comment", icc_profile=profile, xmp=b"<x:xmpmeta>Secret</x:xmpmeta>"
    )


def turned_jpeg() -> bytes:
    """Lying on its side: shown rightly, red is above blue."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return jpeg(halves(), exif=exif)


def heic(size: tuple[int, int] = (400, 200)) -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    return saved(halves(size), "HEIF", exif=exif.tobytes(), quality=90)


def gif() -> bytes:
    return saved(halves(), "GIF", save_all=True, append_images=[Image.new("RGB", (400, 200), "green")])


def huge_png(side: int = 20_000) -> bytes:
    """Twenty thousand dots a side, all white, in a few hundred kilobytes."""
    press = zlib.compressobj(1)
    row = b"\0" + b"\xff" * (side // 8)
    data = (
        press.compress(row * 100) + b"".join(press.compress(row * 100) for _ in range(side // 100 - 1)) + press.flush()
    )

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
