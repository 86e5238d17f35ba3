// The report's data block, and what the views ask of it. A row is a position in the columns.

const report = JSON.parse(byId('data').textContent);
const { axes, metrics } = report;
const points = unpack(report.points);
const rowCount = points.id.length;
const onFront = new Uint8Array(rowCount);
points.front.forEach((row) => { onFront[row] = 1; });
const rowOfId = new Map(points.id.map((id, row) => [id, row]));

/** The columns as typed arrays; they are written as base64. A metric that a design has not is NaN. */
function unpack(packed) {
  const bytes = (text) => {
    const raw = atob(text);
    const all = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) {
      all[i] = raw.charCodeAt(i);
    }
    return all.buffer;
  };
  const codes = ({ w, b }) => new ({ 1: Uint8Array, 2: Uint16Array, 4: Uint32Array })[w](bytes(b));
  const doubles = (column) => (column.v
    ? Float64Array.from(codes(column), (code) => column.v[code] ?? NaN)
    : new Float64Array(bytes(column.b)));
  return {
    id: packed.id,
    axis: packed.axis.map(codes),
    metric: packed.metric.map(doubles),
    reasons: packed.reasons,
    infeasible: Int32Array.from(codes(packed.infeasible), (code) => code - 1),
    front: packed.front,
  };
}

/** Axes that vary, designs first, then formats: the order of filters, tables and tooltips. */
const axisOrder = axes.map((_, index) => index)
  .filter((axis) => axes[axis].values.length > 1)
  .sort((a, b) => Number(axes[b].design) - Number(axes[a].design) || Number(axes[b].format) - Number(axes[a].format) || a - b);

const objectives = metrics.map((_, index) => index).filter((metric) => metrics[metric].objective);

/** Metrics that say something: those of the other kind of technology are zero for every design. */
const metricOrder = metrics.map((_, index) => index)
  .filter((metric) => metrics[metric].objective || points.metric[metric].some((value) => value !== 0 && !Number.isNaN(value)));

/** Why a design was chosen, with the metric's name for its key. */
function reasonText(design) {
  return design.reasons.map((reason) => metrics.reduce((text, { key, label }) =>
    (text === `best ${key}` ? `best ${label.charAt(0).toLowerCase()}${label.slice(1)}` : text), reason)).join(', ');
}

/** What the reader chose. The views read it; main.js changes it and calls them. */
const view = {
  x: objectives[0] ?? 0,
  y: objectives[1] ?? Math.min(1, metrics.length - 1),
  xLog: false,
  yLog: false,
  colour: axisOrder.length > 0 ? { axis: axisOrder[0] } : {},
  lines: 'none',
  density: report.densities.length > 0,
  frontOnly: false,
  infeasible: false,
  allowed: axes.map((axis) => new Array(axis.values.length).fill(true)),
  /** Ranges drawn on the parallel coordinates, by column, each from low to high place. */
  brushes: new Map(),
  selected: -1,
  pair: [-1, -1],
};

function axisLabel(axis, row) {
  return axes[axis].values[points.axis[axis][row]];
}

function metricValue(metric, row) {
  return points.metric[metric][row];
}

function metricText(metric, row) {
  return quantity(metricValue(metric, row), metrics[metric].unit);
}

function isFeasible(row) {
  return points.infeasible[row] < 0;
}

/** The rows that pass the filters and switches, in the order of the sweep. */
function shownRows() {
  const rows = [];
  for (let row = 0; row < rowCount; row++) {
    if ((view.frontOnly && !onFront[row]) || (!view.infeasible && !isFeasible(row))) {
      continue;
    }
    if (passesFilters(row)) {
      rows.push(row);
    }
  }
  return rows;
}

function passesFilters(row) {
  for (let axis = 0; axis < axes.length; axis++) {
    if (!view.allowed[axis][points.axis[axis][row]]) {
      return false;
    }
  }
  for (const [column, [low, high]] of view.brushes) {
    const place = column.place(row);
    if (!(place >= low && place <= high)) {
      return false;
    }
  }
  return true;
}

/** Whether filters or brushes hide designs. */
function isFiltered() {
  return view.brushes.size > 0 || view.allowed.some((values) => values.includes(false));
}

/** Why a design is infeasible, without its figures. */
function reasonOf(row) {
  const { text, metric } = points.reasons[points.infeasible[row]];
  return metric < 0 ? text : `${metrics[metric].key} ${text}`;
}

/** Whether the values span more than 1.5 decades, where a linear axis hides the smaller ones. */
function wantsLog(metric) {
  const [low, high] = extent(metric);
  return low > 0 && high > low * 10 ** 1.5;
}

/** The smallest and the largest value over the feasible designs of the page. */
function extent(metric) {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < rowCount; row++) {
    const value = points.metric[metric][row];
    if (isFeasible(row) && Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/** The rows that no other of these rows beats in two metrics, ordered by the first. */
function flatFront(rows, x, y) {
  const signX = -metrics[x].better;
  const signY = -metrics[y].better;
  const sorted = rows.filter(isFeasible).sort((a, b) =>
    signX * (metricValue(x, a) - metricValue(x, b)) || signY * (metricValue(y, a) - metricValue(y, b)));
  const front = [];
  let best = Infinity;
  for (const row of sorted) {
    const value = signY * metricValue(y, row);
    if (value < best) {
      best = value;
      front.push(row);
    }
  }
  return front;
}
