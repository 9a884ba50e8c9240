// The keys of the editor: they work wherever the cursor is, but never while a sign is being composed.
const LETTERS = { c: "code", d: "draft", v: "still", n: "note", q: "queue" };

// What a pressed key stands for: the name of an action and the number of a suggestion.  On a Mac Alt makes signs, so
// that Ctrl goes with it there.
export function meant(event, isMac) {
  if (event.isComposing || event.keyCode === 229) return null;
  if (event.key === "F1") return ["keys"];
  if (event.key === "?" && !event.ctrlKey && !event.altKey && !event.target.closest?.(".cm-editor, input, textarea, select, dialog")) return ["keys"];
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) return [event.shiftKey ? "review" : "confirm"];
  if (!event.altKey || event.metaKey || event.shiftKey || event.ctrlKey !== isMac) return null;
  if (event.key === "ArrowDown") return ["skip"];
  if (event.key === "ArrowUp") return ["back"];
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1] ?? (/^[0-9]$/.test(event.key) ? event.key : null);
  if (digit) return digit === "0" ? ["source"] : ["suggestion", Number(digit)];
  const letter = /^[a-z]$/i.test(event.key) && !isMac ? event.key.toLowerCase() : /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
  return LETTERS[letter] ? [LETTERS[letter]] : null;
}

export function listen(actions, isMac) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const found = meant(event, isMac);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) actions[found[0]](...found.slice(1));
  }, true);
}
