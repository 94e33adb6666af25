import { Cases } from '../../main/resources/dev/promptmeter/report/cases.mjs';

const META = {
  verdicts: ['pass', 'fail', 'error', 'skip'],
  finishReasons: ['stop', 'length', 'filter', 'tool', 'error', 'none', 'other'],
  origins: ['fresh', 'cached', 'provided'],
  prompts: ['v1', 'v2'],
  models: ['gpt-4o-mini', 'local'],
  datasets: ['refunds'],
  errors: ['timeout'],
  failedChecks: ['equals\ttone\nis-json', 'finish-reason'],
  repeat: 1,
};

/** Five results of three rows: a pass, two failures, a timeout, and one from the cache. */
export function refunds() {
  const columns = {
    row: [0, 0, 1, 1, 2],
    prompt: [0, 0, 0, 0, 1],
    model: [0, 1, 0, 1, 0],
    repeat: [1, 1, 1, 1, 1],
    verdict: [0, 1, 1, 2, 0],
    score: [1, 0.5, 0, null, 1],
    origin: [0, 0, 0, 0, 1],
    latency: [1200000, 5400000, 800000, null, null],
    ttft: [300000, null, 250000, null, null],
    e2e: [1200000, 6400000, 800000, null, null],
    attempts: [1, 2, 1, 1, 0],
    billed: [0, 0, 0, 1, 0],
    cost: [110000000, 20000000000, null, 0, 0],
    tokensIn: [100, 100, 100, null, 100],
    tokensOut: [20, 90, 3, null, 20],
    tokens: [120, 190, 103, null, 120],
    finish: [0, 0, 1, null, 0],
    snippet: ['within 30 days', 'within two weeks', '(a+b)*', null, 'within 30 days'],
    reason: [null, 'equals: differs', 'length', 'no answer within 60 s', null],
    error: [null, null, null, 0, null],
    failed: [null, 0, 1, null, null],
    detail: [1, 1, 0, 1, 0],
    rowDataset: [0, 0, 0],
    rowId: ['r2', 'r10', 'r1 "odd"'],
    rowLine: [2, 3, 4],
    rowTitle: ['EU window', null, null],
    rowMeta: [{ tag: ['eu', 'refund'], lang: ['de'] }, { tag: ['us'] }, {}],
    rowInput: [1, 1, 0],
  };
  return new Cases(META, columns, () => '');
}

/** The same run, compared with a baseline in which only the fourth failed. */
export function compared() {
  const cases = refunds();
  cases.meta = { ...META, changes: ['regressed', 'fixed', 'newly flaky', 'same'] };
  cases.columns.change = [3, 0, 0, null, 1];
  cases.columns.before = [0, 0, 0, null, 1];
  return cases;
}
