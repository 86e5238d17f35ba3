// Check boxes for the values of each axis that varies, designs and formats first.

function drawFilters(changed) {
  byId('filters').replaceChildren(...axisOrder.map((axis) => filterOf(axis, changed)));
}

function filterOf(axis, changed) {
  const boxes = axes[axis].values.map((value, index) => element('input', {
    type: 'checkbox', checked: true, 'data-axis': axes[axis].path, 'data-value': value,
    onchange: (event) => { view.allowed[axis][index] = event.target.checked; changed(); },
  }));
  const all = element('button', {
    type: 'button', class: 'text',
    onclick: () => {
      // All, or none when all are on: the short way to a single value.
      const on = boxes.some((box) => !box.checked);
      boxes.forEach((box, index) => { box.checked = on; view.allowed[axis][index] = on; });
      changed();
    },
  }, 'all / none');
  return element('fieldset', {},
    element('legend', {}, axes[axis].path, all),
    element('div', { class: 'values' }, axes[axis].values.map((value, index) => element('label', {}, boxes[index], value))));
}
