"""One table of roles as eight spreadsheet programs write it; all of them say the same."""

import csv
import datetime as dt
import io

import xlsxwriter

CELLS = (
    "title", "professions", "countries", "languages", "min_weeks", "cost_usd", "positions",
    "months", "start_date", "license_required", "status", "summary", "source_url",
)  # fmt: skip
FIRST = dt.date(2027, 1, 1)


def roles(n):
    """Roles in the words of roles.csv; of each column some cells that are written in two ways."""
    return [
        {
            "title": f"Pflege & Geburtshilfe für São Tomé, Équipe {i}",
            "professions": ("nurse", "midwife", "physician")[i % 3],
            "countries": ("KE", "CI", "ET|KE")[i % 3],
            "languages": ("fr:required", "en", "sw:helpful|en:either")[i % 3],
            "min_weeks": ("2.5", "4", "12.25")[i % 3],
            "cost_usd": ("1200", "950.5", "12500")[i % 3],
            "positions": str(1 + i % 4),
            "months": ("3", "1|12")[i % 2],
            "start_date": (FIRST + dt.timedelta(days=i % 500)).isoformat(),
            "license_required": ("yes", "no")[i % 2],
            "status": ("open", "ongoing", "past")[i % 3],
            "summary": f'Équipe de nuit n° {i}, "garde"; seul\nà l’hôpital',
            "source_url": f"https://rollen.example/{i}",
        }
        for i in range(n)
    ]


WORDS = {
    "german": {
        "nurse": "Krankenschwester", "midwife": "Hebamme", "physician": "Arzt", "KE": "Kenia",
        "CI": "Côte d’Ivoire", "ET": "Äthiopien", "yes": "WAHR", "no": "FALSCH",
        "fr": "Französisch", "sw": "Suaheli", "en": "Englisch", "1": "Januar", "3": "März",
        "12": "Dezember",
    },
    "french": {
        "nurse": "infirmière", "midwife": "sage-femme", "physician": "médecin", "KE": "Kenya",
        "CI": "Côte d’Ivoire", "ET": "Éthiopie", "yes": "VRAI", "no": "FAUX", "fr": "français",
        "sw": "swahili", "en": "anglais", "1": "janvier", "3": "mars", "12": "décembre",
    },
    "spanish": {
        "nurse": "enfermera", "midwife": "matrona", "physician": "médico", "KE": "Kenia",
        "CI": "Côte d’Ivoire", "ET": "Etiopía", "yes": "sí", "no": "no", "fr": "francés",
        "sw": "suajili", "en": "inglés", "1": "enero", "3": "marzo", "12": "diciembre",
    },
    "portuguese": {
        "nurse": "enfermeira", "midwife": "parteira", "physician": "médico", "KE": "Quênia",
        "CI": "Costa do Marfim", "ET": "Etiópia", "yes": "VERDADEIRO", "no": "FALSO",
        "fr": "francês", "sw": "suaíli", "en": "inglês", "1": "janeiro", "3": "março",
        "12": "dezembro",
    },
    "american": {
        "nurse": "Registered nurse", "midwife": "Midwife", "physician": "Physician", "KE": "Kenya",
        "CI": "Ivory Coast", "ET": "Ethiopia", "yes": "TRUE", "no": "FALSE", "fr": "French",
        "sw": "Swahili", "en": "English", "1": "January", "3": "March", "12": "December",
        "open": "Open", "ongoing": "Ongoing", "past": "Past",
    },
}  # fmt: skip


def number(text, decimal, thousands):
    """Write a number with a mark between thousands and two decimals where it has any."""
    whole, _, rest = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return grouped + (decimal + rest if rest else "")


def spoken(text, words):
    """Write languages in words, what they are needed for in brackets: `French (required)`."""
    items = [item.partition(":") for item in text.split("|")]
    said = [words.get(code, code) + (f" ({need})" if need else "") for code, _, need in items]
    return ", ".join(said)


def localized(role, words, decimal, thousands, day):
    """Write a role as a spreadsheet of a country shows it."""

    def listed(name):
        return ", ".join(words.get(item, item) for item in role[name].split("|"))

    return {
        **role,
        **{name: listed(name) for name in ("professions", "countries", "months")},
        "languages": spoken(role["languages"], words),
        **{name: number(role[name], decimal, thousands) for name in ("min_weeks", "cost_usd")},
        "start_date": dt.date.fromisoformat(role["start_date"]).strftime(day),
        **{name: words.get(role[name], role[name]) for name in ("license_required", "status")},
    }


def text_of(records, delimiter, encoding, ends="\r\n"):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CELLS, delimiter=delimiter, lineterminator=ends)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode(encoding)


def workbook_of(records):
    """The same as numbers, days and yes or no, with a format that hides how they are kept."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        day, sheet = book.add_format({"num_format": "dd.mm.yy"}), book.add_worksheet("Stellen")
        sheet.write_row(0, 0, CELLS)
        for row, record in enumerate(records, start=1):
            for at, (name, text) in enumerate(record.items()):
                if name in ("min_weeks", "cost_usd", "positions"):
                    sheet.write_number(row, at, float(text))
                elif name == "start_date":
                    sheet.write_datetime(row, at, dt.date.fromisoformat(text), day)
                elif name == "license_required":
                    sheet.write_boolean(row, at, text == "yes")
                else:
                    sheet.write_string(row, at, text)
    return made.getvalue()


def files(n):
    """The table as each program writes it, by the name of the file."""
    said = roles(n)

    def as_in(country, *marks):
        return [localized(role, WORDS[country], *marks) for role in said]

    german = as_in("german", ",", ".", "%d.%m.%Y")
    american = as_in("american", ".", ",", "%m/%d/%Y")
    return {
        "german.csv": text_of(german, ";", "cp1252"),
        "french.csv": text_of(as_in("french", ",", "\xa0", "%d/%m/%Y"), ";", "cp1252"),
        "spanish.csv": text_of(as_in("spanish", ",", ".", "%d/%m/%Y"), ";", "cp1252"),
        "portuguese.csv": text_of(as_in("portuguese", ",", ".", "%d/%m/%Y"), ";", "cp1252"),
        "american.csv": text_of(american, ",", "utf-8-sig"),
        "unicode.txt": text_of(german, "\t", "utf-16"),
        "google-sheets.csv": text_of(american, ",", "utf-8", "\n"),
        "workbook.xlsx": workbook_of(said),
    }
