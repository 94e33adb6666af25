import { visible } from './visible.mjs';

/** A case to paste into an issue; foreign text stands in fences longer than any run of backticks in it. */
export function markdownOf(cases, i, detail, input) {
  const parts = [`**${cases.verdict(i)}** ${span(cases.text(i))}`];
  if (cases.why(i)) {
    parts.push(span(cases.why(i)));
  }
  for (const [name, value] of input?.vars ?? []) {
    parts.push(`${span(name)}:`, fence(value));
  }
  for (const check of (detail?.checks ?? []).flatMap((each) => [each, ...(each.checks ?? [])])) {
    if (check.outcome === 'fail' && check.expected) {
      parts.push(`expected by ${span(check.name)}:`, fence(check.expected));
    }
  }
  if (detail?.answer !== undefined) {
    parts.push('answer:', fence(detail.answer));
  }
  return `${parts.join('\n\n')}\n`;
}

function longestRun(text) {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

function span(text) {
  const line = visible(text).replace(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
}

function fence(text) {
  const shown = visible(text);
  const ticks = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${ticks}text\n${shown}\n${ticks}`;
}
