"""Which language a short text of a profile is written in, as far as its words and letters tell.

No statistics: profiles hold a handful of words, too few for a model.  A text is suspected only where words or
letters of another language are there and outnumber those of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from locmem.model.tags import language_of

_WORDS: Mapping[str, str] = {
    # Function words, then those that laws, taxes and opening hours are made of.  A word of several languages
    # stands with each of them.
    "en": "the of and to in for with or is are not our your you we from by at on this that please contact may can"
    " value added tax sales regulation act law protection data personal monday friday from complaint consumer"
    " withdraw contract here days business goods services number privacy will if their which under customer support",
    "es": "el la los las de del y en por para con o es no que se al un una su nuestro usted según lo como si más"
    " impuesto valor añadido reglamento ley protección datos personales lunes viernes sábado domingo contrato aquí"
    " desistir reclamación consumidores consumo general número sobre puede nuestra cliente días sin coste",
    "pt": "o a os as de do da dos das e em no na por para com ou é não que se ao um uma seu nosso nossa nossos pelo"
    " pela imposto valor acrescentado regulamento lei proteção dados pessoais segunda sexta feira contrato aqui"
    " retrate desistir reclamação consumidor consumo geral número sobre pode cliente litígio mercadorias serviços"
    " circulação às das caso",
    "fr": "le la les de du des et en pour par avec ou est ne pas que se au aux un une sur son notre nos vous nous"
    " si votre taxe valeur ajoutée règlement loi protection données personnelles lundi vendredi contrat ici"
    " renoncer rétractation réclamation médiateur consommation général numéro selon les conditions prévues peut"
    " cette dans",
    "de": "der die das den dem des und in im für mit oder ist sind nicht wir uns unser ihr sie von zu zur zum auf bei"
    " nach vor ein eine mehrwertsteuer umsatzsteuer steuer verordnung gesetz schutz daten montag freitag bis uhr"
    " vertrag hier widerrufen verbraucher datenschutz grundverordnung vorschriften gesetzes streitbeilegung als",
    "nl": "de het een en van in voor met of is zijn niet wij ons onze u uw op bij naar te aan door om die dat"
    " belasting over toegevoegde waarde btw verordening wet bescherming gegevens maandag vrijdag tot uur"
    " overeenkomst herroepen hier consument klacht volgens regels algemene nemen deel geschillen",
    "it": "il lo la gli le di del della dei e in per con o è non che si al un una suo nostro nostra da nel sul"
    " imposta valore aggiunto regolamento legge protezione dati personali lunedì venerdì dalle alle contratto qui"
    " recedere consumatori reclamo generale numero può cliente sulla",
    "da": "og i på for med eller er ikke vi vores du din til af at en et den det som fra ved om moms"
    " meromsætningsafgift forordning lov beskyttelse mandag fredag kl fortryd aftalen her forbruger klage"
    " databeskyttelsesforordningen generelle deltager",
    "nb": "og i på for med eller er ikke vi vår du din til av å en et den det som fra ved om merverdiavgift mva"
    " forordning lov mandag fredag kl angre avtalen her forbruker klage personvernforordningen generelle deltar",
    "sv": "och i på för med eller är inte vi vår du din till av att en ett den det som från vid om moms mervärdesskatt"
    " förordning lag skydd måndag fredag kl frånträd avtalet här konsument klagomål dataskyddsförordningen allmänna"
    " deltar våra",
    "fi": "ja tai on ei me meidän sinun että kun jos arvonlisävero alv asetus laki suoja maanantai perjantai klo"
    " maanantaista perjantaihin peruuta sopimus tästä kuluttaja valitus tietosuoja yleinen asetuksen osallistumme"
    " tietosuoja-asetus",
    "pl": "i w na dla z lub jest nie się do od po przez że jak o oraz podatek towarów usług od rozporządzenie"
    " ustawa ochrona ochronie danych osobowych poniedziałek piątek poniedziałku piątku umowa odstąp umowy tutaj"
    " konsument reklamacja zgodnie przepisami konsumentów ogólne godzinach",
    "cs": "a v na pro s nebo je není se do od po že jak o také daň z přidané hodnoty nařízení zákon ochrana ochraně"
    " osobních údajů pondělí pátek pátku odstoupit od smlouvy zde spotřebitel reklamace obecné hodin",
    "hu": "a az és vagy nem van egy hogy ha is általános forgalmi adó áfa rendelet törvény védelem adatvédelmi"
    " hétfő péntek hétfőtől péntekig szerződés elállás itt fogyasztó panasz óráig között szóló",
    "ro": "și în pe pentru cu sau este nu se la de din că un o al ale prin taxa valoarea adăugată regulamentul legea"
    " protecția datelor luni vineri până contract aici retragere consumator reclamație general privind orele",
    "el": "και το η ο τα οι του της των με για σε στο στη από ή είναι δεν φόρος προστιθέμενης αξίας κανονισμός νόμος",
    "ca": "el la els les de del i en per amb o és no que es al un una seu nostre segons impost sobre valor afegit"
    " reglament llei protecció dades dilluns divendres contracte aquí consum reclamació general nostres dies",
}  # fmt: skip
_LEXICON: Mapping[str, frozenset[str]] = {language: frozenset(text.split()) for language, text in _WORDS.items()}

_LETTERS: Mapping[str, str] = {
    "en": "", "es": "áéíóúüñ", "pt": "áâãàçéêíóôõúü", "fr": "àâæçéèêëîïôœùûüÿ", "de": "äöüß", "nl": "áéëïíóöúüèê",
    "it": "àèéìíòóùú", "da": "æøåé", "nb": "æøåéòô", "sv": "åäöé", "fi": "äöåšž", "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "ca": "àçèéíïòóúü·ŀ",
}  # fmt: skip
"""Letters beyond a-z that a language's own words have; é and à turn up in loan words anywhere."""

