import { element, svg } from './dom.mjs';
import { milliseconds } from './format.mjs';

const WIDTH = 600;
const LINE = 18;

/** When things happened, one line for each try: waiting for a slot, until the first output, until the last. */
export function timeline(detail) {
  const timed = (detail.attempts ?? []).filter(({ times }) => times);
  if (timed.length === 0) {
    return null;
  }
  const from = timed[0].times.plan;
  const to = Math.max(...timed.map(({ times }) => times.end), from + 1);
  const x = (instant) => ((instant - from) / (to - from)) * WIDTH;
  const lines = timed.map((attempt, k) => ({ k, parts: partsOf(attempt, attempt === timed.at(-1) ? detail : {}) }));
  return element('div', { class: 'timeline' },
      svg('svg', { viewBox: `0 0 ${WIDTH} ${timed.length * LINE}`, preserveAspectRatio: 'none', 'aria-hidden': 'true',
        height: timed.length * LINE },
      ...lines.flatMap(({ k, parts }) => parts.map(({ style, start, end }) => svg('rect', { class: style, x: x(start),
        y: k * LINE + 3, width: Math.max(1, x(end) - x(start)), height: LINE - 6 })))),
      element('p', { class: 'quiet' }, lines.map(({ k, parts }) => words(timed[k], parts, timed.length)).join(' · ')));
}

function partsOf({ times }, { firstOutput, last }) {
  const marks = [['queue', times.plan, times.permit, 'waited for a slot']];
  if (firstOutput !== undefined) {
    marks.push(['wait', times.start, firstOutput, 'to the first token'], ['answer', firstOutput, last ?? times.end, 'to the last token']);
  } else if (times.head !== undefined) {
    marks.push(['wait', times.start, times.head, 'to the head'], ['answer', times.head, last ?? times.end, 'to the last byte']);
  } else {
    marks.push(['wait', times.start, times.end, 'until it ended']);
  }
  return marks.map(([style, start, end, label]) => ({ style, start, end, label })).filter(({ start, end }) => end - start > 0);
}

function words(attempt, parts, all) {
  const name = all > 1 ? `try ${attempt.number}${attempt.failure ? ` (${attempt.failure})` : ''}: ` : '';
  return name + parts.map(({ start, end, label }) => `${milliseconds((end - start) / 1e6)} ${label}`).join(', ');
}
