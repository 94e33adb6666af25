// Numbers for people. What is unknown is a dash, never a zero.
export const UNKNOWN = '–';

export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function significant(value) {
  return String(Number(value.toPrecision(3)));
}

export function milliseconds(value) {
  if (value === null) {
    return UNKNOWN;
  }
  return value < 1000 ? `${significant(value)} ms` : `${significant(value / 1000)} s`;
}

export function microseconds(value) {
  return value === null ? UNKNOWN : milliseconds(value / 1000);
}

export function usd(pico) {
  if (pico === null) {
    return 'unknown';
  }
  const value = pico / 1e12;
  if (value >= 0.1 || value === 0) {
    return `$${value.toFixed(2)}`;
  }
  const digits = 1 - Math.floor(Math.log10(value));
  return `$${value.toFixed(Math.min(12, digits))}`;
}

export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

export function number(value) {
  return value === null ? UNKNOWN : count(value);
}
