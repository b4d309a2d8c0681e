"use strict";
{
  const { byId, element, write, state, at, grow, listen } = Live;
  const id = location.pathname.split("/").pop();
  const action = document.querySelector("meta[name=action]").content;
  let charts = [];
  let views = 0;

  const list = (place, facts) => {
    const text = JSON.stringify(facts);
    if (place.dataset.text === text) return;
    place.dataset.text = text;
    place.replaceChildren(...Object.entries(facts).map(([name, value]) => {
      const made = element("div");
      made.append(element("dt", name), element("dd", value));
      return made;
    }));
  };

  const tell = run => {
    document.title = `${run.name} – Selfsame`;
    write(byId("name"), run.name);
    byId("verdict").className = `verdict ${run.verdict} ${run.state}`;
    write(byId("headline"), run.headline);
    write(byId("detail"), run.detail);
    write(byId("notes"), run.notes.join("\n"));
    byId("state").replaceChildren(state(run));
    const progress = byId("progress");
    progress.max = Math.max(1, run.total);
    progress.value = run.step;
    const left = run.left === "–" ? "" : ` · about ${run.left} left`;
    write(byId("at"), `Step ${at(run)}${left}`);
    byId("stop").hidden = run.state !== "running";
    list(byId("figures"), run.figures);
    list(byId("configuration"), run.configuration);
    sheet(run.views);
  };

  // Another picture whenever it was drawn anew.
  const sheet = time => {
    byId("views").hidden = time === 0;
    if (time === 0 || time === views) return;
    views = time;
    byId("sheet").src = `/run/${id}/views.png?${time}`;
    write(byId("views-time"), `Drawn at ${new Date(time).toLocaleTimeString()}.`);
  };

  const draw = () => {
    byId("nothing").hidden = charts.length > 0;
    Selfsame.charts(byId("charts"), charts);
  };

  const inside = correlations => {
    byId("inside").hidden = correlations.length === 0;
    byId("correlations").replaceChildren(...correlations.map(one => {
      const made = element("figure");
      const caption = element("figcaption");
      caption.append(element("h3", one.title));
      made.append(caption, element("img", "", { src: one.address, alt: `${one.title}: ${one.summary}` }),
        element("p", one.summary, { class: "summary" }));
      return made;
    }));
  };

  const whole = run => {
    const before = charts;
    charts = run.charts;
    const kept = new Set(charts.map(chart => chart.id));
    if (before.some(chart => !kept.has(chart.id))) location.reload(); // the run began anew, as another
    tell(run);
    draw();
    inside(run.correlations);
  };

  const more = run => {
    grow(charts, run.grown);
    tell(run);
    draw();
  };

  byId("stop").addEventListener("click", () => byId("ask").showModal());
  byId("ask").addEventListener("close", async () => {
    const wanted = byId("ask").returnValue === "stop";
    byId("ask").returnValue = "";
    if (!wanted) return;
    const answer = await fetch(`/run/${id}/stop`, { method: "POST", headers: { "X-Selfsame-Action": action } })
      .then(
        response => (response.status === 403 ? "The server was started anew: load this page again." : response.text()),
        () => "The program that serves this page doesn't answer.");
    write(byId("said"), answer.trim());
  });
  listen(`/events?run=${id}`, {
    run: whole,
    more,
    gone: () => write(byId("said"), "Its directory is gone."),
  });
}
