import { FilterError, parseFilter } from './filter-parser.mjs';

const OPERATORS = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
};
const WORDS = { p: ['prompt', 'prompts'], m: ['model', 'models'], v: ['verdict', 'verdicts'], fr: ['finish', 'finishReasons'],
  err: ['error', 'errors'], ch: ['change', 'changes'] };
const MEASURES = {
  lat: (columns, i) => scaled(columns.latency[i], 1e3),
  ttft: (columns, i) => scaled(columns.ttft[i], 1e3),
  e2e: (columns, i) => scaled(columns.e2e[i], 1e3),
  cost: (columns, i) => scaled(columns.cost[i], 1e12),
  tok: (columns, i) => columns.tokens[i],
  score: (columns, i) => columns.score[i],
  attempts: (columns, i) => columns.attempts[i],
};
const STATE = {
  flaky: (cases, i) => cases.flaky[i],
  disagree: (cases, i) => cases.disagreeing[i],
  cached: (cases, i) => cases.origin(i) === 'cached',
  retried: (cases, i) => cases.columns.attempts[i] > 1,
  'maybe-billed': (cases, i) => cases.columns.billed[i] > 0,
};

function scaled(value, by) {
  return value === null ? null : value / by;
}

/** Places of the cases that a filter chooses, in dataset order. */
export function chosen(text, cases) {
  const terms = parseFilter(text).map((term) => term.map((condition) => predicate(condition, cases)));
  const places = [];
  for (let i = 0; i < cases.count; i++) {
    if (terms.every((term) => term.some((holds) => holds(i)))) {
      places.push(i);
    }
  }
  return places;
}

function predicate(condition, cases) {
  const holds = positive(condition, cases);
  return condition.negated ? (i) => !holds(i) : holds;
}

function positive(condition, cases) {
  const { key, value } = condition;
  if (key === 'text') {
    return (i) => haystack(cases, i).includes(value);
  }
  if (MEASURES[key]) {
    return comparing(condition, MEASURES[key], cases.columns);
  }
  if (key === 'is') {
    return (i) => STATE[value](cases, i);
  }
  if (key === 'ch' && cases.meta.changes === undefined) {
    throw new FilterError('ch: needs a baseline; this run was not compared with one');
  }
  return matching(condition, glob(condition), cases);
}

/** What is not known is neither above nor below anything. */
function comparing({ operator, value }, measure, columns) {
  const compare = OPERATORS[operator];
  return (i) => {
    const measured = measure(columns, i);
    return measured !== null && compare(measured, value);
  };
}

function matching({ key }, fits, cases) {
  if (WORDS[key]) {
    const [column, words] = WORDS[key];
    const fitting = cases.meta[words].map(fits);
    return (i) => fitting[cases.columns[column][i]] ?? false;
  }
  if (key === 'check') {
    const fitting = cases.meta.failedChecks.map((names) => names.split(/[\n\t]/).some(fits));
    return (i) => fitting[cases.columns.failed[i]] ?? false;
  }
  const ofRow = rowPredicate(key, fits, cases);
  const known = new Map();
  return (i) => {
    const row = cases.row(i);
    if (!known.has(row)) {
      known.set(row, ofRow(i));
    }
    return known.get(row);
  };
}

function rowPredicate(key, fits, cases) {
  if (key === 'id') {
    return (i) => fits(cases.id(i));
  }
  if (key === 'd') {
    return (i) => fits(cases.dataset(i));
  }
  const name = key === 't' ? 'tag' : key.slice('meta.'.length);
  return (i) => (cases.columns.rowMeta[cases.row(i)][name] ?? []).some(fits);
}

/** * is any text and ? one character; the whole value must fit. */
export function glob({ value, literal }) {
  if (literal) {
    return (text) => text === value;
  }
  const pattern = value.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
  const whole = new RegExp(`^${pattern}$`, 'su');
  return (text) => whole.test(text);
}

function haystack(cases, i) {
  const texts = cases.haystacks ??= new Array(cases.count);
  return texts[i] ??= [cases.id(i), cases.title(i), cases.why(i), cases.snippet(i)].filter(Boolean).join('\n').toLowerCase();
}
