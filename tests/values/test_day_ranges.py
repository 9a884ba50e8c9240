"""Days from one to another, as each language says them: looked at by people, so that a new pattern shows."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import RenderError
from locmem.model.fact import DecidedBy, Window
from locmem.tables import rows_of
from locmem.values.day_ranges import days_in_words, with_earlier

START, END = date(2022, 1, 1), date(2026, 7, 30)

GOLDEN = {
    "en-GB": (
        "from 31 July 2026",
        "before 31 July 2026",
        "from 1 January 2022 to 30 July 2026",
        "3 (for orders before 31 July 2026: 2)",
        "3 (for deliveries before 31 July 2026: 2)",
        "3 (for requests before 31 July 2026: 2)",
    ),
    "es-ES": (
        "a partir del 31 de julio de 2026",
        "antes del 31 de julio de 2026",
        "del 1 de enero de 2022 al 30 de julio de 2026",
        "3 (para pedidos hechos antes del 31 de julio de 2026: 2)",
        "3 (para entregas hechas antes del 31 de julio de 2026: 2)",
        "3 (para solicitudes hechas antes del 31 de julio de 2026: 2)",
    ),
    "ca-ES": (
        "a partir del 31 de juliol del 2026",
        "abans del 31 de juliol del 2026",
        "de l’1 de gener del 2022 al 30 de juliol del 2026",
        "3 (per a comandes fetes abans del 31 de juliol del 2026: 2)",
        "3 (per a lliuraments fets abans del 31 de juliol del 2026: 2)",
        "3 (per a sol·licituds fetes abans del 31 de juliol del 2026: 2)",
    ),
    "pt-PT": (
        "a partir de 31 de julho de 2026",
        "antes de 31 de julho de 2026",
        "de 1 de janeiro de 2022 a 30 de julho de 2026",
        "3 (para encomendas feitas antes de 31 de julho de 2026: 2)",
        "3 (para entregas feitas antes de 31 de julho de 2026: 2)",
        "3 (para pedidos enviados antes de 31 de julho de 2026: 2)",
    ),
    "pt-BR": (
        "a partir de 31 de julho de 2026",
        "antes de 31 de julho de 2026",
        "de 1º de janeiro de 2022 a 30 de julho de 2026",
        "3 (para pedidos feitos antes de 31 de julho de 2026: 2)",
        "3 (para entregas feitas antes de 31 de julho de 2026: 2)",
        "3 (para solicitações enviadas antes de 31 de julho de 2026: 2)",
    ),
    "de-DE": (
        "ab dem 31. Juli 2026",
        "vor dem 31. Juli 2026",
        "vom 1. Januar 2022 bis zum 30. Juli 2026",
        "3 (für Bestellungen vor dem 31. Juli 2026: 2)",
        "3 (für Lieferungen vor dem 31. Juli 2026: 2)",
        "3 (für Anfragen vor dem 31. Juli 2026: 2)",
    ),
    "fr-FR": (
        "à partir du 31 juillet 2026",
        "avant le 31 juillet 2026",
        "du 1er janvier 2022 au 30 juillet 2026",
        "3 (pour les commandes passées avant le 31 juillet 2026~: 2)",
        "3 (pour les livraisons effectuées avant le 31 juillet 2026~: 2)",
        "3 (pour les demandes envoyées avant le 31 juillet 2026~: 2)",
    ),
    "it-IT": (
        "dal 31 luglio 2026",
        "prima del 31 luglio 2026",
        "dal 1 gennaio 2022 al 30 luglio 2026",
        "3 (per gli ordini effettuati prima del 31 luglio 2026: 2)",
        "3 (per le consegne effettuate prima del 31 luglio 2026: 2)",
        "3 (per le richieste inviate prima del 31 luglio 2026: 2)",
    ),
    "nl-NL": (
        "vanaf 31 juli 2026",
        "vóór 31 juli 2026",
        "van 1 januari 2022 tot en met 30 juli 2026",
        "3 (voor bestellingen vóór 31 juli 2026: 2)",
        "3 (voor leveringen vóór 31 juli 2026: 2)",
        "3 (voor aanvragen vóór 31 juli 2026: 2)",
    ),
    "da-DK": (
        "fra den 31. juli 2026",
        "før den 31. juli 2026",
        "fra den 1. januar 2022 til og med den 30. juli 2026",
        "3 (for ordrer afgivet før den 31. juli 2026: 2)",
        "3 (for leveringer foretaget før den 31. juli 2026: 2)",
        "3 (for henvendelser sendt før den 31. juli 2026: 2)",
    ),
    "sv-SE": (
        "från och med den 31 juli 2026",
        "före den 31 juli 2026",
        "från och med den 1 januari 2022 till och med den 30 juli 2026",
        "3 (för beställningar före den 31 juli 2026: 2)",
        "3 (för leveranser före den 31 juli 2026: 2)",
        "3 (för förfrågningar före den 31 juli 2026: 2)",
    ),
    "fi-FI": (
        "31. heinäkuuta 2026 alkaen",
        "ennen 31. heinäkuuta 2026",
        "1. tammikuuta 2022 – 30. heinäkuuta 2026",
        "3 (ennen 31. heinäkuuta 2026 tehdyille tilauksille: 2)",
        "3 (ennen 31. heinäkuuta 2026 toimitetuille tuotteille: 2)",
        "3 (ennen 31. heinäkuuta 2026 lähetetyille pyynnöille: 2)",
    ),
    "cs-CZ": (
        "od 31. července 2026",
        "do 30. července 2026 včetně",
        "od 1. ledna 2022 do 30. července 2026 včetně",
        "3 (pro objednávky do 30. července 2026 včetně: 2)",
        "3 (pro dodávky do 30. července 2026 včetně: 2)",
        "3 (pro žádosti do 30. července 2026 včetně: 2)",
    ),
    "pl-PL": (
        "od 31 lipca 2026 r.",
        "przed 31 lipca 2026 r.",
        "od 1 stycznia 2022 r. do 30 lipca 2026 r.",
        "3 (dla zamówień złożonych przed 31 lipca 2026 r.: 2)",
        "3 (dla dostaw zrealizowanych przed 31 lipca 2026 r.: 2)",
        "3 (dla zgłoszeń wysłanych przed 31 lipca 2026 r.: 2)",
    ),
    "hu-HU": (
        "2026. július 31. napjától",
        "2026. július 31. előtt",
        "2022. január 1. napjától 2026. július 30. napjáig",
        "3 (2026. július 31. előtt leadott rendelésekre: 2)",
        "3 (2026. július 31. előtt teljesített szállításokra: 2)",
        "3 (2026. július 31. előtt küldött kérésekre: 2)",
    ),
    "ro-RO": (
        "începând cu 31 iulie 2026",
        "înainte de 31 iulie 2026",
        "de la 1 ianuarie 2022 până la 30 iulie 2026 inclusiv",
        "3 (pentru comenzile plasate înainte de 31 iulie 2026: 2)",
        "3 (pentru livrările efectuate înainte de 31 iulie 2026: 2)",
        "3 (pentru cererile trimise înainte de 31 iulie 2026: 2)",
    ),
    "el-GR": (
        "από 31 Ιουλίου 2026",
        "έως και 30 Ιουλίου 2026",
        "από 1 Ιανουαρίου 2022 έως και 30 Ιουλίου 2026",
        "3 (για παραγγελίες έως και 30 Ιουλίου 2026: 2)",
        "3 (για παραδόσεις έως και 30 Ιουλίου 2026: 2)",
        "3 (για αιτήματα έως και 30 Ιουλίου 2026: 2)",
    ),
    "ja-JP": (
        "2026年7月31日以降",
        "2026年7月31日より前",
        "2022年1月1日から2026年7月30日まで",
        "3（2026年7月31日より前のご注文：2）",
        "3（2026年7月31日より前のお届け：2）",
        "3（2026年7月31日より前のお問い合わせ：2）",
    ),
    "ko-KR": (
        "2026년 7월 31일 이후",
        "2026년 7월 31일 전",
        "2022년 1월 1일부터 2026년 7월 30일까지",
        "3(2026년 7월 31일 전의 주문: 2)",
        "3(2026년 7월 31일 전의 배송: 2)",
        "3(2026년 7월 31일 전의 문의: 2)",
    ),
    "bg-BG": (
        "от 31 юли 2026 г.",
        "преди 31 юли 2026 г.",
        "от 1 януари 2022 г. до 30 юли 2026 г. включително",
        "3 (за поръчки преди 31 юли 2026 г.: 2)",
        "3 (за доставки преди 31 юли 2026 г.: 2)",
        "3 (за запитвания преди 31 юли 2026 г.: 2)",
    ),
    "et-EE": (
        "alates 31. juulist 2026",
        "enne 31. juulit 2026",
        "1. jaanuarist 2022 kuni 30. juulini 2026",
        "3 (enne 31. juulit 2026 esitatud tellimustele: 2)",
        "3 (enne 31. juulit 2026 tarnitud kaupadele: 2)",
        "3 (enne 31. juulit 2026 saadetud päringutele: 2)",
    ),
    "hr-HR": (
        "od 31. srpnja 2026.",
        "prije 31. srpnja 2026.",
        "od 1. siječnja 2022. do 30. srpnja 2026.",
        "3 (za narudžbe prije 31. srpnja 2026.: 2)",
        "3 (za isporuke prije 31. srpnja 2026.: 2)",
        "3 (za upite prije 31. srpnja 2026.: 2)",
    ),
    "lt-LT": (
        "nuo 2026 m. liepos 31 d.",
        "anksčiau nei 2026 m. liepos 31 d.",
        "nuo 2022 m. sausio 1 d. iki 2026 m. liepos 30 d. imtinai",
        "3 (užsakymams, pateiktiems anksčiau nei 2026 m. liepos 31 d.: 2)",
        "3 (prekėms, pristatytoms anksčiau nei 2026 m. liepos 31 d.: 2)",
        "3 (užklausoms, pateiktoms anksčiau nei 2026 m. liepos 31 d.: 2)",
    ),
    "lv-LV": (
        "no 2026. gada 31. jūlija",
        "pirms 2026. gada 31. jūlija",
        "no 2022. gada 1. janvāra līdz 2026. gada 30. jūlijam",
        "3 (pasūtījumiem, kas veikti pirms 2026. gada 31. jūlija: 2)",
        "3 (piegādēm, kas veiktas pirms 2026. gada 31. jūlija: 2)",
        "3 (pieprasījumiem, kas nosūtīti pirms 2026. gada 31. jūlija: 2)",
    ),
    "mt-MT": (
        "mill-31 ta’ Lulju 2026",
        "qabel il-31 ta’ Lulju 2026",
        "mill-1 ta’ Jannar 2022 sat-30 ta’ Lulju 2026",
        "3 (għal ordnijiet qabel il-31 ta’ Lulju 2026: 2)",
        "3 (għal kunsinni qabel il-31 ta’ Lulju 2026: 2)",
        "3 (għal talbiet qabel il-31 ta’ Lulju 2026: 2)",
    ),
    "sl-SI": (
        "od 31. julija 2026",
        "do vključno 30. julija 2026",
        "od 1. januarja 2022 do vključno 30. julija 2026",
        "3 (za naročila do vključno 30. julija 2026: 2)",
        "3 (za dostave do vključno 30. julija 2026: 2)",
        "3 (za zahtevke do vključno 30. julija 2026: 2)",
    ),
    "sk-SK": (
        "od 31. júla 2026",
        "do 30. júla 2026 vrátane",
        "od 1. januára 2022 do 30. júla 2026 vrátane",
        "3 (pre objednávky do 30. júla 2026 vrátane: 2)",
        "3 (pre dodávky do 30. júla 2026 vrátane: 2)",
        "3 (pre žiadosti do 30. júla 2026 vrátane: 2)",
    ),
    "nb-NO": (
        "fra og med 31. juli 2026",
        "før 31. juli 2026",
        "fra og med 1. januar 2022 til og med 30. juli 2026",
        "3 (for bestillinger før 31. juli 2026: 2)",
        "3 (for leveringer før 31. juli 2026: 2)",
        "3 (for henvendelser før 31. juli 2026: 2)",
    ),
    "is-IS": (
        "frá og með 31. júlí 2026",
        "fyrir 31. júlí 2026",
        "frá og með 1. janúar 2022 til og með 30. júlí 2026",
        "3 (fyrir pantanir gerðar fyrir 31. júlí 2026: 2)",
        "3 (fyrir vörur afhentar fyrir 31. júlí 2026: 2)",
        "3 (fyrir beiðnir sendar fyrir 31. júlí 2026: 2)",
    ),
    "tr-TR": (
        "31 Temmuz 2026 tarihinden itibaren",
        "31 Temmuz 2026 tarihinden önce",
        "1 Ocak 2022 ile 30 Temmuz 2026 tarihleri arasında",
        "3 (31 Temmuz 2026 tarihinden önce verilen siparişler için: 2)",
        "3 (31 Temmuz 2026 tarihinden önce yapılan teslimatlar için: 2)",
        "3 (31 Temmuz 2026 tarihinden önce gönderilen talepler için: 2)",
    ),
    "hi-IN": (
        "31 जुलाई 2026 से",
        "31 जुलाई 2026 से पहले",
        "1 जनवरी 2022 से 30 जुलाई 2026 तक",
        "3 (31 जुलाई 2026 से पहले दिए गए ऑर्डर के लिए: 2)",
        "3 (31 जुलाई 2026 से पहले हुई डिलीवरी के लिए: 2)",
        "3 (31 जुलाई 2026 से पहले किए गए अनुरोधों के लिए: 2)",
    ),
}


NEWEST = {
    "en-GB": (
        "3 (for orders from 31 July 2026)",
        "3 (for deliveries from 31 July 2026)",
        "3 (for requests from 31 July 2026)",
    ),
    "es-ES": (
        "3 (para pedidos hechos a partir del 31 de julio de 2026)",
        "3 (para entregas hechas a partir del 31 de julio de 2026)",
        "3 (para solicitudes hechas a partir del 31 de julio de 2026)",
    ),
    "ca-ES": (
        "3 (per a comandes fetes a partir del 31 de juliol del 2026)",
        "3 (per a lliuraments fets a partir del 31 de juliol del 2026)",
        "3 (per a sol·licituds fetes a partir del 31 de juliol del 2026)",
    ),
    "pt-PT": (
        "3 (para encomendas feitas a partir de 31 de julho de 2026)",
        "3 (para entregas feitas a partir de 31 de julho de 2026)",
        "3 (para pedidos enviados a partir de 31 de julho de 2026)",
    ),
    "pt-BR": (
        "3 (para pedidos feitos a partir de 31 de julho de 2026)",
        "3 (para entregas feitas a partir de 31 de julho de 2026)",
        "3 (para solicitações enviadas a partir de 31 de julho de 2026)",
    ),
    "de-DE": (
        "3 (für Bestellungen ab dem 31. Juli 2026)",
        "3 (für Lieferungen ab dem 31. Juli 2026)",
        "3 (für Anfragen ab dem 31. Juli 2026)",
    ),
    "fr-FR": (
        "3 (pour les commandes passées à partir du 31 juillet 2026)",
        "3 (pour les livraisons effectuées à partir du 31 juillet 2026)",
        "3 (pour les demandes envoyées à partir du 31 juillet 2026)",
    ),
    "it-IT": (
        "3 (per gli ordini effettuati dal 31 luglio 2026)",
        "3 (per le consegne effettuate dal 31 luglio 2026)",
        "3 (per le richieste inviate dal 31 luglio 2026)",
    ),
    "nl-NL": (
        "3 (voor bestellingen vanaf 31 juli 2026)",
        "3 (voor leveringen vanaf 31 juli 2026)",
        "3 (voor aanvragen vanaf 31 juli 2026)",
    ),
    "da-DK": (
        "3 (for ordrer afgivet fra den 31. juli 2026)",
        "3 (for leveringer foretaget fra den 31. juli 2026)",
        "3 (for henvendelser sendt fra den 31. juli 2026)",
    ),
    "sv-SE": (
        "3 (för beställningar från och med den 31 juli 2026)",
        "3 (för leveranser från och med den 31 juli 2026)",
        "3 (för förfrågningar från och med den 31 juli 2026)",
    ),
    "fi-FI": (
        "3 (31. heinäkuuta 2026 alkaen tehdyille tilauksille)",
        "3 (31. heinäkuuta 2026 alkaen toimitetuille tuotteille)",
        "3 (31. heinäkuuta 2026 alkaen lähetetyille pyynnöille)",
    ),
    "cs-CZ": (
        "3 (pro objednávky od 31. července 2026)",
        "3 (pro dodávky od 31. července 2026)",
        "3 (pro žádosti od 31. července 2026)",
    ),
    "pl-PL": (
        "3 (dla zamówień złożonych od 31 lipca 2026 r.)",
        "3 (dla dostaw zrealizowanych od 31 lipca 2026 r.)",
        "3 (dla zgłoszeń wysłanych od 31 lipca 2026 r.)",
    ),
    "hu-HU": (
        "3 (2026. július 31. napjától leadott rendelésekre)",
        "3 (2026. július 31. napjától teljesített szállításokra)",
        "3 (2026. július 31. napjától küldött kérésekre)",
    ),
    "ro-RO": (
        "3 (pentru comenzile plasate începând cu 31 iulie 2026)",
        "3 (pentru livrările efectuate începând cu 31 iulie 2026)",
        "3 (pentru cererile trimise începând cu 31 iulie 2026)",
    ),
    "el-GR": (
        "3 (για παραγγελίες από 31 Ιουλίου 2026)",
        "3 (για παραδόσεις από 31 Ιουλίου 2026)",
        "3 (για αιτήματα από 31 Ιουλίου 2026)",
    ),
    "ja-JP": (
        "3（2026年7月31日以降のご注文）",
        "3（2026年7月31日以降のお届け）",
        "3（2026年7月31日以降のお問い合わせ）",
    ),
    "ko-KR": (
        "3(2026년 7월 31일 이후의 주문)",
        "3(2026년 7월 31일 이후의 배송)",
        "3(2026년 7월 31일 이후의 문의)",
    ),
    "bg-BG": (
        "3 (за поръчки от 31 юли 2026\u202fг.)",
        "3 (за доставки от 31 юли 2026\u202fг.)",
        "3 (за запитвания от 31 юли 2026\u202fг.)",
    ),
    "et-EE": (
        "3 (alates 31. juulist 2026 esitatud tellimustele)",
        "3 (alates 31. juulist 2026 tarnitud kaupadele)",
        "3 (alates 31. juulist 2026 saadetud päringutele)",
    ),
    "hr-HR": (
        "3 (za narudžbe od 31. srpnja 2026.)",
        "3 (za isporuke od 31. srpnja 2026.)",
        "3 (za upite od 31. srpnja 2026.)",
    ),
    "lt-LT": (
        "3 (užsakymams, pateiktiems nuo 2026 m. liepos 31 d.)",
        "3 (prekėms, pristatytoms nuo 2026 m. liepos 31 d.)",
        "3 (užklausoms, pateiktoms nuo 2026 m. liepos 31 d.)",
    ),
    "lv-LV": (
        "3 (pasūtījumiem, kas veikti no 2026. gada 31. jūlija)",
        "3 (piegādēm, kas veiktas no 2026. gada 31. jūlija)",
        "3 (pieprasījumiem, kas nosūtīti no 2026. gada 31. jūlija)",
    ),
    "mt-MT": (
        "3 (għal ordnijiet mill-31 ta’ Lulju 2026)",
        "3 (għal kunsinni mill-31 ta’ Lulju 2026)",
        "3 (għal talbiet mill-31 ta’ Lulju 2026)",
    ),
    "sl-SI": (
        "3 (za naročila od 31. julija 2026)",
        "3 (za dostave od 31. julija 2026)",
        "3 (za zahtevke od 31. julija 2026)",
    ),
    "sk-SK": (
        "3 (pre objednávky od 31. júla 2026)",
        "3 (pre dodávky od 31. júla 2026)",
        "3 (pre žiadosti od 31. júla 2026)",
    ),
    "nb-NO": (
        "3 (for bestillinger fra og med 31. juli 2026)",
        "3 (for leveringer fra og med 31. juli 2026)",
        "3 (for henvendelser fra og med 31. juli 2026)",
    ),
    "is-IS": (
        "3 (fyrir pantanir gerðar frá og með 31. júlí 2026)",
        "3 (fyrir vörur afhentar frá og með 31. júlí 2026)",
        "3 (fyrir beiðnir sendar frá og með 31. júlí 2026)",
    ),
    "tr-TR": (
        "3 (31 Temmuz 2026 tarihinden itibaren verilen siparişler için)",
        "3 (31 Temmuz 2026 tarihinden itibaren yapılan teslimatlar için)",
        "3 (31 Temmuz 2026 tarihinden itibaren gönderilen talepler için)",
    ),
    "hi-IN": (
        "3 (31 जुलाई 2026 से दिए गए ऑर्डर के लिए)",
        "3 (31 जुलाई 2026 से हुई डिलीवरी के लिए)",
        "3 (31 जुलाई 2026 से किए गए अनुरोधों के लिए)",
    ),
}
"""A value alone that says its own days."""


def phrases(locale: str) -> tuple[str, ...]:
    days = (
        Window(start=date(2026, 7, 31)),
        Window(end=END),
        Window(start=START, end=END),
    )
    words = [days_in_words(one, locale) for one in days]
    wholes = [with_earlier("3", [(Window(end=END), "2")], by, locale) for by in list(DecidedBy)[1:]]
    return tuple(one.replace("\u00a0", "~") for one in (*words, *wholes))


@pytest.mark.parametrize("locale", GOLDEN)
def test_each_language_says_days_as_it_does(locale: str) -> None:
    assert phrases(locale) == GOLDEN[locale]


@pytest.mark.parametrize("locale", NEWEST)
def test_each_language_says_the_days_of_a_value_alone(locale: str) -> None:
    days = Window(start=date(2026, 7, 31))
    told = [with_earlier("3", [], by, locale, days=days).replace("\u00a0", "~") for by in list(DecidedBy)[1:]]
    assert tuple(told) == NEWEST[locale]


def test_the_days_of_a_value_stand_before_those_of_earlier_ones() -> None:
    earlier, days = [(Window(end=END), "2 years")], Window(start=date(2026, 7, 31))
    assert with_earlier("3 years", earlier, DecidedBy.CONTRACT, "en-GB", days=days) == (
        "3 years (for orders from 31 July 2026; for orders before 31 July 2026: 2 years)"
    )


@pytest.mark.parametrize(("days", "locale"), [(Window(start=START), "zh-CN"), (Window(), "en-GB"), (None, "zh-CN")])
def test_a_value_alone_stays_alone_where_there_are_no_days_or_no_words_for_them(
    days: Window | None, locale: str
) -> None:
    assert with_earlier("3 years", [], DecidedBy.CONTRACT, locale, days=days) == "3 years"


def test_every_language_of_the_table_is_looked_at() -> None:
    languages = {row["locale"] for row in rows_of("case_words.csv", "locale", "decided_by", "form", "pattern")}
    looked_at = {locale if locale.startswith("pt") else locale.partition("-")[0] for locale in GOLDEN}
    assert languages - looked_at == set()
    assert set(NEWEST) == set(GOLDEN)


@pytest.mark.parametrize(
    ("locale", "window", "says"),
    [
        ("en-US", Window(end=END), "before July 31, 2026"),
        ("it-IT", Window(start=date(2026, 5, 8), end=date(2026, 6, 11)), "dall’8 maggio 2026 all’11 giugno 2026"),
        ("it-IT", Window(start=date(2026, 5, 18), end=date(2026, 6, 1)), "dal 18 maggio 2026 al 1 giugno 2026"),
        ("it-IT", Window(end=date(2026, 5, 10)), "prima dell’11 maggio 2026"),
        (
            "ca-ES",
            Window(start=date(2026, 4, 11), end=date(2026, 10, 1)),
            "de l’11 d’abril del 2026 a l’1 d’octubre del 2026",
        ),
        ("fr-FR", Window(start=START, end=END), "du 1er janvier 2022 au 30 juillet 2026"),
        ("pt-BR", Window(start=START), "a partir de 1º de janeiro de 2022"),
        ("mt-MT", Window(start=date(2026, 5, 2), end=date(2026, 6, 19)), "mit-2 ta’ Mejju 2026 sad-19 ta’ Ġunju 2026"),
        ("mt-MT", Window(end=date(2026, 5, 6)), "qabel is-7 ta’ Mejju 2026"),
        ("sl-SI", Window(end=date(2026, 2, 28)), "do vključno 28. februarja 2026"),
        ("lv-LV", Window(start=START, end=END), "no 2022. gada 1. janvāra līdz 2026. gada 30. jūlijam"),
        ("et-EE", Window(end=date(2021, 12, 31)), "enne 1. jaanuari 2022"),
    ],
)
def test_a_language_minds_what_stands_behind_its_words(locale: str, window: Window, says: str) -> None:
    assert days_in_words(window, locale) == says


def test_the_last_day_of_a_window_belongs_to_it_also_at_the_end_of_a_year() -> None:
    assert days_in_words(Window(end=date(2021, 12, 31)), "en-GB") == "before 1 January 2022"


@pytest.mark.parametrize("window", [Window(), Window(end=date.max)])
def test_always_is_no_days(window: Window) -> None:
    assert days_in_words(window, "en-GB") == ""


def test_several_earlier_values_are_told_one_after_the_other() -> None:
    earlier = [(Window(start=START, end=END), "2 years"), (Window(end=date(2021, 12, 31)), "1 year")]
    assert with_earlier("3 years", earlier, DecidedBy.CONTRACT, "en-GB") == (
        "3 years (for orders from 1 January 2022 to 30 July 2026: 2 years; for orders before 1 January 2022: 1 year)"
    )


def test_a_language_without_words_says_what_to_do() -> None:
    with pytest.raises(RenderError, match=r"no words for days .* in cy-GB.*case\.until.*case_words\.csv"):
        days_in_words(Window(end=END), "cy-GB")
