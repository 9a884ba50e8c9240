// The editor of one text: what is typed is kept in the browser until the server has it.
import { EditorState, EditorView, defaultKeymap, history, historyKeymap, keymap } from "/static/vendor/codemirror.js";
import { Refused, ask } from "/static/asking.js";
import { chips, missingFrom } from "/static/chips.js";
import { directionOf, drawDifference, drawLabelled, drawNeighbour, drawPieces, drawSource, drawSuggestion, element, openFromTop, plain, said } from "/static/drawn.js";
import { forget, keep, keptOf, windowName } from "/static/kept.js";
import { queueAddress } from "/static/locale.js";
import { listen } from "/static/keys.js";

const BEAT = 4000;
const OWN_WINDOW = "You saved another text here yourself";
const root = document.getElementById("editor");
const byId = (id) => document.getElementById(id);
const nonce = document.querySelector("meta[name=locmem-nonce]").content;
const filter = root.dataset.filter;
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
let item = JSON.parse(byId("item").textContent);
let view = null;
let isTold = true; // Whether the browser keeps what is typed, as far as it was told.
let waiting = null; // What could not be sent, and is sent again when the server answers.
let isOffline = false;
let isBusy = false;
let judging = { timer: 0, number: 0, stop: null };

const typed = () => view.state.doc.toString();
const isShut = () => Boolean(item.lock || item.mayNot);
const isChanged = () => typed() !== plain(item.target);
const place = (one = item) => ({ key: one.key, locale: one.locale });
const withFilter = (address) => (filter ? `${address}?${filter}` : address);
const addressOf = (one, path = "/edit") => `${path}?${new URLSearchParams({ key: one.key, in: one.locale })}${filter ? `&${filter}` : ""}`;
const legendOf = (one) => Object.fromEntries(one.legend.map((line) => [line.split(" = ")[0], line]));
const codesOf = (one) => [...new Set(one.source.filter(([text, isCode]) => isCode && text.trim()).map(([text]) => text))];

function say(text, isBad = false) {
  byId("status").textContent = text;
  byId("status").className = isBad ? "bad" : "";
}

function tell(id, ...children) {
  byId(id).hidden = !children.length;
  byId(id).replaceChildren(...children);
}

const button = (text, onclick) => element("button", { type: "button", onclick }, text);

// What is shown of a text -----------------------------------------------------------------------------------------

function show(next) {
  const before = item;
  item = next;
  waiting = null;
  const legend = legendOf(item);
  document.title = `${item.key} in ${item.locale}`;
  byId("where").replaceChildren(element("bdi", {}, item.key));
  byId("language").textContent = `${item.language} · ${item.locale}`;
  tell("other-locale", ...(before.locale !== item.locale ? [`This text is in another language than the one before: ${item.language}.`] : []));
  byId("today").replaceChildren(...(item.today ? ["· ", element("a", { href: "/confirmed" }, `confirmed by you today: ${item.today}`)] : []));
  showPage();
  byId("state").textContent = item.waits === "not reviewed" ? "to be reviewed" : item.state;
  const why = item.standing ? `${item.standing}; ${item.waits ? "it waits for a review" : "it waits for nobody, and can be corrected"}` : item.why;
  byId("why").textContent = why ? ` · ${why}` : "";
  byId("source").lang = item.sourceLocale;
  byId("source").replaceChildren(...drawSource(item.source, legend, insert));
  byId("code").hidden = !codesOf(item).length;
  showStale(legend);
  for (const id of ["above", "below"]) byId(id).replaceChildren(...item[id].map((one) => drawNeighbour(one, item.locale, item.sourceLocale, addressOf({ key: one.key, locale: item.locale }), () => go({ key: one.key, locale: item.locale }))));
  nearestInView();
  const suggestions = item.suggestions.map((one, index) => drawSuggestion(one, index + 1, item, () => take(plain(one.target))));
  byId("suggestions").replaceChildren(...(suggestions.length ? suggestions : [element("li", { className: "quiet" }, "The memory knows nothing like it.")]));
  showNotes();
  tell("conflict");
  tell("presence");
  const isLocked = isShut();
  tell("lock", ...(item.mayNot ? [`Read only: ${item.mayNot}.`]
    : item.lock ? [`Read only: ${item.lock}. What takes that back: ${item.unlock}.`]
    : item.handoff ? [`A translator has this text (${[item.assignee, item.handoff].filter(Boolean).join(", ")}). What you confirm here is kept, and theirs will then be a conflict.`] : []));
  for (const id of ["confirm", "draft", "review", "still", "code", "note-button"]) byId(id).disabled = isLocked;
  if (item.onlyDraft) for (const id of ["confirm", "review", "still"]) byId(id).disabled = true;
  byId("still").hidden = item.state !== "stale";
  byId("review").hidden = !(item.needsReview && item.mayReview);
  if (item.own) byId("review").disabled = true;
  byId("review-why").textContent = item.own ? sentence(`Not to be reviewed by you: ${item.own}`) : "You checked somebody else’s translation; it then counts as reviewed.";
  byId("review-why").hidden = byId("review").hidden || !item.own;
  tell("own", ...(item.onlyDraft && !item.mayNot ? [`You may keep a draft here: ${item.onlyDraft}.`] : []));
  edit(legend);
  beat();
}

