// Two designs side by side.

/** Takes a design as A or B of the comparison when that key was pressed. */
function choosePair(key, row) {
  const place = { a: 0, b: 1 }[key.toLowerCase()];
  if (place !== undefined && row >= 0) {
    view.pair[place] = row;
    drawPair();
    markChosen();
  }
}

/** Before the reader chooses: the first two designs in depth, or two of the front. */
function firstPair() {
  const rows = report.designs.map((design) => rowOfId.get(design.point)).filter((row) => row !== undefined);
  const two = [...new Set([...rows, ...points.front])].slice(0, 2);
  view.pair = [two[0] ?? -1, two[1] ?? -1];
}

function drawPair() {
  const [a, b] = view.pair;
  byId('compare').hidden = a < 0 || b < 0;
  if (a < 0 || b < 0) {
    return;
  }
  const name = (row) => {
    const chosen = report.designs.find((design) => design.point === points.id[row]);
    return `design ${points.id[row]}${chosen ? ` (${reasonText(chosen)})` : ''}`;
  };
  const differing = axisOrder.filter((axis) => points.axis[axis][a] !== points.axis[axis][b]);
  const same = axisOrder.length - differing.length;
  byId('compare-lead').textContent = a === b ? 'A and B are one design.'
    : `A is ${name(a)}, B is ${name(b)}. ${count(differing.length, 'axis').replace('axiss', 'axes')} `
      + `${differing.length === 1 ? 'differs' : 'differ'}${same > 0 ? `, ${whole(same)} ${same === 1 ? 'is' : 'are'} equal` : ''}. `
      + 'Press A or B on a selected design, in the chart or in the front table, to put another in.';
  const head = (texts) => element('tr', {}, texts.map((text, at) =>
    element('th', { scope: 'col', class: at === 0 ? 'left' : '' }, text)));
  byId('compare-axes').replaceChildren(
    element('thead', {}, head(['Axis', 'A', 'B'])),
    element('tbody', {}, [...differing, ...axisOrder.filter((axis) => !differing.includes(axis))].map((axis) => element('tr', {
      class: differing.includes(axis) ? 'objective' : 'soft',
    },
      element('th', { scope: 'row', class: 'left' }, axes[axis].path),
      element('td', {}, axisLabel(axis, a)), element('td', {}, axisLabel(axis, b))))));
  byId('compare-metrics').replaceChildren(
    element('thead', {}, head(['Metric', 'A', 'B', 'B / A', ''])),
    element('tbody', {}, metricOrder.map((index) => pairLine(metrics[index], index, a, b))));
  byId('compare-swap').onclick = () => {
    view.pair.reverse();
    drawPair();
    markChosen();
  };
}

function pairLine(metric, index, a, b) {
  const [left, right] = [metricValue(index, a), metricValue(index, b)];
  const ratio = left !== 0 && Number.isFinite(left) && Number.isFinite(right) ? right / left : NaN;
  const gain = metric.better * (right - left);
  const verdict = Number.isNaN(gain) ? '' : gain === 0 ? 'equal' : gain > 0 ? 'B better' : 'A better';
  return element('tr', { class: metric.objective ? 'objective' : '' },
    element('th', { scope: 'row', class: 'left' }, metric.label),
    element('td', {}, metricText(index, a)), element('td', {}, metricText(index, b)),
    element('td', {}, Number.isNaN(ratio) ? '–' : `× ${plain(ratio, 3)}`),
    element('td', { class: verdict === 'equal' || verdict === '' ? 'soft left' : 'left' }, verdict));
}
