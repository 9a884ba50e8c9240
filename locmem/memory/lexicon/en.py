"""English: the words of refunds, orders, payments, accounts and software."""

from __future__ import annotations

from collections.abc import Mapping

_COUNTRIES = (
    "Argentina, Australia, Austria, Bangladesh, Belgium, Bolivia, Brazil, Bulgaria, Canada, Chile, China, "
    "Colombia, Costa Rica, Croatia, Cyprus, Denmark, Dominican Republic, Ecuador, Egypt, El Salvador, "
    "England, Estonia, Finland, France, Germany, Greece, Guatemala, Honduras, Hong Kong, Hungary, "
    "Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Japan, Kazakhstan, Kenya, Kuwait, "
    "Latvia, Lebanon, Liechtenstein, Lithuania, Luxembourg, Malaysia, Malta, Mexico, Moldova, Monaco, "
    "Montenegro, Morocco, New Zealand, Nicaragua, Nigeria, North Macedonia, Northern Ireland, Norway, "
    "Pakistan, Panama, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, "
    "Russia, Saudi Arabia, Scotland, Serbia, Singapore, Slovakia, Slovenia, South Africa, South Korea, "
    "Spain, Sweden, Taiwan, Thailand, Tunisia, Ukraine, Uruguay, Uzbekistan, Venezuela, Vietnam, Wales"
)
_TENS = "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"
_ONES = "one two three four five six seven eight nine"
MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"

_SHORT = {"September": "Sep, Sept", "Tuesday": "Tue, Tues", "Thursday": "Thu, Thur, Thurs"}

