// The queue: what was typed in this browser and never saved, and its keys.
import { all, remove } from "/static/kept.js";
import { element, openFromTop } from "/static/drawn.js";

const list = document.getElementById("typed");

function show() {
  const found = all();
  document.getElementById("unsaved").hidden = !found.length;
  list.replaceChildren(...found.map((one) => element("li", {},
    element("a", { href: `/edit?${new URLSearchParams({ key: one.key, in: one.locale })}` }, `${one.key} in ${one.locale}`), ": ",
    element("span", { dir: "auto", lang: one.locale }, one.text), " ",
    element("button", { type: "button", onclick: () => { remove(one.name); show(); } }, "Discard"))));
}

show();
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, dialog")) return;
  const dialog = document.getElementById("help-keys");
  const links = [...document.querySelectorAll("td.text > a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "?") openFromTop(dialog);
  else if (event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
  else if (event.key === "Enter" && at < 0 && document.activeElement === document.body) document.querySelector("a.start")?.click();
  else return;
  event.preventDefault();
});
document.getElementById("keys").onclick = () => openFromTop(document.getElementById("help-keys"));
