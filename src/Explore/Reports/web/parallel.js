// Parallel coordinates: a line for each design across its axes and objectives. Ranges drawn on a column filter all views.
// The lines are drawn on a canvas of our own, some hundred a frame, so that a brush never waits for them; in a mixed
// order, so that what is there so far looks like the whole.

const linesEachFrame = 600;
const spread = 0.22;
const margins = { top: 46, right: 60, bottom: 16, left: 60 };
let parallelColumns = [];
let parallelRun = 0;
let parallelChanged = () => {};

/** Columns: the axes that vary, then the objectives; each says where a design stands on it, from 0 to 1 in its range. */
function columnsOf() {
  const ofAxis = (axis) => {
    const last = axes[axis].values.length - 1;
    return {
      name: axes[axis].path, low: -0.3, high: last + 0.3, step: 1, discrete: true,
      place: (row) => points.axis[axis][row],
      drawn: (row) => points.axis[axis][row] + spread * (2 * scatterOf(row + axis) - 1),
      ticks: axes[axis].values.map((value, place) => [place, value]),
      text: (place) => axes[axis].values[Math.max(0, Math.min(last, Math.round(place)))],
    };
  };
  const ofMetric = (metric) => {
    const log = wantsLog(metric);
    const [low, high] = extent(metric);
    if (low > high) {
      return null;
    }
    const ends = range([low, high], log, 0.02);
    const { label, unit } = metrics[metric];
    return {
      name: label, low: ends[0], high: ends[1], step: (ends[1] - ends[0]) / 40, discrete: false,
      place: (row) => toScale(metricValue(metric, row), log),
      drawn: (row) => toScale(metricValue(metric, row), log),
      ticks: ticks(ends, log).map((place) => [place, quantity(fromScale(place, log), unit, 3)]),
      text: (place) => quantity(fromScale(place, log), unit, 3),
    };
  };
  return [...axisOrder.map(ofAxis), ...objectives.map(ofMetric).filter(Boolean)];
}

/** A number from 0 to 1 that looks random and is always the same: lines of one value lie beside one another. */
function scatterOf(row) {
  const mixed = Math.imul(row + 1, 0x9e3779b1) >>> 0;
  return (Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 8) / 2 ** 24;
}

function startParallel(changed) {
  parallelChanged = changed;
  parallelColumns = columnsOf();
  byId('parallel-section').hidden = parallelColumns.length < 2;
  byId('parallel').style.minWidth = `${84 * parallelColumns.length}px`;
  byId('parallel-clear').onclick = () => { view.brushes.clear(); changed(); };
  new ResizeObserver(() => drawParallel()).observe(byId('parallel'));
}

/** The place of a column and of a value on it, in pixels. */
function parallelLayout() {
  const { clientWidth: width, clientHeight: height } = byId('parallel');
  const gap = (width - margins.left - margins.right) / Math.max(1, parallelColumns.length - 1);
  const depth = height - margins.top - margins.bottom;
  return {
    width, height,
    x: (index) => margins.left + index * gap,
    y: (column, place) => margins.top + depth * (1 - (place - column.low) / (column.high - column.low)),
    value: (column, y) => column.low + (column.high - column.low) * (1 - (y - margins.top) / depth),
    gap,
  };
}