FAMILIES: Mapping[str, Mapping[str, str]] = {
    "negation": {
        "not": "not, no, never, none, nobody, no one, not one, not a single, none of, nothing, neither, without, "
        "unable, impossible, no longer, not any, nowhere, non, rather than, instead of",
        "nor": "nor",
    },
    "obligation": {
        "must": "must, have to, has to, had to, shall, required, require, requires, mandatory, compulsory, "
        "obliged, obligatory, need to, needs to, need for, required to",
        "should": "should, ought to, recommend, recommends, recommended, advise, advised, advisable",
        "can": "can, could, able to, be able to, possible, possible to",
        "may": "may, might, may have to, might have to, may need to, optionally, possibly, perhaps",
    },
    "condition": {
        "if": "if, should you, should your, should the, should there, in case of, "
        "in the event of, provided that, provided, as long as, in case, in the event, in the event that, assuming",
        "when": "when, whenever, where, in which case",
        "unless": "unless, except, except for, except if, excluding, other than, apart from",
        "only": "only, solely, exclusively",
        "always": "always, every time, at all times, at any time, any time, anytime, whenever you like, "
        "whenever you want",
        "rarely": "rarely, seldom, hardly, hardly ever, scarcely, barely",
        "even": "even if, even when, regardless, regardless of, whether or not, no matter",
        "because": "because, since",
    },
    "alternative": {"or": "or", "but": "but, however, although, though, whereas"},
    "time": {
        "before": "before, prior to, earlier than, beforehand",
        "after": "after, later than, afterwards, from then on",
        "once": "once, as soon as",
        "until": "until, till, up until, no later than, by the end of",
        "while": "while, during",
        "at once": "at once, immediately, instantly, straight away, right away, without delay",
    },
    "limit": {
        "at least": "at least, minimum, minimum of, no less than, not less than, or more, or later, or newer, or above",
        "at most": "at most, maximum, maximum of, up to, no more than, not more than, or less, or fewer, or earlier",
        "more": "more than, over, above, exceed, exceeds, exceeding",
        "less": "less than, fewer than, under, below",
    },
    "quantity": {
        "all": "all, each, every, per, any, both, all of, each of, any of, both of, everything, everyone",
        "some": "some, several, many, various, multiple, a few, few, a number of, a lot of, lots of, some of",
        "either": "either, either of",
        "half": "half of, half the",
        "most": "most, most of, the majority of",
    },
    "state": {
        "exclude": "exclude, excludes, excluded, not including, not include, exclusive of",
        "include": "including, inclusive of, included, include, includes",
        "free": "free, free of charge, at no cost, at no charge, at no extra cost, at no additional cost, for free",
        "enable": "enable, enables, enabled, turn on, turned on, turns on, switch on, switched on, activate",
        "disable": "disable, disables, disabled, turn off, turned off, turns off, switch off, switched off, deactivate",
        "deprecated": "deprecated, discontinued, obsolete",
        "automatic": "automatically, automatic",
        "outside": "outside, outside of, beyond, out of reach, out of the reach, out of range",
        "single use": "single use, disposable",
        "reusable": "reusable",
        "manual": "manually, manual, by hand",
    },
    "unit": {
        "%": "percent, per cent",
        "business day": "business day, business days, working day, working days",
        "second": "seconds",
        "millisecond": "ms, msec, msecs, millisecond, milliseconds",
        "minute": "minute, minutes, min, mins",
        "hour": "hour, hours",
        "day": "day, days, calendar day, calendar days, daily, per day",
        "week": "week, weeks, weekly, per week",
        "month": "month, months, monthly, per month",
        "year": "year, years, yearly, annual, annually, per year",
        "kg": "kg, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes",
        "g": "gram, grams, gramme, grammes",
        "lb": "lb, lbs, pound, pounds",
        "ounce": "oz, ounce, ounces",
        "km": "km, kilometre, kilometres, kilometer, kilometers",
        "mile": "mile, miles",
        "cm": "cm, centimetre, centimetres, centimeter, centimeters",
        "mm": "mm, millimetre, millimetres, millimeter, millimeters",
        "metre": "metre, metres, meter, meters",
        "inch": "inch, inches",
        "litre": "litre, litres, liter, liters",
        "kB": "kb, kilobyte, kilobytes",
        "MB": "mb, megabyte, megabytes",
        "GB": "gb, gigabyte, gigabytes",
        "TB": "tb, terabyte, terabytes",
    },
    "date": {name: f"{name}, {_SHORT.get(name, name[:3])}" for name in (*MONTHS.split(), *_WEEKDAYS.split())}
    | {name: name for name in ["morning", "afternoon", "evening", "night", "midnight", "noon"]}
    | {name: name for name in ["today", "tomorrow", "yesterday", "tonight"]}
    | {"am": "am, a m", "pm": "pm, p m"}
    | {"weekday": "weekdays", "weekend": "weekend, weekends", "holiday": "holiday, holidays"},
    "number": {
        "0": "zero",
        "1": "one",
        "2": "two, twice, double",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve, dozen",
        "13": "thirteen",
        "14": "fourteen",
        "15": "fifteen",
        "16": "sixteen",
        "17": "seventeen",
        "18": "eighteen",
        "19": "nineteen",
        "20": "twenty",
        "30": "thirty",
        "40": "forty",
        "50": "fifty",
        "60": "sixty",
        "70": "seventy",
        "80": "eighty",
        "90": "ninety",
        "100": "hundred",
        "1000": "thousand",
        "1000000": "million",
        "½": "half",
    }
    | {
        str(int(value) + number): f"{tens} {ones}"
        for tens, _, value in (pair.partition("=") for pair in _TENS.split())
        for number, ones in enumerate(_ONES.split(), 1)
    },
    "currency": {
        "EUR": "euro, euros",
        "$": "dollar, dollars",
        "GBP": "pound sterling, pounds sterling",
        "JPY": "yen",
        "PLN": "zloty, zlotys, złoty",
        "CHF": "swiss franc, swiss francs",
        "krona": "krona, kronor, krone, kroner",
        "BRL": "reais",
        "INR": "rupee, rupees",
    },
    "country": {
        "United States": "United States, United States of America, USA",
        "United Kingdom": "United Kingdom, Great Britain, UK",
        "European Union": "European Union, EU",
        "European Economic Area": "European Economic Area, EEA",
        "United Arab Emirates": "United Arab Emirates, UAE",
        "Switzerland": "Switzerland",
        "Czechia": "Czechia, Czech Republic",
        "Netherlands": "Netherlands, Holland",
        "Türkiye": "Turkey, Türkiye",
        **{name: name for name in _COUNTRIES.split(", ")},
    },
    "party": {
        "us": "at our risk, at our own risk, by us, at our expense, at our cost, our responsibility",
        "you": "at your risk, at your own risk, by you, at your expense, "
        "at your cost, at your own expense, your responsibility",
    },
    "legal body": {
        "ombudsman": "ombudsman, ombudsperson",
        "court": "court, courts, tribunal",
        "mediator": "mediator, mediation",
        "arbitration": "arbitration, arbitrator, arbitration board",
        "data protection": "data protection authority, data protection agency, data protection commissioner",
        "consumer": "consumer authority, consumer agency, consumer centre",
        "authority": "authority, authorities, regulator, supervisory authority",
        "tax office": "tax office, tax authority, tax authorities",
        "police": "police",
        "customs": "customs",
    },
}
"""Families of meanings, and the forms of each.  A form with a capital counts only with it.

Two sentences differ critically where a meaning stands in one of them more often than in the other.
"""

