// The scatter chart of the design space.

const scatter = chartIn('scatter');

/** For each series that holds designs, the row behind each of its items. */
let seriesRows = new Map();

/** The part of the plane that the reader dragged open, on the scales of the axes, or null. */
let zoom = null;

/** An axis of the chart for a metric, saying which end of an objective is the good one. */
function metricAxis(metric, values, log, more) {
  const { label, unit, better, objective } = metrics[metric];
  return valueAxis(label, unit, values, log, { ...more, note: objective ? `${better < 0 ? 'lower' : 'higher'} is better` : null });
}

function drawScatter() {
  const rows = shownRows();
  const drawable = rows.filter((row) => isDrawable(row, view.x, view.xLog) && isDrawable(row, view.y, view.yLog));
  const place = (row) => [toScale(metricValue(view.x, row), view.xLog), toScale(metricValue(view.y, row), view.yLog)];
  const cloud = shownDensity();
  const xs = [...drawable.map((row) => metricValue(view.x, row)), ...(cloud ? cloud.xEnds : [])];
  const ys = [...drawable.map((row) => metricValue(view.y, row)), ...(cloud ? cloud.yEnds : [])];
  const xRange = zoom?.x ?? range(xs.filter((x) => !view.xLog || x > 0), view.xLog);
  const yRange = zoom?.y ?? range(ys.filter((y) => !view.yLog || y > 0), view.yLog);
  seriesRows = new Map();
  scatter.setOption({
    animation: false,
    grid: { left: 84, right: 24, top: 14, bottom: 54 },
    textStyle,
    tooltip: {
      trigger: 'item', confine: true, transitionDuration: 0, borderColor: '#b9c3cb', padding: [8, 10],
      formatter: (item) => tip(rowOfItem(item)),
    },
    xAxis: metricAxis(view.x, xs, view.xLog, { range: xRange }),
    yAxis: metricAxis(view.y, ys, view.yLog, { range: yRange, nameGap: 66 }),
    series: [
      ...densitySeries(cloud),
      ...isoLines(xRange, yRange, drawable),
      ...crowd(drawable, place),
      stairs(flatFront(drawable, view.x, view.y), place),
      ...frontMarks(drawable, place),
      ...chosenMarks(),
    ],
  }, { notMerge: true });
  byId('zoom-reset').hidden = zoom === null;
  drawLegend(cloud);
  drawStatus(rows.length, drawable.length, cloud);
}

function isDrawable(row, metric, log) {
  const value = metricValue(metric, row);
  return Number.isFinite(value) && (!log || value > 0);
}

/** Rows by what colours them, infeasible ones apart. */
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    const key = isFeasible(row) ? colouring.group(row) : 'infeasible';
    const members = groups.get(key);
    if (members) {
      members.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return groups;
}

/** Designs off the front: one series a colour, so that ECharts draws each in one go. */
function crowd(rows, place) {
  return [...grouped(rows.filter((row) => !onFront[row]))].map(([key, members]) => {
    const id = `crowd-${key}`;
    seriesRows.set(id, members);
    const infeasible = key === 'infeasible';
    return {
      id, type: 'scatter', large: true, largeThreshold: 1000, symbolSize: infeasible ? 3.5 : 5, z: infeasible ? 1 : 2,
      data: members.map(place),
      itemStyle: { color: infeasible ? '#c3cad0' : colouring.colour(key), opacity: infeasible ? 0.5 : 0.4 },
    };
  });
}

/** The front of the two metrics shown, as the boundary of what can be had: a staircase. */
function stairs(rows, place) {
  const step = metrics[view.x].better < 0 ? 'end' : 'start';
  return {
    id: 'stairs', type: 'line', step, symbol: 'none', silent: true, z: 3,
    data: rows.map(place).sort((a, b) => a[0] - b[0]), lineStyle: { color: '#1c2733', width: 1.4 },
  };
}

/** The front over all objectives: a series for each colour and shape; so many that marks need not be outlined. */
function frontMarks(rows, place) {
  const members = rows.filter((row) => onFront[row]);
  const dense = members.length > 4000;
  return [...grouped(members)].map(([key, own]) => {
    const id = `front-${key}`;
    seriesRows.set(id, own);
    return {
      id, type: 'scatter', z: 4, zlevel: 1, symbol: colouring.shape(key),
      symbolSize: dense ? 5 : members.length > 600 ? 7 : 9, large: dense, largeThreshold: 1000,
      data: own.map(place),
      itemStyle: {
        color: colouring.colour(key), opacity: dense ? 0.8 : 0.95, borderColor: '#1c2733', borderWidth: dense ? 0 : 1,
      },
      emphasis: { scale: 1.4 },
    };
  });
}

