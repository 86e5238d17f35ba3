// The front as a sortable table.

const firstRows = 25;
const mostRows = 1000;
const sorting = { column: 0, descending: false };
let allRows = false;

/** Columns: the axes that vary, then the metrics. Axes sort in the order of the sweep. */
function frontColumns() {
  return [
    ...axisOrder.map((axis) => ({
      title: axes[axis].path, left: true,
      key: (row) => points.axis[axis][row], text: (row) => axisLabel(axis, row),
    })),
    ...metricOrder.map((index) => ({
      title: metrics[index].label, left: false,
      key: (row) => metricValue(index, row), text: (row) => metricText(index, row),
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
    return Number.isNaN(left) || Number.isNaN(right)
      ? Number.isNaN(left) - Number.isNaN(right) || a - b
      : sign * (left - right) || a - b;
  });
}

function drawFront(select) {
  const columns = frontColumns();
  const rows = frontRows(columns);
  const shown = rows.slice(0, allRows ? mostRows : firstRows);
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
        } else {
          choosePair(event.key, row);
        }
      },
    }, columns.map((column) => element('td', { class: column.left ? 'left' : '' }, column.text(row)))))));

  const directions = objectives.map((m) => `${metrics[m].label}: ${metrics[m].better < 0 ? 'lower' : 'higher'}`);
  const hidden = report.counts.front - rows.length;
  byId('front-lead').textContent =
    `${count(rows.length, 'design')} for which no feasible one is as good in every objective and better in one (${directions.join('; ')})`
    + `${hidden > 0 ? `; filters and ranges hide ${whole(hidden)} more` : ''}.`;
  const more = byId('front-more');
  more.hidden = rows.length <= firstRows;
  more.textContent = allRows ? `Show the first ${firstRows}` : rows.length > mostRows ? `Show ${whole(mostRows)} of ${whole(rows.length)}` : `Show all ${whole(rows.length)}`;
  more.onclick = () => { allRows = !allRows; drawFront(select); };
  byId('front-csv').onclick = () => saveRows(rows, 'front.csv');
}

/** Marks the selected row without building the table anew. */
function markFrontRow() {
  for (const line of byId('front-table').tBodies[0]?.rows ?? []) {
    line.setAttribute('aria-selected', String(Number(line.dataset.row) === view.selected));
  }
}
