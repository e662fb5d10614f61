"use strict";
const one = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const base = document.body.dataset.root;
const loaded = {};
// Data are scripts, since pages opened from a folder may fetch nothing.
const load = (name) => (loaded[name] ??= new Promise((done) => {
  const script = document.createElement("script");
  script.src = base + name;
  script.onload = done;
  document.head.append(script);
}));
const element = (tag, text, attributes = {}) => {
  const made = Object.assign(document.createElement(tag), attributes);
  if (text) made.textContent = text;
  return made;
};

// What is wider than the page scrolls by itself, and the keyboard has to reach it.
const reach = () => { for (const part of all("pre, .scroll, .statement, .row > div, .side")) if (part.scrollWidth > part.clientWidth + 1 || part.matches(".side")) part.tabIndex = 0; };
addEventListener("load", reach);
addEventListener("resize", reach);

// Copy a command.
for (const button of all("[data-copy]")) button.onclick = async () => {
  try { await navigator.clipboard.writeText(button.dataset.copy); } catch {
    const area = element("textarea", "", { value: button.dataset.copy });
    button.after(area); area.select(); document.execCommand("copy"); area.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 1500);
};

// Search.
const dialog = one("dialog.search"), asked = one("input", dialog), hits = one(".hits", dialog), none = one(".none", dialog);
const openSearch = async () => { dialog.showModal(); asked.select(); await load("search.js"); find(); };
const find = () => {
  const words = asked.value.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  hits.replaceChildren(); none.textContent = "";
  if (!words.length || !window.PAGES) return;
  const score = ([title, , , text]) => words.reduce((sum, word) => {
    const head = title.toLowerCase(), place = (" " + head.replace(/[_.]/g, " ")).indexOf(" " + word);
    const own = place >= 0 ? 6 : head.includes(word) ? 3 : (" " + text).includes(" " + word) ? 1 : -1000;
    return sum + own;
  }, 0);
  const found = PAGES.map((page) => [score(page), page]).filter(([s]) => s > 0).sort((a, b) => b[0] - a[0] || a[1][0].length - b[1][0].length);
  for (const [, [title, address, kind]] of found.slice(0, 40)) {
    const item = element("li"), link = element("a", title + " ", { href: base + address.replace(/(?=#|$)/, ".html") });
    link.append(element("span", KINDS[kind])); item.append(link); hits.append(item);
  }
  none.textContent = found.length ? `${found.length} found` : "No page has all these words.";
};
one(".find").onclick = openSearch;
asked.oninput = find;
one("form", dialog).onsubmit = (event) => { if (event.submitter && !event.submitter.matches(":focus")) { event.preventDefault(); one("a", hits)?.click(); } };
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); dialog.close(); } // the field of a search would only be cleared
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [asked, ...all("a", hits)];
  stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, select, textarea, dialog")) { event.preventDefault(); openSearch(); }
});

// All claims.
const mathml = (short) => {
  const { tags, letters } = CLAIMS;
  const open = [];
  const escape = (text) => text.replace(/[&<]/g, (sign) => (sign === "&" ? "&amp;" : "&lt;"));
  return `<math>${short.replace(/([$\u0531-\u0585])|(\x60)|([\d.]+) |([^$\u0531-\u0585\x60])/gsu, (_, tag, close, number, sign) => {
    if (tag) { open.push(tags[tag === "$" ? 0 : tag.codePointAt() - 0x530]); return `<${open.at(-1)}>`; }
    if (close) return `</${open.pop().split(" ")[0]}>`;
    if (number) return leaf() ? number + " " : `<mn>${number}</mn>`;
    if (leaf()) return escape(sign);
    return /\p{L}/u.test(sign) || letters.includes(sign) ? `<mi>${sign}</mi>` : `<mo>${escape(sign)}</mo>`;
  })}</math>`;
  function leaf() { return /^m(i|o|n|text)\b/.test(open.at(-1) ?? ""); }
};
const table = one("table.claims tbody");
if (table) {
  const { names, words: repeated, rows: short } = CLAIMS, plain = names.length - repeated.length;
  const rows = short.map((cells) => {
    const word = (k) => repeated[k][cells[plain].charCodeAt(k) - 48]; // the first word of a column is the letter 0
    const row = Object.fromEntries(names.map((name, k) => [name, k < plain ? cells[k] : word(k - plain)]));
    const id = row.name ? `${row.folder}.${row.name}` : row.folder; // a file outside papers has no folder
    return Object.assign(row, { id, words: `${id} ${row.title} ${row.label}`.toLowerCase() });
  });
  const form = one(".filters"), shown = one(".shown");
  const write = (row) => `<tr><td class="formula"><a href="claims/${row.id}.html" aria-label="${row.title}">${row.tex ? `<code>${row.tex}</code>` : mathml(row.math)}</a><span class="who">${row.id}</span></td><td class="label" title="${row.id}">${row.label}</td><td class="paper">${row.paper}</td><td class="level"><span class="badge ${row.tone}">${row.level}</span>${row.more && `<i>${row.more}</i>`}</td><td class="fit">${row.fit}</td></tr>`;
  const first = 60; // as many as the tallest screen shows, so that nobody waits for the others
  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form)), words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    rows.forEach((row, k) => {
      const fits = ["paper", "level", "kind", "status", "strength", "fit"].every((name) => !wanted[name] || row[name] === wanted[name])
        && words.every((word) => row.words.includes(word));
      number += fits;
      if (table.rows[k]) table.rows[k].hidden = !fits;
    });
    shown.textContent = `${number} of ${rows.length} claims`;
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
    try { history.replaceState(null, "", query ? "?" + query : location.pathname); } catch { /* a page of a folder keeps its address */ }
  };
  for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
  form.oninput = apply;
  form.onreset = () => setTimeout(apply);
  form.onsubmit = (event) => event.preventDefault();
  const fill = (from, to) => table.insertAdjacentHTML("beforeend", rows.slice(from, to).map(write).join(""));
  requestAnimationFrame(() => setTimeout(() => { fill(0, first); setTimeout(() => { fill(first); apply(); }); }));
}

