import { keysOn } from './help.mjs';

/** Single keys, while nobody is writing. */
export function listen(page) {
  const actions = {
    '/': () => page.search(),
    j: () => page.move(1),
    k: () => page.move(-1),
    Enter: () => page.openActive(),
    '[': () => page.step(-1),
    ']': () => page.step(1),
    f: () => page.failures(),
    a: () => page.all(),
    r: () => page.regressions(),
    c: () => page.copyLink(),
    '?': () => page.help(),
  };
  document.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (action && keysOn() && !event.ctrlKey && !event.metaKey && !event.altKey && !busy(event)) {
      event.preventDefault();
      action();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.id === 'filter') {
      page.focusGrid();
    }
  });
}

/** Enter belongs to what has the focus, letters to a field that takes them, and every key to the help. */
function busy(event) {
  const { target } = event;
  const writes = target.matches?.('input:not([type=checkbox])') ?? false;
  const acts = event.key === 'Enter' && Boolean(target.closest?.('a, button, summary, .grid'));
  return event.defaultPrevented || writes || acts || document.querySelector('dialog.help') !== null;
}