SOFT = (
    "us, you, asked, or, but, even, nor, deprecated, enable, can, should, 1, when, while, today, all, either, some, "
    "most, because, include, authority, always, second"
)
"""Meanings that may come and go, but not be exchanged for another of their family."""

NEAR = (
    "can / may, if / when, if / asked, asked / when, after / once, while / when, when / once, before / until, "
    "once / at once, more / at least, always / all"
)
"""Meanings that stand for each other without harm.  Families are left out of account."""

BESIDE_NUMBERS = "May, March, Mar, over, under, above, below, min, second, half, am, a m, pm, p m"
"""Forms that count only beside a number."""

ENDINGS = (
    "icating icated icates icate izations isations ization isation ications ication ations ation ments ment "
    "ating ated ates ate ings ing ions ion edly ied ies ed es ly s d"
)
"""Longest first: each is taken off that leaves a word."""

ADVERBS = "ly"
"""The ending of words whose stem is another word."""

PARTIES = (
    "we, us, our, ours, ourselves, seller, merchant, trader; "
    "you, your, yours, yourself, customer, customers, buyer, client, consumer, shopper"
)
"""Who a text may speak of: two sides, with a semicolon between.  What one owes is not what the other owes."""

SPELLINGS = (
    ("isation", "ization"), ("isations", "izations"), ("ise", "ize"), ("ised", "ized"), ("ises", "izes"),
    ("ising", "izing"), ("yse", "yze"), ("ysed", "yzed"), ("our", "or"), ("ours", "ors"), ("oured", "ored"),
    ("ourite", "orite"), ("ourites", "orites"), ("ouring", "oring"), ("ourful", "orful"), ("tre", "ter"),
    ("bre", "ber"), ("bres", "bers"),
    ("tres", "ters"), ("ogue", "og"), ("ogues", "ogs"), ("ence", "ense"), ("ences", "enses"), ("amme", "am"),
    ("ammes", "ams"), ("elled", "eled"), ("elling", "eling"), ("eller", "eler"),
    ("jewellery", "jewelry"), ("aluminium", "aluminum"), ("ageing", "aging"), ("tyre", "tire"), ("tyres", "tires"),
)  # fmt: skip
"""Endings of British words and what American ones have instead; words of fewer than five letters have only one."""

OPPOSITES = "on off, up down, single multiple"
"""Words that promise nothing by themselves, but never stand for each other."""

JOINS = "and, or"
"""The words before the last item of a list."""

CONTRACTIONS = "can't=can not, cannot=can not, won't=will not, shan't=shall not, let's=let us, ain't=is not"

