import { element } from './dom.mjs';
import { microseconds, number, usd } from './format.mjs';
import { changeMark, mark } from './marks.mjs';
import { oneLine } from './visible.mjs';

const SPARE = 6;

const COLUMNS = [
  { name: 'verdict', title: 'Verdict', cell: (cases, i) => mark(cases.verdict(i)) },
  { name: 'id', title: 'Case', cell: (cases, i) => words(cases.id(i), repeatOf(cases, i)) },
  { name: 'prompt', title: 'Prompt', cell: (cases, i) => words(cases.prompt(i)), when: ({ meta }) => meta.prompts.length > 1 },
  { name: 'model', title: 'Model', cell: (cases, i) => words(cases.model(i)), when: ({ meta }) => meta.models.length > 1 },
  { name: 'change', title: 'Since baseline', cell: (cases, i) => changeMark(cases.change(i)), when: ({ meta }) => meta.changes !== undefined },
  { name: 'why', title: 'Why', cell: (cases, i) => words(cases.why(i) ?? '') },
  { name: 'answer', title: 'Answer', cell: (cases, i) => words(cases.snippet(i) ?? '') },
  { name: 'lat', title: 'Latency', number: true, cell: (cases, i) => microseconds(cases.columns.latency[i]) },
  { name: 'tok', title: 'Tokens', number: true, cell: (cases, i) => number(cases.columns.tokensOut[i]) },
  { name: 'cost', title: 'Cost', number: true, cell: (cases, i) => usd(cases.columns.cost[i]) },
];

function words(text, after = '') {
  return element('bdi', {}, oneLine(text) + after);
}

function repeatOf(cases, i) {
  return cases.meta.repeat > 1 ? ` #${cases.repeat(i)}` : '';
}

/** The table of cases. Only the rows in sight are in the document. */
export class Grid {
  constructor(cases, { open, order }) {
    this.cases = cases;
    this.open = open;
    this.columns = COLUMNS.filter(({ when }) => when === undefined || when(cases));
    this.places = [];
    this.active = 0;
    this.headers = this.columns.map((column) => this.header(column, order));
    this.sheet = element('div', { class: 'sheet', role: 'rowgroup' });
    this.viewport = element('div', { class: 'viewport', role: 'presentation', onscroll: () => this.draw() }, this.sheet);
    this.node = element('div', { class: 'grid', role: 'grid', tabindex: 0, 'aria-label': 'Cases',
      onkeydown: (event) => this.key(event) },
    element('div', { class: 'head', role: 'rowgroup' }, element('div', { class: 'row', role: 'row', 'aria-rowindex': 1 }, ...this.headers)),
    this.viewport);
    const compared = cases.meta.changes !== undefined;
    this.node.classList.add(`with-${this.columns.length - (compared ? 1 : 0)}`);
    this.node.classList.toggle('compared', compared);
    new ResizeObserver(() => this.draw()).observe(this.viewport);
  }

  header({ name, title, number: right }, order) {
    return element('div', { class: `cell ${name}${right ? ' number' : ''}`, role: 'columnheader', 'aria-sort': 'none' },
        element('button', { type: 'button', onclick: () => order(name) }, title));
  }

  /** Shows these places in this order; the active one stays where it was if it still is among them. */
  show(places, order) {
    const active = this.places[this.active];
    this.places = places;
    this.active = Math.max(0, places.indexOf(active));
    this.headers.forEach((header, k) => header.setAttribute('aria-sort', direction(this.columns[k].name, order)));
    this.node.setAttribute('aria-rowcount', places.length + 1);
    this.node.classList.toggle('calm', places.every((place) => this.cases.reason(place) === null));
    this.sheet.style.height = `${places.length * this.height()}px`;
    this.viewport.style.height = `${Math.min(places.length, this.most()) * this.height() + 2}px`;
    this.viewport.scrollTop = 0;
    this.draw();
  }

  height() {
    return Number.parseFloat(getComputedStyle(this.node).getPropertyValue('--row-height')) || 30;
  }

  most() {
    return Math.max(6, Math.floor((window.innerHeight * 0.72) / this.height()));
  }

  draw() {
    const height = this.height();
    const first = Math.max(0, Math.floor(this.viewport.scrollTop / height) - SPARE);
    const last = Math.min(this.places.length, Math.ceil((this.viewport.scrollTop + this.viewport.clientHeight) / height) + SPARE);
    const rows = [];
    for (let at = first; at < last; at++) {
      rows.push(this.row(at, height));
    }
    this.sheet.replaceChildren(...rows);
    this.markActive();
  }

  row(at, height) {
    const place = this.places[at];
    const node = element('div', { class: `row ${this.cases.verdict(place)}`, role: 'row', id: `case-${at}`, 'aria-rowindex': at + 2,
      onclick: () => this.choose(at) },
    ...this.columns.map(({ name, number: right, cell }) => element('div', { class: `cell ${name}${right ? ' number' : ''}`,
      role: 'gridcell' }, cell(this.cases, place))));
    node.style.transform = `translateY(${at * height}px)`;
    return node;
  }

  markActive() {
    for (const row of this.sheet.children) {
      const active = row.id === `case-${this.active}`;
      row.classList.toggle('active', active);
      row.setAttribute('aria-selected', active);
    }
    this.node.setAttribute('aria-activedescendant', `case-${this.active}`);
  }

  choose(at) {
    this.active = at;
    this.markActive();
    this.open(this.places[at]);
  }

  move(by) {
    this.moveTo(this.active + by);
  }

  moveTo(at) {
    this.active = Math.min(this.places.length - 1, Math.max(0, at));
    const height = this.height();
    const top = this.active * height;
    if (top < this.viewport.scrollTop) {
      this.viewport.scrollTop = top;
    } else if (top + height > this.viewport.scrollTop + this.viewport.clientHeight) {
      this.viewport.scrollTop = top + height - this.viewport.clientHeight;
    }
    this.draw();
  }

  openActive() {
    if (this.places.length > 0) {
      this.open(this.places[this.active]);
    }
  }

  activate(place) {
    const at = this.places.indexOf(place);
    if (at >= 0) {
      this.moveTo(at);
    }
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.viewport.clientHeight / this.height()) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      this.move(by);
    } else if (event.key === 'Enter' && event.target === this.node) {
      this.openActive();
    }
  }
}

function direction(name, order) {
  return order === name ? 'ascending' : order === `-${name}` ? 'descending' : 'none';
}
