// Puts the page together: static parts once, views again whenever the reader changes something.

function drawHead() {
  const { counts } = report;
  byId('title').textContent = report.title;
  byId('summary').textContent =
    `${count(counts.points, 'design')} of sweep ${report.sweep}: ${whole(counts.feasible)} feasible, ${whole(counts.front)} on the front.`;
  fillFacts(byId('facts'), [...report.facts, { name: 'Accel', value: report.accel }]);
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

let waiting = 0;

function select(row) {
  view.selected = row;
  markChosen();
  drawParallel();
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
  drawParallel();
  drawFront(select);
}

/** While a range is drawn its lines follow at once; the other views, which take longer, when the hand rests. */
function rangesChanged() {
  drawParallel();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    zoom = null;
    drawScatter();
    drawFront(select);
  }, 60);
}

function connectControls() {
  const options = metricOrder.map((index) => [index, metrics[index].label]);
  const fill = (id, choices, value) => {
    byId(id).replaceChildren(...choices.map(([key, text]) => element('option', { value: key }, text)));
    byId(id).value = String(value);
  };
  fill('x-metric', options, view.x);
  fill('y-metric', options, view.y);
  fillColours();
  fill('iso-lines', [['none', 'none'], ['product', 'equal product'], ['ratio', 'equal ratio']], view.lines);
  byId('density').checked = view.density;
  byId('density-switch').hidden = report.densities.length === 0;
  for (const side of ['x', 'y']) {
    byId(`${side}-metric`).onchange = (event) => {
      view[side] = Number(event.target.value);
      useLog(side, wantsLog(view[side]));
      useLines(suitingLines());
      redrawAll();
    };
    byId(`${side}-log`).onchange = (event) => { useLog(side, event.target.checked); redrawAll(); };
    useLog(side, wantsLog(view[side]));
  }
  useLines(suitingLines());
  byId('iso-lines').onchange = (event) => { view.lines = event.target.value; drawScatter(); };
  byId('density').onchange = (event) => { view.density = event.target.checked; drawScatter(); };
  byId('front-only').onchange = (event) => { view.frontOnly = event.target.checked; redrawAll(); drawParallel(); };
  byId('show-infeasible').onchange = (event) => { view.infeasible = event.target.checked; redrawAll(); };
  byId('zoom-reset').onclick = redrawAll;
  byId('drawn-csv').onclick = () => saveRows(shownRows(), 'designs.csv');
}

/** What may colour: an axis, a metric, or nothing. */
function fillColours() {
  const option = (key, name) => element('option', { value: key }, name);
  byId('colour-axis').replaceChildren(
    element('optgroup', { label: 'axes' }, axisOrder.map((axis) => option(`axis ${axis}`, axes[axis].path))),
    element('optgroup', { label: 'metrics' }, metricOrder.map((index) => option(`metric ${index}`, metrics[index].label))),
    option('none', 'one colour'));
  byId('colour-axis').value = view.colour.axis === undefined ? 'none' : `axis ${view.colour.axis}`;
  setColouring(view.colour);
  byId('colour-axis').onchange = (event) => {
    const [kind, index] = event.target.value.split(' ');
    view.colour = kind === 'none' ? {} : { [kind]: Number(index) };
    setColouring(view.colour);
    drawScatter();
    drawParallel();
  };
}

function useLines(kind) {
  view.lines = kind;
  byId('iso-lines').value = kind;
}

function useLog(side, on) {
  view[`${side}Log`] = on;
  byId(`${side}-log`).checked = on;
}

function redrawAll() {
  zoom = null;
  drawScatter();
}

/** Every chart can be taken away as a picture. */
function connectSaving() {
  byId('scatter-save').append(chartButtons('scatter', 'Design space', scatter));
  byId('effect-save').append(chartButtons('sensitivity', 'Sensitivity', effectChart));
  byId('layers-save').append(chartButtons('layers', 'Layers', layersChart));
  byId('roofline-save').append(chartButtons('roofline', 'Roofline', rooflineChart));
  byId('parallel-save').append(element('span', { class: 'save', role: 'group', 'aria-label': 'Save the parallel coordinates' },
    ['png', 'svg'].map((type) => element('button', {
      type: 'button', class: 'text', 'aria-label': `Save as ${type.toUpperCase()}: parallel coordinates`, onclick: () => saveParallel(type),
    }, type.toUpperCase()))));
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
    } else if (event.key === 'Escape') {
      select(-1);
    } else {
      choosePair(event.key, view.selected);
    }
  });
}

drawHead();
firstPair();
connectControls();
startParallel(rangesChanged);
drawFilters(filtersChanged);
drawDetails();
drawCards(selectCard);
drawFront(select);
drawConstraints();
drawAssumptions();
drawMade();
drawDesigns(select);
drawStacks();
drawEffects();
drawPrecision();
drawPair();
drawSearch();
connectChart();
connectSaving();
scatter.on('finished', () => { document.documentElement.dataset.ready = 'true'; });
drawScatter();
