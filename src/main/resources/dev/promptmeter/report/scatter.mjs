import { colour, figure, frame, legend, linear, SERIES, tableOf } from './chart.mjs';
import { element } from './dom.mjs';
import { count, milliseconds, percent, tick } from './format.mjs';
import { fittedLine, percentile, ticks } from './statistics.mjs';
import { visible } from './visible.mjs';

const HEIGHT = 280;
const DENSE = 20000;
const CELL = 6;
const NEAR = 12;
const BINS = 8;

/** Latency by length of the answer, one dot for each case; what a token costs in time is the slope. */
export function latencyByTokens(cases, open) {
  const series = cases.meta.models.map((model, k) => seriesOf(cases, model, k)).filter(({ points }) => points.length > 0);
  if (series.length === 0) {
    return null;
  }
  const canvas = element('canvas', { role: 'img', 'aria-label': 'Latency by output tokens' });
  const plot = element('div', { class: 'plot' }, canvas);
  const reading = element('p', { class: 'reading' });
  const state = { series, canvas, reading, cases };
  plot.addEventListener('pointermove', (event) => showNearest(state, event));
  plot.addEventListener('click', (event) => {
    const near = nearest(state, event);
    if (near) {
      open(near.place);
    }
  });
  const host = element('div', {}, legend(series.map(({ model }) => visible(model))), plot, reading);
  return figure({ title: 'Latency by output tokens', sentence: series.map(sentence).join(' '), host,
    draw: (width) => draw(state, width), table: () => binned(series) });
}

function seriesOf(cases, model, k) {
  const points = [];
  const places = [];
  const { latency, tokensOut } = cases.columns;
  for (let i = 0; i < cases.count; i++) {
    if (cases.columns.model[i] === k && latency[i] !== null && tokensOut[i] !== null) {
      points.push([tokensOut[i], latency[i] / 1000]);
      places.push(i);
    }
  }
  return { model, k, points, places, line: fittedLine(points) };
}

function sentence({ model, points, line }) {
  const about = `${visible(model)} (n=${count(points.length)})`;
  if (line === null) {
    return `${about}: too few different lengths for a line.`;
  }
  const start = `${line.start < 0 ? '−' : ''}${milliseconds(Math.abs(line.start))}`;
  const sign = line.slope < 0 ? '−' : '+';
  return `${about}: ≈ ${start} ${sign} ${milliseconds(Math.abs(line.slope))} per token`
      + ` (least squares, explains ${percent(line.explained)}).`;
}

function binned(series) {
  const rows = series.flatMap(({ model, points }) => {
    const most = Math.max(...points.map(([x]) => x), 1);
    const step = Math.ceil((most + 1) / BINS);
    return Array.from({ length: BINS }, (_, b) => {
      const times = points.filter(([x]) => Math.floor(x / step) === b).map(([, y]) => y).sort((p, q) => p - q);
      return times.length === 0 ? null : [visible(model), `${b * step}–${(b + 1) * step - 1}`, count(times.length),
        milliseconds(percentile(times, 0.5)), milliseconds(times.at(-1))];
    }).filter(Boolean);
  });
  return tableOf(['Model', 'Output tokens', 'n', 'p50', 'max'], rows);
}

function draw(state, width) {
  const { series, canvas } = state;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = HEIGHT * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);
  const most = series.reduce(([x, y], { points }) => points.reduce(([a, b], [p, q]) => [Math.max(a, p), Math.max(b, q)], [x, y]), [1, 1]);
  const paper = frame(width, HEIGHT);
  state.scale = { x: paper.x(linear(0, most[0] * 1.03)), y: paper.y(linear(0, most[1] * 1.05)), most, paper };
  axes(pen, state.scale);
  const all = series.reduce((sum, { points }) => sum + points.length, 0);
  series.forEach((one) => (all > DENSE ? density(pen, one, state.scale) : dots(pen, one, state.scale)));
  series.forEach((one) => fitted(pen, one, state.scale));
}

function axes(pen, { x, y, most, paper }) {
  pen.font = '12px system-ui, sans-serif';
  pen.strokeStyle = colour('rule');
  pen.fillStyle = colour('quiet');
  pen.lineWidth = 1;
  pen.textAlign = 'right';
  for (const value of ticks(0, most[1], 5)) {
    stroke(pen, paper.left, y(value), paper.right, y(value));
    pen.fillText(tick(value), paper.left - 8, y(value) + 4);
  }
  pen.textAlign = 'center';
  for (const value of ticks(0, most[0], Math.min(8, (paper.right - paper.left) / 70))) {
    pen.fillText(count(value), x(value), paper.bottom + 20);
  }
}

function stroke(pen, x1, y1, x2, y2) {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

function dots(pen, { points, k }, { x, y }) {
  pen.fillStyle = colour(`series-${k % SERIES}`);
  pen.globalAlpha = points.length > 2000 ? 0.25 : 0.5;
  for (const [tokens, time] of points) {
    pen.beginPath();
    pen.arc(x(tokens), y(time), 2.2, 0, 7);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

function density(pen, { points, k }, { x, y }) {
  const cells = new Map();
  for (const [tokens, time] of points) {
    const key = `${Math.floor(x(tokens) / CELL)} ${Math.floor(y(time) / CELL)}`;
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  const most = Math.max(...cells.values());
  pen.fillStyle = colour(`series-${k % SERIES}`);
  for (const [key, n] of cells) {
    const [column, line] = key.split(' ').map(Number);
    pen.globalAlpha = 0.08 + 0.8 * Math.sqrt(n / most);
    pen.fillRect(column * CELL, line * CELL, CELL, CELL);
  }
  pen.globalAlpha = 1;
}

function fitted(pen, { line, k, points }, { x, y, paper }) {
  if (line === null) {
    return;
  }
  const far = points.reduce((most, [tokens]) => Math.max(most, tokens), 0);
  pen.strokeStyle = colour(`series-${k % SERIES}`);
  pen.lineWidth = 2;
  pen.save();
  pen.beginPath();
  pen.rect(paper.left, paper.top, paper.right - paper.left, paper.bottom - paper.top);
  pen.clip();
  stroke(pen, x(0), y(line.start), x(far), y(line.start + line.slope * far));
  pen.restore();
}

function nearest({ series, canvas, scale }, event) {
  const box = canvas.getBoundingClientRect();
  const at = [event.clientX - box.left, event.clientY - box.top];
  let best = null;
  let shortest = NEAR;
  for (const { points, places } of series) {
    points.forEach(([tokens, time], j) => {
      const away = Math.hypot(scale.x(tokens) - at[0], scale.y(time) - at[1]);
      if (away < shortest) {
        shortest = away;
        best = { place: places[j], tokens, time };
      }
    });
  }
  return best;
}

function showNearest(state, event) {
  const near = nearest(state, event);
  state.canvas.style.cursor = near ? 'pointer' : '';
  state.reading.textContent = near
    ? `${visible(state.cases.text(near.place))}: ${count(near.tokens)} tokens, ${milliseconds(near.time)}` : '';
}
