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
