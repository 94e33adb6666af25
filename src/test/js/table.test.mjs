import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { places } from '../../main/resources/dev/promptmeter/report/cases.mjs';
import { Blocks, unpacked } from '../../main/resources/dev/promptmeter/report/decode.mjs';
import { sorted } from '../../main/resources/dev/promptmeter/report/sort.mjs';
import { refunds } from './cases-fixture.mjs';

const ALL = [0, 1, 2, 3, 4];
const packed = (value) => gzipSync(JSON.stringify(value)).toString('base64');

describe('the order of cases', () => {
  const expected = [
    ['lat', [2, 0, 1, 3, 4]],
    ['-lat', [1, 0, 2, 3, 4]],
    ['id', [4, 0, 1, 2, 3]],
    ['-id', [2, 3, 0, 1, 4]],
    ['verdict', [0, 4, 1, 2, 3]],
    ['model', [0, 2, 4, 1, 3]],
    ['why', [1, 2, 3, 0, 4]],
    ['cost', [3, 4, 0, 1, 2]],
    ['-score', [0, 4, 1, 2, 3]],
    ['', [0, 1, 2, 3, 4]],
    ['constructor', [0, 1, 2, 3, 4]],
  ];
  for (const [order, wanted] of expected) {
    test(`by ${order || 'nothing'}`, () => {
      assert.deepEqual(sorted(ALL, order, refunds()), wanted);
    });
  }
});

test('half a character survives packing', async () => {
  const text = '{"a":"\\ud800<\\u202e"}';
  assert.deepEqual(await unpacked(gzipSync(text).toString('base64')), { a: '\ud800<\u202e' });
});

test('an item is found in its block, which is unpacked once', async () => {
  const asked = [];
  const blocks = new Blocks('details', (id) => {
    asked.push(id);
    return packed(Array.from({ length: 200 }, (_, k) => `${id}:${k}`));
  });
  assert.equal(await blocks.item(0), 'details-0:0');
  assert.equal(await blocks.item(399), 'details-1:199');
  assert.equal(await blocks.item(200), 'details-1:0');
  assert.deepEqual(asked, ['details-0', 'details-1']);
});

test('only the blocks used last are kept', async () => {
  const blocks = new Blocks('details', (id) => packed([id]));
  for (let n = 0; n < 20; n++) {
    await blocks.item(n * Blocks.SIZE);
  }
  assert.equal(blocks.open.size, Blocks.KEPT);
});

test('what was left out has no place among what was kept', () => {
  assert.deepEqual(places([1, 0, 1, 1, 0]), [0, -1, 1, 2, -1]);
});

test('a case is found by its ids, and its row has siblings', () => {
  const cases = refunds();
  assert.equal(cases.place({ id: 'refunds/r10', prompt: 'v1', model: 'local', repeat: 1 }), 3);
  assert.equal(cases.place({ id: 'refunds/r10', prompt: 'v1', model: 'local', repeat: 2 }), -1);
  assert.deepEqual(cases.siblings(3), [2, 3]);
  assert.equal(cases.text(0), 'refunds/r2 · v1 · gpt-4o-mini');
});

test('why names the failing check once', () => {
  const cases = refunds();
  assert.deepEqual([0, 1, 2, 3].map((i) => cases.why(i)), [null, 'equals: differs', 'finish-reason: length', 'no answer within 60 s']);
});

test('a case whose repeats differ is flaky', () => {
  const cases = refunds();
  cases.columns.model = [0, 0, 0, 1, 0];
  assert.deepEqual(cases.flaky, [true, true, false, false, false]);
});
