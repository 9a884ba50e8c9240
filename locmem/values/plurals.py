"""What PO headers say of plural forms: gettext's own table, whatever the version of the library for locales.

Catalogs hold no plural entries, but editors compare the header with what they expect of the language, and it has
to stay the same for a catalog to stay the same.  CLDR counts a third form in Spanish, French, Italian and
Portuguese (`many`, for whole millions); gettext and the PO files in use have two, so that is what is written.
Languages that gettext's table (`plural-table.c`) lacks have the forms that CLDR gives them.
"""

from __future__ import annotations

_SLAVIC = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
_ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5"
_HEADERS = {
    "bo cv dz fa hy id ja ka km ko lo ms my th vi yue zh": "nplurals=1; plural=0;",
    "fr fur pt_BR": "nplurals=2; plural=(n > 1);",
    "is": "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);",
    "cs sk": "nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "be bs hr ru sr uk": f"nplurals=3; plural=({_SLAVIC});",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "mt": "nplurals=4; plural=(n==1 ? 0 : n==0 || ( n%100>=1 && n%100<=10) ? 1 : (n%100>10 && n%100<20 ) ? 2 : 3);",
    "ga": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4);",
    "cy": "nplurals=5; plural=(n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 0);",
    "ar": f"nplurals=6; plural=({_ARABIC});",
}
_BY_LOCALE = {name: header for names, header in _HEADERS.items() for name in names.split()}
_TWO = "nplurals=2; plural=(n != 1);"


def plural_forms(language: str, territory: str) -> str:
    """What PO files say after `Plural-Forms:`, such as `nplurals=2; plural=(n != 1);`, for codes as CLDR has them."""
    return _BY_LOCALE.get(f"{language}_{territory}") or _BY_LOCALE.get(language, _TWO)
