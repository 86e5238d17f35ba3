// What the reader takes away: rows as CSV, charts as pictures.

function save(content, type, name) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function saveRows(rows, name) {
  save(csvOf(rows), 'text/csv', name);
}

/** A chart as it is now: PNG with two pixels for one, or SVG drawn anew. */
async function saveChart(chart, name, type) {
  if (type === 'png') {
    const picture = await fetchless(chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' }));
    save(picture, 'image/png', `${name}.png`);
    return;
  }
  const still = echarts.init(null, null, {
    renderer: 'svg', ssr: true, width: chart.getWidth(), height: chart.getHeight(),
  });
  still.setOption({ ...chart.getOption(), backgroundColor: '#fff', animation: false, tooltip: [] });
  save(still.renderToSVGString(), 'image/svg+xml', `${name}.svg`);
  still.dispose();
}

/** The bytes behind a data address; the page's policy allows no fetch, not even of these. */
function fetchless(address) {
  return Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (char) => char.charCodeAt(0));
}

/** Two small buttons that save a chart. */
function chartButtons(name, label, chart) {
  return element('span', { class: 'save', role: 'group', 'aria-label': `Save the chart: ${label}` },
    ['png', 'svg'].map((type) => element('button', {
      type: 'button', class: 'text', 'aria-label': `Save as ${type.toUpperCase()}: ${label}`,
      onclick: () => saveChart(chart, name, type),
    }, type.toUpperCase())));
}
