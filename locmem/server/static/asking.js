// What pages ask the server: JSON, with the token that changes carry.
const BREATH = 1000;
let token = document.querySelector("meta[name=locmem-token]").content;

// The server answered that it will not; anything else that is thrown means that it did not answer.
export class Refused extends Error {}

export async function ask(address, body = null, options = {}) {
  const used = token;
  let answer = await send(address, body, options);
  if (answer.status === 403 && body && (await renewed(used))) answer = await send(address, body, options);
  // Another process writes to the project: that ends, and nothing was saved yet.
  while (answer.status === 503 && options.onBusy) {
    options.onBusy((await answer.json()).error);
    await new Promise((done) => setTimeout(done, BREATH));
    answer = await send(address, body, options);
  }
  const text = await answer.text();
  let data = null;
  try { data = JSON.parse(text); } catch { /* a refusal may be plain text */ }
  if (!answer.ok) throw new Refused(data?.error ?? text.trim());
  return data;
}

function send(address, body, options) {
  const sent = body
    ? { method: "POST", headers: { "content-type": "application/json", "x-locmem-token": token }, body: JSON.stringify(body) }
    : {};
  return fetch(address, { ...sent, signal: AbortSignal.timeout(20000), ...options });
}

// A server that was started again has another token, which any of its pages tells.
async function renewed(used) {
  if (token !== used) return true;
  const page = new DOMParser().parseFromString(await (await fetch("/edit?key=-")).text(), "text/html");
  const found = page.querySelector("meta[name=locmem-token]")?.content;
  const { person } = page.body.dataset;
  if (person && person !== document.body.dataset.person) {
    throw new Refused(`This browser is logged in as ${person} now, and this page is ${document.body.dataset.person}'s. Log in again to save it; what was typed is kept.`);
  }
  if (found) token = found;
  return token !== used;
}
