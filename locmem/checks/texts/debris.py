"""What translators, engines and editors wrote for each other, and not for customers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.inline.liquid import mask, scan
from locmem.model.finding import Severity
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind

_NOTE = re.compile(
    r"[(\[](?:sic|N\.? ?d(?:el|e la|u|o) ?T\.?|NdT|N\. ?d\. ?T\.|N\.T\.|T/N|TN:|TL note|Anm\. ?d\. ?(?:Ü|Übers)\.?"
    r"|translator['’]?s? note[^)\]]*|note to (?:the )?(?:reviewer|editor|translator)[^)\]]*"
    r"|nota (?:del traductor|de la traductora|do tradutor|do revisor)[^)\]]*|note du traducteur[^)\]]*"
    r"|Anmerkung des Übersetzers[^)\]]*|訳注[^)\]]*|译者注[^)\]]*|譯註[^)\]]*)[^)\]]{0,200}[)\]]"
    r"|[(\[](?:nota|note|nb|hinweis|anmerkung|remarque|comentario|kommentar|observação)\s?:[^)\]]{0,200}[)\]]"
    r"|\b(?:Translator['’]s note|Nota del traductor|Note du traducteur|Nota do tradutor|Anmerkung des Übersetzers)\s?:",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>\n]*)?/?>")
_FILLER = re.compile(
    r"\b(?i:lorem ipsum)\b|\b(?:TODO|TBD|TBC|TBT|FIXME|WIP)\b(?!\w)|(?<!\w)XXX+(?!\w)|\b(?i:asdf)\b"
    r"|\[(?:text|texto|Text|placeholder)\]"
    r"|\A\W*(?:DRAFT|ENTWURF|BORRADOR|BROUILLON|RASCUNHO|BOZZA|CONCEPT|下書き|仮訳|ドラフト|要確認|要修正)\b\W"
    r"|[【（(\[※＊*]\s?(?:要確認|要修正|要検討|要チェック|仮訳|未確認|未訳|下書き|確認中|確認要|文字数|TBD|※)"
    r"[^】）)\]]{0,40}|※(?:文字数|要|仮|未|確認|注意書き)"
    r"|(?<=\s)@[A-ZÀ-Þ]\w+[:,]"
    r"|\b(?:PENDIENTE|POR TRADUCIR|ZU ÜBERSETZEN|À TRADUIRE|A TRADUZIR|TRANSLATE ME|TO BE TRANSLATED)\b"
)
_MAY_FILL = re.compile(r"[A-ZÀÜ]{3}|[Ll]orem|asdf|\[[Tt]ext|\?[?)\]]|\s@|[※仮要未下ド]")
_PREAMBLE = re.compile(
    r"\A\W*(?:here(?: is|['’]s| are) (?:the|your|a|my) (?:[a-zA-Z]+ )?(?:translation|translated)\b[^:\n]*:?"
    r"|(?:sure|certainly|of course|absolutely)[,!]\s+(?:here|i|the)\b"
    r"|(?:the )?(?:[a-zA-Z]+ )?translation(?: into [a-zA-Z]+| in [a-zA-Z]+)?:|translated text:"
    r"|(?:here(?: is|['’]s) |this is )?(?:the|your) (?:[a-zA-Z]+ )?translated (?:text|version|sentence|string"
    r"|segment)\b"
    r"|aquí (?:está|tiene[sn]?|te dejo|le dejo|va) (?:la|tu|su|una) (?:[a-zé]+ )?traducción\b"
    r"|(?:aquí (?:está|tiene[sn]?|te dejo|le dejo|va) )?el texto traducido\b|claro,? aquí|por supuesto,? aquí"
    r"|la traducción es:|traducción:"
    r"|voici (?:(?:la|votre|ma|une) (?:[a-zé]+ )?traduction|le texte traduit|la version traduite)\b"
    r"|bien sûr,? voici|traduction ?:"
    r"|hier (?:ist|kommt|findest du|finden sie) (?:(?:die|ihre|deine|meine) (?:[a-zäöü]+ )?übersetzung"
    r"|(?:der|den) übersetzten? text|die übersetzte fassung)\b|übersetzung:|natürlich,? hier"
    r"|(?:aqui está|segue|eis|aqui vai) (?:(?:abaixo )?(?:a|sua|uma) (?:[a-zé]+ )?tradução|o texto traduzido)\b"
    r"|claro,? aqui|tradução:|ecco (?:(?:la|una|tua) (?:[a-z]+ )?traduzione|il testo tradotto)\b"
    r"|hier (?:is|volgt) (?:(?:de|je|uw|een) (?:[a-z]+ )?vertaling|de vertaalde tekst)\b|vertaling:"
    r"|(?:以下|下記|こちら)(?:は|が|に)?.{0,12}(?:翻訳|訳文|訳です)|(?:日本語)?(?:翻訳|訳文|訳)(?:結果)?[:：]|翻译[:：]|以下是翻译"
    r"|はい、.{0,6}(?:翻訳|訳し)|(?:もちろん|承知|了解)(?:です|しました|いたしました)[。、！!]"
    r"|[(\[]?(?:spanish|german|japanese|french|portuguese|italian|dutch|english|español|castellano|deutsch|français"
    r"|português|italiano|nederlands|日本語|スペイン語|ドイツ語|英語)(?: \([a-zA-Z-]{2,20}\))?[)\]]?\s?[:：]"
    r"|[(\[](?:es|de|ja|fr|pt|it|nl|en)(?:-[a-z]{2})?[)\]]\s?:?"
    r"|(?:es|de|ja|fr|pt|it|nl|en)(?:-[a-z]{2})?:(?= [A-ZÀ-Þ¿¡])"
    r"|(?:output|answer|result|response|target|ausgabe|ergebnis|salida|resultado|respuesta|antwort|sortie):(?= )"
    r"|(?:gerne|gern|natürlich|selbstverständlich|claro|por supuesto|bien sûr|certo|claro que sí|sure|certainly)[!！]\s"
    r")",
    re.IGNORECASE,
)
_AFTERWORD = re.compile(
    r"\b(?:let me know if|i hope this helps|feel free to ask|as an ai\b"
    r"|i(?:['’]m| am) (?:sorry|unable),? (?:but )?i can(?:no|['’])t"
    r"|note: (?:i|the translation)|please note that (?:i|this translation)|would you like me to"
    r"|espero que (?:te|le|os) (?:sirva|ayude)|ich hoffe, das hilft|j['’]espère que cela|espero que (?:isso )?ajude"
    r"|spero (?:che )?(?:ti|vi|le) (?:sia|possa)|お役に立てれば"
    r"|is there anything else (?:i|you['’]d)|if you (?:need|have|want) any (?:further |other |more )?(?:changes"
    r"|adjust\w+)"
    r"|(?:hope|glad) (?:this|that|i) (?:helps?|helped|could help|was able)|happy to (?:help|adjust|revise)"
    r"|(?:avís[ae]me|dime|d[íi]game|háganme saber|hazme saber|hágame saber) si (?:necesita|quiere|desea|prefiere"
    r"|hay)\w*"
    r"|¿(?:quieres|quiere|desea|te gustaría|le gustaría) que (?:lo |la |te |le )?(?:traduzca|ajuste|adapte|revise)"
    r"|espero que (?:esto |esta traducción |la traducción )(?:te |le |os )?(?:sirva|ayude|sea)\w*"
    r"|(?:lass(?:en sie)?|sag(?:en sie)?|gib|geben sie) (?:es )?(?:mich|mir)(?: bitte| gerne?)?(?: es)?(?: wissen"
    r"| bescheid)?,? "
    r"(?:wenn|falls|ob) (?:du|sie|ich)"
    r"|ich hoffe,? (?:das|dies|die übersetzung|ich konnte|es) (?:hilft|hat|passt|war|ist|helfen)|gib mir bescheid"
    r"|(?:möchtest du|möchten sie|soll ich),? (?:dass ich )?(?:das|den text|ihn|es|sie) (?:anpass|übersetz"
    r"|umformulier)\w*"
    r"|n['’]hésite[sz]? pas à me (?:dire|le dire|demander|faire savoir|solliciter|contacter)"
    r"|(?:dites|dis|faites|fais)[- ]?(?:le[- ])?(?:moi|le-moi)(?: savoir)? si (?:vous|tu)"
    r"|(?:voulez-vous|veux-tu|souhaitez-vous) que j(?:e|['’])"
    r"|(?:me avise|avise-me|me diga|diga-me|me informe)(?:,? por favor,?)? se (?:precis|quis|quer|houver|você|desej"
    r"|tiver)\w*"
    r"|espero (?:ter ajudado|que (?:isto|esta tradução|a tradução) (?:ajude|seja|te|lhe))|(?:quer|gostaria) que eu"
    r"|(?:fammi|mi faccia|fatemi) sapere se|spero (?:che )?(?:questo|la traduzione|di esserti|di esserle)"
    r"|(?:laat (?:het )?me (?:het )?weten) (?:als|of)|ik hoop dat (?:dit|de vertaling) (?:helpt|je|u))\b"
    r"|お役に立[てち](?:れば|ば|ましたら|てたら|ますと)(?:嬉|うれ|幸|さいわ)"
    r"|(?:翻訳|訳文?)(?:に(?:ついて|関して)|の(?:修正|調整|変更))[^。]{0,30}(?:お知らせ|お申し付け|おっしゃって|ご指示|教えて)"
    r"|(?:他に|ほかに|さらに)(?:も)?(?:ご質問|ご不明|翻訳|お手伝い|何か)[^。]{0,30}"
    r"(?:お知らせください|お申し付けください|おっしゃってください|遠慮なく)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\A|[\s.!?。！？*_])[*_]*(?:Translation|Translated(?: text)?|Traducción|Traduction|Tradução|Traduzione"
    r"|Übersetzung|Vertaling|翻訳|訳文|訳|译文|翻译)\s?[:：]?[*_]*[:：]?[*_]*\s*\Z",
    re.IGNORECASE,
)
_MAY_BE_LABEL = re.compile(r"[:：][*_]*\s*\Z|[*_]\s*\Z")
_MODEL = re.compile(
    r"\blanguage model\b|\bSprachmodell\b|\bmodelo de (?:lenguaje|linguagem|língua)\b|\bmodèle de langage\b"
    r"|\bmodello linguistico\b|\btaalmodel\b|言語モデル|语言模型"
    r"|\b(?:als|como|en tant qu['’]|come|als een) (?:KI|IA|AI)\b"
    r"|AI(?:アシスタント)?として",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\bno puedo (?:traducir|ayudar)|\bkann (?:das|dies|diesen|Ihnen|ich)\b.{0,30}\b(?:übersetzen|helfen)\b"
    r"|\bje ne peux pas (?:traduire|vous aider)|\bnão posso (?:traduzir|ajudar)|\bnon posso (?:tradurre|aiutar)"
    r"|翻訳できません|お手伝いできません",
    re.IGNORECASE,
)
_ABOUT_TEXT = re.compile(
    r"[(（\[［【][^()（）\[\]]{0,80}(?:translat|traduc(?!ci[oó]n de )|traduz|tradui|übersetz|vertal|原文|翻訳|訳し|訳文"
    r"|直訳|意訳|译)[^()（）\[\]]{0,80}[)）\]］】]",
    re.IGNORECASE,
)
_ABOUT_TRANSLATION = re.compile(r"translat|language|locali[sz]|original|interpret|语|訳", re.IGNORECASE)
_FENCE = re.compile(r"```\w*|~~~~*|\A\s*(?:\"{3}|<translation>|<target>)|</?(?:translation|target|answer)>")


def translators_notes(text: Text) -> Iterator[Flaw]:
    """Notes of translators that stayed in the text: `[sic]`, `(N. del T.: …)`."""
    found = next(_first(_NOTE, text, "has a note of a translator in it: “{}”"), None)
    if found:
        yield replace(found, severity=Severity.WARNING)
    elif (about := _ABOUT_TEXT.search(text.target)) and not _ABOUT_TRANSLATION.search(text.source):
        yield Flaw(what=f"has a remark on how it was translated: “{about[0]}”", word=about[0])


def fillers(text: Text) -> Iterator[Flaw]:
    """Words that keep a place until somebody writes a text: `TODO`, `XXX`, `lorem ipsum`."""
    if _MAY_FILL.search(text.target):
        yield from _first(_FILLER, text, "has “{}” in it, which keeps a place")
    if text.source and "?" not in text.source and (found := _DOUBT.search(text.target)):
        yield Flaw(what=f"has “{found[0].strip()}”, as if its translator was not sure", word=found[0])


_DOUBT = re.compile(r"(?<=\w) ?\?\?+(?=\W|\Z)|[(\[]\?+[)\]]")


def preambles(text: Text) -> Iterator[Flaw]:
    """What an engine says of its answer: `Here is the translation:`, `Let me know if …`."""
    if text.language == "en" and text.is_same_language:
        return
    label = _LABEL.search(text.target) if len(text.source_words) > 1 and _MAY_BE_LABEL.search(text.target) else None
    if label and not _ABOUT_TRANSLATION.search(text.source):
        yield Flaw(what=f"has the label “{label[0].strip(' *_')}” of an engine", word=label[0].strip())
        return
    for pattern in (_PREAMBLE, _AFTERWORD, _MODEL, _REFUSAL):
        found = pattern.match(text.target) if pattern is _PREAMBLE else pattern.search(text.target)
        if found and not pattern.search(text.source):
            if pattern is _PREAMBLE and _LANGUAGE.search(text.source):
                continue
            if pattern is _AFTERWORD and _OFFER.search(text.source):
                return
            if pattern is _MODEL and _MODEL_TOLD.search(text.source):
                return
            is_short = text.target.strip() == found[0].strip() and len(text.source_words) < 3
            if not is_short:
                yield Flaw(what=f"has what an engine says of its answer: “{found[0].strip()}”", word=found[0])
                return


_LANGUAGE = re.compile(
    r"\b(?:Spanish|German|Japanese|French|Portuguese|Italian|Dutch|English|translat\w+)\b", re.IGNORECASE
)
_OFFER = re.compile(
    r"\b(?:let (?:me|us) know|tell (?:me|us)|contact|reach|touch|feel free|hesitat\w+|questions?|hope|helps?|anything"
    r"|happy|glad|repl(?:y|ies)|ask|write|would you like|shall (?:i|we)|do you want|should (?:i|we)|support)\b",
    re.IGNORECASE,
)
"""What a letter to a customer says in its own right; its translation offers help, too."""
_MODEL_TOLD = re.compile(r"\bmodels?\b|\bAI\b|\bLLMs?\b")


def added_quotes(text: Text) -> Iterator[Flaw]:
    """Quotation marks around a whole translation whose source has none: an engine or a table put them there."""
    target = text.target.strip()
    if len(target) < _FEWEST_QUOTED or len(text.source_words) < 2 or any(sign in text.source for sign in _ANY_QUOTE):
        return
    closing = _AROUND.get(target[0])
    inside = target[1:-1]
    if closing and target[-1] in closing and not any(sign in inside for sign in (target[0], target[-1])):
        is_word = text.kind in _ONE_LINE or len(text.source_words) < _FEW_WORDS
        severity = Severity.WARNING if is_word else None
        yield Flaw(what=f"stands as a whole in {target[0]}…{target[-1]}", severity=severity, word=target, better=inside)


_AROUND = {'"': '"', "“": "”“", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "'": "'", "‘": "’", "‚": "‘"}
_ANY_QUOTE = '"“”„«»‘「『'
_FEWEST_QUOTED = 6
_FEW_WORDS = 4


def fences(text: Text) -> Iterator[Flaw]:
    """Fences and tags around an engine's answer that its source does not have."""
    target = text.native or text.target
    found = _FENCE.search(target)
    if found and not any(
        mark in text.source or mark in "".join(text.source_codes) for mark in (found[0], found[0][:3])
    ):
        yield Flaw(what=f"has “{found[0].strip()}” around it", word=found[0])


