"use strict";
{
  const { byId, element, write, state, words, alarms, at, listen } = Live;
  const body = byId("runs");
  const filter = byId("filter");
  const most = 8;
  const rows = new Map(); // by the id of a run
  const chosen = new Set();
  let runs = [];

  const cell = (name, content, kind = "") => {
    const made = element("td", "", { role: "cell", "data-name": name, ...(kind && { class: kind }) });
    made.append(content);
    return made;
  };

  const pick = run => {
    const label = element("label");
    const box = element("input", "", { type: "checkbox", name: "run", value: run.id });
    box.checked = chosen.has(run.id);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(run.id);
      else chosen.delete(run.id);
      count();
    });
    label.append(box, element("span", `Choose ${run.name}`, { class: "unseen" }));
    return label;
  };

  // A row stays the same elements, so that the keyboard's place in it stays.
  const columns = {
    Method: run => run.method || "–",
    State: null,
    Step: at,
    Loss: run => run.loss,
    Spread: run => run.spread,
    "kNN top-1": run => run.knn,
    "Time left": run => run.left,
  };

  const newRow = run => {
    const row = element("tr", "", { role: "row" });
    const link = element("a", run.name, { href: `/run/${run.id}` });
    const rest = Object.keys(columns).map((name, i) => cell(name, "", i > 1 ? "number" : ""));
    row.append(cell("Choose", pick(run), "pick"), cell("Run", link, "name"), ...rest);
    return row;
  };

  const fill = (row, run) => {
    Object.entries(columns).forEach(([name, text], i) => {
      const place = row.cells[i + 2];
      const value = text ? text(run) : run.state + run.verdict;
      if (place.dataset.value === value) return;
      place.dataset.value = value;
      place.replaceChildren(text ? value : state(run));
    });
  };

  const matches = run => {
    const text = [run.name, run.method, words[run.state], alarms[run.verdict]].join(" ").toLowerCase();
    return filter.value.toLowerCase().split(/\s+/).every(word => text.includes(word));
  };

  const count = () => {
    const shown = runs.filter(matches);
    for (const run of runs) rows.get(run.id).hidden = !shown.includes(run);
    write(byId("count"), shown.length === runs.length ? `${runs.length} in all` : `${shown.length} of ${runs.length}`);
    const none = byId("none");
    none.hidden = shown.length > 0;
    write(none, runs.length === 0 ? "No run yet: one appears here once it has begun." : "No run is like that.");
    const many = chosen.size;
    byId("compare").disabled = many < 2 || many > most;
    write(byId("hint"), many === 0 ? "None chosen" : many > most ? `${many} chosen: at most ${most} go together` : `${many} chosen`);
  };

  const only = document.querySelector("meta[name=only]").content === "true";

  const show = data => {
    runs = data.runs;
    if (only && runs.length === 1) {
      location.replace(`/run/${runs[0].id}`); // a list of one run says nothing that its page doesn't
      return;
    }
    const there = new Set(runs.map(run => run.id));
    for (const [id, row] of rows) {
      if (there.has(id)) continue;
      row.remove();
      rows.delete(id);
      chosen.delete(id);
    }
    runs.forEach((run, i) => {
      const row = rows.get(run.id) || newRow(run);
      rows.set(run.id, row);
      fill(row, run);
      if (body.children[i] !== row) body.insertBefore(row, body.children[i] || null);
    });
    count();
  };

  filter.addEventListener("input", count);
  byId("search").addEventListener("submit", event => event.preventDefault());
  listen("/events", { runs: show });
}
