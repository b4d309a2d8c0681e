"use strict";
(() => {
  const charts = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const colour = name => getComputedStyle(root).getPropertyValue(name).trim();
  const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
  const whole = new Intl.NumberFormat("en");
  const drawn = new Map();

  const text = (value, percent) => {
    if (value == null) return "–";
    if (percent) return digits.format(100 * value) + " %";
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-3 || size >= 1e7) ? value.toExponential(1) : digits.format(value);
  };

  // Room for the curves and the lines that they are compared with.
  const range = lines => (plot, low, high) => {
    const values = lines.map(line => line.value).concat([low, high]).filter(value => value != null);
    if (values.length === 0) return [0, 1];
    const from = Math.min(...values);
    const to = Math.max(...values);
    const room = to > from ? 0.06 * (to - from) : Math.abs(to) * 0.1 || 0.5;
    const floor = lines.some(line => line.value === from);
    return [floor ? from - room / 3 : from - room, to + room];
  };

  const comparisons = chart => plot => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour("--quiet");
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = "right";
    for (const line of chart.lines) {
      if (!line.name) continue;
      const y = plot.valToPos(line.value, "y", true);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      const above = y - bbox.top > 18 * devicePixelRatio;
      ctx.textBaseline = above ? "bottom" : "top";
      ctx.fillText(line.name, bbox.left + bbox.width - 4 * devicePixelRatio, y + (above ? -3 : 3) * devicePixelRatio);
    }
    ctx.restore();
  };

  // Where no cursor is, the legend says the last values.
  const rest = plot => {
    if (plot.legend.idx == null) plot.setLegend({ idx: plot.data[0].length - 1 }, false);
  };

  const options = (chart, width) => {
    const axis = {
      stroke: colour("--quiet"),
      font: "12px system-ui, sans-serif",
      grid: { stroke: colour("--grid"), width: 1 },
      ticks: { show: false },
    };
    const single = chart.steps.length === 1;
    return {
      width,
      height: 220,
      cursor: { sync: { key: "steps", scales: ["x", null] }, drag: { x: true, y: false } },
      scales: {
        x: { time: false, ...(single && { range: [chart.steps[0] - 1, chart.steps[0] + 1] }) },
        y: { range: range(chart.lines) },
      },
      axes: [
        { ...axis, size: 30, space: 60, values: (plot, ticks) => ticks.map(t => (Number.isInteger(t) ? whole.format(t) : "")) },
        { ...axis, size: 64, values: (plot, ticks) => ticks.map(t => text(t, chart.percent)) },
      ],
      series: [
        { label: "step", value: (plot, value) => (value == null ? "–" : whole.format(value)) },
        ...chart.series.map((series, i) => ({
          label: series.name,
          stroke: colour(i === 0 ? "--one" : "--two"),
          width: 2,
          ...(i > 0 && { dash: [7, 3] }),
          points: { fill: colour("--card"), ...(series.values.length <= 16 && { show: true, size: 6 }) },
          value: (plot, value) => text(value, chart.percent),
        })),
      ],
      hooks: { draw: [comparisons(chart)], setLegend: [rest] },
    };
  };

  // Left and right move the cursor that a mouse would.
  const keys = event => {
    const plot = drawn.get(event.currentTarget);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!plot || !step) return;
    event.preventDefault();
    const last = plot.data[0].length - 1;
    const at = plot.cursor.idx == null ? (step > 0 ? 0 : last) : plot.cursor.idx + step;
    const left = plot.valToPos(plot.data[0][Math.min(last, Math.max(0, at))], "x");
    plot.setCursor({ left, top: plot.over.clientHeight / 2 });
  };

  const draw = chart => {
    const place = document.querySelector(`#${chart.id} .plot`);
    drawn.get(place)?.destroy();
    const data = [chart.steps, ...chart.series.map(series => series.values)];
    const plot = new uPlot(options(chart, place.clientWidth), data, place);
    plot.ctx.canvas.setAttribute("role", "img");
    plot.ctx.canvas.setAttribute("aria-label", chart.title);
    drawn.set(place, plot);
    rest(plot);
  };

  const resized = new ResizeObserver(entries => {
    for (const entry of entries) {
      const plot = drawn.get(entry.target);
      const width = Math.floor(entry.contentRect.width);
      if (plot && width > 0 && plot.width !== width) plot.setSize({ width, height: plot.height });
    }
  });

  for (const chart of charts) {
    draw(chart);
    const place = document.querySelector(`#${chart.id} .plot`);
    place.tabIndex = 0;
    place.addEventListener("keydown", keys);
    resized.observe(place);
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach(draw));
})();
