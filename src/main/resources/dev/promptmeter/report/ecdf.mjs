import { figure, frame, legend, linear, logarithmic, seriesClass, tableOf } from './chart.mjs';
import { element, svg } from './dom.mjs';
import { milliseconds, percent, tick, UNKNOWN } from './format.mjs';
import { durationMillis } from './filter-parser.mjs';
import { countWithin, logTicks, percentile } from './statistics.mjs';
import { visible } from './visible.mjs';

const HEIGHT = 280;
const STEPS = 160;
const SHARES = [0.5, 0.75, 0.9, 0.95, 0.99];

/** Latency by model: the share of cases that were answered within a time. Timeouts count and are never answered. */
export function latencyCurve(cases) {
  const series = cases.meta.models.map((model, k) => seriesOf(cases, model, k)).filter(({ sorted }) => sorted.length > 0);
  if (series.length === 0) {
    return null;
  }
  const limit = durationMillis(cases.meta.slo?.latency);
  const plot = element('div', { class: 'plot', tabindex: 0, role: 'application',
    'aria-label': 'Share of cases answered within a time; arrow keys move the reading' });
  const reading = element('p', { class: 'reading', 'aria-live': 'polite' });
  const state = { series, limit, plot, reading, at: null };
  readable(state);
  const host = element('div', {}, legend(series.map(({ model }) => visible(model))), plot, reading);
  return figure({ title: 'Answered within', sentence: sentence(series, limit), host, draw: (width) => draw(state, width),
    table: () => tableOf(['Model', ...SHARES.map((share) => `${share * 100} %`)], series.map((one) => [visible(one.model),
      ...SHARES.map((share) => milliseconds(percentile(one.sorted, share, one.n)))])) });
}

function seriesOf(cases, model, k) {
  const sorted = [];
  let n = 0;
  for (let i = 0; i < cases.count; i++) {
    const latency = cases.columns.latency[i];
    if (cases.columns.model[i] === k && (latency !== null || cases.error(i) === 'timeout')) {
      n++;
      if (latency !== null) {
        sorted.push(latency / 1000);
      }
    }
  }
  return { model, k, n, sorted: Float64Array.from(sorted).sort() };
}

function sentence(series, limit) {
  return series.map(({ model, sorted, n }) => {
    const within = limit === null ? '' : `, ${percent(countWithin(sorted, limit) / n)} within the limit of ${tick(limit)}`;
    const lost = n > sorted.length ? `, ${percent((n - sorted.length) / n)} never` : '';
    const half = percentile(sorted, 0.5, n);
    return `${visible(model)}: half within ${half === null ? UNKNOWN : milliseconds(half)}${within}${lost}.`;
  }).join(' ');
}

function draw(state, width) {
  const { series, limit, plot } = state;
  const low = Math.max(0.1, Math.min(...series.map(({ sorted }) => sorted[0]), limit ?? Infinity) * 0.9);
  const high = Math.max(...series.map(({ sorted }) => sorted.at(-1)), limit ?? 0, low * 2) * 1.1;
  const paper = frame(width, HEIGHT);
  const scale = { low, high, x: paper.x(logarithmic(low, high)), y: paper.y(linear(0, 1)), paper };
  state.scale = scale;
  state.cursor = svg('path', { class: 'cursor' });
  plot.replaceChildren(svg('svg', { width, height: HEIGHT, 'aria-hidden': 'true' },
      ...axes(scale, width), ...limitLine(scale, limit), ...series.map((one) => curve(one, scale)), state.cursor));
}

function axes({ low, high, x, y, paper }, width) {
  const marks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    svg('path', { class: 'rule', d: `M${paper.left} ${y(share)}H${paper.right}` }),
    svg('text', { class: 'tick', x: paper.left - 8, y: y(share) + 4, 'text-anchor': 'end' }, `${share * 100} %`)]);
  let free = 0;
  for (const value of logTicks(low, high)) {
    if (x(value) > free && x(value) < width - 20) {
      marks.push(svg('text', { class: 'tick', x: x(value), y: paper.bottom + 20, 'text-anchor': 'middle' }, tick(value)));
      marks.push(svg('path', { class: 'rule', d: `M${x(value)} ${paper.top}V${paper.bottom}` }));
      free = x(value) + 56;
    }
  }
  return marks;
}

function limitLine({ x, paper }, limit) {
  if (limit === null) {
    return [];
  }
  return [svg('path', { class: 'limit', d: `M${x(limit)} ${paper.top}V${paper.bottom}` }),
    svg('text', { class: 'tick', x: x(limit) - 6, y: paper.bottom - 8, 'text-anchor': 'end' }, `limit ${tick(limit)}`)];
}

function curve({ sorted, n, k }, { low, high, x, y }) {
  const steps = [];
  for (let i = 0; i <= STEPS; i++) {
    const value = low * (high / low) ** (i / STEPS);
    steps.push(`${x(value).toFixed(1)} ${y(countWithin(sorted, value) / n).toFixed(1)}`);
  }
  return svg('path', { class: `curve ${seriesClass(k)}`, d: `M${steps.join('L')}` });
}

function readable(state) {
  const move = (position) => {
    state.at = Math.min(1, Math.max(0, position));
    read(state);
  };
  state.plot.addEventListener('pointermove', (event) => {
    const { paper } = state.scale;
    move((event.clientX - state.plot.getBoundingClientRect().left - paper.left) / (paper.right - paper.left));
  });
  state.plot.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key];
    if (by) {
      event.preventDefault();
      move((state.at ?? 0.5) + by);
    }
  });
}

function read({ series, scale, cursor, reading, at }) {
  const value = scale.low * (scale.high / scale.low) ** at;
  cursor.setAttribute('d', `M${scale.x(value)} ${scale.paper.top}V${scale.paper.bottom}`);
  const shares = series.map(({ model, sorted, n }) => `${visible(model)} ${percent(countWithin(sorted, value) / n)}`);
  reading.textContent = `Within ${milliseconds(value)}: ${shares.join(' · ')}`;
}
