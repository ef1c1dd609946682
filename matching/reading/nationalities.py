"""Words for the people of a country: `Brazilian`, `French`, `mexicana`."""

from __future__ import annotations

import re
from typing import Final

_PEOPLE: Final = {
    "AR": r"argentin(?:e|ian|ean|o|a)", "AT": r"austrian|austriac[oa]",
    "AU": r"australian|aussie|australian[oa]", "BE": r"belgian|belga|belge",
    "BO": r"bolivian[oa]?|bolivien(?:ne)?",
    "BR": r"brazilian|brasilen[oa]|brasileir[oa]|bresilien(?:ne)?",
    "CA": r"canadian|canadiense|canadense|canadien(?:ne)?",
    "CH": r"swiss|suiz[oa]|suic[oa]|suisse", "CL": r"chilean|chilen[oa]|chilien(?:ne)?",
    "CM": r"cameroonian|camerounais(?:e)?", "CN": r"chinese",
    "CO": r"colombian[oa]?|colombien(?:ne)?", "CR": r"costa rican|costarricense",
    "CU": r"cuban[oa]?|cubain(?:e)?", "DE": r"german|aleman(?:a)?|alema[o]?|allemand(?:e)?",
    "DK": r"danish|dane", "EC": r"ecuadorian|ecuatorian[oa]",
    "EG": r"egyptian|egipci[oa]|egyptien(?:ne)?",
    "ES": r"spanish|spaniard|espanol(?:a)?|espanhol(?:a)?|espagnol(?:e)?", "ET": r"ethiopian",
    "FI": r"finnish|finn", "FR": r"french|frances(?:a)?|francais(?:e)?",
    "GB": r"british|brit|english|scottish|welsh|britanic[oa]|ingles(?:a)?|britannique"
    r"|anglais(?:e)?",
    "GH": r"ghanaian", "GR": r"greek", "GT": r"guatemalan|guatemaltec[oa]",
    "HN": r"honduran|hondurena?o?", "HU": r"hungarian", "ID": r"indonesian",
    "IE": r"irish|irlandes(?:a)?|irlandais(?:e)?", "IL": r"israeli", "IN": r"indian",
    "IQ": r"iraqi", "IR": r"iranian", "IT": r"italian|italian[oa]|italien(?:ne)?",
    "JM": r"jamaican", "JO": r"jordanian", "JP": r"japanese", "KE": r"kenyan",
    "KR": r"(?:south )?korean", "LB": r"lebanese|libanes(?:a)?|libanais(?:e)?",
    "MX": r"mexican[oa]?|mexicain(?:e)?", "MY": r"malaysian", "NG": r"nigerian", "NL": r"dutch",
    "NO": r"norwegian", "NP": r"nepali|nepalese", "NZ": r"kiwi|new zealander",
    "PE": r"peruvian|peruan[oa]|peruvien(?:ne)?", "PH": r"filipin[oa]", "PK": r"pakistani",
    "PL": r"polish|pole", "PT": r"portuguese|portugues(?:a)?|portugais(?:e)?", "RO": r"romanian",
    "RU": r"russian", "RW": r"rwandan", "SE": r"swedish|swede", "SG": r"singaporean",
    "SN": r"senegalese|senegalais(?:e)?", "SV": r"salvadoran|salvadoren[oa]",
    "TR": r"turkish|turk", "TZ": r"tanzanian", "UA": r"ukrainian", "UG": r"ugandan",
    "US": r"american|us|u\.s\.|estadounidense|americain(?:e)?|americano",
    "UY": r"uruguayan|uruguay[oa]", "VE": r"venezuelan[oa]?|venezolan[oa]", "VN": r"vietnamese",
    "ZA": r"south african", "ZM": r"zambian", "ZW": r"zimbabwean",
}  # fmt: skip


class _Citizens:
    """The words, as one pattern, and what each means."""

    def __init__(self) -> None:
        self._known = [(code, re.compile(words)) for code, words in _PEOPLE.items()]
        everyone = "|".join(_PEOPLE.values())
        self.pattern = re.compile(
            rf"\b(?P<who>{everyone})(?=[\s-]+[a-z]|\s*[,.;!)]|\s*$)"
            r"(?!-?\s?(?:speak|food|team|organi|mission|congregation|citizens? in|virgin|samoa))"
        )

    def country(self, word: str) -> str:
        """The code of the country that a word is of."""
        return next(code for code, words in self._known if words.fullmatch(word))


CITIZENS: Final = _Citizens()
