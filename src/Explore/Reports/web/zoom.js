// Zooming into the scatter chart.

/** Dragging opens a rectangle; the axes then show what is inside. */
function enableZoom(changed) {
  const surface = scatter.getZr();
  let start = null;
  let box = null;
  surface.on('mousedown', (event) => {
    start = scatter.containPixel('grid', [event.offsetX, event.offsetY]) ? [event.offsetX, event.offsetY] : null;
  });
  surface.on('mousemove', (event) => {
    if (start && Math.hypot(event.offsetX - start[0], event.offsetY - start[1]) > 6) {
      if (!box) {
        box = new echarts.graphic.Rect({ silent: true, z: 100, style: { fill: 'rgba(0, 114, 178, 0.1)', stroke: '#0072b2' } });
        surface.add(box);
      }
      box.setShape({ x: start[0], y: start[1], width: event.offsetX - start[0], height: event.offsetY - start[1] });
    }
  });
  const finish = (event) => {
    if (box) {
      const corners = [start, [event.offsetX, event.offsetY]].map((corner) => scatter.convertFromPixel('grid', corner));
      surface.remove(box);
      zoom = { x: sorted(corners, 0), y: sorted(corners, 1) };
      changed();
    }
    start = null;
    box = null;
  };
  surface.on('mouseup', finish);
  surface.on('globalout', () => {
    if (box) {
      surface.remove(box);
    }
    start = null;
    box = null;
  });
}

function sorted(corners, dimension) {
  return corners.map((corner) => corner[dimension]).sort((a, b) => a - b);
}
