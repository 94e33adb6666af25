import { element } from './dom.mjs';

const ROOM = { left: 52, right: 16, top: 10, bottom: 34 };

/** A chart with its sentence and the same as a table; drawn again when its width or the colours change. */
export function figure({ title, sentence, host, draw, table }) {
  const details = element('details', { class: 'as-table', ontoggle: () => fillOnce(details, table) },
      element('summary', {}, 'Show as table'));
  const node = element('figure', { class: 'chart' }, element('h3', {}, title), host,
      element('figcaption', {}, sentence), details);
  const redraw = () => host.clientWidth > 0 && draw(host.clientWidth);
  new ResizeObserver(redraw).observe(host);
  document.addEventListener('colours', redraw);
  return node;
}

function fillOnce(details, table) {
  if (details.open && details.childElementCount === 1) {
    details.append(element('div', { class: 'scroll' }, table()));
  }
}

export function tableOf(headings, rows) {
  const cell = (tag, text, k) => element(tag, k > 0 ? { class: 'number' } : { scope: tag === 'th' ? 'col' : null }, text);
  return element('table', { class: 'figures' },
      element('thead', {}, element('tr', {}, ...headings.map((text, k) => cell('th', text, k)))),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((text, k) => cell('td', text, k))))));
}

/** Where values lie on the paper. */
export function frame(width, height) {
  const inner = { left: ROOM.left, top: ROOM.top, right: width - ROOM.right, bottom: height - ROOM.bottom };
  const along = (from, to) => (scale) => (value) => from + (to - from) * scale(value);
  return { ...inner, x: along(inner.left, inner.right), y: along(inner.bottom, inner.top) };
}

export function linear(low, high) {
  return (value) => (value - low) / (high - low || 1);
}

export function logarithmic(low, high) {
  const from = Math.log(low);
  const span = Math.log(high) - from || 1;
  return (value) => (Math.log(value) - from) / span;
}

/** A colour of the style sheet as it is now, for a canvas, which knows no style sheets. */
export function colour(name) {
  const probe = element('span', { class: 'probe' });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export const SERIES = 6;

export function seriesClass(k) {
  return `series-${k % SERIES}`;
}

export function legend(names) {
  return element('ul', { class: 'legend' },
      ...names.map((name, k) => element('li', { dir: 'auto' }, element('span', { class: `key ${seriesClass(k)}` }), ` ${name}`)));
}