def added_blocks(text: Text) -> Iterator[Flaw]:
    """Marks of a heading or a quotation before a text, and a bar or a line break inside a cell, unlike its source."""
    target = text.native or text.target
    if text.syntax is Syntax.MARKDOWN and (found := _BLOCK_MARK.match(target)) and not _is_in_source(found[1], text):
        is_heading = found[1].startswith("#")
        what = f"begins with “{found[1]}”, which makes another block of it"
        better = target[found.end() :]
        yield Flaw(what=what, severity=None if is_heading else Severity.WARNING, word=target, better=better)
    if text.kind not in _ONE_LINE:
        return
    if "\n" in target.strip(" ") and "\n" not in text.source:
        yield Flaw(what="has a line break, which ends the cell or the heading", do="Write it in one line.")
        return
    # The bars of Liquid name filters, and are gone before anybody reads the table.
    is_cell = text.kind is UnitKind.CELL and text.syntax is Syntax.MARKDOWN
    if is_cell and "|" not in text.source and _BAR.search(mask(target, scan(target).tags, " ")):
        yield Flaw(what="has a bar, which begins another cell of the table", word="|", do="Write `\\|`, or no bar.")


def _is_in_source(mark: str, text: Text) -> bool:
    """Whether the source begins with a mark, too, or has the number of a date or a rank: `18. Dezember`."""
    return _BLOCK_MARK.match(text.source) is not None or (mark[0].isdigit() and mark[:-1] in text.source)


