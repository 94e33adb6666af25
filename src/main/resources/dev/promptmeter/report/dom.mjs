import { visible } from './visible.mjs';

// The only ways in which this page makes elements; text is always text.
const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export function foreign(tag, text, attributes = {}) {
  return element(tag, { dir: 'auto', ...attributes }, visible(text));
}

export function button(label, action, attributes = {}) {
  return element('button', { type: 'button', onclick: action, ...attributes }, label);
}
