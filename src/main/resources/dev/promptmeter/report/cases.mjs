import { Blocks } from './decode.mjs';

/** Every case of the run by its place: short facts at once, details when asked for. */
export class Cases {
  constructor(meta, columns, source) {
    this.meta = meta;
    this.columns = columns;
    this.count = columns.row.length;
    this.details = new Blocks('details', source);
    this.inputs = new Blocks('inputs', source);
    this.detailPlace = places(columns.detail);
    this.inputPlace = places(columns.rowInput);
    this.kept = columns.detail.reduce((sum, flag) => sum + flag, 0);
  }

  word(column, words, i) {
    const number = this.columns[column][i];
    return number === null ? null : this.meta[words][number];
  }

  verdict(i) { return this.word('verdict', 'verdicts', i); }
  prompt(i) { return this.word('prompt', 'prompts', i); }
  model(i) { return this.word('model', 'models', i); }
  finish(i) { return this.word('finish', 'finishReasons', i); }
  error(i) { return this.word('error', 'errors', i); }
  origin(i) { return this.word('origin', 'origins', i); }
  /** What became of the case since the baseline; null where nothing is compared. */
  change(i) { return this.meta.changes === undefined ? null : this.word('change', 'changes', i); }
  /** The verdict that the baseline has for this repeat; null where it has none. */
  before(i) { return this.meta.changes === undefined ? null : this.word('before', 'verdicts', i); }
  repeat(i) { return this.columns.repeat[i]; }
  row(i) { return this.columns.row[i]; }
  dataset(i) { return this.meta.datasets[this.columns.rowDataset[this.row(i)]]; }
  rowId(i) { return this.columns.rowId[this.row(i)]; }
  title(i) { return this.columns.rowTitle[this.row(i)]; }
  id(i) { return `${this.dataset(i)}/${this.rowId(i)}`; }
  template(i) { return this.meta.templates?.find(({ prompt }) => prompt === this.prompt(i))?.text; }
  snippet(i) { return this.columns.snippet[i]; }
  reason(i) { return this.columns.reason[i]; }

  /** Dataset, row, prompt, model and repeat as people write them. */
  text(i) {
    const repeat = this.repeat(i) > 1 ? ` #${this.repeat(i)}` : '';
    return `${this.id(i)} · ${this.prompt(i)} · ${this.model(i)}${repeat}`;
  }

  /** What went wrong in one line: the first failing check and what it says, or the error. */
  why(i) {
    const reason = this.reason(i);
    const name = this.failedChecks(i)[0]?.[0];
    return name === undefined || reason === null || reason.startsWith(name) ? reason : `${name}: ${reason}`;
  }

  /** Names of the failed checks, each with its metric if it has one. */
  failedChecks(i) {
    const names = this.word('failed', 'failedChecks', i);
    return names === null ? [] : names.split('\n').map((name) => name.split('\t'));
  }

  place(wanted) {
    for (let i = 0; i < this.count; i++) {
      if (this.repeat(i) === wanted.repeat && this.id(i) === wanted.id
          && this.prompt(i) === wanted.prompt && this.model(i) === wanted.model) {
        return i;
      }
    }
    return -1;
  }

  /** Places of all cases of the same row. */
  siblings(i) {
    let first = i;
    let last = i;
    while (first > 0 && this.row(first - 1) === this.row(i)) {
      first--;
    }
    while (last + 1 < this.count && this.row(last + 1) === this.row(i)) {
      last++;
    }
    return Array.from({ length: last - first + 1 }, (_, k) => first + k);
  }

  async detail(i) {
    const place = this.detailPlace[i];
    return place < 0 ? null : this.details.item(place);
  }

  async input(i) {
    const place = this.inputPlace[this.row(i)];
    return place < 0 ? null : this.inputs.item(place);
  }

  /** Whether each place belongs to a case that both passed and failed. */
  get flaky() {
    return this.flakyCache ??= mixed(this, (i) => `${this.row(i)}/${this.columns.prompt[i]}/${this.columns.model[i]}`);
  }

  /** Whether each place belongs to a row that passed with one model and failed with another. */
  get disagreeing() {
    if (this.meta.models.length < 2) {
      return new Array(this.count).fill(false);
    }
    return this.disagreeingCache ??= mixed(this, (i) => `${this.row(i)}/${this.columns.prompt[i]}/${this.repeat(i)}`);
  }
}

function mixed(cases, group) {
  const seen = new Map();
  const bits = { pass: 1, fail: 2 };
  const each = (i) => seen.get(group(i)) ?? 0;
  for (let i = 0; i < cases.count; i++) {
    seen.set(group(i), each(i) | (bits[cases.verdict(i)] ?? 0));
  }
  return Array.from({ length: cases.count }, (_, i) => each(i) === 3);
}

/** Where the n-th kept thing lies among those kept; -1 for what was left out. */
export function places(flags) {
  let next = 0;
  return flags.map((flag) => (flag ? next++ : -1));
}
