// What stands behind the designs of the scatter chart: where all of them lie, and lines of equal merit.

/** The density of the two metrics shown, with the ends of its axes as values; null when there is none to show. */
function shownDensity() {
  const [x, y] = [Math.min(view.x, view.y), Math.max(view.x, view.y)];
  const density = view.density && report.densities.find((one) => one.x === x && one.y === y);
  if (!density) {
    return null;
  }
  const turned = x !== view.x;
  const [across, up] = turned ? [density.up, density.across] : [density.across, density.up];
  const ends = ({ low, high, log }) => [fromScale(low, log), fromScale(high, log)];
  return { density, turned, across, up, xEnds: ends(across), yEnds: ends(up) };
}

/** Rectangles, darker where more designs lie; counts on a log scale. */
function densitySeries(cloud) {
  if (!cloud) {
    return [];
  }
  const { density, turned, across, up } = cloud;
  const [columns, rows] = turned ? [density.rows, density.columns] : [density.columns, density.rows];
  // An edge that a log axis cannot show stands at its smallest positive one.
  const edge = (axis, part, log) => {
    const value = fromScale(axis.low + (axis.high - axis.low) * part, axis.log);
    return log && value <= 0 ? NaN : toScale(value, log);
  };
  const data = [];
  let most = 1;
  let cell = 0;
  for (let i = 0; i < density.cells.length; i += 2) {
    cell += density.cells[i];
    const at = [cell % density.columns, Math.floor(cell / density.columns)];
    const [column, row] = turned ? [at[1], at[0]] : at;
    most = Math.max(most, density.cells[i + 1]);
    data.push([
      edge(across, column / columns, view.xLog), edge(up, row / rows, view.yLog),
      edge(across, (column + 1) / columns, view.xLog), edge(up, (row + 1) / rows, view.yLog), density.cells[i + 1],
    ]);
    cell++;
  }
  return [{
    id: 'density', type: 'custom', silent: true, z: 0, clip: true, coordinateSystem: 'cartesian2d',
    encode: { x: [0, 2], y: [1, 3] }, data: data.filter((one) => one.every(Number.isFinite)),
    renderItem: (_, api) => {
      // Whole pixels: neighbours meet without a seam and without an overlap.
      const [left, bottom] = api.coord([api.value(0), api.value(1)]).map(Math.round);
      const [right, top] = api.coord([api.value(2), api.value(3)]).map(Math.round);
      const share = Math.log1p(api.value(4)) / Math.log1p(most);
      return {
        type: 'rect', shape: { x: left, y: top, width: right - left, height: bottom - top },
        style: { fill: `rgba(70, 92, 110, ${(0.06 + 0.44 * share).toFixed(3)})` },
      };
    },
  }];
}

/** Which lines suit two metrics: of their product where both are to be small, or both large, else of their ratio. */
function suitingLines() {
  const positive = [view.x, view.y].every((metric) => extent(metric)[0] > 0);
  if (!positive || view.x === view.y) {
    return 'none';
  }
  return metrics[view.x].better === metrics[view.y].better ? 'product' : 'ratio';
}

function isoUnit() {
  const [x, y] = [metrics[view.x].unit, metrics[view.y].unit];
  if (view.lines === 'product') {
    return [y, x].filter(Boolean).join(' ');
  }
  return x === y ? '' : `${y}${x ? ` per ${x}` : ''}`.trim();
}

function isoName() {
  const [x, y] = [metrics[view.x].label, metrics[view.y].label];
  return view.lines === 'product' ? `equal ${y} × ${x}` : `equal ${y} / ${x}`;
}

/** Lines of equal product or ratio through the designs shown, at round values, at most eight. */
function isoLines(xRange, yRange, rows) {
  if (view.lines === 'none') {
    return [];
  }
  const product = view.lines === 'product';
  const merits = rows.map((row) => [metricValue(view.x, row), metricValue(view.y, row)])
    .filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => (product ? x * y : y / x));
  const low = merits.reduce((least, merit) => Math.min(least, merit), Infinity);
  const high = merits.reduce((most, merit) => Math.max(most, merit), 0);
  if (merits.length === 0 || low === high) {
    return [];
  }
  return roundValues(low, high).flatMap((constant, index) => {
    // Evenly spaced across and up: a hyperbola is steep at one end and flat at the other.
    const line = [];
    for (let step = 0; step <= 64; step++) {
      const [x, y] = [[xRange, view.xLog], [yRange, view.yLog]].map(([[from, to], log]) => fromScale(from + (to - from) * step / 64, log));
      line.push([toScale(x, view.xLog), toScale(product ? constant / x : constant * x, view.yLog)]);
      line.push([toScale(product ? constant / y : y / constant, view.xLog), toScale(y, view.yLog)]);
    }
    const within = (place, [from, to]) => place >= from && place <= to;
    const inside = line.filter(([x, y]) => within(x, xRange) && within(y, yRange) && fromScale(x, view.xLog) > 0).sort((a, b) => a[0] - b[0]);
    if (inside.length < 4) {
      return [];
    }
    // Names stand where the lines cross a diagonal, or they would run into one another.
    const part = (place, [from, to]) => (place - from) / (to - from);
    const off = ([x, y]) => Math.abs(product ? part(x, xRange) - part(y, yRange) : part(x, xRange) + part(y, yRange) - 1);
    const named = inside.reduce((best, place) => (off(place) < off(best) ? place : best));
    return [{
      id: `iso-${index}`, type: 'line', symbol: 'none', silent: true, z: 1, clip: true, data: inside,
      lineStyle: { color: '#8a949c', width: 1, type: [4, 4], opacity: 0.75 },
      markPoint: {
        symbol: 'rect', symbolSize: 1, silent: true, itemStyle: { color: 'rgba(0, 0, 0, 0)' },
        data: [{ coord: named }],
        label: {
          ...textStyle, fontSize: 11, color: '#55636f', position: 'inside',
          formatter: () => quantity(constant, isoUnit(), 2), textBorderColor: '#fff', textBorderWidth: 3,
        },
      },
    }];
  });
}

/** Round values between two, so coarse that they are at most eight. */
function roundValues(low, high) {
  const decades = Math.floor(Math.log10(low));
  for (const mantissas of [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]]) {
    const values = [];
    for (let decade = decades; 10 ** decade <= high; decade++) {
      values.push(...mantissas.map((mantissa) => mantissa * 10 ** decade).filter((value) => value > low && value < high));
    }
    if (values.length <= 8) {
      return values;
    }
  }
  const every = [];
  const step = Math.ceil((Math.log10(high) - decades) / 8);
  for (let decade = decades + 1; 10 ** decade < high; decade += step) {
    every.push(10 ** decade);
  }
  return every;
}
