// The editor of one text: what is typed is kept in the browser until the server has it.
import {
  EditorState, EditorView, keymap, Decoration, StateField, RangeSetBuilder, history, historyKeymap, defaultKeymap, Prec,
} from "/static/codemirror.js";

const root = document.getElementById("editor");
const byId = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=locmem-token]").content;
const nonce = document.querySelector("meta[name=locmem-nonce]").content;
const KEPT = `locmem:${root.dataset.project}:`;
let item = JSON.parse(byId("item").textContent);
let filters = new URLSearchParams(root.dataset.query);
filters.delete("key");
filters.delete("page");
let view = null;
let judging = 0;

class Refused extends Error {}

async function ask(address, body) {
  const query = filters.toString();
  const options = body
    ? { method: "POST", headers: { "content-type": "application/json", "x-locmem-token": token }, body: JSON.stringify(body) }
    : {};
  const answer = await fetch(query && !address.includes("?") ? `${address}?${query}` : address, options);
  const text = await answer.text();
  let data = null;
  try { data = JSON.parse(text); } catch { /* a refusal is plain text */ }
  if (!answer.ok) throw new Refused(data?.error ?? text.trim());
  return data;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.assign(made, attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const pieces = (list) => list.map(([text, isCode]) => (isCode ? element("span", { className: "chip" }, text) : text));
const plain = (list) => list.map(([text]) => text).join("");
const differing = (list) => list.map(([text, change]) => (change === "same" ? text : element(change === "gone" ? "del" : "ins", {}, text)));

// Codes of the source in the text that is typed: each is one thing, which the cursor steps over and one key deletes.
function codesIn(text) {
  const codes = [...new Set(item.source.filter(([, isCode]) => isCode).map(([code]) => code))].filter((code) => code.trim());
  const found = [];
  for (let at = 0; at < text.length;) {
    let best = null;
    for (const code of codes) {
      const start = text.indexOf(code, at);
      if (start >= 0 && (!best || start < best.start || (start === best.start && code.length > best.code.length))) best = { start, code };
    }
    if (!best) break;
    found.push({ from: best.start, to: best.start + best.code.length, code: best.code });
    at = best.start + best.code.length;
  }
  return found;
}

const chip = Decoration.mark({ class: "chip" });
const chips = StateField.define({
  create: (state) => chipsOf(state),
  update: (old, change) => (change.docChanged ? chipsOf(change.state) : old),
  provide: (field) => [EditorView.decorations.from(field), EditorView.atomicRanges.of((editor) => editor.state.field(field))],
});
function chipsOf(state) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of codesIn(state.doc.toString())) builder.add(from, to, chip);
  return builder.finish();
}

const keptName = () => `${KEPT}${item.locale}:${item.key}`;
const typed = () => view.state.doc.toString();

function keep() {
  const text = typed();
  if (text === plain(item.target)) localStorage.removeItem(keptName());
  else localStorage.setItem(keptName(), JSON.stringify({ text, source: item.seen[item.key].source, at: Date.now() }));
}

function keptText() {
  try { return JSON.parse(localStorage.getItem(keptName())); } catch { return null; }
}

function say(text, isBad = false) {
  byId("status").textContent = text;
  byId("status").className = isBad ? "bad" : "";
}

