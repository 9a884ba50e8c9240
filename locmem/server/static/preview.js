// The page of a text as its customers would read it, with the text as it is being typed; in a frame where nothing runs.
import { EditorView } from "/static/vendor/codemirror.js";
import { Refused, ask } from "/static/asking.js";

const box = document.getElementById("preview");
let frame = box.querySelector("iframe");
const status = box.querySelector("[role=status]");
let waiting = 0;
let asked = 0;

function soon(wait = 60) {
  clearTimeout(waiting);
  if (box.open) waiting = setTimeout(draw, wait);
}

async function draw() {
  const view = EditorView.findFromDOM(document.querySelector("#target .cm-editor"));
  const address = new URLSearchParams(location.search);
  const locale = address.get("in") || address.get("locale");
  if (!view || !address.get("key")) return;
  const number = ++asked;
  try {
    const body = { key: address.get("key"), locale, text: view.state.doc.toString() };
    const page = await ask("/api/preview", body);
    if (number !== asked) return;
    // A frame that is led elsewhere is a step of the browser's history; a new one is none.
    const fresh = frame.cloneNode(false);
    fresh.srcdoc = page.html;
    frame.replaceWith(fresh);
    frame = fresh;
    box.querySelector("a").href = `/preview?${page.query}`;
    status.textContent = [page.where, ...page.problems].filter(Boolean).join(" ");
  } catch (error) {
    if (number === asked) status.textContent = error instanceof Refused ? error.message : "The server does not answer.";
  }
}

box.addEventListener("toggle", () => {
  soon(0);
  if (box.open) box.scrollIntoView({ block: "nearest" });
});
document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyP") {
    event.preventDefault();
    box.open = !box.open;
  }
});
const watcher = new MutationObserver(() => soon());
watcher.observe(document.getElementById("target"), { childList: true, characterData: true, subtree: true });
watcher.observe(document.getElementById("where"), { childList: true, characterData: true, subtree: true });
