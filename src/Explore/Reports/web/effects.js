// What each axis does to each metric, over all points of the sweep: shares as a table, means as bars.

const effectChart = chartIn('effect-bars');

function drawEffects() {
  const columns = [...new Set(report.effects.map((effect) => effect.metric))];
  byId('effects').hidden = report.effects.length === 0;
  if (report.effects.length === 0) {
    return;
  }
  const find = (axis, metric) => report.effects.find((effect) => effect.axis === axis && effect.metric === metric);
  byId('effect-table').replaceChildren(
    element('thead', {}, element('tr', {},
      element('th', { scope: 'col', class: 'left' }, 'Axis'),
      columns.map((metric) => element('th', { scope: 'col' }, metrics[metric].label)))),
    element('tbody', {}, axisOrder.map((axis) => element('tr', {},
      element('th', { scope: 'row', class: 'left' }, axes[axis].path),
      columns.map((metric) => effectCell(find(axis, metric)))))));
  const options = columns.map((metric) => element('option', { value: metric }, metrics[metric].label));
  byId('effect-metric').replaceChildren(...options);
  byId('effect-metric').value = String(objectives[0] ?? columns[0]);
  byId('effect-metric').onchange = drawEffectBars;
  drawEffectBars();
}

function effectCell(effect) {
  const cell = element('td', { class: 'heat' },
    element('strong', {}, percent(effect.share, 1)), element('span', { class: 'soft' }, rangeText(effect)));
  cell.style.background = `rgba(0, 114, 178, ${(0.5 * effect.share).toFixed(3)})`;
  return cell;
}

function rangeText({ geometric, range: span, metric }) {
  if (span === null) {
    return '–';
  }
  return geometric ? `× ${plain(span, 3)}` : quantity(span, metrics[metric].unit, 3);
}

/** A bar for each axis from the smallest to the largest of its means, the longest on top. */
function drawEffectBars() {
  const metric = Number(byId('effect-metric').value);
  const { label, unit } = metrics[metric];
  const bars = report.effects.filter((effect) => effect.metric === metric && effect.range !== null)
    .map((effect) => ({ ...effect, ...endsOf(effect) }))
    .sort((a, b) => a.range - b.range);
  const log = bars.length > 0 && bars.every((bar) => bar.geometric);
  byId('effect-caption').textContent = `${log ? 'Geometric' : 'Arithmetic'} mean of ${label}: from the value with the smallest `
    + 'to the value with the largest';
  const extentOf = range(bars.flatMap((bar) => [bar.low, bar.high]), log, 0.22);
  byId('effect-bars').style.height = `${90 + 34 * bars.length}px`;
  effectChart.resize();
  effectChart.setOption({
    animation: false, textStyle,
    grid: { left: 150, right: 24, top: 8, bottom: 50 },
    xAxis: valueAxis(label, unit, [], log, { range: extentOf }),
    yAxis: {
      type: 'category', data: bars.map((bar) => axes[bar.axis].path), axisTick: { show: false },
      axisLine: { lineStyle: { color: '#8a949c' } },
      axisLabel: { ...textStyle, width: 136, overflow: 'truncate', interval: 0 },
    },
    tooltip: {
      trigger: 'item', confine: true, transitionDuration: 0,
      formatter: ({ dataIndex }) => effectTip(bars[dataIndex]),
    },
    series: [{
      type: 'custom', encode: { x: [0, 1], y: 2 },
      data: bars.map((bar, index) => [toScale(bar.low, log), toScale(bar.high, log), index]),
      renderItem: (_, api) => effectBar(api, bars[api.value(2)]),
    }],
  }, { notMerge: true });
}

function endsOf({ means, axis }) {
  const known = means.map((mean, value) => [mean, axes[axis].values[value]]).filter(([mean]) => mean !== null)
    .sort(([a], [b]) => a - b);
  return { low: known[0][0], high: known.at(-1)[0], lowName: known[0][1], highName: known.at(-1)[1] };
}

function effectBar(api, bar) {
  const [left, y] = api.coord([api.value(0), api.value(2)]);
  const [right] = api.coord([api.value(1), api.value(2)]);
  const text = (x, align, content) => ({
    type: 'text', x, y,
    style: { text: content, align, verticalAlign: 'middle', fill: '#1c2733', fontSize: 12, fontFamily: textStyle.fontFamily },
  });
  return {
    type: 'group',
    children: [
      {
        type: 'rect', shape: { x: left, y: y - 8, width: Math.max(right - left, 2), height: 16, r: 2 },
        style: { fill: palette[0] },
      },
      text(left - 6, 'right', bar.lowName), text(Math.max(right, left + 2) + 6, 'left', bar.highName),
    ],
  };
}

function effectTip(bar) {
  const { unit } = metrics[bar.metric];
  return element('div', { class: 'tip' }, element('strong', {}, axes[bar.axis].path), element('table', {},
    element('tbody', {}, bar.means.map((mean, value) => element('tr', {},
      element('th', {}, axes[bar.axis].values[value]), element('td', {}, quantity(mean, unit, 4)))))));
}
