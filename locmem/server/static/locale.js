// The locale somebody works in, as the queue's filter last had it in this browser; nothing else of the filter is kept.
const NAME = `locmem:locale:${document.body.dataset.project}`;

export function rememberedLocale() {
  try { return localStorage.getItem(NAME) ?? ""; } catch { return ""; }
}

export function rememberLocale(locale) {
  try {
    if (locale) localStorage.setItem(NAME, locale);
    else localStorage.removeItem(NAME);
  } catch { /* then the filter is set by hand */ }
}

export function queueAddress() {
  const locale = rememberedLocale();
  return locale ? `/queue?${new URLSearchParams({ locale })}` : "/queue";
}
