// What a reader chose last time; a browser that keeps nothing for files is none the worse.
export function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`promptmeter.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`promptmeter.${name}`, value);
  } catch {
    // Nothing is lost but the wish.
  }
}

const THEMES = ['system', 'light', 'dark'];

export function theme() {
  return remembered('theme', 'system');
}

export function applyTheme(name) {
  if (name === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = name;
  }
  document.dispatchEvent(new Event('colours'));
}

export function nextTheme() {
  const name = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
  remember('theme', name);
  applyTheme(name);
  return name;
}
