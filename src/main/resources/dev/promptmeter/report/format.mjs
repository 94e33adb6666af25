// Numbers for people. What is unknown is a dash, never a zero.
export const UNKNOWN = '–';

export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Three digits without an exponent. */
function plain(value) {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(20, digits));
}

function significant(value) {
  return value === 0 || value >= 100 ? count(Math.round(value)) : plain(value);
}

export function milliseconds(value) {
  if (value === null) {
    return UNKNOWN;
  }
  return value < 1000 ? `${significant(value)} ms` : `${significant(value / 1000)} s`;
}

/** A round duration on an axis. */
export function tick(value) {
  return value < 1000 ? `${Number(value.toPrecision(3))} ms` : `${Number((value / 1000).toPrecision(3))} s`;
}

export function microseconds(value) {
  return value === null ? UNKNOWN : milliseconds(value / 1000);
}

export function usd(pico) {
  if (pico === null) {
    return 'unknown';
  }
  const value = pico / 1e12;
  return value >= 1 || value === 0 ? `$${value.toFixed(2)}` : `$${plain(value)}`;
}

export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

export function number(value) {
  return value === null ? UNKNOWN : count(value);
}
