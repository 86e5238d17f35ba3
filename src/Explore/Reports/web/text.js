// Text and numbers: everything that reaches the page as text does so through textContent.

/** An element with attributes, then children: elements, or anything else as text. */
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === 'class') {
      node.className = value;
    } else if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) {
      node.append(child instanceof Node ? child : String(child));
    }
  }
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

const prefixes = [[1e15, 'P'], [1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k'], [1, ''], [1e-3, 'm'], [1e-6, 'µ'], [1e-9, 'n'], [1e-12, 'p']];

/** Units that take an SI prefix; others (mm², %, tokens/s) keep theirs and get thousands separators. */
const prefixable = new Set(['s', 'J', 'W', 'Hz', 'B/s', 'MAC/s']);

/** A number with so many significant digits, grouped, without trailing zeros; very large or small ones in E notation. */
function plain(value, digits = 4) {
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    return `${Number(mantissa)}e${Number(exponent)}`;
  }
  return value.toLocaleString('en-GB', { maximumSignificantDigits: Math.max(digits, Math.ceil(Math.log10(size))) });
}

/** A value with its unit: 3.41 ms, 12.5 mm². */
function quantity(value, unit, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  if (prefixable.has(unit) && value !== 0) {
    // The rounded value decides, so that 999.96 m becomes 1, not 1000 m.
    const size = Math.abs(Number(value.toPrecision(digits)));
    const [scale, prefix] = prefixes.find(([s]) => size >= s * 0.9999999) ?? prefixes.at(-1);
    return `${plain(value / scale, digits)} ${prefix}${unit}`;
  }
  return unit ? `${plain(value, digits)} ${unit}` : plain(value, digits);
}

/** An exact integer with separators. */
function whole(value) {
  return value.toLocaleString('en-GB');
}

function percent(part, total) {
  return total > 0 ? `${(100 * part / total).toFixed(part / total < 0.0995 ? 1 : 0)} %` : '–';
}

function count(number, noun) {
  return `${whole(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Single quotes for a POSIX shell, where the text needs them. */
function shellQuote(text) {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A list of names and values as rows of a definition list. */
function fillFacts(list, facts) {
  list.replaceChildren(...facts.map((fact) => element('div', {}, element('dt', {}, fact.name), element('dd', {}, fact.value))));
}
