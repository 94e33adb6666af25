// The whole state of the page is its fragment, so that a link shows what its sender saw.
export function parseRoute(fragment) {
  const [path, query = ''] = fragment.replace(/^#/, '').split('?', 2);
  const values = new Map(query.split('&').filter(Boolean).map(pair));
  const list = { q: values.get('q') ?? null, sort: values.get('sort') ?? '' };
  const parts = path.split('/').map(decoded);
  if (parts[0] !== '' || parts.includes(null)) {
    return null;
  }
  if (parts[1] === 'cases' && parts.length === 2) {
    return { view: 'cases', ...list };
  }
  if (parts[1] === 'case' && parts.length === 5) {
    const [, , id, prompt, model] = parts;
    return { view: 'case', id, prompt, model, repeat: Number(values.get('r') ?? 1), ...list };
  }
  return null;
}

function pair(text) {
  const [name, ...rest] = text.split('=');
  return [name, decoded(rest.join('=')) ?? ''];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export function formatRoute(route) {
  const query = [];
  if (route.view === 'case' && route.repeat !== 1) {
    query.push(`r=${route.repeat}`);
  }
  if (route.q !== null) {
    query.push(`q=${encoded(route.q)}`);
  }
  if (route.sort) {
    query.push(`sort=${encoded(route.sort)}`);
  }
  const path = route.view === 'case' ? `case/${[route.id, route.prompt, route.model].map(encoded).join('/')}` : 'cases';
  return `#/${path}${query.length ? `?${query.join('&')}` : ''}`;
}

/** Half of a pair has no form in a link; it is replaced, as browsers do. */
function encoded(text) {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}
