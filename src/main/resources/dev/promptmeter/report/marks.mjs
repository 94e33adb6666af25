import { element } from './dom.mjs';

const LOOKS = {
  pass: ['good', '✓'],
  fail: ['bad', '✗'],
  error: ['odd', '!'],
  unscored: ['odd', '!'],
  skip: ['none', '–'],
};

/** A verdict: a sign, a word, and a colour on top. */
export function mark(verdict) {
  const [style, sign] = LOOKS[verdict] ?? ['none', '–'];
  return element('span', { class: `mark ${style}` }, element('span', { 'aria-hidden': 'true' }, sign), ` ${verdict}`);
}

const CHANGES = { regressed: ['bad', '✗'], fixed: ['good', '✓'], 'newly flaky': ['odd', '!'], missing: ['odd', '!'] };

/** What became of a case since the baseline, in the same manner; nothing where nothing is known. */
export function changeMark(change) {
  const [style, sign] = CHANGES[change] ?? ['none', ''];
  return change === null ? '' : element('span', { class: `mark ${style}` }, element('span', { 'aria-hidden': 'true' }, sign), ` ${change}`);
}
