import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countWithin, fittedLine, logTicks, percentile, ticks } from '../../main/resources/dev/promptmeter/report/statistics.mjs';

describe('percentiles are nearest rank', () => {
  const ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
  const expected = [[0.5, 10, 50], [0.9, 10, 90], [0.91, 10, 100], [0.01, 10, 10], [0.95, 20, null], [0.5, 20, 100]];
  for (const [share, n, wanted] of expected) {
    test(`${share} of ${n}`, () => assert.equal(percentile(ten, share, n), wanted));
  }
  test('of nothing', () => assert.equal(percentile([], 0.5), null));
});

test('values at a limit are within it', () => {
  assert.deepEqual([0, 1, 2, 3].map((limit) => countWithin([1, 2, 2, 3], limit)), [0, 1, 3, 4]);
});

test('a line of least squares', () => {
  assert.deepEqual(fittedLine([[0, 400], [10, 510], [20, 620]]), { slope: 11, start: 400, explained: 1 });
  assert.equal(fittedLine([[5, 1], [5, 2], [5, 3]]), null);
  assert.equal(fittedLine([[1, 1], [2, 2]]), null);
});

test('axes have round values', () => {
  assert.deepEqual(ticks(0, 9000, 5), [0, 2000, 4000, 6000, 8000]);
  assert.deepEqual(logTicks(90, 3000), [100, 200, 500, 1000, 2000]);
});
