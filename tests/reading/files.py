"""Files that a visitor may hand over, made for a test."""

import io

import docx
import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

HELVETICA = DictionaryObject(
    {
        NameObject("/Font"): DictionaryObject(
            {
                NameObject("/F"): DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Font"),
                        NameObject("/Subtype"): NameObject("/Type1"),
                        NameObject("/BaseFont"): NameObject("/Helvetica"),
                    }
                )
            }
        )
    }
)


def pdf(n_pages=1, content=b"", password=""):
    writer = pypdf.PdfWriter()
    for _ in range(n_pages):
        page = writer.add_blank_page(595, 842)
        if content:
            stream = DecodedStreamObject()
            stream.set_data(content)
            page[NameObject("/Resources")] = HELVETICA
            page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if password:
        writer.encrypt(password)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
