// Orders of the table of cases. What is unknown comes last, whichever way round.
export const ORDERS = {
  id: (cases) => (i) => ranks(cases)[cases.row(i)],
  prompt: (cases) => (i) => cases.prompt(i),
  model: (cases) => (i) => cases.model(i),
  verdict: (cases) => (i) => cases.columns.verdict[i],
  change: (cases) => (i) => cases.columns.change?.[i] ?? null,
  why: (cases) => (i) => cases.why(i),
  answer: (cases) => (i) => cases.snippet(i),
  score: (cases) => (i) => cases.columns.score[i],
  lat: (cases) => (i) => cases.columns.latency[i],
  ttft: (cases) => (i) => cases.columns.ttft[i],
  tok: (cases) => (i) => cases.columns.tokensOut[i],
  cost: (cases) => (i) => cases.columns.cost[i],
};

/** The same places ordered by `lat`, or by `-lat` from the largest; equal ones stay in dataset order. */
export function sorted(places, order, cases) {
  const descending = order.startsWith('-');
  const name = descending ? order.slice(1) : order;
  if (!Object.hasOwn(ORDERS, name)) {
    return places;
  }
  const key = ORDERS[name](cases);
  const keyed = places.map((place) => ({ place, key: key(place) }));
  const direction = descending ? -1 : 1;
  keyed.sort((a, b) => compare(a.key, b.key, direction) || a.place - b.place);
  return keyed.map(({ place }) => place);
}

function compare(a, b, direction) {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return a < b ? -direction : a > b ? direction : 0;
}

/** r2 comes before r10. */
function ranks(cases) {
  if (cases.idRanks === undefined) {
    const { rowId, rowDataset } = cases.columns;
    const collator = new Intl.Collator('en', { numeric: true });
    const order = rowId.map((_, row) => row)
        .sort((a, b) => rowDataset[a] - rowDataset[b] || collator.compare(rowId[a], rowId[b]) || a - b);
    cases.idRanks = [];
    order.forEach((row, rank) => { cases.idRanks[row] = rank; });
  }
  return cases.idRanks;
}