function drawParallel() {
  const layout = parallelLayout();
  if (parallelColumns.length < 2 || layout.width === 0) {
    return;
  }
  const rows = [];
  const faint = [];
  for (let row = 0; row < rowCount; row++) {
    if ((!view.frontOnly || onFront[row]) && isFeasible(row)) {
      (passesFilters(row) ? rows : faint).push(row);
    }
  }
  // A fixed stride through what stands behind: it is context, not data.
  const behind = faint.filter((_, at) => at % Math.ceil(faint.length / 2000) === 0);
  // The front last, over the others.
  const mixed = rows.filter((row) => !onFront[row]).sort((a, b) => scatterOf(a) - scatterOf(b));
  const above = [...mixed, ...rows.filter((row) => onFront[row])];
  const ranges = [...view.brushes].map(([column, [low, high]]) => `${column.name} (${rangeName(column, low, high)})`);
  byId('parallel-status').replaceChildren(count(rows.length, 'line'), ranges.length > 0
    ? `; ranges on ${ranges.join(', ')}`
    : element('span', { class: 'hint' }, '; drag along a column to keep a range, click it to let go'), '.');
  byId('parallel-clear').hidden = view.brushes.size === 0;
  drawColumns(layout);
  const canvas = byId('parallel-lines');
  const scale = Math.max(1, window.devicePixelRatio);
  canvas.width = layout.width * scale;
  canvas.height = layout.height * scale;
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  const front = rows.filter((row) => onFront[row]).length;
  const shade = (lines, most) => Math.max(0.03, Math.min(0.7, most / Math.max(1, lines)));
  const [alpha, frontAlpha] = [shade(rows.length - front, 200), Math.max(0.15, shade(front, 300))];
  const run = ++parallelRun;
  const paint = (list, from, style) => {
    if (run !== parallelRun) {
      return;
    }
    const to = Math.min(list.length, from + linesEachFrame);
    for (let at = from; at < to; at++) {
      style(list[at]);
      stroke(pen, layout, list[at]);
    }
    if (to < list.length) {
      requestAnimationFrame(() => paint(list, to, style));
    } else if (list === behind) {
      paint(above, 0, lineStyle);
    } else {
      emphasise(pen, layout);
      byId('parallel').dataset.drawn = String(rows.length);
    }
  };
  const lineStyle = (row) => {
    pen.strokeStyle = colouring.colour(colouring.group(row));
    pen.globalAlpha = onFront[row] ? frontAlpha : alpha;
    pen.lineWidth = onFront[row] ? 1.4 : 1;
  };
  delete byId('parallel').dataset.drawn;
  paint(behind, 0, () => {
    pen.strokeStyle = '#aab4bb';
    pen.globalAlpha = 0.12;
    pen.lineWidth = 1;
  });
}

function stroke(pen, layout, row) {
  pen.beginPath();
  let started = false;
  parallelColumns.forEach((column, index) => {
    const place = column.drawn(row);
    if (Number.isFinite(place)) {
      const at = [layout.x(index), layout.y(column, place)];
      if (started) {
        pen.lineTo(...at);
      } else {
        pen.moveTo(...at);
      }
      started = true;
    }
  });
  pen.stroke();
}

/** The selected design and the compared two, over all others. */
function emphasise(pen, layout) {
  [[view.pair[0], '#1c2733', [6, 3]], [view.pair[1], '#1c2733', [2, 3]], [view.selected, '#d55e00', []]]
    .forEach(([row, colour, dash]) => {
      if (row >= 0) {
        pen.strokeStyle = colour;
        pen.globalAlpha = 1;
        pen.lineWidth = row === view.selected ? 3 : 1.6;
        pen.setLineDash(dash);
        stroke(pen, layout, row);
      }
    });
  pen.setLineDash([]);
}

function rangeName(column, low, high) {
  const [from, to] = [column.text(column.discrete ? Math.ceil(low) : low), column.text(column.discrete ? Math.floor(high) : high)];
  return from === to ? from : `${from} to ${to}`;
}

function drawing(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children.map((child) => (child instanceof Node ? child : document.createTextNode(child))));
  return node;
}

/** Lines, names and ticks of the columns, and the ranges on them; each column takes the keyboard. */
function drawColumns(layout) {
  const sheet = byId('parallel-columns');
  const focused = document.activeElement?.dataset?.column;
  sheet.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
  sheet.replaceChildren(...parallelColumns.map((column, index) => {
    const x = layout.x(index);
    const brush = view.brushes.get(column);
    const every = Math.ceil(column.ticks.length / 16);
    const [low, high] = brush ?? [column.low, column.high];
    const labels = column.ticks.filter((_, at) => at % every === 0).flatMap(([place, text]) => [
      drawing('line', { x1: x - 3, x2: x + 3, y1: layout.y(column, place), y2: layout.y(column, place), class: 'tick' }),
      drawing('text', { x: x + 6, y: layout.y(column, place) + 4, class: 'tick-text' }, shorten(text, layout.gap / 6.5)),
    ]);
    const group = drawing('g', {
      class: brush ? 'column brushed' : 'column', tabindex: 0, role: 'slider', 'data-column': index,
      'aria-orientation': 'vertical', 'aria-label': `Range of ${column.name}`, 'aria-valuemin': column.low,
      'aria-valuemax': column.high, 'aria-valuenow': high,
      'aria-valuetext': brush ? rangeName(column, low, high) : 'all',
    },
    drawing('title', {}, `${column.name}: drag to keep a range; arrow keys move its upper end, with Shift its lower end; Escape lets go`),
    drawing('line', { x1: x, x2: x, y1: margins.top, y2: layout.height - margins.bottom, class: 'axis-line' }),
    ...labels,
    ...lines(column.name, layout.gap / 7).map((line, at, all) => drawing('text', {
      x, y: margins.top - 12 - 14 * (all.length - 1 - at), class: 'column-name', 'text-anchor': 'middle',
    }, line)),
    drawing('rect', {
      class: 'range', x: x - 8, width: 16, y: layout.y(column, high), rx: 3,
      height: Math.max(2, layout.y(column, low) - layout.y(column, high)),
    }),
    drawing('rect', { class: 'grip', x: x - 18, width: 36, y: margins.top - 6, height: layout.height - margins.top - margins.bottom + 12 }));
    group.addEventListener('pointerdown', (event) => startBrush(event, column));
    group.addEventListener('keydown', (event) => moveBrush(event, column));
    return group;
  }));
  if (focused !== undefined) {
    sheet.querySelector(`[data-column="${focused}"]`)?.focus({ preventScroll: true });
  }
}

