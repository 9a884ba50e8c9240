// What is typed is kept in this browser until the server has it: by person, by text, and by window, so that two windows
// of one browser do not write over each other.
const project = document.body.dataset.project;
const TYPED = `locmem:typed:${project}:${encodeURIComponent(document.body.dataset.person)}:`;

export const windowName = (() => {
  try {
    const known = sessionStorage.getItem("locmem:window") ?? crypto.randomUUID();
    sessionStorage.setItem("locmem:window", known);
    return known;
  } catch { return crypto.randomUUID(); }
})();

const nameOf = (item) => `${TYPED}${item.locale}:${item.key}:`;

// Whether the browser took it.
export function keep(item, text) {
  try {
    localStorage.setItem(nameOf(item) + windowName, JSON.stringify({
      text, seen: item.seen[item.key], at: Date.now(), key: item.key, locale: item.locale,
    }));
    return true;
  } catch { return false; }
}

// What was typed for a text and is not saved: in this window, else what was typed last in another one.
export function keptOf(item) {
  const found = all().filter((one) => one.key === item.key && one.locale === item.locale);
  return found.find((one) => one.window === windowName) ?? found[0] ?? null;
}

// What this window typed for a text is done with, and what other windows did where it is the same.
export function forget(item, text = null) {
  for (const one of all()) {
    const isThis = one.key === item.key && one.locale === item.locale;
    if (isThis && (one.window === windowName || one.text === text)) remove(one.name);
  }
}

export function remove(name) {
  try { localStorage.removeItem(name); } catch { /* where nothing can be kept there is nothing */ }
}

// All that was typed and is not saved, the newest first.
export function all() {
  const found = [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const name = localStorage.key(at);
      if (!name.startsWith(TYPED)) continue;
      try {
        const one = JSON.parse(localStorage.getItem(name));
        if (typeof one.text === "string") found.push({ ...one, name, window: name.slice(name.lastIndexOf(":") + 1) });
      } catch { /* half of a text is none */ }
    }
  } catch { return []; }
  return found.sort((one, other) => other.at - one.at);
}