/** The selected design, and the two that are compared. */
function chosenMarks() {
  const drawable = (row) => row >= 0 && isDrawable(row, view.x, view.xLog) && isDrawable(row, view.y, view.yLog);
  const mark = (id, row, more) => ({
    id, type: 'scatter', symbol: 'circle', z: 5, zlevel: 2, silent: true,
    data: drawable(row) ? [[toScale(metricValue(view.x, row), view.xLog), toScale(metricValue(view.y, row), view.yLog)]] : [],
    ...more,
  });
  const letter = (text, position) => ({
    symbolSize: 16, itemStyle: { color: 'rgba(0, 0, 0, 0)', borderColor: '#1c2733', borderWidth: 1.5 },
    label: {
      show: true, formatter: text, position, distance: 3, color: '#1c2733', fontWeight: 700, fontSize: 13,
      textBorderColor: '#fff', textBorderWidth: 3,
    },
  });
  return [
    mark('selected', view.selected, {
      symbolSize: 22, itemStyle: { color: 'rgba(0, 0, 0, 0)', borderColor: '#d55e00', borderWidth: 2.5 },
    }),
    mark('pair-a', view.pair[0], letter('A', 'left')),
    mark('pair-b', view.pair[1], letter('B', 'right')),
  ];
}

/** Moves the marks of chosen designs without drawing all others again. */
function markChosen() {
  scatter.setOption({ series: chosenMarks().map(({ id, type, data }) => ({ id, type, data })) });
}

function rowOfItem(item) {
  return seriesRows.get(item.seriesId)?.[item.dataIndex] ?? -1;
}

/** The design under the pointer: its axes and metrics. */
function tip(row) {
  if (row < 0) {
    return '';
  }
  const line = (name, value, objective) =>
    element('tr', { class: objective ? 'objective' : '' }, element('th', {}, name), element('td', {}, value));
  return element('div', { class: 'tip' },
    element('strong', {}, `Design ${points.id[row]}`, onFront[row] ? ' · on the front' : isFeasible(row) ? '' : ' · infeasible'),
    element('table', {},
      element('tbody', {}, axisOrder.map((axis) => line(axes[axis].path, axisLabel(axis, row), false))),
      element('tbody', {}, metricOrder.map((index) => line(metrics[index].label, metricText(index, row), metrics[index].objective)))));
}

function drawLegend(cloud) {
  const entry = (mark, text) => element('span', {}, mark, text);
  const names = objectives.map((metric) => metrics[metric].label).join(', ');
  byId('legend').replaceChildren(
    ...legendEntries().map(({ group, name }) => entry(shapeMark(colouring.shape(group), colouring.colour(group)), name)),
    entry(element('i', { class: 'swatch ring' }), `on the front (${names})`),
    entry(element('i', { class: 'swatch line' }), 'front of the two axes shown'),
    ...(cloud ? [entry(element('i', { class: 'swatch cloud' }), 'how many feasible designs lie there, sampled or not')] : []),
    ...(view.lines === 'none' ? [] : [entry(element('i', { class: 'swatch iso' }), isoName())]),
    ...(view.infeasible ? [entry(shapeMark('circle', '#c3cad0'), 'infeasible')] : []));
}

function drawStatus(shown, drawn, cloud) {
  const { counts } = report;
  const parts = [`${whole(drawn)} of ${count(counts.points, 'design')} drawn`];
  if (counts.shown < counts.points) {
    parts.push(`this page holds a sample of ${whole(counts.shown)} of ${whole(counts.points)}, with the whole front`);
  }
  if (cloud && isFiltered()) {
    parts.push('the density is that of all feasible designs, whatever the filters');
  }
  if (drawn < shown) {
    parts.push(`${whole(shown - drawn)} have no place on these axes (no value, or not above 0 on a log axis)`);
  }
  byId('status').replaceChildren(parts.join('; '), element('span', { class: 'hint' }, '; drag to zoom, click a design to keep it'), '.');
}
