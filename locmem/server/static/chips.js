// Codes in a text that is typed: each is one thing, which the cursor steps over and which goes as a whole or not at all.
import { Decoration, EditorState, EditorView, RangeSetBuilder, StateField, WidgetType } from "/static/vendor/codemirror.js";

const STEERING = /[\u202a-\u202e\u2066-\u2069]/g;

// Where the codes stand in a text, the longest of those that begin in one place.
export function codesIn(text, codes) {
  const found = [];
  for (let at = 0; at < text.length;) {
    let best = null;
    for (const code of codes) {
      const start = text.indexOf(code, at);
      if (start >= 0 && (!best || start < best.from || (start === best.from && code.length > best.code.length))) {
        best = { from: start, to: start + code.length, code };
      }
    }
    if (!best) break;
    found.push(best);
    at = best.to;
  }
  return found;
}

// The codes of a source that are missing from a text, in order.
export function missingFrom(text, source, codes) {
  const here = codesIn(text, codes).map((one) => one.code);
  return source.filter(([code, isCode]) => {
    if (!isCode || !code.trim()) return false;
    const place = here.indexOf(code);
    if (place >= 0) here.splice(place, 1);
    return place < 0;
  }).map(([code]) => code);
}

// The name of a sign that has no width and turns the direction of what stands around it.
export const nameOfSign = (sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase()}`;

class Sign extends WidgetType {
  constructor(sign) { super(); this.sign = sign; }
  eq(other) { return other.sign === this.sign; }
  toDOM() {
    const made = document.createElement("span");
    made.className = "sign";
    made.textContent = nameOfSign(this.sign);
    return made;
  }
}

// The extension for an editor.  codes: of the source.  legend: what numbered ones stand for, by code.
export function chips(codes, legend) {
  const marksOf = (state) => {
    const text = state.doc.toString();
    const builder = new RangeSetBuilder();
    const marks = [
      ...codesIn(text, codes).map(({ from, to, code }) => [from, to, Decoration.mark({ class: "chip", attributes: legend[code] ? { title: legend[code] } : {} })]),
      ...[...text.matchAll(STEERING)].map((one) => [one.index, one.index + 1, Decoration.replace({ widget: new Sign(one[0]) })]),
    ];
    for (const [from, to, mark] of marks.sort((one, other) => one[0] - other[0])) builder.add(from, to, mark);
    return builder.finish();
  };
  const field = StateField.define({
    create: marksOf,
    update: (old, change) => (change.docChanged ? marksOf(change.state) : old),
    provide: (of) => [EditorView.decorations.from(of), EditorView.atomicRanges.of((editor) => editor.state.field(of))],
  });
  return [field, EditorState.transactionFilter.of((change) => whole(change, codes))];
}

// A change that would cut a code takes all of it; what would be written into one is written behind it.
function whole(change, codes) {
  if (!change.docChanged || change.isUserEvent("undo") || change.isUserEvent("redo")) return change;
  const standing = codesIn(change.startState.doc.toString(), codes);
  const cuts = (at) => standing.find((one) => one.from < at && at < one.to);
  const changes = [];
  let isOther = false;
  change.changes.iterChanges((from, to, _, __, inserted) => {
    let [start, end] = [from, to];
    if (from === to && cuts(from)) start = end = cuts(from).to;
    else {
      start = cuts(from)?.from ?? from;
      end = cuts(to)?.to ?? to;
    }
    isOther ||= start !== from || end !== to;
    changes.push({ from: start, to: end, insert: inserted });
  });
  if (!isOther) return change;
  const last = changes.at(-1);
  const before = changes.slice(0, -1).reduce((sum, one) => sum + one.insert.length - (one.to - one.from), 0);
  return { changes, selection: { anchor: last.from + before + last.insert.length }, scrollIntoView: true, userEvent: "input" };
}
