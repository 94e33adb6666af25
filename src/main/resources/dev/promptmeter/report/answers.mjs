import { element, foreign } from './dom.mjs';
import { microseconds } from './format.mjs';
import { mark } from './marks.mjs';
import { section } from './detail.mjs';
import { oneLine } from './visible.mjs';

/** Every other answer to the same row; null if this is the only one. */
export function othersOf(cases, i, open) {
  const others = cases.siblings(i).filter((place) => place !== i);
  if (others.length === 0) {
    return null;
  }
  return section('Other answers to this row', element('ul', { class: 'others' }, ...others.slice(0, 60).map((place) => {
    const repeat = cases.meta.repeat > 1 ? ` #${cases.repeat(place)}` : '';
    return element('li', {}, element('button', { type: 'button', onclick: () => open(place) },
        mark(cases.verdict(place)), foreign('strong', `${cases.prompt(place)} · ${cases.model(place)}${repeat}`),
        foreign('span', oneLine(cases.snippet(place) ?? cases.why(place) ?? ''), { class: 'cut' }),
        element('span', { class: 'number' }, microseconds(cases.columns.latency[place]))));
  })));
}
