// Energy and area of the chosen designs: stacked bars side by side, and one design as a treemap.

/** The colours of parts, the same in bars and treemap: the largest over all chosen designs first, what is beyond the
 * colours at hand grey. */
function partColours(designs, partsOf) {
  const totals = new Map();
  designs.flatMap(partsOf).forEach(({ name, value }) => totals.set(name, (totals.get(name) ?? 0) + value));
  const ranked = [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a));
  const own = ranked.slice(0, ranked.length > palette.length ? palette.length - 1 : palette.length);
  return { own, rest: ranked.slice(own.length), colour: (name) => palette[own.indexOf(name)] ?? '#8a949c' };
}

/** A stacked bar for each chosen design whose figures have one unit. */
function drawStacks() {
  const { designs } = report;
  if (designs.length === 0) {
    return;
  }
  stack('energy-stack', 'Energy of the chosen designs', designs, (design) => design.energy, 'J');
  const unit = designs[0].areaUnit;
  const alike = designs.filter((design) => design.areaUnit === unit);
  stack('area-stack', `${designs[0].areaTitle} of the chosen designs`, alike, (design) => design.area, unit);
}

function stack(id, title, designs, partsOf, unit) {
  const chart = chartIn(id);
  byId(`${id}-caption`).replaceChildren(title, chartButtons(id, title, chart));
  const { own, rest, colour } = partColours(designs, partsOf);
  const value = (design, names) => sum(partsOf(design).filter((part) => names.includes(part.name)).map((part) => part.value));
  const series = own.map((name) => ({ name, color: colour(name), data: designs.map((design) => value(design, [name])) }));
  if (rest.length > 0) {
    series.push({ name: `${rest.length} others`, color: colour(''), data: designs.map((design) => value(design, rest)) });
  }
  const total = Math.max(...designs.map((design) => sum(partsOf(design).map((part) => part.value))), 1e-30);
  byId(id).style.height = `${110 + 36 * designs.length}px`;
  chart.resize();
  chart.setOption({
    animation: false, textStyle,
    grid: { left: 150, right: 24, top: 44, bottom: 46 },
    legend: { top: 0, left: 0, textStyle, itemWidth: 12, itemHeight: 10, selectedMode: false },
    tooltip: {
      trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, transitionDuration: 0,
      formatter: (items) => stackTip(designs[items[0].dataIndex], partsOf(designs[items[0].dataIndex]), unit),
    },
    xAxis: valueAxis('', unit, [], false, { range: [0, total * 1.04] }),
    yAxis: {
      type: 'category', inverse: true, data: designs.map((design) => reasonText(design) || design.name),
      axisTick: { show: false }, axisLine: { lineStyle: { color: '#8a949c' } },
      axisLabel: { ...textStyle, width: 136, overflow: 'break', lineHeight: 14, interval: 0 },
    },
    series: series.map(({ name, color, data }) => ({
      type: 'bar', stack: 'all', barMaxWidth: 20, name, data, itemStyle: { color, borderColor: '#fff', borderWidth: 0.5 },
    })),
  });
}

function stackTip(design, parts, unit) {
  const total = sum(parts.map((part) => part.value));
  return element('div', { class: 'tip' }, element('strong', {}, `${design.name}: ${quantity(total, unit)}`), element('table', {},
    element('tbody', {}, parts.filter((part) => part.value > 0).sort((a, b) => b.value - a.value).map((part) => element('tr', {},
      element('th', {}, part.name), element('td', {}, `${quantity(part.value, unit, 3)}, ${percent(part.value, total)}`))))));
}

/** One design's energy by part and layer, or its area by component, as nested rectangles. */
function drawTree() {
  const design = report.designs[currentDesign];
  const byEnergy = byId('tree-quantity').value !== 'area';
  const unit = byEnergy ? 'J' : design.areaUnit;
  const phases = new Set(design.layers.map((layer) => layer.phase)).size;
  const alike = report.designs.filter((one) => byEnergy || one.areaUnit === unit);
  const { colour } = partColours(alike, (one) => (byEnergy ? one.energy : one.area));
  const data = byEnergy
    ? design.energyParts.map((part, index) => ({
      name: part, itemStyle: { color: colour(part) },
      children: design.layers.map((layer) => ({ name: phases > 1 ? `${layer.name} (${layer.phase})` : layer.name, value: layer.energy[index] }))
        .filter((leaf) => leaf.value > 0),
    }))
    : design.area.filter((part) => part.value > 0).map((part) => ({
      name: part.name, value: part.value, itemStyle: { color: colour(part.name) },
    }));
  byId('tree-caption').replaceChildren(byEnergy ? 'Energy by part and layer' : `${design.areaTitle} by component`,
    chartButtons('breakdown', byEnergy ? 'Energy by part and layer' : 'Area by component', treeChart));
  const label = ({ name, value }) => `${name}\n${quantity(value, unit, 3)}`;
  treeChart.setOption({
    animation: false, textStyle,
    tooltip: {
      confine: true, transitionDuration: 0,
      formatter: ({ treePathInfo, value }) => element('div', { class: 'tip' },
        element('strong', {}, treePathInfo.slice(1).map((node) => node.name).join(' · ')),
        `${quantity(value, unit)}, ${percent(value, treePathInfo[0].value)}`),
    },
    series: [{
      type: 'treemap', roam: false, nodeClick: false, breadcrumb: { show: false }, data, visibleMin: 30,
      left: 0, right: 0, top: 0, bottom: 0, squareRatio: 1.2,
      label: { formatter: label, fontSize: 12, color: '#fff', textBorderColor: 'rgba(28, 39, 51, 0.75)', textBorderWidth: 2, overflow: 'truncate', lineHeight: 16 },
      upperLabel: { show: byEnergy, height: 22, color: '#1c2733', formatter: ({ name, value }) => `${name}, ${quantity(value, unit, 3)}` },
      itemStyle: { borderColor: '#fff', borderWidth: 1, gapWidth: 1 },
      levels: byEnergy
        ? [{ itemStyle: { borderWidth: 0, gapWidth: 3 }, upperLabel: { show: false } }, { itemStyle: { borderWidth: 2, gapWidth: 1, borderColor: '#e9edf0' }, upperLabel: { show: true } },
          { colorSaturation: [0.45, 0.75] }]
        : [{ itemStyle: { borderWidth: 0, gapWidth: 2 } }],
    }],
  }, { notMerge: true });
}
