import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chosen, glob } from '../../main/resources/dev/promptmeter/report/filter.mjs';
import { durationMillis, FilterError, parseFilter } from '../../main/resources/dev/promptmeter/report/filter-parser.mjs';
import { compared, refunds } from './cases-fixture.mjs';

describe('a filter chooses', () => {
  const expected = [
    ['', [0, 1, 2, 3, 4]],
    ['v:fail', [1, 2]],
    ['v:fail OR v:error', [1, 2, 3]],
    ['v:fail m:local', [1]],
    ['!v:fail', [0, 3, 4]],
    ['v:error OR !m:gpt*', [1, 3]],
    ['m:gpt-?o-mini p:v1', [0, 2]],
    ['id:refunds/r1*', [2, 3, 4]],
    ['id:"refunds/r1 "', []],
    ['d:refunds t:eu', [0, 1]],
    ['t:e', []],
    ['meta.lang:d?', [0, 1]],
    ['fr:length', [2]],
    ['check:equals', [1]],
    ['check:tone', [1]],
    ['check:is-*', [1]],
    ['err:timeout', [3]],
    ['lat:>1s', [0, 1]],
    ['lat:>=1200', [0, 1]],
    ['lat:<=0.02m', [0, 2]],
    ['!lat:>1s', [2, 3, 4]],
    ['ttft:<=250ms', [2]],
    ['e2e:>6s', [1]],
    ['cost:>0.01', [1]],
    ['cost:=0', [3, 4]],
    ['tok:>150', [1]],
    ['score:<0.7', [1, 2]],
    ['attempts:>1', [1]],
    ['is:retried', [1]],
    ['is:cached', [4]],
    ['is:maybe-billed', [3]],
    ['is:disagree', [0, 1]],
    ['"two weeks"', [1]],
    ['EU', [0, 1]],
    ['WITHIN !two', [0, 4, 3]],
    ['(a+b)*', [2]],
    ['! v:fail', [0, 3, 4]],
    ['12:30', []],
    ['m:"gpt-4o-mini" v:pass', [0, 4]],
    ['m:"gpt*"', []],
  ];
  for (const [filter, places] of expected) {
    test(`${filter || 'nothing'} → ${places}`, () => {
      assert.deepEqual(chosen(filter, refunds()), [...places].sort());
    });
  }
});

describe('a filter is refused', () => {
  const expected = [
    ['mdl:gpt', "PM-1004 unknown filter key 'mdl': did you mean 'm'?"],
    ['verdict:fail', "PM-1004 unknown filter key 'verdict': did you mean 'v'?; known keys: id, d,"],
    ['colour:red', "PM-1004 unknown filter key 'colour'; known keys"],
    ['v: m:local', "'v:' has no value"],
    ['v:fail !', 'a term is missing'],
    ['m:"gpt', 'a quote is not closed'],
    ['lat:5s', 'lat:5s needs a comparison, such as lat:>5s'],
    ['cost:>1s', 'cost:>1s needs a comparison, such as cost:>0.5'],
    ['OR v:fail', 'OR stands between two conditions'],
    ['v:fail OR', 'OR stands between two conditions'],
    ['v:fail OR OR v:error', 'OR stands between two conditions'],
    ['"two weeks', 'a quote is not closed'],
    ['is:odd', 'is:odd is unknown; known: flaky, cached, retried, maybe-billed, disagree'],
  ];
  for (const [filter, message] of expected) {
    test(filter, () => {
      assert.throws(() => parseFilter(filter), (error) => error instanceof FilterError && error.message.startsWith(message));
    });
  }
});

test('a glob takes everything but * and ? as it stands', () => {
  assert.equal(glob({ value: 'r.1' })('rx1'), false);
  assert.equal(glob({ value: 'a[b]*' })('a[b] and more\nlines'), true);
  assert.equal(glob({ value: 'a*', literal: true })('abc'), false);
  assert.equal(glob({ value: 'a?c' })('a😀c'), true);
});

test('a glob of many stars ends soon', () => {
  assert.equal(glob({ value: '*a*a*a*a*' })('b'.repeat(200)), false);
});

test('durations are read as suites write them', () => {
  assert.deepEqual(['500ms', '2s', '1.5m', '1h', '2', undefined].map(durationMillis), [500, 2000, 90000, 3600000, null, null]);
});

describe('what became of a case since the baseline', () => {
  test('is a condition like any other', () => {
    assert.deepEqual(chosen('ch:regressed', compared()), [1, 2]);
    assert.deepEqual(chosen('ch:fixed OR ch:s*', compared()), [0, 4]);
    assert.deepEqual(chosen('!ch:"newly flaky" v:error', compared()), [3]);
  });

  test('cannot be asked where nothing is compared', () => {
    assert.throws(() => chosen('ch:regressed', refunds()),
        (error) => error instanceof FilterError && error.message === 'ch: needs a baseline; this run was not compared with one');
  });
});
