// Scales of the charts. Logarithmic axes are linear axes over log10, so that range and ticks are ours: an axis fits its
// data instead of whole decades, and has enough ticks at every zoom.

// Single quotes: in a saved picture the names stand in an attribute with double ones.
const fontFamily = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
const textStyle = { fontFamily, color: '#55636f', fontSize: 12 };

function toScale(value, log) {
  return log ? Math.log10(value) : value;
}

function fromScale(value, log) {
  return log ? 10 ** value : value;
}

/** The smallest and largest of the values on the scale, with room at both ends. */
function range(values, log, room = 0.04) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    const place = toScale(value, log);
    low = Math.min(low, place);
    high = Math.max(high, place);
  }
  if (low > high) {
    return [0, 1];
  }
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const start = low - span * room;
  return [!log && low >= 0 && (start < 0 || low < span * 0.15) ? 0 : start, high + span * room];
}

/** Round tick places for a range of the scale. */
function ticks([low, high], log) {
  if (log && high - low > 0.6) {
    const mantissas = high - low > 6 ? [1] : high - low > 2 ? [1, 3] : [1, 2, 5];
    const places = [];
    for (let decade = Math.floor(low); decade <= high; decade++) {
      places.push(...mantissas.map((m) => decade + Math.log10(m)).filter((place) => place >= low && place <= high));
    }
    return places;
  }
  const from = fromScale(low, log);
  const to = fromScale(high, log);
  const raw = (to - from) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].find((m) => m * power >= raw) * power;
  const places = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to * (1 + 1e-12); i++) {
    places.push(toScale(i * step, log));
  }
  return places.filter(Number.isFinite);
}

/** The options of an ECharts value axis: title, range, ticks. */
function valueAxis(title, unit, values, log, more = {}) {
  const extent = more.range ?? range(values, log);
  const places = ticks(extent, log);
  const notes = [log ? 'log scale' : null, more.note].filter(Boolean);
  return {
    type: 'value',
    name: notes.length > 0 ? `${title} (${notes.join(', ')})` : title,
    nameLocation: 'middle',
    nameGap: more.nameGap ?? 34,
    nameTextStyle: { ...textStyle, color: '#1c2733', fontSize: 13, fontWeight: 600 },
    min: extent[0],
    max: extent[1],
    axisLine: { show: true, onZero: false, lineStyle: { color: '#8a949c' } },
    axisTick: { show: true, customValues: places },
    splitLine: { show: true, lineStyle: { color: '#edf0f2' } },
    axisLabel: {
      ...textStyle,
      customValues: places,
      hideOverlap: true,
      formatter: (place) => quantity(fromScale(place, log), unit, 3),
    },
  };
}

/** A chart that follows its element's size. */
function chartIn(id) {
  const chart = echarts.init(byId(id), null, { renderer: 'canvas' });
  new ResizeObserver(() => chart.resize()).observe(byId(id));
  return chart;
}
