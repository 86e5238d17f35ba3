// Puts the page together: static parts once, views again whenever the reader changes something.

function drawHead() {
  const { counts } = report;
  byId('title').textContent = report.title;
  byId('summary').textContent =
    `${count(counts.points, 'design')} of sweep ${report.sweep}: ${whole(counts.feasible)} feasible, ${whole(counts.front)} on the front.`;
  fillFacts(byId('facts'), [...report.facts, { name: 'Accel', value: report.accel }]);
}

function drawConstraints() {
  const { counts } = report;
  const bounds = report.constraints.map(({ metric, min, max }) => {
    const { label, key, unit } = metrics[metric];
    const limits = [min === null ? null : `at least ${quantity(min, unit)}`, max === null ? null : `at most ${quantity(max, unit)}`];
    return element('li', {}, `${label} (${key}): ${limits.filter(Boolean).join(', ')}`);
  });
  byId('constraint-list').replaceChildren(...(bounds.length > 0 ? bounds : [element('li', {}, 'none')]));
  const infeasible = counts.points - counts.feasible;
  byId('reason-list').replaceChildren(
    element('p', {}, `${whole(infeasible)} of ${count(counts.points, 'design')} (${percent(infeasible, counts.points)}).`),
    pairs(counts.reasons.map(({ reason, points: number }) => [reason, whole(number), false])));
}

function drawAssumptions() {
  const estimated = report.assumptions.filter((assumption) => assumption.estimated).length;
  byId('assumption-lead').textContent = `${count(report.assumptions.length, 'assumption')}; ${whole(estimated)} of them estimated, `
    + 'which means that nobody published the figure.';
  byId('assumption-table').replaceChildren(
    element('thead', {}, element('tr', {}, ['Assumption', 'Source', ''].map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, report.assumptions.map(({ text, source, estimated: guess }) => element('tr', {},
      element('td', {}, text), element('td', {}, source),
      element('td', {}, guess ? element('span', { class: 'badge estimated' }, 'estimated') : '')))));
}

function drawMade() {
  byId('command').textContent = report.command;
  fillFacts(byId('versions'), report.versions);
  byId('inputs').replaceChildren(...report.inputs.map(({ name, value }) =>
    element('details', {}, element('summary', {}, name), element('pre', {}, value))));
}

function select(row) {
  view.selected = row;
  drawScatter();
  drawDetails();
  drawCards(selectCard);
  markFrontRow();
}

function selectCard(row, design) {
  select(row);
  showDesign(report.designs.indexOf(design));
}

function filtersChanged() {
  zoom = null;
  drawScatter();
  drawFront(select);
}

function connectControls() {
  const options = metrics.map((metric, index) => [index, metric.label]);
  const fill = (id, choices, value) => {
    byId(id).replaceChildren(...choices.map(([key, text]) => element('option', { value: key }, text)));
    byId(id).value = String(value);
  };
  fill('x-metric', options, view.x);
  fill('y-metric', options, view.y);
  fill('colour-axis', [...axisOrder.map((axis) => [axis, axes[axis].path]), [-1, 'one colour']], view.colour);
  for (const side of ['x', 'y']) {
    byId(`${side}-metric`).onchange = (event) => {
      view[side] = Number(event.target.value);
      useLog(side, wantsLog(view[side]));
      redrawAll();
    };
    byId(`${side}-log`).onchange = (event) => { useLog(side, event.target.checked); redrawAll(); };
    useLog(side, wantsLog(view[side]));
  }
  byId('colour-axis').onchange = (event) => { view.colour = Number(event.target.value); drawScatter(); };
  byId('front-only').onchange = (event) => { view.frontOnly = event.target.checked; redrawAll(); };
  byId('show-infeasible').onchange = (event) => { view.infeasible = event.target.checked; redrawAll(); };
  byId('zoom-reset').onclick = redrawAll;
}

function useLog(side, on) {
  view[`${side}Log`] = on;
  byId(`${side}-log`).checked = on;
}

function redrawAll() {
  zoom = null;
  drawScatter();
}

function connectChart() {
  scatter.on('click', (item) => {
    const row = rowOfItem(item);
    if (row >= 0) {
      select(row);
    }
  });
  enableZoom(drawScatter);
  byId('scatter').addEventListener('keydown', (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const rows = points.front.filter((row) => passesFilters(row) && isDrawable(row, view.x, view.xLog))
      .sort((a, b) => metricValue(view.x, a) - metricValue(view.x, b));
    if (move && rows.length > 0) {
      event.preventDefault();
      const at = rows.indexOf(view.selected);
      select(rows[at < 0 ? 0 : (at + move + rows.length) % rows.length]);
    }
  });
}

drawHead();
connectControls();
drawFilters(filtersChanged);
drawDetails();
drawCards(selectCard);
drawFront(select);
drawConstraints();
drawAssumptions();
drawMade();
drawDesigns(select);
connectChart();
scatter.on('finished', () => { document.documentElement.dataset.ready = 'true'; });
drawScatter();
