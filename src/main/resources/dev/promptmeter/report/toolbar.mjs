import { button, element } from './dom.mjs';
import { count } from './format.mjs';

/** The search box with its quick filters, the count, and what is wrong with a filter. */
export class Toolbar {
  constructor(cases, filter) {
    this.cases = cases;
    this.input = element('input', { type: 'search', id: 'filter', spellcheck: 'false', autocomplete: 'off',
      placeholder: 'v:fail  lat:>2s  t:eu  "exact words"', 'aria-label': 'Filter cases', 'aria-describedby': 'filter-said',
      oninput: () => filter(this.input.value) });
    this.said = element('p', { id: 'filter-said', role: 'status', class: 'said' });
    const quick = quickFilters(cases).map(([label, q]) => button(label, () => filter(q), { 'data-q': q, 'aria-pressed': 'false' }));
    this.quick = element('div', { class: 'quick', role: 'group', 'aria-label': 'Quick filters' }, ...quick);
    this.node = element('div', { class: 'toolbar' }, this.input, this.quick, this.said);
  }

  show(q, found) {
    if (this.input.value !== q) {
      this.input.value = q;
    }
    for (const one of this.quick.children) {
      one.setAttribute('aria-pressed', one.dataset.q === q);
    }
    this.input.removeAttribute('aria-invalid');
    this.said.classList.remove('wrong');
    const details = this.cases.kept < this.cases.count
      ? ` · details for ${count(this.cases.kept)} of ${count(this.cases.count)}; all figures cover all` : '';
    this.said.textContent = `${count(found)} of ${count(this.cases.count)} results${details}`;
  }

  complain(message) {
    this.input.setAttribute('aria-invalid', 'true');
    this.said.classList.add('wrong');
    this.said.textContent = message;
  }
}

/** What a run with failures is opened with. */
export function trouble({ meta }) {
  return meta.changes === undefined ? 'v:fail OR v:error' : 'v:fail OR v:error OR ch:regressed';
}

function quickFilters(cases) {
  const { meta, columns, count: all } = cases;
  const has = (column, word, words) => columns[column].includes(meta[words].indexOf(word));
  const filters = [['All', '']];
  if (has('verdict', 'fail', 'verdicts') || has('verdict', 'error', 'verdicts')) {
    filters.push(['Failures', trouble(cases)]);
  }
  for (const [label, word] of [['Regressed', 'regressed'], ['Fixed', 'fixed'], ['Text changed', 'text']]) {
    if (meta.changes !== undefined && has('change', word, 'changes')) {
      filters.push([label, `ch:${word}`]);
    }
  }
  if (has('finish', 'length', 'finishReasons')) {
    filters.push(['Cut off', 'fr:length']);
  }
  if (meta.models.length > 1 && all > 1) {
    filters.push(['Models disagree', 'is:disagree']);
  }
  if (meta.repeat > 1) {
    filters.push(['Flaky', 'is:flaky']);
  }
  if (columns.attempts.some((tries) => tries > 1)) {
    filters.push(['Retried', 'is:retried']);
  }
  return filters;
}
