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
  const xs = drawable.map((row) => metricValue(view.x, row));
  const ys = drawable.map((row) => metricValue(view.y, row));
  seriesRows = new Map();
  scatter.setOption({
    animation: false,
    grid: { left: 84, right: 24, top: 14, bottom: 54 },
    textStyle,
    tooltip: {
      trigger: 'item', confine: true, transitionDuration: 0, borderColor: '#b9c3cb', padding: [8, 10],
      formatter: (item) => tip(rowOfItem(item)),
    },
    xAxis: metricAxis(view.x, xs, view.xLog, { range: zoom?.x }),
    yAxis: metricAxis(view.y, ys, view.yLog, { range: zoom?.y, nameGap: 66 }),
    series: [
      ...crowd(drawable, place),
      stairs(flatFront(drawable, view.x, view.y), place),
      frontMarks(drawable, place),
      selectedMark(place),
    ],
  }, { notMerge: true });
  byId('zoom-reset').hidden = zoom === null;
  drawLegend();
  drawStatus(rows.length, drawable.length);
}

function isDrawable(row, metric, log) {
  const value = metricValue(metric, row);
  return value !== null && (!log || value > 0);
}

/** Designs off the front: one series a colour, so that ECharts draws each in one go. */
function crowd(rows, place) {
  const groups = new Map();
  for (const row of rows) {
    if (!onFront[row]) {
      const key = !isFeasible(row) ? 'infeasible' : view.colour < 0 ? 0 : points.axis[view.colour][row];
      const members = groups.get(key);
      members ? members.push(row) : groups.set(key, [row]);
    }
  }
  return [...groups].map(([key, members]) => {
    const id = `crowd-${key}`;
    seriesRows.set(id, members);
    const infeasible = key === 'infeasible';
    return {
      id, type: 'scatter', large: true, largeThreshold: 2000, symbolSize: infeasible ? 3.5 : 5, z: infeasible ? 1 : 2,
      data: members.map(place),
      itemStyle: { color: infeasible ? '#c3cad0' : axisColour(view.colour, key), opacity: infeasible ? 0.5 : 0.4 },
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

/** The front over all objectives. */
function frontMarks(rows, place) {
  const members = rows.filter((row) => onFront[row]);
  seriesRows.set('front', members);
  return {
    id: 'front', type: 'scatter', symbolSize: members.length > 600 ? 7 : 9, z: 4,
    data: members.map((row) => ({
      value: place(row),
      itemStyle: { color: axisColour(view.colour, view.colour < 0 ? 0 : points.axis[view.colour][row]) },
    })),
    itemStyle: { borderColor: '#1c2733', borderWidth: 1, opacity: 0.95 },
    emphasis: { scale: 1.4 },
  };
}

function selectedMark(place) {
  const rows = view.selected >= 0 && isDrawable(view.selected, view.x, view.xLog) && isDrawable(view.selected, view.y, view.yLog)
    ? [view.selected] : [];
  seriesRows.set('selected', rows);
  return {
    id: 'selected', type: 'scatter', symbol: 'circle', symbolSize: 20, z: 5, silent: true, data: rows.map(place),
    itemStyle: { color: 'rgba(0, 0, 0, 0)', borderColor: '#d55e00', borderWidth: 2.5 },
  };
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
      element('tbody', {}, metrics.map((metric, index) => line(metric.label, metricText(index, row), metric.objective)))));
}

function drawLegend() {
  const entry = (mark, text) => element('span', {}, mark, text);
  const dot = (colour) => {
    const mark = element('i', { class: 'swatch' });
    mark.style.background = colour;
    return mark;
  };
  const values = view.colour < 0 ? [] : axes[view.colour].values.map((value, index) => [value, index])
    .filter(([, index]) => view.allowed[view.colour][index]);
  const names = objectives.map((metric) => metrics[metric].label).join(', ');
  byId('legend').replaceChildren(
    ...(values.length > 16 ? [values[0], values[values.length >> 1], values.at(-1)] : values)
      .map(([value, index]) => entry(dot(axisColour(view.colour, index)), value)),
    entry(element('i', { class: 'swatch ring' }), `on the front (${names})`),
    entry(element('i', { class: 'swatch line' }), 'front of the two axes shown'),
    ...(view.infeasible ? [entry(dot('#c3cad0'), 'infeasible')] : []));
}

function drawStatus(shown, drawn) {
  const { counts } = report;
  const parts = [`${whole(drawn)} of ${count(counts.points, 'design')} drawn`];
  if (counts.shown < counts.points) {
    parts.push(`this page holds ${whole(counts.shown)}: the whole front and a fixed sample of the others`);
  }
  if (drawn < shown) {
    parts.push(`${whole(shown - drawn)} have no place on these axes (no value, or not above 0 on a log axis)`);
  }
  parts.push('drag to zoom, click a point to keep it');
  byId('status').textContent = `${parts.join('; ')}.`;
}

/** Dragging opens a rectangle; the axes then show what is inside. */
function enableZoom(changed) {
  const surface = scatter.getZr();
  let start = null;
  let box = null;
  surface.on('mousedown', (event) => {
    start = scatter.containPixel('grid', [event.offsetX, event.offsetY]) ? [event.offsetX, event.offsetY] : null;
  });
  surface.on('mousemove', (event) => {
    if (start && Math.hypot(event.offsetX - start[0], event.offsetY - start[1]) > 6) {
      if (!box) {
        box = new echarts.graphic.Rect({ silent: true, z: 100, style: { fill: 'rgba(0, 114, 178, 0.1)', stroke: '#0072b2' } });
        surface.add(box);
      }
      box.setShape({ x: start[0], y: start[1], width: event.offsetX - start[0], height: event.offsetY - start[1] });
    }
  });
  const finish = (event) => {
    if (box) {
      const corners = [start, [event.offsetX, event.offsetY]].map((corner) => scatter.convertFromPixel('grid', corner));
      surface.remove(box);
      zoom = { x: sorted(corners, 0), y: sorted(corners, 1) };
      changed();
    }
    start = null;
    box = null;
  };
  surface.on('mouseup', finish);
  surface.on('globalout', () => {
    if (box) {
      surface.remove(box);
    }
    start = null;
    box = null;
  });
}

function sorted(corners, dimension) {
  return corners.map((corner) => corner[dimension]).sort((a, b) => a - b);
}