SAME = """
account, profile; add, append, attach, insert, put in; additional, extra, further, more, supplementary; aim, goal,
purpose, objective; allow, let, permit, enable to, make it possible; amount, sum; answer, reply, respond,
response; arrive, reach, come in; ask, request; assist, help, support, assistance; author, writer, creator;
basket, cart, trolley, shopping cart, shopping basket; begin, start, commence, launch; box, package, parcel,
packet; brief, short; build, create, make, generate, produce, set up, construct, built, made, prepare, compose;
buy, purchase, bought; call, phone, ring, telephone; cancel, cancellation; carrier, courier, delivery company;
change, modify, alter, edit, adjust, amend, update, customize, customise, specialize, specialise, changed; check,
verify, validate, make sure, ensure, confirm, see whether, see if, certain; choose, select, pick, click, tap,
press, hit, chosen; close, shut; collect, gather, pick up; company, business, firm; complete, finish, finalize,
finalise, conclude; contact, get in touch with, get in touch, reach out, reach out to, write to, contact us;
contain, hold, comprise, consist, include; provide, offer, give, supply; copy, duplicate; correct, right,
accurate; cost, price, charge, fee; current, present, existing; damaged, broken, faulty, defective; data,
information, details; describe, explain, outline, set out, cover; difficult, hard, tricky; display, show, shown,
appear, see, seen, view, visible, list, listed; easily, simply, readily, with ease; easy, simple, straightforward;
email, mail, electronic mail, e mail; enter, type, fill in, fill out, complete the form, input, key in; error,
mistake, fault, failure, problem, issue, trouble, difficulty, inconvenience; example, instance, sample;
explanation, description, overview, summary, introduction; fail, declined, not work, not go through; fast, quick,
rapid, speedy, prompt; fast, quickly, rapidly, promptly, soon, shortly; file, document; locate, look for, look up,
seek, found; flag, option, setting, argument, parameter; full, complete, whole, entire; function, feature,
capability, functionality; get, receive, obtain, acquire, got, given; go, move, goes, head, navigate, visit;
guide, article, tutorial, manual page, instructions, documentation, docs; happen, occur, take place, arise;
identical, equal, same, equivalent; important, essential, crucial, key, vital; indicate, report, state, say, tell,
name, mention, specify, express, let know, inform, notify, told, said; item, product, good; keep, retain,
preserve, maintain, store, kept, save; label, tag; large, big, huge, bigger, larger, huge, sizeable; leave,
depart; link, url, hyperlink; log, record; look, appearance; mean, signify; message, note, notice; method, way,
manner, means; need, want, would like, wish, desire; old, previous, earlier, former; on the web, online; only,
just; operate, work, function as, run, running; page, site, website, web page, web site; part, piece, section,
portion, component; path, pathname; pattern, expression; payment method, way to pay; person, people, individual,
user, human; place, location, position, spot, put; question, query, doubt; raise, throw, emit; reason, cause, why;
receipt, acknowledgement; recent, latest, newest; refer, consult, see also, learn more, find out more, more
information, for more information, read more; relate, connect, concern, associate; remain, stay, left; remove,
delete, erase, take out; represent, stand, denote; return, send back, give back, go back, goes back, sent back;
section, chapter; send, ship, dispatch, mail out, transmit, forward, sent, shipped, deliver; delivered, handed
over; sign in, log in, login, sign on, log on; sign out, log out, logout, log off; sign up, register,
registration; site, place; solve, resolve, settle, fix, sort out, repair, troubleshoot; start again, restart,
begin again; step, stage; stop, halt, cease; suitable, appropriate, relevant, fitting; take, last, takes; test,
examine, inspect, review; text, wording, words; thank, thanks, thank you; time, moment; tool, utility, program,
software, application, app; try, attempt; type, kind, sort; typical, usual, normal, common, regular; understand,
learn, discover, know, be aware, aware; usually, normally, typically, generally, commonly, mostly; used, second
hand, pre owned; use, utilize, utilise, employ, apply, using, via, by means of, usage; valid, acceptable; vary,
differ; wait, await; acquire, gain; afterwards, later, subsequently; allowed, permitted; announce, publish;
approximately, roughly, around, circa; attempt, try; available, accessible; avoid, prevent; bill, invoice; booked,
recorded, entered; bottom, foot, end; button, control; caution, warning; child, kid; choice, selection; client,
customer, buyer, shopper, consumer; code, script; colleague, team, agent, staff, employee; comment, remark;
compare, contrast; consider, regard, treat; continue, persist, proceed, carry on, go on; convenient, handy;
deadline, time limit; decide, determine; define, declare; demonstrate, illustrate; depend, rely; desired, wanted;
detail, particular; device, machine; dialog, dialogue, window, popup, pop up; directory, folder; discount,
reduction, rebate; discover, detect, spot, notice; discuss, talk; divide, split; earlier, previously, formerly;
emphasize, stress; exceed, go beyond; execute, run; expect, anticipate; expire, lapse, run out; extend, prolong;
fill, populate; final, last; forget, lose, mislay; foundation, basis; voucher, coupon; handle, deal with, manage,
process; helpful, useful; hide, conceal; highlight, mark; idea, concept; improve, enhance, optimize; increase,
raise, grow; inside, within; job, task; join, connect, link; lack, miss, missing; like, similar, alike; load,
open; manual, handbook; match, correspond, fit, agree; maybe, perhaps; menu, drop down; money, funds; mostly,
mainly, primarily, chiefly; near, close to, nearby; normal, ordinary, standard, default; nothing, zero;
occasionally, from time to time; own, possess; owner, holder; pay back, refund, reimburse, repay, money back; pay,
settle; perform, carry out, do; phase, stage; picture, image, photo, photograph, illustration; postal code, zip
code, postcode; postage, shipping cost, delivery cost, delivery charge; powerful, strong; prefer, favour, favor;
previously, before that; printed, shown; private, personal; promise, guarantee, assure; protect, secure; quote,
cite; reduce, decrease, lower, cut; reject, refuse, decline; replace, substitute, swap, exchange; replacement,
substitute; retry, try again; rule, policy; save, store; screen, display; search, look; select, mark; shop, store;
short, brief; show, demonstrate; sometimes, at times; source, origin; special, particular; spelling, orthography;
statement, account statement, bank statement; status, state, condition; street, road; submit, hand in, file;
subscription, plan, membership; succeed, go through, work; sufficient, enough; suggest, propose; supplier, vendor,
provider; technique, approach; terms, terms and conditions; total, overall; track, trace, monitor, follow;
transfer, move; translate, localize; turn, become; typo, misspelling; unfortunately, regrettably; unique,
distinct; upgrade, update; view, look; visitor, guest; wish, want; within, inside; elsewhere, anywhere else,
somewhere else, in another place; somewhere, place; next to, beside, alongside; let us know, tell us, inform us,
let me know; let them know, tell them; traceback, backtrace; ability, capability; above all, mainly; accept, agree
to; accurate, exact, precise; achieve, accomplish, reach; adjust, adapt; advantage, benefit; afterward,
afterwards; alternatively, as an alternative; annoying, bothersome; apologise, apologize, be sorry; apology,
apologies; assume, suppose; belong, be part; besides, in addition; blank, empty; build up, establish; by accident,
accidentally, by mistake, mistakenly; by default, normally; category, class; cheap, inexpensive, affordable;
clean, clear; come back, return, get back; common, frequent, widespread; complicated, complex; compulsory,
mandatory; conform, comply; consequently, as a result; content, contents; cover, include; damage, harm; deal,
offer; desktop, computer, pc; disappear, vanish, go away; double check, recheck; download, save; during, in the
course of; effect, impact, result, consequence; end, finish, terminate, stop; especially, particularly; establish,
found; exception, exemption; expensive, costly; fact, truth; figure, number; first, initial, original; for the
first time, initially; frequently, often; gradually, little by little; guess, suspect; hand over, give; hold on,
wait; home page, start page, front page; in most cases, usually; in person, personally; in the future, later; in
the meantime, meanwhile; in writing, written; inquiry, enquiry, query; invite, invitation; keep in touch, stay in
contact; main, primary, principal; miss, lack; mobile, cell phone, mobile phone, smartphone; no one, nobody;
notify, alert; nowadays, these days; option, possibility, alternative, choice; organise, organize; outcome,
result; overwrite, replace; parcel shop, pick up point, collection point; password, pass word; permission, right;
preferred, favourite, favorite; present, gift; preview, look ahead; problem free, smooth; properly, well; put
right, correct; put together, assemble; quantity, amount; reach, get through to; realise, realize, recognise,
recognize; reliable, dependable; request, application; return label, shipping label; row, line; safe, secure;
schedule, plan; several times, repeatedly; sign, signature; single, individual; soon, before long; speak, talk;
straightforward, easy; stuck, lost; take care of, look after; team member, colleague; tell apart, distinguish;
temporary, provisional; term, period, duration; together with, along with; tv, television; unexpected, surprising;
unpack, unwrap; gray, grey; checkout, check out; reload, refresh; enjoy, have fun; verify, prove; whole, complete;
widget, control; workspace, space; worry, concern; wrong, incorrect, inaccurate, mistaken; withdraw, withdrawal;
turn, switch, flip; fast, faster, quicker; cheap, cheaper; new, newer; old, older; small, smaller, little, tiny;
long, longer; short, shorter; post office box, po box; post office boxes, po boxes
"""
"""Sets of words that may stand for each other, with semicolons between; a word belongs to the first it is in."""