_BLOCK_MARK = re.compile(r"[ \t]*(#{1,6}|>|[-*+]|\d{1,2}[.)])[ \t]+(?=[^\W\d_])")
_BAR = re.compile(r"(?<!\\)\|")
_ONE_LINE = frozenset((UnitKind.TITLE, UnitKind.HEADING, UnitKind.CELL))


def tags_shown(text: Text) -> Iterator[Flaw]:
    """Tags of HTML that readers see as text, and the source shows none."""
    if "<" in text.target and (found := _TAG.search(text.target)) and not _TAG.search(text.source):
        yield Flaw(what=f"shows the tag “{found[0]}” to its readers", word=found[0])


def _first(pattern: re.Pattern[str], text: Text, what: str) -> Iterator[Flaw]:
    found = pattern.search(text.target)
    if found and found[0].casefold() not in text.source.casefold() and not pattern.search(text.source):
        yield Flaw(what=what.format(found[0]), word=found[0])


CHECKS = (
    text_check(
        translators_notes,
        name="translator-note",
        family="debris",
        severity=Severity.ERROR,
        why="A note for the reviewer is nothing for customers.",
        example="Pulsa Guardar (N. del T.: ¿o Aceptar?).",
        do="Take the note out; notes belong beside the entry.",
    ),
    text_check(
        fillers,
        name="filler-text",
        family="debris",
        severity=Severity.ERROR,
        why="Customers read that somebody was not finished.",
        example="TODO: revisar con legal.",
        do="Translate it.",
    ),
    text_check(
        preambles,
        name="engine-preamble",
        family="debris",
        severity=Severity.ERROR,
        why="Customers read how an engine talks to the one who asked it.",
        example="Sure, here is the translation: Abre la página.",
        do="Keep the translation alone.",
    ),
    text_check(
        added_quotes,
        name="quoted-whole",
        family="debris",
        severity=Severity.ERROR,
        why="Customers wonder whose words they read; an engine or a table put the marks there.",
        example="„Öffnen Sie die Seite.“ (Open the page.)",
        do="Take the quotation marks away.",
    ),
    text_check(
        fences,
        name="code-fence-added",
        family="debris",
        severity=Severity.ERROR,
        why="A fence turns the text into a block of code.",
        example="```\nAbre la página.\n```",
        do="Take the fence away.",
    ),
    text_check(
        added_blocks,
        name="block-added",
        family="debris",
        severity=Severity.ERROR,
        why="Customers read the marks, or the table loses its columns.",
        example="## Peso (the source is a heading already: Weight)",
        do="Take the marks away; the source's block has its own.",
    ),
    text_check(
        tags_shown,
        name="tag-shown",
        family="debris",
        severity=Severity.ERROR,
        why="A tag that is no code of the source stands on the page as text.",
        example="Abre <b>la página</b>. (in a catalog of an HTML page, whose tags are `<g1>`)",
        do="Use the codes of the source, or take the tag out.",
    ),
)
