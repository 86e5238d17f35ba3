// The selected design, beside the chart.

function drawDetails() {
  const row = view.selected;
  byId('details').classList.toggle('empty', row < 0);
  if (row < 0) {
    byId('details').replaceChildren(
      element('h3', {}, 'No design selected'),
      element('p', {}, 'Click a design, a card, or a row of the front table to keep a design here. '
        + 'The keys A and B put the selected one into the comparison.'));
    return;
  }
  const chosen = report.designs.filter((design) => design.point === points.id[row]);
  byId('details').replaceChildren(
    element('h3', {}, `Design ${points.id[row]}`),
    statusBadge(row),
    ...chosen.map((design) => element('p', {}, reasonText(design))),
    element('p', { class: 'row-actions' }, ['A', 'B'].map((letter) => element('button', {
      type: 'button', onclick: () => choosePair(letter, row),
    }, `Compare as ${letter}`))),
    pairs(axes.map((axis, index) => [axis.path, axisLabel(index, row), false])),
    pairs(metricOrder.map((index) => [metrics[index].label, metricText(index, row), metrics[index].objective])),
    element('p', {}, 'Run this design alone:'),
    element('pre', { class: 'command' }, runCommand(row)));
}

function statusBadge(row) {
  if (!isFeasible(row)) {
    return element('span', { class: 'badge infeasible' }, `infeasible: ${reasonOf(row)}`);
  }
  return onFront[row]
    ? element('span', { class: 'badge front' }, 'on the front')
    : element('span', { class: 'badge' }, 'dominated');
}

function pairs(lines) {
  return element('table', { class: 'pairs' }, element('tbody', {}, lines.map(([name, value, objective]) =>
    element('tr', { class: objective ? 'objective' : '' }, element('th', { scope: 'row' }, name), element('td', {}, value)))));
}

function runCommand(row) {
  // Each design has a command of its own; what the other axes change follows it.
  const designs = axes.findIndex((axis) => axis.design);
  const sets = axes.flatMap((axis, index) => (axis.design ? [] : [`--set ${shellQuote(`${axis.path}=${axisLabel(index, row)}`)}`]));
  return [report.run[designs < 0 ? 0 : points.axis[designs][row]], ...sets].join(' \\\n  ');
}

/** The best designs at a glance; a card selects its point. */
function drawCards(select) {
  byId('cards').replaceChildren(...report.designs.filter((design) => rowOfId.has(design.point)).map((design) => {
    const row = rowOfId.get(design.point);
    return element('button', {
      type: 'button', class: 'card', 'aria-pressed': String(view.selected === row), onclick: () => select(row, design),
    },
    element('span', { class: 'what' }, reasonText(design)),
    element('span', { class: 'value' }, headline(design, row)),
    element('span', { class: 'how' }, axisOrder.slice(0, 4).map((axis) => axisLabel(axis, row)).join(' · ')));
  }));
}

/** The metrics a design is best in; the first objectives where it is a compromise. */
function headline(design, row) {
  const named = objectives.filter((metric) => design.reasons.some((reason) => reason.includes(metrics[metric].key)
    || reason.toLowerCase().includes(metrics[metric].label.toLowerCase())));
  return (named.length > 0 ? named : objectives.slice(0, 2)).slice(0, 2).map((metric) => metricText(metric, row)).join(', ');
}