WEAK = """
a, an, the, this, that, these, those, such, it, its, itself, they, them, their, theirs, he, she, him, her, his,
we, us, our, ours, you, your, yours, yourself, i, me, my, one, ones, who, whom, whose, which, what, there, here,
someone, somebody, anyone, anybody, something, anything, of, to, in, on, at, by, for, with, as, into, onto, about,
from, through, within, across, towards, upon, among, between, and, so, then, also, too, and so, as well, as well
as, either, plus, however, therefore, thus, hence, though, although, yet, still, moreover, furthermore, in
addition, besides, that is, namely, e g, i e, etc, for example, for instance, such as, like, in particular,
especially, in fact, indeed, of course, in general, in other words, be, is, are, was, were, been, being, am, do,
does, did, done, doing, have, has, had, having, will, would, shall be, get, gets, getting, become, becomes, let,
lets, make, makes, going, going to, about to, use, used to, how, why, well, very, quite, really, just, simply,
please, kindly, simply put, thank you for, sorry, unfortunately, already, again, once more, ever, much, more,
other, another, others, own, certain, specific, particular, respective, respectively, given, appropriate,
necessary, relevant, actual, in order to, so as to, in order that, so that, to be able to, want to, wants to, wish
to, would like to, if you want to, if you would like to, if you wish to, if you need to, if any, if possible, if
necessary, if needed, if you have any questions, when it comes to, in this case, in that case, feel free to, do
not hesitate to, be sure to, remember to, do not forget to, do not forget, never forget to, not a problem, make
sure to, be sure that, you are welcome to, welcome, note, note that, please note, please note that, keep in mind,
keep in mind that, bear in mind, important, now, currently, following, the following, follow, follows, as follows,
after that, after this, before that, first of all, finally, lastly, below, above, over, under, above mentioned,
thing, things, way, ways, kind, kinds, number of, set of, list of, group of, type of, type, types, part of, piece,
e, g, eg, ie, s, t, re, ve, ll, d, m, vs, via, per se, up, out, off, down, over there, back, away, along, around,
together, take, takes, come, comes, go, goes, see, look, looks, seem, seems, appear, appears, self, good, best,
better, great, nice, fine, simple, easy, quick, full, whole, entire, single, additional, information, details,
help, order of, use of, usage of, end of, line, front, matter, hello, hi, dear, regards, hey, yes, ok, okay, sure,
meanwhile, instead, rather, actually, basically, usually, normally, typically, often, sometimes, generally,
mostly, commonly, directly, exactly, properly, correctly, easily, quickly, fully, completely, explicitly, clearly,
securely, safely, successfully, obviously, naturally, possible, possibly, because of, due to, according to, in
terms of, with respect to, with regard to, regarding, concerning, depending on, based on, on the basis of, using,
by using, with the help of, used for, able, one of, none the less, free to, even though, otherwise, non zero,
nonzero, list, lists, section, sections, paragraph, even, whether, than, least, else, per the, e mail us, find,
finds, can be found, is found, went, gone, glad, gladly, happy, pleased, ready, at hand, right now, right here,
all right, be right back, turn out, no problem, at your disposal, like this, like that, in this way, this way, of
your choice, in question, to date, so far, more or less, as soon as possible, in advance, fairly, pretty, deeply,
in depth, some more, background
"""
"""Words that change no promise by themselves."""
