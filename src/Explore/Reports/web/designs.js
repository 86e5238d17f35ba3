// The chosen designs in depth: layers, roofline, energy and area.

const layersChart = chartIn('layers');
const rooflineChart = chartIn('roofline');
const treeChart = chartIn('tree');
const mostBars = 24;
const phaseColours = new Map();
let currentDesign = 0;

function drawDesigns(select) {
  const tabs = report.designs.map((design, index) => element('button', {
    type: 'button', role: 'tab', id: `design-tab-${index}`, 'aria-controls': 'design-panel',
    onclick: () => { showDesign(index); if (rowOfId.has(design.point)) { select(rowOfId.get(design.point)); } },
    onkeydown: (event) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (move) {
        showDesign((index + move + report.designs.length) % report.designs.length);
        byId(`design-tab-${currentDesign}`).focus();
      }
    },
  }, reasonText(design) || design.name));
  byId('design-tabs').replaceChildren(...tabs);
  byId('designs').hidden = report.designs.length === 0;
  byId('layer-quantity').replaceChildren(
    element('option', { value: 'cycles' }, 'time: compute and DRAM'), element('option', { value: 'energy' }, 'energy'));
  byId('tree-quantity').onchange = drawTree;
  byId('layer-phase').onchange = drawLayers;
  byId('layer-quantity').onchange = drawLayers;
  if (report.designs.length > 0) {
    showDesign(0);
  }
}

function showDesign(index) {
  currentDesign = index;
  const design = report.designs[index];
  report.designs.forEach((_, tab) => {
    byId(`design-tab-${tab}`).setAttribute('aria-selected', String(tab === index));
    byId(`design-tab-${tab}`).tabIndex = tab === index ? 0 : -1;
  });
  byId('design-panel').setAttribute('aria-labelledby', `design-tab-${index}`);
  const row = rowOfId.get(design.point);
  const settings = row === undefined ? [] : axes.flatMap((axis, a) => (axis.design ? [] : [`${axis.path} ${axisLabel(a, row)}`]));
  byId('design-lead').textContent = [`${design.name}, ${quantity(design.clock, 'Hz')}`, ...settings].join(' · ');

  const phases = [...new Set(design.layers.map((layer) => layer.phase))];
  phases.forEach((phase, place) => phaseColours.set(phase, palette[[0, 5, 2, 3][place % 4]]));
  const kept = byId('layer-phase').value;
  byId('layer-phase').replaceChildren(...phases.map((phase) => element('option', { value: phase }, phase)));
  byId('layer-phase').value = phases.includes(kept) ? kept : phases.at(-1) ?? '';

  drawLayers();
  drawRoofline(design.roofline);
  drawTree();
  drawParts('energy', 'Energy', design.energy, 'J');
  drawParts('area', design.areaTitle, design.area, design.areaUnit);
}

