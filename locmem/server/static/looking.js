// A page that has to wait until the project is looked through: how far that is, and then the page itself.
import { ask } from "/static/asking.js";

const OFTEN = 300;
const stage = document.getElementById("stage");

async function look() {
  try {
    const found = await ask("/api/looking");
    if (found.done) { location.reload(); return; }
    if (stage.textContent !== found.what) stage.textContent = found.what;
  } catch { stage.textContent = "The server does not answer. This page goes on once it does."; }
  setTimeout(look, OFTEN);
}

look();