// The texts next to this one are seen, whatever the window's size.
function nearestInView() {
  byId("above").scrollTop = byId("above").scrollHeight;
  byId("below").scrollTop = 0;
}

// Who works through a whole page goes on in it; who works through the queue may begin to.
function showPage() {
  const isInPage = new URLSearchParams(filter).getAll("document").length === 1;
  const others = item.waitingHere - (item.waits ? 1 : 0);
  if (isInPage) { tell("page", others ? `· ${others} more of this page wait` : "· nothing else of this page waits"); return; }
  const address = `/edit?${new URLSearchParams({ key: item.key, in: item.locale, locale: item.locale, document: item.document })}`;
  tell("page", ...(others ? [element("a", { href: address }, `Stay in this page: ${others} more wait`)] : []));
}

function showStale(legend) {
  const parts = [];
  if (item.earlier.length) parts.push(...drawLabelled("Earlier source", item.sourceLocale, drawPieces(item.earlier, legend)));
  if (item.changed.length) parts.push(...drawLabelled("What changed in the source", item.sourceLocale, drawDifference(item.changed)));
  if (item.before.length) parts.push(...drawLabelled("Confirmed for the earlier source", item.locale, drawPieces(item.before, legend)));
  tell("changed", ...parts);
  const made = item.isProposed ? `Translation: proposed from the memory${item.match ? `, ${item.match} %` : ""}; nobody confirmed it`
    : item.state === "stale" ? "Translation: as it was confirmed for the earlier source"
      : item.state === "draft" ? `Translation: a draft${madeBy()}; nobody confirmed it` : item.standing ? `Translation: ${item.standing}` : "Translation";
  byId("target-label").textContent = made;
}

function madeBy() {
  if (item.origin === "tm") return ` from the memory${item.match ? `, ${item.match} %` : ""}`;
  return item.origin === "human" ? ` that ${item.begunBy || "somebody"} began` : item.origin ? ` by ${item.origin.replace("mt:", "")}` : "";
}

function showNotes() {
  const notes = [
    ...item.answers.map((text) => `The author answered: ${text}`), item.refused && `Came back and was not taken: ${item.refused}`,
    ...item.doubts, item.estimate, ...item.terms, item.register && `Address readers as: ${item.register}`,
    item.most && `At most ${item.most} characters`, ...item.remarks.map((text) => `Note to the author: ${text}`),
  ].filter(Boolean);
  byId("notes").replaceChildren(...(notes.length ? [element("h2", { className: "label" }, "Look at"), element("ul", {}, ...notes.map((note) => element("li", {}, ...said(note))))] : []));
}

// What is typed -----------------------------------------------------------------------------------------------------

function edit(legend) {
  const kept = keptOf(item);
  const isKept = kept !== null && kept.text !== plain(item.target) && !isShut();
  const seen = item.seen[item.key];
  if (isKept && kept.seen && kept.seen.source === seen.source) item.seen[item.key] = kept.seen;
  const state = EditorState.create({
    doc: isKept ? kept.text : plain(item.target),
    extensions: [
      history(), EditorState.changeFilter.of(() => !isBusy), chips(codesOf(item), legend), EditorView.lineWrapping, EditorView.cspNonce.of(nonce),
      EditorState.readOnly.of(isShut()), EditorView.editable.of(!isShut()),
      EditorView.contentAttributes.of({ "aria-labelledby": "target-label", lang: item.locale, dir: directionOf(item.locale), spellcheck: "true" }),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
    ],
  });
  if (view) view.setState(state);
  else view = new EditorView({ state, parent: byId("target") });
  view.dispatch({ selection: { anchor: state.doc.length } });
  view.focus();
  tell("kept");
  if (isKept) showKept(kept, seen);
  judgeSoon(0);
}

