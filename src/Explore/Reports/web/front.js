// The front as a sortable table.

const firstRows = 25;
const sorting = { column: 0, descending: false };
let allRows = false;

/** Columns: the axes that vary, then the metrics. Axes sort in the order of the sweep. */
function frontColumns() {
  return [
    ...axisOrder.map((axis) => ({
      title: axes[axis].path, left: true,
      key: (row) => points.axis[axis][row], text: (row) => axisLabel(axis, row), raw: (row) => axisLabel(axis, row),
    })),
    ...metrics.map((metric, index) => ({
      title: metric.label, left: false,
      key: (row) => metricValue(index, row), text: (row) => metricText(index, row), raw: (row) => metricValue(index, row) ?? '',
      csv: metric.key,
    })),
  ];
}

function frontRows(columns) {
  const rows = points.front.filter(passesFilters);
  const { key } = columns[sorting.column];
  const sign = sorting.descending ? -1 : 1;
  // A missing value goes last in both orders.
  return rows.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === null || right === null ? (left === null) - (right === null) : sign * (left - right) || a - b;
  });
}

function drawFront(select) {
  const columns = frontColumns();
  const rows = frontRows(columns);
  const shown = allRows ? rows : rows.slice(0, firstRows);
  const sortBy = (column) => {
    sorting.descending = sorting.column === column && !sorting.descending;
    sorting.column = column;
    drawFront(select);
    byId('front-table').querySelectorAll('thead button')[column].focus();
  };
  byId('front-table').replaceChildren(
    element('thead', {}, element('tr', {}, columns.map((column, index) => {
      const active = sorting.column === index;
      const order = sorting.descending ? 'descending' : 'ascending';
      return element('th', { scope: 'col', class: column.left ? 'left' : '', 'aria-sort': active ? order : null },
        element('button', { type: 'button', onclick: () => sortBy(index) },
          column.title, active ? (sorting.descending ? ' ↓' : ' ↑') : ''));
    }))),
    element('tbody', {}, shown.map((row) => element('tr', {
      class: 'pick', tabindex: 0, 'aria-selected': String(row === view.selected), 'data-row': row,
      onclick: () => select(row),
      onkeydown: (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          select(row);
        }
      },
    }, columns.map((column) => element('td', { class: column.left ? 'left' : '' }, column.text(row)))))));

  const directions = objectives.map((m) => `${metrics[m].label}: ${metrics[m].better < 0 ? 'lower' : 'higher'}`);
  const hidden = report.counts.front - rows.length;
  byId('front-lead').textContent =
    `${count(rows.length, 'design')} for which no feasible one is as good in every objective and better in one (${directions.join('; ')})`
    + `${hidden > 0 ? `; the filters above hide ${whole(hidden)} more` : ''}.`;
  const more = byId('front-more');
  more.hidden = rows.length <= firstRows;
  more.textContent = allRows ? `Show the first ${firstRows}` : `Show all ${whole(rows.length)}`;
  more.onclick = () => { allRows = !allRows; drawFront(select); };
  byId('front-csv').onclick = () => saveFront(columns, rows);
}

/** Marks the selected row without building the table anew. */
function markFrontRow() {
  for (const line of byId('front-table').tBodies[0]?.rows ?? []) {
    line.setAttribute('aria-selected', String(Number(line.dataset.row) === view.selected));
  }
}

function saveFront(columns, rows) {
  const field = (value) => (/[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const lines = [['id', ...columns.map((column) => column.csv ?? column.title)].map(field).join(',')];
  rows.forEach((row) => lines.push([points.id[row], ...columns.map((column) => column.raw(row))].map(field).join(',')));
  const address = URL.createObjectURL(new Blob([lines.join('\n'), '\n'], { type: 'text/csv' }));
  element('a', { href: address, download: 'front.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