function drawLayers() {
  const design = report.designs[currentDesign];
  const layers = design.layers.filter((layer) => layer.phase === byId('layer-phase').value);
  const byEnergy = byId('layer-quantity').value === 'energy';
  const size = byEnergy ? (layer) => sum(layer.energy) : (layer) => layer.cycles;
  const ranked = [...layers].sort((a, b) => size(b) - size(a));
  // Below a pixel of the longest bar there is nothing to see; the table has all.
  const bars = ranked.filter((layer) => size(layer) > 0.002 * size(ranked[0])).slice(0, mostBars).reverse();
  const seconds = (cycles) => cycles / design.clock;
  const series = byEnergy
    ? design.energyParts.map((part, index) => ({ name: part, stack: 'energy', data: bars.map((layer) => layer.energy[index]) }))
    : [
      { name: 'DRAM busy', data: bars.map((layer) => seconds(layer.dram)) },
      { name: 'compute busy', data: bars.map((layer) => seconds(layer.compute)) },
    ];
  const unit = byEnergy ? 'J' : 's';
  byId('layers-caption').textContent = `${byEnergy ? 'Energy' : 'Time'} of the layers`
    + (layers.length > bars.length ? `, the ${bars.length} largest of ${layers.length}` : '');
  const extent = [0, 1.04 * Math.max(...bars.map((layer) => (byEnergy ? sum(layer.energy) : seconds(Math.max(layer.dram, layer.compute)))), 1e-30)];
  byId('layers').style.height = `${Math.max(380, 90 + bars.length * (byEnergy ? 22 : 26))}px`;
  layersChart.resize();
  layersChart.setOption({
    animation: false, textStyle,
    grid: { left: 150, right: 24, top: 34, bottom: 50 },
    legend: { top: 0, left: 0, textStyle, itemWidth: 12, itemHeight: 10, selectedMode: false },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, transitionDuration: 0, formatter: (items) => layerTip(bars[items[0].dataIndex], design) },
    xAxis: valueAxis(byEnergy ? 'Energy' : 'Time in the phase', unit, [], false, { range: extent, nameGap: 30 }),
    yAxis: {
      type: 'category', data: bars.map((layer) => layer.name), axisTick: { show: false }, axisLine: { lineStyle: { color: '#8a949c' } },
      axisLabel: { ...textStyle, width: 136, overflow: 'truncate', interval: 0 },
    },
    series: series.map((one, index) => ({ type: 'bar', barMaxWidth: 14, itemStyle: { color: (byEnergy ? palette : [palette[1], palette[0]])[index % palette.length] }, ...one })),
  }, { notMerge: true });
  drawLayerTable(layers, design);
}

function layerTip(layer, design) {
  const line = (name, value) => element('tr', {}, element('th', {}, name), element('td', {}, value));
  return element('div', { class: 'tip' }, element('strong', {}, `${layer.name} (${layer.phase})`), element('table', {},
    element('tbody', {},
      layer.m > 0 ? line('M × K × N', `${whole(layer.m)} × ${whole(layer.k)} × ${whole(layer.n)}`) : null,
      line('instances', whole(layer.count)),
      line('start to end', quantity(layer.cycles / design.clock, 's')),
      line('compute busy', quantity(layer.compute / design.clock, 's')),
      line('DRAM busy', quantity(layer.dram / design.clock, 's')),
      line('utilization', percent(layer.utilization, 1))),
    element('tbody', {}, design.energyParts.map((part, index) => line(`${part} energy`, quantity(layer.energy[index], 'J'))))));
}

function drawLayerTable(layers, design) {
  const heads = ['layer', 'M', 'K', 'N', 'count', 'cycles', 'compute', 'DRAM', 'utilization', ...design.energyParts.map((part) => `${part} energy`), 'energy'];
  const total = (pick) => layers.reduce((all, layer) => all + pick(layer), 0);
  const shape = (value) => (value > 0 ? whole(value) : '–');
  const cells = (values, tag = 'td') => values.map((value, index) => element(tag, { class: index === 0 ? 'left' : '' }, value));
  byId('layer-table').replaceChildren(
    element('thead', {}, element('tr', {}, heads.map((head, index) => element('th', { scope: 'col', class: index === 0 ? 'left' : '' }, head)))),
    element('tbody', {}, layers.map((layer) => element('tr', {}, cells([
      layer.name, shape(layer.m), shape(layer.k), shape(layer.n), whole(layer.count), whole(layer.cycles), whole(layer.compute), whole(layer.dram),
      layer.m > 0 ? percent(layer.utilization, 1) : '–', ...layer.energy.map((joules) => quantity(joules, 'J')), quantity(sum(layer.energy), 'J'),
    ])))),
    element('tfoot', {}, element('tr', {}, cells([
      `${byId('layer-phase').value} in total`, '', '', '', '', whole(total((l) => l.cycles)), whole(total((l) => l.compute)), whole(total((l) => l.dram)), '',
      ...design.energyParts.map((_, index) => quantity(total((l) => l.energy[index]), 'J')), quantity(total((l) => sum(l.energy)), 'J'),
    ]))));
}

