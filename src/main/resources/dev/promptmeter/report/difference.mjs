/** Two texts cut into what they share at both ends and what differs between. */
export function difference(expected, actual) {
  const a = Array.from(expected);
  const b = Array.from(actual);
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  return {
    before: a.slice(0, start).join(''),
    expected: a.slice(start, a.length - end).join(''),
    actual: b.slice(start, b.length - end).join(''),
    after: a.slice(a.length - end).join(''),
  };
}
