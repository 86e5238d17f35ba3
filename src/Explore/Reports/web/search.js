// How a search went on, where the sweep was searched.

function drawSearch() {
  const { generations } = report;
  byId('search').hidden = generations.length === 0;
  if (generations.length === 0) {
    return;
  }
  const chart = chartIn('hypervolume');
  byId('search-save').append(chartButtons('hypervolume', 'Hypervolume by generation', chart));
  const values = generations.map((one) => one.hypervolume);
  chart.setOption({
    animation: false, textStyle,
    grid: { left: 92, right: 24, top: 14, bottom: 50 },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0,
      formatter: ([{ dataIndex }]) => {
        const { generation, evaluated, hypervolume } = generations[dataIndex];
        return element('div', { class: 'tip' }, `Generation ${generation}: ${plain(hypervolume, 5)} after ${count(evaluated, 'design')}`);
      },
    },
    xAxis: valueAxis('Designs evaluated', '', [], false, { range: range(generations.map((one) => one.evaluated), false) }),
    yAxis: valueAxis('Hypervolume of the front', '', values, false, { nameGap: 66 }),
    series: [{
      type: 'line', step: 'end', symbol: 'circle', symbolSize: 6, itemStyle: { color: palette[0] },
      lineStyle: { width: 2 }, data: generations.map((one) => [one.evaluated, one.hypervolume]),
    }],
  });
}
