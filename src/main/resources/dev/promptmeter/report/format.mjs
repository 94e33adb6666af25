// Numbers for people. What is unknown is a dash, never a zero.
export const UNKNOWN = '–';

export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function milliseconds(value) {
  if (value === null) {
    return UNKNOWN;
  }
  return value >= 999.5 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 9.95 ? 1 : 0)} ms`;
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
  const digits = value === 0 || value >= 0.0995 ? 2 : 1 - Math.floor(Math.log10(value));
  return `$${value.toFixed(Math.min(12, digits))}`;
}

export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

export function number(value) {
  return value === null ? UNKNOWN : count(value);
}
