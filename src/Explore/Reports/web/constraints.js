// Constraints: what each excludes, whom it binds, and what a wider one would bring.

function drawConstraints() {
  const { counts } = report;
  const bound = ({ metric, min, max }) => {
    const { unit } = metrics[metric];
    return [min === null ? null : `at least ${quantity(min, unit)}`, max === null ? null : `at most ${quantity(max, unit)}`]
      .filter(Boolean).join(', ');
  };
  const heads = ['Constraint', 'Bound', 'Break it', 'Break it alone', 'Front within 5 %', 'A tenth wider'];
  const share = (number, total) => [whole(number), element('span', { class: 'soft' }, ` ${percent(number, total)}`)];
  byId('constraint-table').hidden = report.constraints.length === 0;
  byId('constraint-none').hidden = report.constraints.length > 0;
  byId('constraint-table').replaceChildren(
    element('thead', {}, element('tr', {}, heads.map((head, at) =>
      element('th', { scope: 'col', class: at === 0 || at === 5 ? 'left' : '' }, head)))),
    element('tbody', {}, report.constraints.map((constraint) => element('tr', {},
      element('th', { scope: 'row', class: 'left' }, `${metrics[constraint.metric].label} (${metrics[constraint.metric].key})`),
      element('td', {}, bound(constraint)),
      element('td', {}, share(constraint.breaks, counts.points)),
      element('td', {}, share(constraint.alone, counts.points)),
      element('td', {}, share(constraint.near, counts.front)),
      element('td', { class: 'left wrap-text' }, reliefText(constraint))))));
  const infeasible = counts.points - counts.feasible;
  byId('reason-list').replaceChildren(
    element('p', {}, `${whole(infeasible)} of ${count(counts.points, 'design')} (${percent(infeasible, counts.points)}). `
      + 'A design is counted once, under the first reason found.'),
    pairs(counts.reasons.map(({ reason, points: number }) => [reason, whole(number), false])));
}

function reliefText({ relief }) {
  if (!relief) {
    return 'nothing lies between that the front would take';
  }
  const better = objectives.flatMap((metric, at) => {
    const best = points.front.reduce((found, row) => (found === null
      || (metricValue(metric, row) - found) * metrics[metric].better > 0 ? metricValue(metric, row) : found), null);
    const then = relief.best[at];
    const [from, to] = [best, then].map((value) => quantity(value, metrics[metric].unit));
    return best !== null && (then - best) * metrics[metric].better > 0 && from !== to
      ? [`best ${metrics[metric].label} ${to} instead of ${from}`]
      : [];
  });
  return [
    `${count(relief.gains, 'design')} more on the front, ${whole(relief.losses)} of today's dominated`,
    ...(better.length > 0 ? better : ['no objective gets a better best']),
  ].join('; ');
}