_SCRIPTS: Mapping[str, str] = {
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "ja": r"[\u3040-\u30ff\u3400-\u9fff々〆ヶ]",
    "ko": r"[\uac00-\ud7af]",
}
_KANA = r"[\u3040-\u30ff]"
_LATIN = r"[A-Za-z\u00c0-\u024f]"
_LOAN = frozenset("éèàüñç")
_TELLING = 5
"""Letters of a word that tells a language by itself."""

_CLEARLY = 3
"""How many times as many words of another language there must be than of a text's own, common ones left out."""


def function_words(locale: str) -> frozenset[str]:
    """The commonest words of a language, in small letters; empty for languages nobody listed."""
    return _LEXICON.get(language_of(locale), frozenset())


def likely_language(words: Sequence[str], locale: str) -> str:
    """The language most of the known words belong to, that of `locale` unless another one is far ahead.

    words: a whole file's, in small letters.  Empty for a locale nobody listed, and where hardly a word is known.
    Languages too near to be told apart by their words count as one.
    """
    own = language_of(locale)
    if own not in _LEXICON:
        return ""
    for other, known in _LEXICON.items():
        if other == own or other in _kin(own):
            continue
        theirs = sum(word in known and word not in _LEXICON[own] for word in words)
        ours = sum(word in _LEXICON[own] and word not in known for word in words)
        if theirs > _CLEARLY * ours and theirs * 10 > len(words):
            return other
    return own


def foreign_language(text: str, locale: str) -> str:
    """Why a text does not seem to be in the language of `locale`; empty where nothing speaks against it.

    Looks at scripts, letters and some hundred words of languages of Europe, Japanese and Korean.  Silent on
    languages it has no words of, and on what is a name or an abbreviation in any language.
    """
    own = language_of(locale)
    script = _SCRIPTS.get(own)
    for other, pattern in _SCRIPTS.items():
        # Korean texts may hold Chinese characters, Japanese ones never Korean syllables.
        found = re.search(rf"{_KANA if (own, other) == ('ko', 'ja') else pattern}+", text)
        if other != own and found:
            return f"“{found[0]}” is written in the script of {other}"
    if script and _is_latin(text, script):
        return f"most of it is not in the script of {own}"
    if own not in _LEXICON and script is None:
        return ""
    words = [word.casefold() for word in re.findall(rf"{_LATIN}[\w’'-]*|[\u0370-\u1fff]+", text)]
    words = list(dict.fromkeys(part for word in words for part in (word, *re.split(r"[’'-]", word)) if part))
    mine = _score(words, own)
    for other in _LEXICON:
        if other == own or other in _kin(own):
            continue
        telling = [word for word in words if word in _LEXICON[other] and word not in _LEXICON.get(own, ())]
        ours = [word for word in words if word in _LEXICON.get(own, ()) and word not in _LEXICON[other]]
        is_long = any(len(word) >= _TELLING for word in telling)
        if len(telling) > len(ours) and (len(telling) >= 2 or is_long) and (is_long or mine <= len(telling)):
            return _because(words, other, own)
    return _foreign_part(text, own, mine, words)


def _is_latin(text: str, script: str) -> bool:
    """Whether a text that should be in another script is Latin for the most part, and more than a brand's name."""
    words = re.findall(rf"{_LATIN}+", text)
    is_known = any(word.casefold() in known for word in words for known in _LEXICON.values())
    return len(re.findall(script, text)) * 2 < sum(map(len, words)) and (len(words) > 1 or is_known)


def _score(words: list[str], language: str) -> int:
    known = _LEXICON.get(language, frozenset())
    return sum(word in known for word in words)


def _kin(own: str) -> frozenset[str]:
    """Languages too near to be told apart by a few words."""
    return frozenset(("da", "nb")) if own in ("da", "nb") else frozenset()


def _because(words: list[str], other: str, own: str) -> str:
    telling = [word for word in words if word in _LEXICON[other] and word not in _LEXICON.get(own, ())]
    return f"words such as “{' '.join(list(dict.fromkeys(telling))[:4])}” are {other}, not {own}"


def _foreign_part(text: str, own: str, mine: int, words: list[str]) -> str:
    """A clause of another language in a text that is otherwise in its own, or letters the language does not have."""
    for clause in re.split(r"[,;:()/]|(?<=[.!?。])\s", text):
        parts = [word.casefold() for word in re.findall(rf"{_LATIN}[\w’'-]*", clause)]
        if len(parts) < 4:
            continue
        here = _score(parts, own)
        for other in _LEXICON:
            if other != own and other not in _kin(own) and _only(parts, other, own) >= max(3, here + 1):
                return _because(parts, other, own)
    letters = _LETTERS.get(own)
    if letters is None:
        return ""
    strange = {letter for word in words for letter in word if letter.isalpha() and not letter.isascii()}
    strange -= set(letters) | _LOAN
    strange = {letter for letter in strange if any(letter in known for known in _LETTERS.values())}
    if strange and mine <= 1:
        return f"{own} has no letter {', '.join(sorted(strange))}"
    return ""


def _only(words: list[str], other: str, own: str) -> int:
    mine = _LEXICON.get(own, frozenset())
    return sum(word in _LEXICON[other] and word not in mine for word in words)
