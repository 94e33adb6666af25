/** Nearest rank: the smallest value that at least that share lies at or below; null for one among the missing. */
export function percentile(sorted, share, n = sorted.length) {
  const rank = Math.max(1, Math.ceil(share * n - 1e-9));
  return n > 0 && rank <= sorted.length ? sorted[rank - 1] : null;
}

/** How many values lie at or below a limit. */
export function countWithin(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    sorted[middle] <= limit ? low = middle + 1 : high = middle;
  }
  return low;
}

/** The straight line of least squares; null where the points do not determine one. */
export function fittedLine(points) {
  const n = points.length;
  if (n < 3) {
    return null;
  }
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  if (xx === 0) {
    return null;
  }
  const slope = xy / xx;
  return { slope, start: meanY - slope * meanX, explained: yy === 0 ? 1 : (xy * xy) / (xx * yy) };
}

/** Round values for an axis: 1, 2 or 5 times a power of ten. */
export function ticks(low, high, most) {
  const raw = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
  const values = [];
  for (let k = Math.ceil(low / step); k * step <= high + step * 1e-9; k++) {
    values.push(k * step);
  }
  return values;
}

export function logTicks(low, high) {
  const values = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of [1, 2, 5]) {
      const value = factor * 10 ** power;
      if (value >= low && value <= high) {
        values.push(value);
      }
    }
  }
  return values;
}
