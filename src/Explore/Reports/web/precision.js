// What a bit of precision costs, over pairs of designs that differ in one format alone.

function drawPrecision() {
  const steps = report.steps.filter((step) => step.pairs > 0);
  byId('precision').hidden = steps.length === 0;
  if (steps.length === 0) {
    return;
  }
  const columns = steps[0].changes.map((change) => change.metric);
  const bits = (value) => plain(value, 3);
  byId('precision-table').replaceChildren(
    element('thead', {}, element('tr', {},
      ['Step, other axes equal', 'Bits stored', 'Pairs', ...columns.map((metric) => metrics[metric].label)].map((text, at) =>
        element('th', { scope: 'col', class: at === 0 ? 'left' : '' }, text)))),
    element('tbody', {}, steps.map((step) => element('tr', {},
      element('th', { scope: 'row', class: 'left' },
        element('span', { class: 'soft' }, `${axes[step.axis].path} `),
        `${axes[step.axis].values[step.from]} → ${axes[step.axis].values[step.to]}`),
      element('td', {}, `${bits(step.fromBits)} → ${bits(step.toBits)}`),
      element('td', {}, whole(step.pairs)),
      step.changes.map((change) => changeCell(change, step.toBits - step.fromBits))))));
}

/** Per bit; of two formats of one size, which have no difference in bits to divide by, the whole step. */
function changeCell({ metric, difference, ratio }, bits) {
  const { unit, better } = metrics[metric];
  const each = bits > 1e-9 ? bits : 1;
  const share = ratio === null ? null : 100 * (ratio ** (1 / each) - 1);
  const amount = difference / each;
  const sign = (value) => (value > 0 ? '+' : value < 0 ? '−' : '±');
  const even = amount === 0 || (share !== null && Math.abs(share) < 0.005);
  return element('td', { class: even ? 'heat soft' : amount * better > 0 ? 'heat gain' : 'heat loss' },
    element('strong', {}, share === null ? '–' : `${sign(even ? 0 : share)}${plain(Math.abs(even ? 0 : share), 3)} %`),
    element('span', { class: 'soft' }, `${sign(amount)}${quantity(Math.abs(amount), unit, 3)}${bits > 1e-9 ? '' : ', no bit more'}`));
}
