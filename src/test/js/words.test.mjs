import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { difference } from '../../main/resources/dev/promptmeter/report/difference.mjs';
import { count, microseconds, milliseconds, percent, tick, usd } from '../../main/resources/dev/promptmeter/report/format.mjs';
import { markdownOf } from '../../main/resources/dev/promptmeter/report/markdown.mjs';
import { formatRoute, parseRoute } from '../../main/resources/dev/promptmeter/report/route.mjs';
import { oneLine, visible } from '../../main/resources/dev/promptmeter/report/visible.mjs';
import { refunds } from './cases-fixture.mjs';

describe('numbers read as everywhere else', () => {
  const expected = [
    [milliseconds(0.42), '0.4 ms'], [milliseconds(9.95), '10 ms'], [milliseconds(288.4), '288 ms'], [milliseconds(999.6), '1.0 s'],
    [milliseconds(4890), '4.9 s'], [milliseconds(null), '–'], [microseconds(1200000), '1.2 s'], [microseconds(null), '–'],
    [usd(0), '$0.00'], [usd(680000000000), '$0.68'], [usd(110000000), '$0.00011'], [usd(null), 'unknown'],
    [count(1234567), '1,234,567'], [percent(0.9457), '94.6 %'], [tick(2000), '2 s'], [tick(500), '500 ms'],
  ];
  for (const [shown, wanted] of expected) {
    test(wanted, () => assert.equal(shown, wanted));
  }
});

test('what cannot be seen or turns text around is written out', () => {
  assert.equal(visible('a\u202eb\u200bc\u0000d\ud800e\u{e0001}'), 'a⟨U+202E⟩b⟨U+200B⟩c⟨U+0000⟩d⟨U+D800⟩e⟨U+E0001⟩');
  assert.equal(visible('line\n\ttab é 😀'), 'line\n\ttab é 😀');
  assert.equal(oneLine(' two\n  lines '), 'two lines');
});

describe('a difference is marked between what both texts share', () => {
  const expected = [
    ['within 30 days.', 'within two weeks.', { before: 'within ', expected: '30 day', actual: 'two week', after: 's.' }],
    ['Canberra', 'Canberra.', { before: 'Canberra', expected: '', actual: '.', after: '' }],
    ['aa', 'a', { before: 'a', expected: 'a', actual: '', after: '' }],
    ['x😀y', 'x😁y', { before: 'x', expected: '😀', actual: '😁', after: 'y' }],
    ['', 'all', { before: '', expected: '', actual: 'all', after: '' }],
  ];
  for (const [a, b, wanted] of expected) {
    test(`${a} / ${b}`, () => assert.deepEqual(difference(a, b), wanted));
  }
});

describe('a route is its fragment', () => {
  const routes = [
    ['#/cases?q=v%3Afail&sort=-lat', { view: 'cases', q: 'v:fail', sort: '-lat' }],
    ['#/cases', { view: 'cases', q: null, sort: '' }],
    ['#/cases?q=', { view: 'cases', q: '', sort: '' }],
    ['#/case/refunds%2Fr0192/v2/gpt-4o-mini', { view: 'case', id: 'refunds/r0192', prompt: 'v2', model: 'gpt-4o-mini', repeat: 1, q: null, sort: '' }],
    ['#/case/d%2F%23%3F%26/p%25/m%20n?r=2&q=%22a%20b%22', { view: 'case', id: 'd/#?&', prompt: 'p%', model: 'm n', repeat: 2, q: '"a b"', sort: '' }],
  ];
  for (const [fragment, route] of routes) {
    test(fragment, () => {
      assert.deepEqual(parseRoute(fragment), route);
      assert.equal(formatRoute(route), fragment);
    });
  }
  for (const fragment of ['', '#', '#gates', '#/nowhere', '#/case/a/b', '#/case/%E0%A4%A/p/m']) {
    test(`${fragment || 'nothing'} is no route`, () => assert.equal(parseRoute(fragment), null));
  }
  test('half a character does not break a link', () => {
    assert.equal(formatRoute({ view: 'cases', q: '\ud800', sort: '' }), '#/cases?q=%EF%BF%BD');
  });
});

test('foreign text cannot leave its fence in Markdown', () => {
  const text = markdownOf(refunds(), 1, { answer: 'a\n````\n# heading', checks: [{ outcome: 'fail', name: 'equals', expected: 'b' }] },
      { vars: [['question', '@all']] });
  assert.equal(text, '**fail** ` refunds/r2 · v1 · local `\n\n` equals: differs `\n\n` question `:\n\n```text\n@all\n```\n\n'
      + 'expected by ` equals `:\n\n```text\nb\n```\n\nanswer:\n\n`````text\na\n````\n# heading\n`````\n');
});
