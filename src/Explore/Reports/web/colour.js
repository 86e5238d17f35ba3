// What colours and shapes mean.

// Okabe and Ito, "Color Universal Design", 2008; the yellow last and darkened, since it fades on white.
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#5b6770', '#b8a800'];

// A shape beside each colour, for who cannot tell the colours.
const shapes = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow', 'emptyCircle'];

// Stops of cividis (Nunez, Anderton, Renslow, PLoS ONE 13(7), 2018) without its palest end, for many ordered values.
const ramp = [
  [0, 34, 78], [33, 60, 110], [79, 87, 108], [113, 113, 115], [150, 142, 119], [191, 173, 111], [225, 200, 90],
];

/** So many steps has the ramp where a metric colours. */
const rampSteps = 12;

/** What colours the designs: groups, each with a colour, a shape and a name. */
let colouring = null;

function rampColour(place) {
  const at = place * (ramp.length - 1);
  const low = Math.min(Math.floor(at), ramp.length - 2);
  const mix = ramp[low].map((from, channel) => Math.round(from + (ramp[low + 1][channel] - from) * (at - low)));
  return `rgb(${mix.join(', ')})`;
}

/** The colour of a value of an axis. */
function axisColour(axis, value) {
  const total = axes[axis].values.length;
  return total <= palette.length ? palette[value] : rampColour(value / (total - 1));
}

/** Works out groups anew, after the reader chose what colours. */
function setColouring({ axis, metric }) {
  if (axis !== undefined) {
    const few = axes[axis].values.length <= shapes.length;
    colouring = {
      group: (row) => points.axis[axis][row],
      colour: (group) => axisColour(axis, group),
      shape: (group) => (few ? shapes[group] : 'circle'),
    };
  } else if (metric !== undefined) {
    const log = wantsLog(metric);
    const [low, high] = extent(metric).map((value) => toScale(value, log));
    colouring = {
      group: (row) => {
        const place = (toScale(metricValue(metric, row), log) - low) / (high - low || 1);
        return Number.isFinite(place) ? Math.max(0, Math.min(rampSteps - 1, Math.floor(place * rampSteps))) : -1;
      },
      colour: (group) => (group < 0 ? '#c3cad0' : rampColour(group / (rampSteps - 1))),
      shape: () => 'circle',
      start: (group) => fromScale(low + (high - low) * group / rampSteps, log),
    };
  } else {
    colouring = { group: () => 0, colour: () => palette[0], shape: () => 'circle' };
  }
}

/** The groups with a place in the legend: all where they are few, else the ends and the middle. */
function legendEntries() {
  const { axis, metric } = view.colour;
  if (metric !== undefined) {
    const names = ['from', 'by way of', 'to'];
    return [0, rampSteps >> 1, rampSteps].map((step, at) => ({
      group: Math.min(step, rampSteps - 1),
      name: `${at === 0 ? `${metrics[metric].label} ` : ''}${names[at]} `
        + quantity(colouring.start(step), metrics[metric].unit, 3),
    }));
  }
  if (axis === undefined) {
    return [];
  }
  const all = axes[axis].values.map((name, group) => ({ name, group })).filter(({ group }) => view.allowed[axis][group]);
  return all.length > 16 ? [all[0], all[all.length >> 1], all.at(-1)] : all;
}

/** A mark as the charts draw it. */
function shapeMark(shape, colour) {
  const paths = {
    circle: 'M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0', rect: 'M1.5 1.5h9v9h-9z', triangle: 'M6 1l5.5 10h-11z',
    diamond: 'M6 0l6 6l-6 6l-6 -6z', roundRect: 'M4 1.5h4a2.5 2.5 0 0 1 2.5 2.5v4a2.5 2.5 0 0 1 -2.5 2.5h-4'
      + 'a2.5 2.5 0 0 1 -2.5 -2.5v-4a2.5 2.5 0 0 1 2.5 -2.5z', pin: 'M6 12l-4 -6a4.4 4.4 0 1 1 8 0z',
    arrow: 'M6 0l5 12l-5 -3l-5 3z', emptyCircle: 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0',
  };
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  mark.setAttribute('viewBox', '0 0 12 12');
  mark.setAttribute('class', 'mark');
  mark.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[shape]);
  path.setAttribute('fill', shape === 'emptyCircle' ? 'none' : colour);
  path.setAttribute('stroke', colour);
  path.setAttribute('stroke-width', shape === 'emptyCircle' ? '2.4' : '0');
  mark.append(path);
  return mark;
}