function showKept(kept, seen) {
  const when = new Date(kept.at).toLocaleString([], { dateStyle: "short", timeStyle: "short" });
  const other = kept.seen?.source === seen.source ? "" : " It was typed for an earlier source.";
  tell("kept", `What you typed on ${when} and did not save is back.${other} `, button("Discard it", discard));
}

function changed() {
  const text = typed();
  waiting = null;
  // What was said of another text than the one that stands there now is not true any more.
  if (byId("status").className) say("");
  if (text === plain(item.target)) forget(item);
  else if (keep(item, text)) isTold = true;
  else isTold = false;
  tell("storage", ...(isTold ? [] : ["This browser keeps nothing: its storage is full or switched off. What you type is lost if this page closes before it is saved."]));
  judgeSoon();
}

function take(text) {
  if (isShut()) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length } });
  view.focus();
}

function discard() {
  forget(item);
  tell("kept");
  reload();
}

function insertMissing() {
  const [code] = missingFrom(typed(), item.source, codesOf(item));
  if (code) insert(code);
  else say("No code is missing.");
  view.focus();
}

function insert(code) {
  if (isShut()) return;
  view.dispatch(view.state.replaceSelection(code), { scrollIntoView: true, userEvent: "input" });
  view.focus();
}

// What is wrong with it ---------------------------------------------------------------------------------------------

function judgeSoon(after = 25) {
  clearTimeout(judging.timer);
  judging.timer = setTimeout(judge, after);
}

function drawProblems({ problems, warnings = [], notes = [] }) {
  const lines = (texts, className) => texts.map((text) => element("li", { className }, ...said(text)));
  byId("problems").replaceChildren(...lines(problems, "bad"), ...lines(warnings, "warn"), ...lines(notes, "note"));
}

// What would keep a text from customers, as far as the server says; saving does not hang on it.
async function warningsOf(text) {
  if (judging.text === text) return judging.warnings;
  const found = await ask("/api/judge", { ...place(), text }).catch(() => ({ warnings: [] }));
  return found.warnings;
}

async function judge() {
  judging.stop?.abort();
  judging.text = null;
  const number = judging.number += 1;
  const stop = judging.stop = new AbortController();
  const asked = { ...place(), text: typed() };
  try {
    const found = await ask("/api/judge", asked, { signal: stop.signal });
    // An answer that comes late is about another text.
    if (number !== judging.number || asked.key !== item.key || asked.locale !== item.locale || asked.text !== typed()) return;
    drawProblems(found);
    Object.assign(judging, { text: asked.text, warnings: found.warnings });
    byId("problems").dataset.judged = asked.text;
    online();
  } catch (error) {
    if (!stop.signal.aborted) failed(error);
  }
}

// What the server does not take or hear ---------------------------------------------------------------------------

function failed(error) {
  if (error instanceof Refused) { online(); say(error.message, true); return; }
  isOffline = true;
  const kept = isTold ? "What you type is kept in this browser" : "What you type is kept nowhere: leave this page open";
  tell("offline", `The server does not answer. ${kept}${waiting ? ". It goes on when it answers again" : ""}.`);
}

function online() {
  if (!isOffline) return;
  isOffline = false;
  tell("offline");
  if (waiting) { const send = waiting; waiting = null; send(); } else judgeSoon(0);
}

// Who else has the text open, and whether another one stands there by now.
async function beat() {
  const asked = place();
  try {
    const found = await ask("/api/open", { ...asked, window: windowName, text: typed() });
    if (asked.key !== item.key || asked.locale !== item.locale) return;
    online();
    const others = [...new Set(found.others.filter((one) => one !== item.me))];
    tell("presence", ...[
      others.length && `${others.join(", ")} ${others.length > 1 ? "have" : "has"} this text open, too. `,
      others.length < found.others.length && found.others.includes(item.me) && "You have this text open in another window, too.",
    ].filter(Boolean));
    const seen = item.seen[item.key];
    const isOther = found.seen.shown !== seen.shown || found.seen.stands !== seen.stands || found.seen.source !== seen.source;
    if (isOther && !isBusy && byId("conflict").hidden) showConflict([{ ...found, key: item.key, why: found.seen.source === seen.source ? whoSaved(found) : "The source changed meanwhile.", kept: found.text }], found.seen.source !== seen.source);
  } catch (error) { if (!(error instanceof Refused)) failed(error); }
}

