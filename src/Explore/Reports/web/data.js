// The report's data block, and what the views ask of it. A row is a position in the columns.

const report = JSON.parse(byId('data').textContent);
const { axes, metrics, points } = report;
const rowCount = points.id.length;
const onFront = new Uint8Array(rowCount);
points.front.forEach((row) => { onFront[row] = 1; });
const rowOfId = new Map(points.id.map((id, row) => [id, row]));

/** Axes that vary, designs first, then formats: the order of filters, tables and tooltips. */
const axisOrder = axes.map((_, index) => index)
  .filter((axis) => axes[axis].values.length > 1)
  .sort((a, b) => Number(axes[b].design) - Number(axes[a].design) || Number(axes[b].format) - Number(axes[a].format) || a - b);

const objectives = metrics.map((_, index) => index).filter((metric) => metrics[metric].objective);

/** What the reader chose. The views read it; main.js changes it and calls them. */
const view = {
  x: objectives[0] ?? 0,
  y: objectives[1] ?? Math.min(1, metrics.length - 1),
  xLog: false,
  yLog: false,
  colour: axisOrder[0] ?? -1,
  frontOnly: false,
  infeasible: false,
  allowed: axes.map((axis) => new Array(axis.values.length).fill(true)),
  selected: -1,
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
  return true;
}

/** Whether the values span more than 1.5 decades, where a linear axis hides the smaller ones. */
function wantsLog(metric) {
  const values = points.metric[metric].filter((value, row) => value > 0 && isFeasible(row));
  let low = Infinity;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low * 10 ** 1.5;
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

// Okabe and Ito, "Color Universal Design", 2008; the yellow last and darkened, since it fades on white.
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#5b6770', '#b8a800'];

// Stops of cividis (Nunez, Anderton, Renslow, PLoS ONE 13(7), 2018) without its palest end, for many ordered values.
const ramp = [[0, 34, 78], [33, 60, 110], [79, 87, 108], [113, 113, 115], [150, 142, 119], [191, 173, 111], [225, 200, 90]];

/** The colour of a value of an axis. */
function axisColour(axis, value) {
  if (axis < 0) {
    return palette[0];
  }
  const total = axes[axis].values.length;
  if (total <= palette.length) {
    return palette[value];
  }
  const place = value / (total - 1) * (ramp.length - 1);
  const low = Math.min(Math.floor(place), ramp.length - 2);
  const mix = ramp[low].map((from, channel) => Math.round(from + (ramp[low + 1][channel] - from) * (place - low)));
  return `rgb(${mix.join(', ')})`;
}
