import { difference } from './difference.mjs';
import { element, foreign } from './dom.mjs';
import { count, microseconds, milliseconds, UNKNOWN, usd } from './format.mjs';
import { mark } from './marks.mjs';
import { timeline } from './timing.mjs';
import { visible } from './visible.mjs';

const SHARED = 80;

/** What the index knows of a case, in one line. */
export function factsOf(cases, i) {
  const { columns } = cases;
  const facts = [['finish', cases.finish(i)], ['latency', known(columns.latency[i], microseconds)],
    ['first token', known(columns.ttft[i], microseconds)],
    ['tokens', columns.tokensIn[i] === null && columns.tokensOut[i] === null ? null
      : `${known(columns.tokensIn[i], count) ?? UNKNOWN} in → ${known(columns.tokensOut[i], count) ?? UNKNOWN} out`],
    ['cost', usd(columns.cost[i])], ['score', known(columns.score[i], (score) => String(Number(score.toFixed(4))))],
    ['tries', columns.attempts[i] > 1 ? String(columns.attempts[i]) : null],
    ['origin', cases.origin(i) === 'fresh' ? null : cases.origin(i)],
    ['since baseline', cases.change(i) === null ? null : cases.change(i) + (cases.before(i) === null ? '' : ` (was ${cases.before(i)})`)]];
  return element('dl', { class: 'case-facts' }, ...facts.filter(([, value]) => value !== null)
      .map(([name, value]) => element('div', {}, element('dt', {}, name), foreign('dd', value))));
}

function known(value, format) {
  return value === null ? null : format(value);
}

export function checksOf(detail) {
  const checks = detail.checks ?? [];
  const list = worstFirst(checks).map((check) => checkOf(check, detail.answer ?? ''));
  if (detail.scoreRange) {
    list.push(foreign('p', `score somewhere in ${detail.scoreRange}: not every check could be judged`, { class: 'quiet' }));
  }
  if (detail.message) {
    list.unshift(foreign('p', detail.message, { class: 'message' }));
  } else if (checks.length === 0 && detail.reason) {
    list.unshift(foreign('p', detail.reason, { class: 'message' }));
  }
  return list.length === 0 ? null : section('Checks', ...list);
}

function worstFirst(checks) {
  const order = { fail: 0, unscored: 1, pass: 2, skip: 3 };
  return [...checks].sort((a, b) => order[a.outcome] - order[b.outcome]);
}

function checkOf(check, answer) {
  const notes = [check.metric && `metric ${check.metric}`, check.weight !== 1 && `weight ${check.weight}`,
    check.threshold && `threshold ${check.threshold}`, check.origin].filter(Boolean);
  const node = element('div', { class: `check ${check.outcome}` },
      element('p', {}, mark(check.outcome), ' ', foreign('code', check.name), ' ', foreign('span', check.reason ?? '')),
      notes.length ? foreign('p', notes.join(' · '), { class: 'quiet' }) : null);
  if (check.outcome === 'fail' && check.whole) {
    node.append(...comparison(check.expected ?? '', answer));
  } else if (check.expected && check.outcome !== 'pass') {
    node.append(text('expected', spread(check.expected)));
  }
  if (check.checks) {
    node.append(element('div', { class: 'group' }, ...worstFirst(check.checks).map((part) => checkOf(part, answer))));
  }
  return node;
}

/** A JSON object or list over several lines; any other text as it is. */
function spread(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : json;
  } catch {
    return json;
  }
}

/** Both texts, one above the other, with what differs marked. */
function comparison(expected, answer) {
  const cut = difference(expected, answer);
  const side = (label, middle) => element('div', { class: 'text' }, element('h4', {}, label), element('pre', { dir: 'auto' },
      (cut.before.length > SHARED ? '…' : '') + visible(cut.before.slice(-SHARED)), element('mark', {}, visible(middle)),
      visible(cut.after.slice(0, SHARED)) + (cut.after.length > SHARED ? '…' : '')));
  return [side('expected', cut.expected), side('actual', cut.actual)];
}

export function answerOf(detail) {
  const parts = [['answer', 'answer'], ['refusal', 'refusal'], ['reasoning', 'reasoning'], ['toolCalls', 'tool calls']]
      .filter(([name]) => detail[name] !== undefined)
      .map(([name, label]) => text(label, name === 'toolCalls' ? spread(detail[name]) : detail[name], detail.cut?.[name]));
  if (parts.length === 0 && detail.kind) {
    parts.push(element('p', { class: 'quiet' }, `no text (${detail.kind})`));
  }
  return parts.length === 0 ? null : section('Answer', ...parts);
}

/** A labelled text, exactly as it came. */
export function text(label, value, whole) {
  return element('div', { class: 'text' }, foreign('h4', label), foreign('pre', value),
      whole ? element('p', { class: 'quiet' }, `cut here; full text of ${count(whole)} characters in results.jsonl`) : null);
}

const NAME = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The template with the row's variables put in and set apart. */
export function promptOf(input, template) {
  if (input.skip) {
    return section('Prompt', foreign('p', input.skip, { class: 'message' }));
  }
  if (template === undefined) {
    return section('Prompt', ...input.vars.map(([name, value]) => text(name, value)));
  }
  const values = new Map(input.vars);
  const pieces = [];
  let at = 0;
  for (const match of template.matchAll(NAME)) {
    pieces.push(visible(template.slice(at, match.index)));
    pieces.push(foreign('ins', values.get(match[1]) ?? match[0], { title: match[1] }));
    at = match.index + match[0].length;
  }
  pieces.push(visible(template.slice(at)));
  const used = new Set([...template.matchAll(NAME)].map((match) => match[1]));
  const others = input.vars.filter(([name]) => !used.has(name));
  return section('Prompt', element('pre', { dir: 'auto' }, ...pieces), ...others.map(([name, value]) => text(name, value)));
}

export function rawOf(detail) {
  const facts = [['response', detail.responseId], ['model', detail.responseModel], ['finish word', detail.finishWord],
    ['native finish', detail.nativeFinish], ['cached tokens', detail.cached], ['reasoning tokens', detail.reasoningTokens],
    ['cost from', detail.costSource], ['oddities', detail.flags?.join(', ')]];
  const list = element('dl', { class: 'facts-list' }, ...facts.filter(([, value]) => value !== undefined)
      .map(([name, value]) => element('div', {}, element('dt', {}, name), foreign('dd', String(value)))));
  return section('Time and wire', timeline(detail), list, ...(detail.attempts ?? []).map(attemptOf));
}

function attemptOf(attempt) {
  const facts = [`try ${attempt.number}`, attempt.status && `HTTP ${attempt.status}`, attempt.failure,
    attempt.wait > 0 && `after a wait of ${milliseconds(attempt.wait / 1e6)}`, attempt.billed === 'maybe' && 'maybe billed',
    attempt.requestId].filter(Boolean);
  return foreign('p', facts.join(' · '), { class: 'quiet' });
}

export function section(title, ...children) {
  return element('section', {}, element('h3', { tabindex: -1 }, title), ...children);
}
