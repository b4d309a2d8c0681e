"use strict";
{
  const { byId, element, write, state, at, grow, listen } = Live;
  const ids = new URLSearchParams(location.search).getAll("run");
  const runs = new Map(); // by id, in the order in which they were chosen
  const given = new Map(); // ids of charts, by title
  const namespace = "http://www.w3.org/2000/svg";
  for (const id of ids) runs.set(id, null);

  // A name that fits below a chart; the whole one is in the list above.
  const short = name => (name.length > 28 ? `…${name.slice(-27)}` : name);

  const capital = name => name.charAt(0).toUpperCase() + name.slice(1);

  // The curves of a chart, each under the title of a chart of its own; of a spectrum the newest.
  const parts = chart =>
    chart.ranks
      ? [{ title: `${chart.title} at the end`, series: chart.series[chart.series.length - 1] }]
      : chart.series.map(series => ({ title: chart.series.length === 1 ? chart.title : capital(series.name), series }));

  // The id of a chart. It stays the same for as long as the page is there, whichever runs come and go.
  const idOf = (title, usual) => {
    const taken = new Set(given.values());
    for (let number = 1; !given.has(title); number++) {
      const one = number === 1 ? usual : `${usual}-${number}`;
      if (!taken.has(one)) given.set(title, one);
    }
    return given.get(title);
  };

  // What is called the same is drawn into one, a curve a run, as in a report. What is compared with has to be the same for all.
  const overlaid = () => {
    const there = [...runs.values()].filter(run => run);
    const charts = new Map(); // by title
    there.forEach((run, look) => {
      for (const chart of run.charts) {
        for (const { title, series } of parts(chart)) {
          const all = charts.get(title) || { ...chart, id: idOf(title, chart.id), title, series: [], summary: "", runs: [] };
          all.series.push({ name: short(run.name), at: series.at || chart.at, values: series.values, look });
          all.lines = all.lines.filter(line => chart.lines.some(other => other.value === line.value && other.name === line.name));
          const last = series.values.findLast(value => value != null);
          all.runs.push(`${short(run.name)}: ${chart.ranks ? chart.summary : `last ${Selfsame.text(last, chart.percent)}`}`);
          charts.set(title, all);
        }
      }
    });
    return [...charts.values()].map(({ runs: said, ...chart }) => ({ ...chart, at: chart.series[0].at, summary: said.join(" · ") }));
  };

  // How a curve looks, for the eye; the name is beside it.
  const sample = number => {
    const picture = document.createElementNS(namespace, "svg");
    picture.setAttribute("viewBox", "0 0 40 12");
    picture.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(namespace, "line");
    const look = Selfsame.look(number);
    const attributes = { x1: 0, y1: 6, x2: 40, y2: 6, "stroke-width": 3, stroke: look.colour, "stroke-dasharray": look.dash.join(" ") };
    for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, value);
    picture.append(line);
    return picture;
  };

  const legend = () => {
    const place = byId("legend");
    const lines = [...runs.values()].filter(run => run).map((run, number) => {
      const line = element("li");
      line.append(sample(number), element("a", run.name, { href: `/run/${run.id}` }), state(run),
        element("span", `step ${at(run)} · loss ${run.loss} · spread ${run.spread} · kNN ${run.knn}`, { class: "note" }));
      return line;
    });
    const focused = [...place.querySelectorAll("a")].indexOf(document.activeElement);
    place.replaceChildren(...lines);
    if (focused >= 0) lines[focused]?.querySelector("a").focus();
  };

  let due = 0;
  const show = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => {
      legend();
      Selfsame.charts(byId("charts"), overlaid());
    });
  };

  const whole = run => {
    runs.set(run.id, run);
    show();
  };

  const more = run => {
    const charts = runs.get(run.id).charts;
    grow(charts, run.grown);
    runs.set(run.id, { ...run, charts });
    show();
  };

  const gone = ({ id }) => {
    runs.set(id, null);
    show();
  };

  if (ids.length === 0) {
    byId("nothing").hidden = false;
    write(byId("nothing"), "None chosen: choose two or more in the list of all runs.");
    write(byId("connection"), "");
  } else {
    listen(`/events?${ids.map(id => `run=${encodeURIComponent(id)}`).join("&")}`, { run: whole, more, gone });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}
