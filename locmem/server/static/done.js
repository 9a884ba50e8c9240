// A text that is done: what was typed for it and stands there by now is no longer kept.
import { forget, keptOf, remove } from "/static/kept.js";

const item = JSON.parse(document.getElementById("item").textContent);
const kept = keptOf(item);
if (kept && kept.text === item.text) forget(item, item.text);
else if (kept) {
  document.getElementById("typed").textContent = kept.text;
  document.getElementById("kept").hidden = false;
  document.getElementById("discard").onclick = () => { remove(kept.name); document.getElementById("kept").hidden = true; };
}