const whoSaved = (found) => (found.standing.includes(" by you") ? `${OWN_WINDOW}, in another window perhaps: ${found.standing}.`
  : found.standing.includes(" by ") ? `Another text was saved here meanwhile: ${found.standing}.` : "Somebody saved another text here meanwhile.");

function leave() {
  ask("/api/leave", { window: windowName }, { keepalive: true, signal: null }).catch(() => {});
}

// Both texts stay to be seen until somebody chose; nothing was written over.
function showConflict(refused, isOutdated) {
  const [first] = refused;
  // The text itself stands below, in its own direction.
  const isOwn = first.why.startsWith(OWN_WINDOW);
  const [why] = first.kept ? first.why.split(`: ${first.kept}`) : [first.why];
  const sentence = `${why[0].toUpperCase()}${why.slice(1)}`;
  const parts = [element("p", {}, /[.!?]$/.test(sentence) ? sentence : `${sentence}.`)];
  if (first.kept) {
    parts.push(...drawLabelled(`${isOwn ? "The other window’s" : "Theirs"}: it stands here now`, item.locale, drawPieces([[first.kept, false]])));
    parts.push(...drawLabelled(isOwn ? "Yours here, word by word against it" : "Yours, word by word against theirs", item.locale, drawDifference(first.difference)));
  }
  const choices = isOutdated ? [button("Look at it with the new source", reload)]
    : first.kept ? [button(isOwn ? "Keep the other window’s" : "Keep theirs", theirs), button("Confirm mine instead", mineInstead), button("Go on with mine", mineOn)] : [];
  tell("conflict", ...parts, element("div", { className: "buttons" }, ...choices));
  byId("conflict").scrollIntoView({ block: "nearest" });
}

async function standing() {
  const found = await ask("/api/open", { ...place(), window: windowName, text: typed() });
  item.seen[item.key] = found.seen;
  if (isChanged()) keep(item, typed());
  tell("conflict");
}

async function mineOn() {
  try { await standing(); view.focus(); } catch (error) { failed(error); }
}

async function mineInstead() {
  try { await standing(); await save({ isAlone: true }); } catch (error) { failed(error); }
}

async function theirs() {
  forget(item);
  await reload();
  say("What stands here is kept; yours is not saved.");
}

// Saving and going on -----------------------------------------------------------------------------------------------

async function asksAbout(id) {
  const dialog = byId(id);
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  view.focus();
  return dialog.returnValue;
}

