// What the pages beside the editor need of a script: forms that save, and parts of a page that come later.
import { Refused, ask } from "/static/asking.js";

import { queueAddress, rememberLocale, rememberedLocale } from "/static/locale.js";

const SAID = "locmem:said";
const PATIENCE = 300000;

async function save(form, button) {
  const status = form.querySelector("[role=status]");
  const needed = button?.dataset.needs && form.elements[button.dataset.needs];
  if (needed && !needed.value.trim()) {
    status.className = "bad";
    status.textContent = button.dataset.why;
    needed.focus();
    return;
  }
  const buttons = [...form.querySelectorAll("button")];
  const body = Object.fromEntries(new FormData(form, button));
  buttons.forEach((one) => { one.disabled = true; });
  status.className = "";
  status.textContent = "Saving…";
  try {
    const done = await ask(form.dataset.post, body, { signal: AbortSignal.timeout(PATIENCE), onBusy: (why) => { status.textContent = `${why} This is saved when that has ended.`; } });
    sessionStorage.setItem(SAID, done.run ? `${done.summary} (run ${done.run})` : done.summary);
    if (form.dataset.then) location.assign(form.dataset.then);
    else location.reload();
  } catch (error) {
    status.className = "bad";
    status.textContent = error instanceof Refused ? error.message : "The server does not answer. Look under Runs whether it was saved.";
    buttons.forEach((one) => { one.disabled = false; });
  }
}

async function load(place) {
  const note = document.createElement("p");
  note.className = "quiet";
  note.textContent = "What keeps pages from customers is being looked up. This may take a minute…";
  place.append(note);
  try {
    const answer = await fetch(place.dataset.load);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.getElementById(place.id);
    if (part) place.replaceChildren(...part.childNodes);
  } catch {
    note.textContent = "It could not be looked up.";
  }
}

// Where there is no room for columns each value has the name of its column before it.
document.querySelectorAll(".wide table").forEach((table) => {
  const heads = [...table.querySelectorAll("thead th")].map((one) => one.textContent);
  table.querySelectorAll("tbody tr").forEach((row) => [...row.cells].forEach((cell, at) => {
    if (cell.matches("td") && heads[at] !== "Text") cell.dataset.label = heads[at];
  }));
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-post]")) return;
  event.preventDefault();
  save(event.target, event.submitter);
});
// What was filtered by last leads the pages that ask for a locale.
const asked = new URLSearchParams(location.search);
if (/^\/(queue|edit)$/.test(location.pathname) && asked.has("locale")) rememberLocale(asked.get("locale"));
const locale = rememberedLocale();
if (locale) {
  document.querySelectorAll("nav a[href='/queue']").forEach((one) => { one.href = queueAddress(); one.title = `Queue in ${locale}`; });
  // A page is seen as readers of that locale see it, where it is translated into it.
  document.querySelectorAll("a[href^='/preview?']").forEach((one) => {
    const beside = [...(one.closest("tr")?.querySelectorAll(".links a") ?? [])].some((other) => other.textContent.trim() === locale);
    if (beside && !one.href.includes("locale=")) one.href += `&${new URLSearchParams({ locale })}`;
  });
  document.querySelectorAll("nav a[href='/memory']").forEach((one) => { one.href = `/memory?${new URLSearchParams({ to: locale })}`; });
}
// Another market reads another locale: its own, unless somebody then chooses.
document.querySelector("form[action='/preview'] select[name=market]")?.addEventListener("change", (event) => {
  event.target.form.elements.locale.replaceChildren(new Option("the market’s own", ""));
});
const said = sessionStorage.getItem(SAID);
if (said) {
  sessionStorage.removeItem(SAID);
  const place = document.getElementById("said");
  place.textContent = said;
  place.hidden = false;
}
// Until here a form goes nowhere and its buttons are off, so that nothing typed leaves by an address.
document.querySelectorAll("form[data-post] button").forEach((one) => { one.disabled = false; });
document.querySelectorAll("[data-load]").forEach(load);