function shorten(text, most) {
  const room = Math.max(5, Math.floor(most));
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

/** A name in at most two lines, broken after a dot or a space. */
function lines(name, most) {
  if (name.length <= most) {
    return [name];
  }
  const breaks = [...name.matchAll(/[. -]/g)].map((match) => match.index + 1);
  const middle = breaks.sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2))[0];
  const parts = middle ? [name.slice(0, middle), name.slice(middle)] : [name];
  return parts.map((part) => shorten(part.trim(), most));
}

/** Dragging along a column keeps a range; a click without a drag lets go of it. */
function startBrush(event, column) {
  const sheet = byId('parallel-columns');
  const top = sheet.getBoundingClientRect().top;
  const start = event.clientY;
  let frame = 0;
  const layout = parallelLayout();
  const move = (to) => {
    const ends = [start, to].map((y) => Math.max(column.low, Math.min(column.high, layout.value(column, y - top))));
    setBrush(column, Math.min(...ends), Math.max(...ends));
  };
  const onMove = (moved) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => move(moved.clientY));
  };
  const onUp = (up) => {
    cancelAnimationFrame(frame);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    if (Math.abs(up.clientY - start) > 4) {
      move(up.clientY);
    } else {
      setBrush(column, null);
    }
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
}

function moveBrush(event, column) {
  const move = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
  if (event.key === 'Escape' || event.key === 'Delete') {
    setBrush(column, null);
  } else if (move) {
    event.preventDefault();
    let [low, high] = view.brushes.get(column) ?? [column.low, column.high];
    if (event.shiftKey) {
      low = Math.max(column.low, Math.min(high, low + move * column.step));
    } else {
      high = Math.min(column.high, Math.max(low, high + move * column.step));
    }
    setBrush(column, low, high);
  }
}

function setBrush(column, low, high) {
  if (low === null) {
    view.brushes.delete(column);
  } else {
    view.brushes.set(column, [low, high]);
  }
  parallelChanged();
}

/** The lines and columns as one picture: PNG of what is on the screen, or SVG of at most 5000 of its lines. */
async function saveParallel(type) {
  const layout = parallelLayout();
  const sheet = byId('parallel-columns').cloneNode(true);
  sheet.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  sheet.setAttribute('width', layout.width);
  sheet.setAttribute('height', layout.height);
  sheet.querySelectorAll('.grip, title, .column:not(.brushed) .range').forEach((node) => node.remove());
  sheet.prepend(drawing('style', {}, '.axis-line,.tick{stroke:#1c2733}.tick-text,.column-name{font:12px sans-serif;fill:#1c2733}'
    + '.column-name{font-weight:600}.range{fill:#d55e00;fill-opacity:.2;stroke:#d55e00}'));
  const background = drawing('rect', { width: '100%', height: '100%', fill: '#fff' });
  if (type === 'svg') {
    const rows = shownRows().filter(isFeasible);
    const kept = rows.filter((row, at) => onFront[row] || at % Math.ceil(rows.length / 5000) === 0);
    const paths = kept.map((row) => drawing('path', {
      d: parallelColumns.map((column, index) => [layout.x(index), layout.y(column, column.drawn(row))])
        .filter(([, y]) => Number.isFinite(y)).map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
      fill: 'none', stroke: colouring.colour(colouring.group(row)), 'stroke-opacity': onFront[row] ? 0.7 : 0.25,
    }));
    sheet.querySelector('style').after(background, ...paths);
    save(new XMLSerializer().serializeToString(sheet), 'image/svg+xml', 'parallel.svg');
    return;
  }
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(sheet))}`;
  await picture.decode();
  const canvas = element('canvas', { width: layout.width * 2, height: layout.height * 2 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(byId('parallel-lines'), 0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, 'image/png', 'parallel.png'));
}
