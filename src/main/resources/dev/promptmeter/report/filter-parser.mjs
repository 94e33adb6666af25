// The filter language of the command line: terms joined by AND, OR inside a term, ! for not.
export const KEYS = ['id', 'd', 'p', 'm', 't', 'v', 'ch', 'fr', 'check', 'err', 'lat', 'ttft', 'e2e', 'cost', 'tok', 'score',
  'attempts', 'is'];
export const TIMES = ['lat', 'ttft', 'e2e'];
export const NUMBERS = ['cost', 'tok', 'score', 'attempts'];
export const STATES = ['flaky', 'cached', 'retried', 'maybe-billed', 'disagree'];

// What people write instead of a key.
const LONG_NAMES = { model: 'm', dataset: 'd', prompt: 'p', tag: 't', row: 'id', verdict: 'v', latency: 'lat', error: 'err',
  tokens: 'tok', change: 'ch' };

const TOKEN = /\s*(!?)\s*(?:(\p{L}[^\s":]*):)?(?:"([^"]*)"|([^\s"]\S*))/uy;
const UNFINISHED = /^\p{L}[^\s":]*:/u;
const COMPARISON = /^(>=|<=|>|<|=)(-?\d+(?:\.\d+)?)(ms|s|m)?$/;
const MILLISECONDS = { ms: 1, s: 1000, m: 60000, h: 3600000 };

export class FilterError extends Error {}

/** Terms in order; each is a list of alternatives. */
export function parseFilter(text) {
  const terms = [];
  let joined = false;
  for (const token of tokens(text)) {
    if (token.or) {
      if (joined || terms.length === 0) {
        throw new FilterError('OR stands between two conditions');
      }
      joined = true;
    } else {
      const condition = conditionOf(token);
      joined ? terms.at(-1).push(condition) : terms.push([condition]);
      joined = false;
    }
  }
  if (joined) {
    throw new FilterError('OR stands between two conditions');
  }
  return terms;
}

function* tokens(text) {
  TOKEN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new FilterError(incomplete(text.slice(at)));
    }
    at = TOKEN.lastIndex;
    const [, not, key, quoted, word] = match;
    yield { or: !not && key === undefined && word === 'OR', negated: not === '!', key, quoted, value: quoted ?? word };
  }
}

function conditionOf({ negated, key, quoted, value }) {
  if (key === undefined) {
    if (quoted === undefined && (value === '!' || UNFINISHED.test(value))) {
      throw new FilterError(incomplete(value));
    }
    return { negated, key: 'text', value: value.toLowerCase() };
  }
  if (!KEYS.includes(key) && !/^meta\../.test(key)) {
    throw new FilterError(`PM-1004 unknown filter key '${key}'${suggestion(key)}; known keys: ${KEYS.join(', ')}`);
  }
  if (TIMES.includes(key) || NUMBERS.includes(key)) {
    return { negated, key, ...comparison(key, value) };
  }
  if (key === 'is' && !STATES.includes(value)) {
    throw new FilterError(`is:${value} is unknown; known: ${STATES.join(', ')}`);
  }
  return { negated, key, value, literal: quoted !== undefined };
}

function comparison(key, value) {
  const match = COMPARISON.exec(value);
  if (match === null || (match[3] && !TIMES.includes(key))) {
    const example = TIMES.includes(key) ? '>5s' : '>0.5';
    throw new FilterError(`${key}:${value} needs a comparison, such as ${key}:${example}`);
  }
  return { operator: match[1], value: Number(match[2]) * (MILLISECONDS[match[3]] ?? 1) };
}

function incomplete(rest) {
  if (rest.includes('"')) {
    return 'a quote is not closed';
  }
  return UNFINISHED.test(rest) ? `'${rest}' has no value` : 'a term is missing: write KEY:VALUE or a text';
}

function suggestion(key) {
  const long = nearest(key, Object.keys(LONG_NAMES));
  const known = long === undefined ? nearest(key, KEYS) : LONG_NAMES[long];
  return known === undefined ? '' : `: did you mean '${known}'?`;
}

function nearest(key, names) {
  const near = names.map((name) => ({ name, far: distance(key, name) })).sort((a, b) => a.far - b.far)[0];
  return near.far <= 2 ? near.name : undefined;
}

function distance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(change, previous[j] + 1, current[j - 1] + 1);
    }
    previous = current;
  }
  return previous[b.length];
}

/** A duration as suites write it, in milliseconds; null if it is none. */
export function durationMillis(text) {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text ?? '');
  return match === null ? null : Number(match[1]) * MILLISECONDS[match[2]];
}
