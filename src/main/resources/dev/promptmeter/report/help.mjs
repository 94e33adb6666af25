import { button, element } from './dom.mjs';
import { count } from './format.mjs';
import { remember, remembered } from './settings.mjs';

const KEYS_HELP = [['/', 'search'], ['j  k', 'next, previous row'], ['Enter', 'open the case'], ['Esc', 'close'],
  ['[  ]', 'previous, next case'], ['f', 'failures'], ['a', 'all cases'], ['r', 'regressions'], ['c', 'copy a link to this view'], ['?', 'this help']];

const FILTER_HELP = [['v:fail  v:error  v:skip', 'verdict'], ['m:gpt*  p:v2  d:refunds', 'model, prompt, dataset; * and ? are wild'],
  ['id:refunds/r01*', 'case'], ['t:eu  meta.lang:de', 'tag, other metadata'], ['check:equals', 'type or metric of a failed check'],
  ['fr:length  err:timeout', 'finish reason, kind of error'], ['lat:>5s  ttft:<300ms  e2e:>1m', 'times'],
  ['cost:>0.01  tok:>2000  score:<0.7  attempts:>1', 'numbers'], ['ch:regressed  ch:fixed  ch:text', 'change since the baseline'], ['is:flaky  is:retried  is:cached  is:disagree', 'states'],
  ['"two weeks"', 'words in id, title, reason or start of the answer'], ['!t:beta', 'not'], ['v:fail OR v:error', 'either']];

export function helpDialog(cases) {
  const list = (pairs) => element('dl', { class: 'help-list' }, ...pairs.map(([key, meaning]) =>
    element('div', {}, element('dt', {}, element('kbd', {}, key)), element('dd', {}, meaning))));
  const keys = element('input', { type: 'checkbox', id: 'keys-on', onchange: () => remember('keys', keys.checked ? 'on' : 'off') });
  keys.checked = keysOn();
  const bytes = document.documentElement.outerHTML.length;
  const kept = cases.kept === cases.count ? `Details of all ${count(cases.count)} results are in this file.`
    : `Details of ${count(cases.kept)} of ${count(cases.count)} results are in this file: errors, failures, answers that did not end by`
      + ' themselves, the slowest and dearest 1 %, and a sample of the rest by row. All figures cover all results.';
  const node = element('dialog', { class: 'help', 'aria-label': 'Help' }, element('h2', {}, 'Keys'),
      element('p', {}, keys, ' ', element('label', { for: 'keys-on' }, 'single keys work')), list(KEYS_HELP),
      element('h2', {}, 'Filter'), list(FILTER_HELP), element('h2', {}, 'This file'),
      element('p', {}, `${(bytes / 1e6).toFixed(1)} MB. ${kept} Nothing is loaded from or sent to any other place.`),
      button('Close', () => node.close()));
  node.addEventListener('close', () => node.remove());
  document.body.append(node);
  node.showModal();
}

export function keysOn() {
  return remembered('keys', 'on') === 'on';
}
