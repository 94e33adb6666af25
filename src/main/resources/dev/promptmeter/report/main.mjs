import { Cases } from './cases.mjs';
import { copied } from './clipboard.mjs';
import { unpacked } from './decode.mjs';
import { button, element } from './dom.mjs';
import { Drawer } from './drawer.mjs';
import { latencyCurve } from './ecdf.mjs';
import { chosen } from './filter.mjs';
import { FilterError } from './filter-parser.mjs';
import { Grid } from './grid.mjs';
import { helpDialog } from './help.mjs';
import { listen } from './keys.mjs';
import { formatRoute, parseRoute } from './route.mjs';
import { latencyByTokens } from './scatter.mjs';
import { applyTheme, nextTheme, theme } from './settings.mjs';
import { sorted } from './sort.mjs';
import { Toolbar, trouble } from './toolbar.mjs';

const source = (id) => document.getElementById(id).textContent;

/** The page as a whole: its state is the fragment, and every change of state goes through it. */
class Page {
  constructor(cases) {
    this.cases = cases;
    this.list = [];
    this.route = null;
    this.toolbar = new Toolbar(cases, (q) => this.filter(q));
    this.grid = new Grid(cases, { open: (place) => this.open(place), order: (name) => this.order(name) });
    this.drawer = new Drawer(cases, { open: (place) => this.open(place), close: () => this.closed(), step: (by) => this.step(by) });
  }

  mount() {
    const section = document.getElementById('cases');
    section.querySelector('h2').after(this.toolbar.node, this.grid.node);
    document.getElementById('script-note').remove();
    keepForPaper(document.getElementById('failures'));
    const charts = [latencyCurve(this.cases), latencyByTokens(this.cases, (place) => this.open(place))].filter(Boolean);
    document.querySelector('#latency h2').after(element('div', { class: 'charts' }, ...charts));
    window.addEventListener('hashchange', () => this.apply());
    listen(this);
    this.apply();
  }

  apply() {
    if (this.applied === location.hash) {
      return;
    }
    this.applied = location.hash;
    if (this.route !== null && /^#[^/]/.test(location.hash)) {
      // A section of the page was asked for; the table stays as it is.
      this.route = { ...this.route, view: 'cases' };
      this.drawer.hide();
      return;
    }
    const route = parseRoute(location.hash) ?? { view: 'cases', q: null, sort: '' };
    const asked = location.hash.startsWith('#/');
    const sameList = this.route !== null && this.route.q === route.q && this.route.sort === route.sort;
    const first = this.route === null;
    this.route = route;
    if (!sameList) {
      this.filterList();
    }
    if (route.view === 'case') {
      this.showCase();
    } else {
      this.drawer.hide();
      if (asked && (first || !sameList) && document.activeElement !== this.toolbar.input) {
        document.getElementById('cases').scrollIntoView();
      }
    }
  }

  filterList() {
    const q = this.route.q ?? this.defaultFilter();
    try {
      this.list = sorted(chosen(q, this.cases), this.route.sort, this.cases);
      this.toolbar.show(q, this.list.length);
      this.grid.show(this.list, this.route.sort);
    } catch (problem) {
      if (!(problem instanceof FilterError)) {
        throw problem;
      }
      this.toolbar.complain(problem.message);
    }
  }

  defaultFilter() {
    const q = trouble(this.cases);
    return this.troubles ??= chosen(q, this.cases).length > 0 ? q : '';
  }

  showCase() {
    const place = this.cases.place(this.route);
    if (place < 0) {
      this.go({ view: 'cases' }, 'replace');
      return;
    }
    this.grid.activate(place);
    this.drawer.show(place, this.list);
  }

  go(change, how = 'push') {
    const fragment = formatRoute({ ...this.route, ...change });
    if (fragment === location.hash) {
      return;
    }
    how === 'push' ? location.hash = fragment : location.replace(fragment);
    // The browser tells of the change later; the next key may come sooner.
    this.apply();
  }

  open(place) {
    const { cases } = this;
    const how = this.route.view === 'case' ? 'replace' : 'push';
    this.go({ view: 'case', id: cases.id(place), prompt: cases.prompt(place), model: cases.model(place), repeat: cases.repeat(place) },
        how);
  }

  closed() {
    if (this.route.view === 'case') {
      this.go({ view: 'cases' });
      this.focusGrid();
    }
  }

  filter(q) {
    this.go({ view: 'cases', q }, 'replace');
  }

  order(name) {
    const { sort } = this.route;
    const first = ['lat', 'tok', 'cost'].includes(name) ? `-${name}` : name;
    const second = first.startsWith('-') ? name : `-${name}`;
    this.go({ view: 'cases', sort: sort === first ? second : sort === second ? '' : first }, 'replace');
  }

  step(by) {
    if (this.drawer.place === null) {
      return;
    }
    const next = this.list[this.list.indexOf(this.drawer.place) + by];
    if (next !== undefined) {
      this.open(next);
    }
  }

  move(by) {
    this.drawer.place === null ? this.grid.move(by) : this.step(by);
  }

  openActive() {
    if (this.drawer.place === null) {
      this.grid.openActive();
    }
  }

  search() {
    this.drawer.hide();
    this.toolbar.input.focus();
    this.toolbar.input.select();
  }

  async copyLink() {
    const said = this.drawer.place === null ? this.toolbar.said : this.drawer.said;
    said.textContent = await copied(location.href);
  }

  failures() { this.filter(trouble(this.cases)); }
  regressions() { if (this.cases.meta.changes !== undefined) { this.filter('ch:regressed'); } }
  all() { this.filter(''); }
  focusGrid() { this.grid.node.focus({ preventScroll: true }); }
  help() { helpDialog(this.cases); }
}

/** The first failures in full are for paper once the table of all cases is there. */
function keepForPaper(failures) {
  const { parentNode } = failures;
  failures.remove();
  window.addEventListener('beforeprint', () => {
    for (const one of failures.querySelectorAll('details')) {
      one.open = true;
    }
    parentNode.append(failures);
  });
  window.addEventListener('afterprint', () => failures.remove());
}

function tools(page) {
  const toggle = button(`Theme: ${theme()}`, () => { toggle.textContent = `Theme: ${nextTheme()}`; }, { class: 'theme' });
  document.querySelector('header.top').append(element('div', { class: 'tools' }, toggle,
      button('Print', () => window.print()), button('?', () => page.help(), { 'aria-label': 'help' })));
}

async function columns() {
  const found = {};
  await Promise.all(Array.from(document.querySelectorAll('script[id^="column-"]'), async (node) => {
    found[node.id.slice('column-'.length)] = await unpacked(node.textContent);
  }));
  return found;
}

async function start() {
  if (typeof DecompressionStream === 'undefined') {
    document.getElementById('script-note').textContent = 'This browser cannot unpack the cases of this file (it lacks'
        + ' DecompressionStream). What you see here is complete without them.';
    return;
  }
  applyTheme(theme());
  const cases = new Cases(JSON.parse(source('meta')), await columns(), source);
  const page = new Page(cases);
  page.mount();
  tools(page);
  document.documentElement.dataset.ready = 'yes';
}

start();
