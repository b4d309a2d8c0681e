"use strict";

// Formulas: TeX becomes MathML, which the browser draws with fonts of its own.
for (const formula of document.querySelectorAll(".formula")) {
  katex.render(formula.textContent, formula, { output: "mathml", displayMode: formula.tagName === "DIV" });
}

// Whatever is wider than the page can be moved by keys.
function focusWide() {
  for (const box of document.querySelectorAll("pre, .wide, div.formula")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
focusWide();
addEventListener("resize", focusWide);

// The list of pages: folded up on a phone.
const pages = document.querySelector("nav details");
if (pages) {
  const wide = matchMedia("(min-width: 60rem)");
  const fold = () => { pages.open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
  const current = pages.querySelector("[aria-current]");
  if (wide.matches && current && current.offsetTop > innerHeight / 2) {
    document.querySelector("nav").scrollTop = current.offsetTop - innerHeight / 3;
  }
}

// The search. lunr and the entries are loaded when somebody wants to search, as scripts: files may not be fetched.
const root = document.body.dataset.root;
const form = document.getElementById("site-search");
const query = document.getElementById("site-query");
const results = document.getElementById("site-results");
const list = results.querySelector("ol");
const count = document.getElementById("site-count");
const text = document.getElementById("site-text");
const MOST = 30;
let loading;
let index;

function load(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = root + name;
    script.onload = resolve;
    script.onerror = () => reject(new Error(name + " can't be loaded"));
    document.head.append(script);
  });
}

// lunr joins equal nodes of its tree of words, and tells them apart by a text in which the letter on the way to a child and
// the child's number run together: where words have digits, nodes that differ may have one text.
function mendTokenSets() {
  lunr.TokenSet.prototype.toString = function () {
    const children = Object.keys(this.edges).sort();
    return [this.final, ...children.map((letter) => letter + this.edges[letter].id)].join(" ");
  };
}

function prepare() {
  loading ??= Promise.all([load("lunr.min.js"), load("search-index.js")]).then(() => {
    mendTokenSets();
    index = lunr(function () {
      this.field("heading", { boost: 10 });
      this.field("page", { boost: 4 });
      this.field("text");
      window.selfsameIndex.forEach((entry, id) => {
        this.add({ id, ...entry }, { boost: entry.address.startsWith("apidocs/") ? 1 : 2 });
      });
    });
  });
  return loading;
}

// The numbers of the entries that have every word, or a beginning or a misspelling of it, the best first.
function find(words) {
  let found;
  for (const word of words) {
    const scores = new Map();
    const matches = index.query((q) => {
      q.term(word, { boost: 20 });
      q.term(word, { boost: 4, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      if (word.length > 4) q.term(word, { usePipeline: false, editDistance: 1 });
    });
    for (const match of matches) {
      if (!found || found.has(match.ref)) scores.set(match.ref, match.score + (found?.get(match.ref) ?? 0));
    }
    found = scores;
  }
  return [...(found ?? new Map())].sort((a, b) => b[1] - a[1]).map(([id]) => Number(id));
}

function wordsOf(typed) {
  const words = lunr.tokenizer(typed).map((token) => lunr.trimmer(token).toString()).filter((word) => word);
  const telling = words.filter((word) => lunr.stopWordFilter(word));
  return telling;
}

// Some words around the first that was looked for, which is marked.
function excerpt(text, words) {
  const lower = text.toLowerCase();
  const places = words.map((word) => [lower.indexOf(word), word.length]).filter(([at]) => at >= 0);
  const paragraph = document.createElement("p");
  if (places.length === 0) {
    paragraph.textContent = text.slice(0, 160);
    return paragraph;
  }
  const [at, length] = places.reduce((a, b) => (a[0] <= b[0] ? a : b));
  const from = at < 70 ? 0 : text.indexOf(" ", at - 70) + 1;
  const mark = document.createElement("mark");
  mark.textContent = text.slice(at, at + length);
  paragraph.append((from > 0 ? "… " : "") + text.slice(from, at), mark, text.slice(at + length, at + 110) + " …");
  return paragraph;
}

function show(ids, words) {
  count.textContent = ids.length === 0 ? "Nothing has all of these words." : ids.length === 1 ? "1 place" : ids.length + " places";
  list.replaceChildren(...ids.slice(0, MOST).map((id) => {
    const entry = window.selfsameIndex[id];
    const link = document.createElement("a");
    link.href = root + entry.address;
    link.textContent = entry.heading;
    const where = document.createElement("span");
    where.textContent = entry.page === entry.heading ? "" : entry.page;
    const item = document.createElement("li");
    item.append(link, " ", where, excerpt(entry.text, words));
    return item;
  }));
}

function leave() {
  results.hidden = true;
  text.hidden = false;
}

async function search() {
  const typed = query.value;
  if (!typed.trim()) return leave();
  await prepare();
  if (typed !== query.value) return;
  const words = wordsOf(typed);
  show(words.length === 0 ? [] : find(words), words);
  results.hidden = false;
  text.hidden = true;
}

form.hidden = false;
if (matchMedia("(hover: hover)").matches) query.placeholder = "Search ( / )";
query.addEventListener("focus", prepare);
query.addEventListener("input", search);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
list.addEventListener("click", (event) => {
  if (event.target.closest("a")) leave();
});

// Keys: / to search, arrows through what was found, Escape back to the text.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
  } else if (event.key === "Escape" && !results.hidden) {
    query.value = "";
    leave();
    text.focus();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !results.hidden) {
    const stops = [query, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), stops.length - 1)].focus();
  }
});
