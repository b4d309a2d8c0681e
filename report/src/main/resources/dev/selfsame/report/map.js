"use strict";
// Draws a map of embeddings (MapSection.java): a mark an image, seen larger where the mouse or the keyboard is.
const EmbeddingMap = (() => {
  const glyphs = ["●", "■", "▲", "◆", "✚", "✖"];
  const most = 48; // pairs of eight colours and six shapes; classes beyond are drawn alike
  const { colour, element, hues } = Selfsame;

  const look = place =>
    place >= 0 && place < most
      ? { hue: hues[place % hues.length], glyph: (place + Math.floor(place / 24)) % glyphs.length } // after 24 the pairs come again
      : { hue: "--quiet", glyph: 0 };

  const shape = (ctx, glyph, x, y, r) => {
    const path = points => {
      ctx.moveTo(x + points[0][0] * r, y + points[0][1] * r);
      for (const [dx, dy] of points.slice(1)) ctx.lineTo(x + dx * r, y + dy * r);
      ctx.closePath();
    };
    ctx.beginPath();
    if (glyph === 0) ctx.arc(x, y, r, 0, 2 * Math.PI);
    if (glyph === 1) ctx.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
    if (glyph === 2) path([[0, -1.1], [1.1, 0.9], [-1.1, 0.9]]);
    if (glyph === 3) path([[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]]);
    const arms = [[-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2],
      [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4]];
    if (glyph === 4) path(arms);
    if (glyph === 5) path(arms.map(([dx, dy]) => [(dx - dy) * 0.7071, (dx + dy) * 0.7071]));
    ctx.fill();
  };

  const draw = (figure, data) => {
    const count = data.names.length;
    const summary = figure.querySelector(".summary");
    const plane = element("div", "", {
      class: "plane", tabindex: 0, role: "application", "aria-describedby": summary.id,
      "aria-label": `Map of ${count} embeddings. Arrow keys go from image to image, Enter to the one most alike.`,
    });
    const canvas = element("canvas", "", { "aria-hidden": "true" });
    const card = element("div", "", { class: "card", "aria-hidden": "true" });
    const thumbnail = element("canvas", "", { width: data.side, height: data.side });
    const caption = element("span");
    const said = element("p", "", { class: "said", "aria-live": "polite" });
    const sheet = new Image();
    let layout = data.layouts[0];
    let chosen = -1; // the class that alone is shown; -1 for all
    let here = -1; // the image that is seen larger; -1 for none

    card.hidden = true;
    card.append(thumbnail, caption);
    plane.append(canvas, card);
    sheet.addEventListener("load", () => here >= 0 && picture(here));
    sheet.src = data.sheet;

    const shown = i => chosen < 0 || data.labels[i] === chosen;
    const margin = 14;
    const place = i => {
      const half = plane.clientWidth / 2 - margin;
      return [plane.clientWidth / 2 + layout.x[i] / 1000 * half, plane.clientHeight / 2 - layout.y[i] / 1000 * half];
    };

    const paint = () => {
      const scale = devicePixelRatio;
      canvas.width = plane.clientWidth * scale;
      canvas.height = plane.clientHeight * scale;
      const ctx = canvas.getContext("2d");
      ctx.scale(scale, scale);
      const radius = count > 600 ? 3 : 4.5;
      for (let i = 0; i < count; i++) {
        const { hue, glyph } = data.classes.length ? look(data.labels[i]) : { hue: "--one", glyph: 0 };
        ctx.globalAlpha = shown(i) ? 0.75 : 0.07;
        ctx.fillStyle = colour(hue);
        shape(ctx, glyph, ...place(i), radius);
      }
      if (here < 0) return;
      ctx.globalAlpha = 1;
      ctx.lineWidth = 2.5;
      ctx.strokeStyle = colour("--text");
      ctx.beginPath();
      ctx.arc(...place(here), radius + 5, 0, 2 * Math.PI);
      ctx.stroke();
    };

    const words = i => {
      const label = data.labels[i];
      return data.names[i] + (label < 0 ? "" : `, class ${data.classes[label]}`);
    };

    const picture = i => {
      const x = i % data.columns * data.side;
      const y = Math.floor(i / data.columns) * data.side;
      thumbnail.getContext("2d").drawImage(sheet, x, y, data.side, data.side, 0, 0, data.side, data.side);
    };

    const show = (i, aloud) => {
      if (i === here) return;
      here = i;
      card.hidden = i < 0;
      if (i >= 0) {
        picture(i);
        caption.textContent = words(i);
        const [left, top] = place(i);
        card.style.left = `${Math.max(0, Math.min(left + 14, plane.clientWidth - card.offsetWidth))}px`;
        card.style.top = `${top > plane.clientHeight / 2 ? top - card.offsetHeight - 14 : top + 14}px`;
        if (aloud) said.textContent = `${words(i)}; most alike: ${words(data.nearest[i])}`;
      }
      requestAnimationFrame(paint);
    };

    const nearest = (x, y, within) => {
      let best = -1;
      let distance = within * within;
      for (let i = 0; i < count; i++) {
        if (!shown(i)) continue;
        const [left, top] = place(i);
        const d = (left - x) ** 2 + (top - y) ** 2;
        if (d < distance) [best, distance] = [i, d];
      }
      return best;
    };

    // The nearest image within a quarter turn of a direction.
    const towards = (dx, dy) => {
      const [x, y] = place(here);
      let best = here;
      let distance = Infinity;
      for (let i = 0; i < count; i++) {
        const [left, top] = place(i);
        const along = (left - x) * dx + (top - y) * dy;
        const across = Math.abs((left - x) * dy) + Math.abs((top - y) * dx);
        if (i !== here && shown(i) && along > 0 && across <= along && along + across < distance) {
          [best, distance] = [i, along + across];
        }
      }
      return best;
    };

    const middle = () => nearest(plane.clientWidth / 2, plane.clientHeight / 2, Infinity);
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    plane.addEventListener("keydown", event => {
      const direction = directions[event.key];
      if (direction) show(here < 0 ? middle() : towards(...direction), true);
      else if (event.key === "Enter" && here >= 0) show(data.nearest[here], true);
      else if (event.key === "Escape") show(-1, false);
      else return;
      event.preventDefault();
    });
    plane.addEventListener("focus", () => {
      if (here < 0 && plane.matches(":focus-visible")) show(middle(), true);
    });
    plane.addEventListener("blur", () => show(-1, false));
    const pointed = event => {
      const box = plane.getBoundingClientRect();
      show(nearest(event.clientX - box.left, event.clientY - box.top, 24), false);
    };
    plane.addEventListener("pointermove", pointed);
    plane.addEventListener("pointerdown", pointed);
    plane.addEventListener("pointerleave", event => {
      if (event.pointerType === "mouse") show(-1, false);
    });

    const choices = element("div", "", { class: "choices", role: "group", "aria-label": "Show one class alone" });
    data.classes.forEach((name, i) => {
      const { hue, glyph } = look(i);
      const button = element("button", "", { type: "button", "aria-pressed": false });
      const mark = element("span", glyphs[glyph], { "aria-hidden": "true" });
      mark.style.color = `var(${hue})`;
      button.append(mark, ` ${name}`);
      button.addEventListener("click", () => {
        chosen = chosen === i ? -1 : i;
        for (const one of choices.children) one.setAttribute("aria-pressed", one === button && chosen === i);
        show(-1, false);
        paint();
      });
      choices.append(button);
    });

    const layouts = element("div", "", { class: "choices", role: "group", "aria-label": "How the map is drawn" });
    if (data.layouts.length > 1) {
      for (const one of data.layouts) {
        const button = element("button", one.name, { type: "button", "aria-pressed": one === layout });
        button.addEventListener("click", () => {
          layout = one;
          for (const other of layouts.children) other.setAttribute("aria-pressed", other === button);
          document.getElementById("map-meaning").textContent = one.meaning;
          show(-1, false);
          paint();
        });
        layouts.append(button);
      }
    }

    figure.prepend(layouts, choices, plane);
    summary.after(said);
    new ResizeObserver(paint).observe(plane);
    for (const media of ["(prefers-color-scheme: dark)", "print"]) matchMedia(media).addEventListener("change", paint);
  };

  return { draw };
})();