function drawRoofline(roofline) {
  const placed = roofline.points.filter((point) => point.intensity > 0 && point.rate > 0);
  const peak = Math.max(...roofline.ceilings.map((ceiling) => ceiling.rate));
  const xs = range([...placed.map((p) => p.intensity), ...roofline.ceilings.map((c) => c.rate / roofline.bandwidth)], true, 0.12);
  const ys = range([...placed.map((p) => p.rate), peak], true, 0.12);
  const at = (x, y) => [Math.log10(x), Math.log10(y)];
  const roof = (ceiling) => [
    [xs[0], xs[0] + Math.log10(roofline.bandwidth)], at(ceiling.rate / roofline.bandwidth, ceiling.rate), [xs[1], Math.log10(ceiling.rate)],
  ];
  const phases = [...new Set(placed.map((point) => point.phase))];
  rooflineChart.setOption({
    animation: false, textStyle,
    grid: { left: 92, right: 24, top: 34, bottom: 50 },
    legend: { top: 0, left: 0, textStyle, data: phases, selectedMode: false, itemWidth: 12, itemHeight: 10 },
    tooltip: {
      trigger: 'item', confine: true, transitionDuration: 0,
      formatter: ({ data }) => (data.point ? rooflineTip(data.point, roofline) : ''),
    },
    xAxis: valueAxis('Arithmetic intensity (MAC per DRAM byte)', '', [], true, { range: xs, nameGap: 30 }),
    yAxis: valueAxis('Achieved', 'MAC/s', [], true, { range: ys, nameGap: 74 }),
    series: [
      ...roofline.ceilings.map((ceiling, index) => ({
        type: 'line', symbol: 'none', silent: true, data: roof(ceiling), z: 1,
        lineStyle: { color: '#1c2733', width: 1.6, type: index === 0 ? 'solid' : 'dashed' },
        endLabel: { ...textStyle, textBorderColor: '#fff', textBorderWidth: 3, show: true, align: 'right', verticalAlign: 'bottom', offset: [-6, -3], formatter: `${quantity(ceiling.rate, 'MAC/s')} ${ceiling.name.replace(/[{}]/g, '')}` },
      })),
      ...phases.map((phase) => ({
        type: 'scatter', name: phase, symbolSize: 9, z: 3,
        itemStyle: { color: phaseColours.get(phase), opacity: 0.8, borderColor: '#fff', borderWidth: 0.5 },
        data: placed.filter((point) => point.phase === phase).map((point) => ({ value: at(point.intensity, point.rate), point })),
      })),
    ],
  }, { notMerge: true });
}

function rooflineTip(point, roofline) {
  const line = (name, value) => element('tr', {}, element('th', {}, name), element('td', {}, value));
  const bound = Math.min(point.intensity * roofline.bandwidth, Math.max(...roofline.ceilings.map((ceiling) => ceiling.rate)));
  return element('div', { class: 'tip' }, element('strong', {}, `${point.name} (${point.phase})`), element('table', {}, element('tbody', {},
    line('intensity', `${plain(point.intensity)} MAC/B`), line('achieved', quantity(point.rate, 'MAC/s')), line('of its bound', percent(point.rate, bound)))));
}

function drawParts(id, label, parts, unit) {
  const total = sum(parts.map((part) => part.value));
  const largest = Math.max(...parts.map((part) => part.value), 0);
  byId(`${id}-caption`).textContent = `${label}: ${quantity(total, unit)}`;
  byId(id).replaceChildren(...[...parts].sort((a, b) => b.value - a.value).map((part) => {
    const bar = element('div', { class: 'bar' });
    bar.style.width = largest > 0 ? `${100 * part.value / largest}%` : '0';
    bar.style.background = id === 'energy' ? palette[0] : palette[2];
    return element('div', { class: 'part' },
      element('span', { class: 'name' }, part.name, part.estimated ? ' ' : null, part.estimated ? element('span', { class: 'badge estimated' }, 'estimated') : null),
      bar,
      element('span', { class: 'amount' }, quantity(part.value, unit, 3), element('span', { class: 'share' }, `  ${percent(part.value, total)}`)));
  }));
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
