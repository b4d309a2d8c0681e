"use strict";
// Draws charts from data. What a chart is and says comes with the data (ChartData.java); this knows only how it looks.
// Selfsame.charts(container, charts) may be called again with new data: charts that are there are redrawn, those that are no
// longer among the data are removed.
const Selfsame = (() => {
  const hues = ["--one", "--two", "--three", "--four", "--five", "--six", "--seven", "--eight"];
  const dashes = [undefined, [7, 3], [2, 3], [10, 3, 2, 3], [14, 4], [4, 4], [1, 2], [8, 2, 2, 2, 2, 2]];
  const borders = ["solid", "dashed", "dotted", "double"]; // the same in the legend, as far as CSS has them
  const root = document.documentElement;
  const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
  const whole = new Intl.NumberFormat("en");
  const drawn = new Map(); // by the element that a chart is drawn into: its chart and its plot

  const colour = name => getComputedStyle(root).getPropertyValue(name).trim();

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

  const powers = (plot, low, high) => (low > 0 && high > 0 ? uPlot.rangeLog(low, high, 10, true) : [0.1, 1]);

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

  // Where no cursor is, the legend says the last value of each curve.
  const rest = plot => {
    if (plot.cursor.idx != null) return;
    const last = plot.data.map(values => values.findLastIndex(value => value != null));
    plot.setLegend({ idxs: last }, false);
  };

  // One table: places, then the values of each curve. Curves with places of their own are joined.
  const table = chart => {
    const own = chart.series.some(series => series.at);
    const tables = chart.series.map(series => [series.at || chart.at, series.values]);
    return own ? uPlot.join(tables) : [chart.at, ...chart.series.map(series => series.values)];
  };

  const options = (chart, data, width) => {
    const axis = {
      stroke: colour("--quiet"),
      font: "12px system-ui, sans-serif",
      grid: { stroke: colour("--grid"), width: 1 },
      ticks: { show: false },
    };
    const single = data[0].length === 1;
    // The newest of several moments looks like the only curve of other charts.
    const look = i => (chart.series[i]?.look ?? (chart.ranks ? chart.series.length - 1 - i : i)) % hues.length;
    return {
      width,
      height: 220,
      legend: { markers: { dash: (plot, i) => borders[look(i - 1) % borders.length] } },
      cursor: {
        ...(!chart.ranks && { sync: { key: "steps", scales: ["x", null] } }),
        drag: { x: true, y: false },
      },
      scales: {
        x: { time: false, ...(single && { range: [data[0][0] - 1, data[0][0] + 1] }) },
        y: chart.ranks ? { distr: 3, range: powers } : { range: range(chart.lines) },
      },
      axes: [
        { ...axis, size: 30, space: 60, values: (plot, ticks) => ticks.map(t => (Number.isInteger(t) ? whole.format(t) : "")) },
        { ...axis, size: 64, values: (plot, ticks) => ticks.map(t => (t == null ? "" : text(t, chart.percent))) },
      ],
      series: [
        {
          label: chart.ranks ? "singular value" : "step",
          value: (plot, value) => (value == null ? "–" : whole.format(value)),
        },
        ...chart.series.map((series, i) => ({
          label: series.name,
          stroke: colour(hues[look(i)]),
          width: 2,
          dash: dashes[look(i)],
          points: { fill: colour("--card"), ...(series.values.length <= 16 && { show: true, size: 6 }) },
          value: (plot, value) => text(value, chart.percent),
        })),
      ],
      hooks: { draw: [comparisons(chart)], setLegend: [rest] },
    };
  };

  // Left and right move the cursor that a mouse would.
  const keys = event => {
    const plot = drawn.get(event.currentTarget)?.plot;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!plot || !step) return;
    event.preventDefault();
    const last = plot.data[0].length - 1;
    const at = plot.cursor.idx == null ? (step > 0 ? 0 : last) : plot.cursor.idx + step;
    const left = plot.valToPos(plot.data[0][Math.min(last, Math.max(0, at))], "x");
    plot.setCursor({ left, top: plot.over.clientHeight / 2 });
  };

  const resized = new ResizeObserver(entries => {
    for (const entry of entries) {
      const plot = drawn.get(entry.target)?.plot;
      const width = Math.floor(entry.contentRect.width);
      if (plot && width > 0 && plot.width !== width) plot.setSize({ width, height: plot.height });
    }
  });

  const alike = (one, other) =>
    one.ranks === other.ranks
    && one.series.length === other.series.length
    && one.series.every((series, i) => series.name === other.series[i].name)
    && JSON.stringify(one.lines) === JSON.stringify(other.lines);

  const draw = (place, chart, fresh) => {
    const before = drawn.get(place);
    const data = table(chart);
    if (before && !fresh && alike(before.chart, chart) && before.plot.data[0].length > 1) {
      drawn.set(place, { chart, plot: before.plot });
      before.plot.setData(data);
      before.plot.ctx.canvas.setAttribute("aria-label", `${chart.title}: ${chart.summary}`);
      rest(before.plot);
      return;
    }
    before?.plot.destroy();
    const plot = new uPlot(options(chart, data, place.clientWidth), data, place);
    plot.ctx.canvas.setAttribute("role", "img");
    plot.ctx.canvas.setAttribute("aria-label", `${chart.title}: ${chart.summary}`);
    drawn.set(place, { chart, plot });
    rest(plot);
    if (!before) {
      place.tabIndex = 0;
      place.addEventListener("keydown", keys);
      resized.observe(place);
    }
  };

  const element = (name, content, attributes = {}) => {
    const made = document.createElement(name);
    if (content) made.textContent = content;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // How the curve of a number looks in a chart over steps, for a legend elsewhere.
  const look = number => ({ colour: colour(hues[number % hues.length]), dash: dashes[number % hues.length] || [] });

  // The same elements as Page.java writes, where it wrote none.
  const figure = (container, chart) => {
    const title = `${chart.id}-title`;
    const made = element("figure", "", { id: chart.id, role: "group", "aria-labelledby": title });
    const caption = element("figcaption");
    caption.append(element("h3", chart.title, { id: title }), element("p", chart.meaning));
    made.append(caption, element("div", "", { class: "plot" }), element("p", chart.summary, { class: "summary" }));
    container.append(made);
    return made;
  };

  // Only what differs is written, so that what a reader has selected stays so.
  const write = (place, content) => {
    if (place.textContent !== content) place.textContent = content;
  };

  const remove = made => {
    const place = made.querySelector(".plot");
    drawn.get(place)?.plot.destroy();
    drawn.delete(place);
    resized.unobserve(place);
    made.remove();
  };

  const charts = (container, all) => {
    const ids = new Set(all.map(chart => chart.id));
    for (const made of container.querySelectorAll("figure")) if (!ids.has(made.id)) remove(made);
    for (const chart of all) {
      const made = document.getElementById(chart.id) || figure(container, chart);
      write(made.querySelector("h3"), chart.title);
      write(made.querySelector("figcaption p"), chart.meaning);
      write(made.querySelector(".summary"), chart.summary);
      draw(made.querySelector(".plot"), chart, false);
    }
  };

  const again = () => drawn.forEach(({ chart }, place) => draw(place, chart, true));
  for (const media of ["(prefers-color-scheme: dark)", "print"]) matchMedia(media).addEventListener("change", again);

  return { charts, colour, element, hues, look, text };
})();
