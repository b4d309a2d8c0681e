"use strict";
// What the live pages share. Whatever comes from a run becomes text of an element, never markup.
const Live = (() => {
  const signs = {
    running: "●", stopping: "◐", finished: "✓", stopped: "■", failed: "✕", killed: "✕", unreadable: "?",
  };
  const words = {
    running: "running", stopping: "stopping after its step", finished: "finished", stopped: "stopped",
    failed: "failed", killed: "ended without a word", unreadable: "can't be read",
  };
  const alarms = { collapsing: "collapsing", diverged: "diverged" };
  const whole = new Intl.NumberFormat("en");

  const byId = id => document.getElementById(id);

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Only what differs is written: a screen reader says a live region again whenever it is.
  const write = (place, text) => {
    if (place.textContent !== text) place.textContent = text;
  };

  // A sign and a word, so that no colour is needed; what went wrong with the learning is said beside it.
  const state = run => {
    const all = element("span");
    const line = (kind, sign, word) => {
      const made = element("span", "", { class: `state ${kind}` });
      made.append(element("i", sign, { "aria-hidden": "true" }), ` ${word}`);
      return made;
    };
    all.append(line(run.state, signs[run.state], words[run.state]));
    if (alarms[run.verdict]) all.append(line("alarm", "▲", alarms[run.verdict]));
    return all;
  };

  const at = run => {
    const of = run.total > 0 ? ` of ${whole.format(run.total)}` : "";
    return whole.format(run.step) + of;
  };

  // What came is added to the charts that are there.
  const grow = (charts, grown) => {
    for (const chart of charts) {
      const more = grown[chart.id];
      chart.summary = more.summary;
      chart.series.forEach((series, i) => {
        if (series.at) series.at = series.at.concat(more.series[i].at);
        series.values = series.values.concat(more.series[i].values);
      });
      chart.at = chart.at.concat(more.series[0].at);
    }
  };

  // Opens a stream of events while the page is seen, and again where it breaks.
  const listen = (address, heard) => {
    const said = byId("connection");
    let source = null;
    let timer = 0;
    let ended = false;
    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = null;
    };
    const open = () => {
      close();
      source = new EventSource(address);
      source.onopen = () => write(said, "Live: this page follows by itself.");
      for (const [name, hear] of Object.entries(heard)) {
        source.addEventListener(name, event => hear(JSON.parse(event.data)));
      }
      source.addEventListener("end", () => {
        ended = true;
        close();
        write(said, "The program that served this page has ended: nothing more will come.");
      });
      source.onerror = () => {
        write(said, "No connection: trying again …");
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, 5000);
      };
    };
    document.addEventListener("visibilitychange", () => {
      if (ended) return;
      if (document.hidden) close();
      else open();
    });
    addEventListener("pagehide", close);
    open();
  };

  return { byId, element, write, state, words, alarms, at, grow, listen };
})();