async function save({ isDraft = false, reviewed = false, isAlone = false, others = null } = {}) {
  if (isBusy || isShut()) return;
  if (item.onlyDraft && !isDraft) { say(`Not saved: ${item.onlyDraft}.`, true); return; }
  if (others === null) {
    others = [];
    if (!isDraft && !isAlone && item.others.length) {
      // Nobody is asked about places for a text that is then refused.
      const asked = item;
      const found = await ask("/api/judge", { ...place(), text: typed() }).catch(() => ({ problems: [], notes: [] }));
      if (asked !== item || isBusy || document.querySelector("dialog[open]")) return;
      if (found.problems.length) { drawProblems(found); say(`Not saved: ${found.problems[0]}`, true); return; }
      const count = item.others.length;
      const same = plain(item.target) ? "The same source with the same text" : "The same source";
      byId("others-text").textContent = `${same} stands in ${count} other place${count === 1 ? "" : "s"}. Confirm your translation there, too?`;
      const answer = await asksAbout("others");
      if (!answer) return;
      if (answer === "all") others = item.others;
    }
  }
  const saved = item;
  const text = typed();
  busy(true);
  say("Saving…");
  try {
    const onBusy = (why) => say(`${why} This is saved when that has ended.`);
    const sent = ask(withFilter("/api/save"), { ...place(), text, seen: item.seen, others, draft: isDraft, reviewed }, { onBusy });
    const [done, warned] = await Promise.all([sent, isDraft ? [] : warningsOf(text)]);
    const refused = done.decisions.filter((one) => !one.taken);
    if (refused.some((one) => one.key === saved.key)) { await refusedHere(refused, saved); return; }
    forget(saved, text);
    const notes = done.decisions.flatMap((one) => one.notes);
    const places = done.decisions.length - refused.length;
    const left = refused.map((one) => `${one.key} was left: ${one.why}`);
    if (isDraft) { await reload(); say("Kept as a draft."); return; }
    const waits = saved.needsReview && !reviewed ? ["It waits for a reviewer now."] : [];
    const where = places > 1 ? ` in ${places} places` : "";
    await go(done.next, [`Saved${where}: “${shortened(text)}”.`, ...waits, ...notes, ...left].map(sentence).join(" "), warned.map(sentence));
  } catch (error) {
    if (!(error instanceof Refused) && saved === item) {
      say("Not saved yet: it is saved when the server answers again.", true);
      waiting = () => save({ isDraft, reviewed, others });
    }
    failed(error);
  } finally { busy(false); }
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}${/[.!?…”]$/.test(text) ? "" : "."}`;
const shortened = (text) => (text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text);

// While a text is on its way, and until the next one is there, nothing can be typed that would belong to neither.
function busy(is) {
  isBusy = is;
  byId("target").setAttribute("aria-busy", String(is));
}

async function refusedHere(refused, saved) {
  const [first] = refused.filter((one) => one.key === saved.key);
  const isOutdated = first.outcome === "outdated" || first.outcome === "orphaned";
  say(first.outcome === "rejected" ? `Not saved: ${first.why}` : `Not saved: ${isOutdated ? "the source changed" : "another text stands here now"}.`, true);
  if (first.outcome === "rejected") drawProblems({ problems: [first.why], notes: [] });
  else {
    const found = await ask("/api/open", { ...place(), window: windowName, text: typed() }).catch(() => null);
    showConflict([found && !isOutdated ? { ...first, why: whoSaved(found) } : first], isOutdated);
  }
}

async function stillValid() {
  if (item.state !== "stale" || isBusy || isShut() || item.onlyDraft) return;
  if ((await asksAbout("reason")) !== "yes") return;
  busy(true);
  try {
    const done = await ask(withFilter("/api/still-valid"), { ...place(), reason: byId("reason-text").value, seen: item.seen });
    forget(item);
    await go(done.next, `${done.summary}: “${shortened(plain(item.target))}”`);
  } catch (error) { failed(error); } finally { busy(false); }
}

async function note() {
  if (item.mayNot) return;
  if ((await asksAbout("note")) !== "yes") return;
  try {
    const text = byId("note-text").value;
    say((await ask("/api/note", { ...place(), note: text })).summary);
    byId("note-text").value = "";
    item.remarks = [...item.remarks, text];
    showNotes();
  } catch (error) { failed(error); }
}

async function reload() {
  try { show(await ask(addressOf(item, "/api/item"))); } catch (error) { failed(error); }
}

async function go(next, text = "", warned = []) {
  if (!next) { location.href = filter ? withFilter("/queue") : queueAddress(); return; }
  try {
    show(await ask(addressOf(next, "/api/item")));
    window.history.pushState(null, "", addressOf(next));
    say("");
    byId("saved").replaceChildren(text, ...warned.flatMap((one) => [" ", element("strong", {}, ...said(one))]));
    root.querySelector(".work").scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!(error instanceof Refused)) waiting = () => go(next, text, warned);
    failed(error);
  }
}

async function back() {
  const asked = new URLSearchParams(location.search);
  try {
    show(await ask(addressOf({ key: asked.get("key"), locale: asked.get("in") }, "/api/item")));
    say("");
    byId("saved").textContent = "";
  } catch (error) { failed(error); }
}

const ACTIONS = {
  confirm: () => save(), review: () => (byId("review").hidden ? null : item.own ? say(byId("review-why").textContent, true) : save({ reviewed: true })), draft: () => save({ isDraft: true }),
  still: stillValid, skip: () => go(item.next, ""), note, keys: () => openFromTop(byId("help-keys")),
  source: () => take(plain(item.source)), code: insertMissing, back: () => window.history.back(), queue: () => { location.href = filter ? withFilter("/queue") : queueAddress(); },
  suggestion: (number) => { if (item.suggestions[number - 1]) take(plain(item.suggestions[number - 1].target)); },
};

for (const id of ["confirm", "review", "draft", "still", "code", "skip", "note-button", "keys"]) byId(id).onclick = () => ACTIONS[id.replace("-button", "")]();
listen(ACTIONS, isMac);
byId("code").onmousedown = (event) => event.preventDefault();
new ResizeObserver(nearestInView).observe(byId("above"));
window.addEventListener("popstate", back);
window.addEventListener("pagehide", leave);
window.addEventListener("online", beat);
window.addEventListener("beforeunload", (event) => { if (!isTold && isChanged()) event.preventDefault(); });
window.history.replaceState(null, "", addressOf(item));
show(item);
setInterval(beat, BEAT);