function show(next) {
  item = next;
  byId("where").textContent = `${item.key} · ${item.locale}`;
  byId("state").textContent = item.state;
  byId("source").replaceChildren(...pieces(item.source));
  byId("source").dir = "auto";
  const changed = byId("changed");
  changed.hidden = !item.changed.length;
  changed.replaceChildren(
    element("div", { className: "label" }, "What changed in the source"), element("div", { dir: "auto" }, ...differing(item.changed)),
    ...(item.before.length ? [element("div", { className: "label" }, "What was confirmed before"), element("div", { dir: "auto", lang: item.locale }, ...pieces(item.before))] : []),
  );
  byId("still").hidden = item.state !== "stale";
  for (const [id, list] of [["above", item.above], ["below", item.below]]) {
    byId(id).replaceChildren(...list.map((one) => element("li", {}, element("span", { dir: "auto" }, one.source), element("span", { dir: "auto", lang: item.locale }, one.target))));
  }
  byId("suggestions").replaceChildren(...item.suggestions.map(suggestionItem));
  if (!item.suggestions.length) byId("suggestions").append(element("li", { className: "quiet" }, "The memory knows nothing like it."));
  const notes = [...item.doubts, item.estimate, item.register && `Address readers as: ${item.register}`, item.most && `At most ${item.most} characters`,
    item.lock && `Locked: ${item.lock}`, item.handoff && `With a translator (${item.handoff})`].filter(Boolean);
  byId("notes").replaceChildren(...(notes.length ? [element("h2", { className: "label" }, "Look at"), element("ul", {}, ...notes.map((note) => element("li", {}, note)))] : []));
  edit();
}

function suggestionItem(one, index) {
  const button = element("button", { type: "button", onclick: () => take(one.target) },
    element("span", { className: "percent" }, `${one.percent} % `), index < 9 ? element("kbd", {}, `Alt ${index + 1}`) : null,
    element("span", { dir: "auto", lang: item.locale, style: "" }, element("br"), one.target),
    element("span", { className: "why" }, ...differing(one.difference)),
    element("span", { className: "why" }, [one.from, ...one.reasons].join(" · ")));
  return element("li", {}, button);
}

function edit() {
  const kept = keptText();
  const isKept = kept && kept.text !== plain(item.target);
  const state = EditorState.create({
    doc: isKept ? kept.text : plain(item.target),
    extensions: [
      history(), chips, EditorView.lineWrapping, EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({ "aria-labelledby": "target-label", lang: item.locale, dir: "auto", spellcheck: "true" }),
      Prec.highest(keymap.of(KEYS)), keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.updateListener.of((update) => { if (update.docChanged) { keep(); judgeSoon(); } }),
    ],
  });
  if (view) view.setState(state);
  else view = new EditorView({ state, parent: byId("target") });
  view.dispatch({ selection: { anchor: state.doc.length } });
  view.focus();
  const notice = byId("kept");
  notice.hidden = !isKept;
  if (isKept) {
    const when = new Date(kept.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const other = kept.source === item.seen[item.key].source ? "" : " It was typed for an earlier source.";
    notice.replaceChildren(`What you typed at ${when} and did not save is back.${other} `, element("button", { type: "button", onclick: () => take(plain(item.target)) }, "Discard it"));
  }
  judgeSoon();
}

function take(text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length } });
  byId("kept").hidden = true;
  view.focus();
  return true;
}

function insertMissing() {
  const here = codesIn(typed()).map((one) => one.code);
  for (const [code, isCode] of item.source) {
    if (!isCode || !code.trim()) continue;
    const place = here.indexOf(code);
    if (place >= 0) here.splice(place, 1);
    else { view.dispatch(view.state.replaceSelection(code)); return true; }
  }
  say("No code is missing.");
  return true;
}

function judgeSoon() {
  clearTimeout(judging);
  judging = setTimeout(judge, 60);
}

async function judge() {
  const asked = { key: item.key, locale: item.locale, text: typed() };
  try {
    const found = await ask("/api/judge", asked);
    if (asked.key !== item.key || asked.text !== typed()) return;
    byId("problems").replaceChildren(
      ...found.problems.map((text) => element("li", { className: "bad" }, text)), ...found.notes.map((text) => element("li", { className: "note" }, text)));
    byId("problems").dataset.judged = asked.text;
  } catch (error) { offline(error); }
}

function offline(error) {
  if (error instanceof Refused) say(error.message, true);
  else say("The server does not answer. What you typed is kept in this browser.", true);
}

async function asksAbout(id) {
  const dialog = byId(id);
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  return dialog.returnValue;
}

