// What an editor shows of a text, as elements: never as markup, so that no text becomes active.
import { nameOfSign } from "/static/chips.js";

const STEERING = /([\u202a-\u202e\u2066-\u2069])/;
// Codes as they stand in a text of which nobody says where they are; they are kept apart from letters of another direction.
const APART = /(\{\{[^{}]*\}\}|\{%[^{}%]*%\}|<\/?[gxm][0-9]{1,4} ?\/?>|\]\([^()\s]*\))/;
const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.assign(made, attributes);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// A dialog that is longer than the screen begins at its top, and not at its button.
export function openFromTop(dialog) {
  dialog.showModal();
  dialog.focus();
  dialog.scrollTop = 0;
}

export const plain = (pieces) => pieces.map(([text]) => text).join("");
export const directionOf = (locale) => (RIGHT_TO_LEFT.has(locale.split("-")[0]) ? "rtl" : "auto");

// A text in which signs that turn its direction can be seen.
function signs(text) {
  return text.split(STEERING).filter(Boolean).map((part) => (STEERING.test(part) ? element("span", { className: "sign" }, nameOfSign(part)) : part));
}

// The same, with its codes as chips.
function visible(text) {
  return text.split(APART).filter(Boolean).flatMap((part) => (APART.test(part) ? [element("span", { className: "chip" }, ...signs(part))] : signs(part)));
}

// A sentence of ours: what it quotes of a text has its own direction.
export function said(sentence) {
  // What stands between backticks is a code; a code may hold some itself.
  return sentence.split(/`(`[^`]*`|[^`]+)`/).flatMap((part, at) => (at % 2 ? [element("code", { className: "chip" }, ...signs(part))] : quoted(part)));
}

function quoted(sentence) {
  return sentence.split(/“([^“”]*)”/).flatMap((part, at) => (at % 2 ? ["“", element("bdi", {}, part), "”"] : [part]));
}

export function drawPieces(pieces, legend = {}) {
  return pieces.flatMap(([text, isCode]) => (isCode && text.trim() ? [element("span", { className: "chip", title: legend[text] ?? "" }, ...signs(text))] : visible(text)));
}

// A text whose codes are put in where somebody types, by pressing them.  Keys have a button of their own for that.
export function drawSource(pieces, legend, insert) {
  return pieces.flatMap(([text, isCode]) => (isCode && text.trim()
    ? [element("button", { type: "button", className: "chip", tabIndex: -1, title: [legend[text], "Press to insert it"].filter(Boolean).join(": "),
      onmousedown: (event) => event.preventDefault(), onclick: () => insert(text) }, ...signs(text))]
    : visible(text)));
}

export function drawDifference(pieces) {
  return pieces.flatMap(([text, change]) => (change === "same" ? visible(text) : [element(change === "gone" ? "del" : "ins", {}, ...visible(text))]));
}

export function drawNeighbour(one, locale, sourceLocale, address, go) {
  const open = (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); go(); } };
  return element("li", {},
    element("a", { href: address, onclick: open },
      element("span", { dir: "auto", lang: sourceLocale, className: "words" }, ...visible(one.source)),
      element("span", { title: stateOf(one) },
        element("span", { dir: directionOf(locale), lang: locale, className: one.target ? "words" : "words quiet" }, ...(one.target ? visible(one.target) : ["—"])),
        one.target && one.waits ? element("small", { className: "of" }, stateOf(one)) : "")));
}

const stateOf = (one) => (one.waits === "not reviewed" ? "to be reviewed" : one.state);

export function drawSuggestion(one, number, item, take) {
  const reasons = [one.from, ...one.reasons];
  return element("li", {},
    element("button", { type: "button", onclick: take },
      element("span", { className: "percent" }, `${one.percent} %`), number <= 9 ? element("kbd", {}, `Alt ${number}`) : null,
      element("span", { className: "proposed", dir: directionOf(item.locale), lang: item.locale }, ...drawPieces(one.target)),
      one.difference.some(([, change]) => change !== "same")
        ? element("span", { className: "why", dir: "auto", lang: item.sourceLocale }, ...drawDifference(one.difference))
        : element("span", { className: "why" }, "the very same source"),
      element("span", { className: "why" }, reasons.join(" · "))));
}

export function drawLabelled(label, lang, children) {
  return [element("div", { className: "label" }, label), element("div", { dir: directionOf(lang), lang, className: "text" }, ...children)];
}