// The graph of a paper.
const svg = one(".graph svg");
if (svg) {
  const whole = svg.viewBox.baseVal, full = [whole.x, whole.y, whole.width, whole.height], tip = one(".tip");
  // At first in its natural size, from the upper left corner on; a small picture whole.
  let [x, y] = full, w = Math.min(full[2], svg.clientWidth), h = Math.min(full[3], svg.clientHeight);
  const show = () => svg.setAttribute("viewBox", [x, y, w, h].map((v) => v.toFixed(1)).join(" "));
  show();
  const zoom = (factor, at = [x + w / 2, y + h / 2]) => {
    if (!factor) [x, y, w, h] = full;
    else { x = at[0] - (at[0] - x) / factor; y = at[1] - (at[1] - y) / factor; w /= factor; h /= factor; }
    show();
  };
  const scale = () => Math.max(w / svg.clientWidth, h / svg.clientHeight);
  for (const button of all("[data-zoom]")) button.onclick = () => zoom(+button.dataset.zoom);
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // scrolling past the picture stays scrolling
    event.preventDefault();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, [point.x, point.y]);
  }, { passive: false });
  svg.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (move) { x += (move[0] * w) / 10; y += (move[1] * h) / 10; show(); }
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") zoom(0);
    else return;
    event.preventDefault();
  });
  let held = null, moved = false;
  svg.onpointerdown = (event) => { held = [event.clientX, event.clientY]; moved = false; };
  svg.onpointermove = (event) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    moved = true; x -= dx * scale(); y -= dy * scale(); held = [event.clientX, event.clientY]; show();
  };
  window.addEventListener("pointerup", () => (held = null));
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  svg.ondragstart = () => false;
  const nodes = all("a", svg), named = (node) => node?.getAttribute("href").match(/\w+\.([\w.]+)\.html$/)[1];
  const tell = (node) => {
    const name = named(node), article = name && document.getElementById(name);
    tip.hidden = !article;
    if (article) tip.replaceChildren(...[...article.children].map((child) => child.cloneNode(true)));
    const near = new Set([name]);
    for (const edge of all(".edges path", svg)) {
      const [from, to] = edge.dataset.ends.split(" ").map((place) => named(nodes[place])), lit = name && (from === name || to === name);
      edge.classList.toggle("lit", !!lit); edge.classList.toggle("dim", !!name && !lit);
      if (lit) near.add(from).add(to);
    }
    for (const other of nodes) other.classList.toggle("dim", !!name && !near.has(named(other)));
  };
  for (const node of nodes) {
    node.onpointerenter = node.onfocus = () => tell(node);
    node.onpointerleave = node.onblur = () => tell(null);
  }
}

// The lemma of the first page.
const lemma = one("form.lemma");
if (lemma) {
  const value = (name) => +lemma.elements[name].value;
  const apply = () => {
    const laws = ["p", "q"].map((law) => [value(law + 0), value(law + 1)]), [P, Q] = laws.map(([a, b]) => a + b), level = value("level");
    laws.forEach((weights, k) => {
      const most = Math.max(...weights, 1);
      one(`[data-law=${"pq"[k]}]`).replaceChildren(...weights.map((weight) => { const bar = element("i"); bar.style.height = `${(100 * weight) / most}%`; return bar; }));
    });
    const told = one(".verdict");
    if (!P || !Q) { told.textContent = "A law needs a positive weight."; return; }
    const [p, q] = laws, names = `p = (${p.map((v) => v + "/" + P)}), q = (${q.map((v) => v + "/" + Q)}), N = ${level}: `;
    const top = p.reduce((sum, v, i) => sum + (v && v * Q >= level * q[i] * P ? v : 0), 0);
    const kl = p.reduce((sum, v, i) => sum + (v ? (v / P) * Math.log((v * Q) / (q[i] * P)) : 0), 0), right = kl / Math.log(level);
    const holds = top / P <= right + 1e-12;
    told.replaceChildren(names, element("br"), `left ${top}/${P}, right ${right === Infinity ? "∞" : right.toFixed(4)}: `,
      element("b", holds ? "holds here" : "refuted", { className: holds ? "" : "bad" }));
  };
  lemma.oninput = apply;
  for (const button of all("[data-set]", lemma)) button.onclick = () => {
    ["p0", "p1", "q0", "q1", "level"].forEach((name, k) => (lemma.elements[name].value = button.dataset.set.split(",")[k]));
    apply();
  };
  apply();
}