async function save(isDraft) {
  let others = [];
  if (!isDraft && item.others.length) {
    const count = item.others.length;
    byId("others-text").textContent = `The same text with the same draft stands in ${count} other place${count === 1 ? "" : "s"}. Confirm it there, too?`;
    const answer = await asksAbout("others");
    if (!answer) { view.focus(); return; }
    if (answer === "all") others = item.others;
  }
  const name = keptName();
  say("Saving…");
  try {
    const done = await ask("/api/save", { key: item.key, locale: item.locale, text: typed(), seen: item.seen, others, draft: isDraft, reviewed: item.needsReview && !isDraft });
    const refused = done.decisions.filter((one) => !one.taken);
    if (refused.length) { conflict(refused); return; }
    localStorage.removeItem(name);
    const notes = done.decisions.flatMap((one) => one.notes);
    if (isDraft) { show(await ask(`/api/item?${new URLSearchParams({ key: item.key, locale: item.locale })}`)); say("Kept as a draft."); return; }
    await go(done.next, ["Saved.", ...notes].join(" "));
  } catch (error) { offline(error); }
}

// Somebody else was faster, or the text cannot be taken: both texts stay to be seen, and nothing was written.
function conflict(refused) {
  say("Nothing was written.", true);
  byId("problems").replaceChildren(...refused.map((one) => element("li", { className: "bad" }, `${one.why}${one.kept ? " " : ""}`)));
  if (refused.some((one) => one.kept)) {
    const notice = byId("kept");
    notice.hidden = false;
    notice.replaceChildren(`Here stands now: ${refused[0].kept} `, element("button", { type: "button", onclick: mineInstead }, "Confirm mine instead"), " ",
      element("button", { type: "button", onclick: theirs }, "Keep theirs"));
  }
}

async function mineInstead() {
  try {
    const seen = await ask(`/api/seen?${new URLSearchParams({ key: item.key, locale: item.locale })}`);
    item.seen = { ...item.seen, ...seen };
    item.others = [];
    await save(false);
  } catch (error) { offline(error); }
}

async function theirs() {
  localStorage.removeItem(keptName());
  await skip();
}

async function stillValid() {
  if (item.state !== "stale") return true;
  if ((await asksAbout("reason")) !== "yes") return true;
  try {
    const done = await ask("/api/still-valid", { key: item.key, locale: item.locale, reason: byId("reason-text").value, reviewed: item.needsReview });
    localStorage.removeItem(keptName());
    await go(done.next, done.summary);
  } catch (error) { offline(error); }
  return true;
}

async function skip() {
  await go(item.next, "");
}

async function go(next, text) {
  if (!next) { location.href = `/queue?${filters}`; return; }
  const query = new URLSearchParams([["key", next.key], ["locale", next.locale], ...[...filters].filter(([name]) => name !== "locale")]);
  show(await ask(`/api/item?${query}`));
  window.history.pushState(null, "", `/edit?${query}`);
  document.title = `${item.key} in ${item.locale}`;
  say(text);
}

const doing = (action) => () => { action(); return true; };
const KEYS = [
  { key: "Ctrl-Enter", mac: "Cmd-Enter", run: doing(() => save(false)) },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ key: `Alt-${number}`, run: () => (item.suggestions[number - 1] ? take(item.suggestions[number - 1].target) : true) })),
  { key: "Alt-0", run: () => take(plain(item.source)) },
  { key: "Alt-c", run: insertMissing },
  { key: "Alt-d", run: doing(() => save(true)) },
  { key: "Alt-v", run: doing(stillValid) },
  { key: "Alt-ArrowDown", run: doing(skip) },
  { key: "Alt-q", run: doing(() => { location.href = `/queue?${filters}`; }) },
  { key: "F1", run: doing(() => byId("help-keys").showModal()) },
];

byId("confirm").onclick = () => save(false);
byId("draft").onclick = () => save(true);
byId("still").onclick = stillValid;
byId("skip").onclick = skip;
byId("keys").onclick = () => byId("help-keys").showModal();
document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !event.target.closest(".cm-editor, input, dialog")) byId("help-keys").showModal();
});
window.addEventListener("popstate", () => location.reload());
show(item);
