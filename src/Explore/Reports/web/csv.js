// Rows as `accel export` writes them, to the byte: the same columns, numbers and quotes.

/** A number as .NET writes it: the shortest text that reads back the same, or so many significant digits. */
function dotnetNumber(value, precision) {
  if (!Number.isFinite(value)) {
    return '';
  }
  const [mantissa, power] = (precision ? value.toExponential(precision - 1) : value.toExponential()).split('e');
  const negative = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const exponent = Number(power);
  if (digits === '0') {
    return Object.is(value, -0) ? '-0' : '0';
  }
  if (exponent >= (precision ?? 17) || exponent < -4) {
    const sign = exponent < 0 ? '-' : '+';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${negative}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}E${sign}${size}`;
  }
  if (exponent < 0) {
    return `${negative}0.${'0'.repeat(-exponent - 1)}${digits}`;
  }
  const integer = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${negative}${integer}${digits.length > exponent + 1 ? `.${digits.slice(exponent + 1)}` : ''}`;
}

/** Why a design is infeasible, with its own figure. */
function explain(row) {
  if (isFeasible(row)) {
    return '';
  }
  const { text, metric } = points.reasons[points.infeasible[row]];
  if (metric < 0) {
    return text;
  }
  // Six digits, unless they would round the value onto the bound that it breaks.
  const value = metricValue(metric, row);
  const short = dotnetNumber(value, 6);
  return `${metrics[metric].key} ${text.endsWith(` ${short}`) ? dotnetNumber(value) : short} ${text}`;
}

/** A field; an apostrophe keeps spreadsheets from taking text for a formula. */
function field(text) {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a CSV file with these rows. */
function csvOf(rows) {
  const labels = axes.map((axis) => axis.values.map(field));
  const lines = [[...axes.map((axis) => field(axis.path)), ...metrics.map((metric) => metric.key), 'feasible', 'reason']];
  for (const row of rows) {
    lines.push([
      ...labels.map((values, axis) => values[points.axis[axis][row]]),
      ...metrics.map((_, metric) => dotnetNumber(metricValue(metric, row))),
      isFeasible(row) ? 'true' : 'false', field(explain(row)),
    ]);
  }
  return `${lines.map((line) => line.join(',')).join('\n')}\n`;
}
