import { othersOf } from './answers.mjs';
import { copied } from './clipboard.mjs';
import { answerOf, checksOf, factsOf, promptOf, rawOf } from './detail.mjs';
import { button, element, foreign } from './dom.mjs';
import { count } from './format.mjs';
import { markdownOf } from './markdown.mjs';
import { mark } from './marks.mjs';

/** One case at the side of the page. A dialog of the browser: focus stays in it and returns when it closes. */
export class Drawer {
  constructor(cases, { open, close, step }) {
    this.cases = cases;
    this.open = open;
    this.step = step;
    this.place = null;
    this.position = element('span', { class: 'quiet', 'aria-live': 'polite' });
    this.said = element('span', { class: 'quiet', 'aria-live': 'polite' });
    this.title = element('h2', { id: 'drawer-title', tabindex: -1 });
    this.jumps = element('nav', { class: 'jumps', 'aria-label': 'Parts of the case' });
    this.body = element('div', { class: 'drawer-body', tabindex: 0 });
    this.node = element('dialog', { class: 'drawer', 'aria-labelledby': 'drawer-title', onclose: close,
      onclick: (event) => event.target === this.node && this.node.close() },
    element('div', { class: 'drawer-sheet' }, this.bar(), this.title, this.jumps, this.body));
    document.body.append(this.node);
  }

  bar() {
    return element('div', { class: 'drawer-bar' },
        button('‹', () => this.step(-1), { 'aria-label': 'previous case', title: 'previous  [' }), this.position,
        button('›', () => this.step(1), { 'aria-label': 'next case', title: 'next  ]' }),
        element('span', { class: 'gap' }), this.said,
        button('Copy link', () => this.copy(location.href), { title: 'copy a link to this view  c' }), button('Markdown', () => this.copyMarkdown(), { title: 'copy the case as Markdown' }),
        button('✕', () => this.node.close(), { 'aria-label': 'close', title: 'close  Esc' }));
  }

  /** Shows a case; the list tells where it stands among those chosen. */
  async show(place, list) {
    this.place = place;
    const index = list.indexOf(place);
    this.position.textContent = index < 0 ? 'outside the filter' : `${count(index + 1)} of ${count(list.length)}`;
    this.said.textContent = '';
    const title = this.cases.title(place);
    this.title.replaceChildren(mark(this.cases.verdict(place)), ' ', foreign('span', this.cases.text(place)),
        ...(title ? [foreign('span', title, { class: 'subtitle' })] : []));
    this.body.replaceChildren(factsOf(this.cases, place));
    this.body.scrollTop = 0;
    if (!this.node.open) {
      this.node.showModal();
      this.title.focus({ preventScroll: true });
    }
    const [detail, input] = await Promise.all([this.cases.detail(place), this.cases.input(place)]);
    if (this.place === place) {
      this.fill(detail, input);
    }
  }

  fill(detail, input) {
    const { cases, place } = this;
    const sections = [
      detail && checksOf(detail), detail && answerOf(detail),
      input && promptOf(input, cases.template(place)),
      othersOf(cases, place, this.open), detail && rawOf(detail)].filter(Boolean);
    const left = detail === null
      ? [foreign('p', `${cases.why(place) ?? cases.snippet(place) ?? ''}`, { class: 'message' }),
        element('p', { class: 'note' }, 'The details of this case were left out to keep the file small; results.jsonl has them.')]
      : [];
    this.body.append(...left, ...sections);
    this.jumps.replaceChildren(...sections.map((section) => {
      const heading = section.querySelector('h3');
      return button(heading.textContent, () => {
        section.scrollIntoView({ block: 'start' });
        heading.focus({ preventScroll: true });
      });
    }));
    this.body.dataset.shown = cases.text(place);
  }

  hide() {
    if (this.node.open) {
      this.node.close();
    }
    this.place = null;
  }

  async copyMarkdown() {
    const { cases, place } = this;
    await this.copy(markdownOf(cases, place, await cases.detail(place), await cases.input(place)));
  }

  async copy(text) {
    this.said.textContent = await copied(text);
  }
}
