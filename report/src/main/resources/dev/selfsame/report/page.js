"use strict";
// What the page's data hold, drawn.
{
  const data = JSON.parse(document.getElementById("data").textContent);
  Selfsame.charts(document.querySelector(".charts"), data.charts);
  if (data.map) EmbeddingMap.draw(document.getElementById("map"), data.map);
}
