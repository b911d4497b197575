const text = document.getElementById("text");

// The first frame draws what the page holds now, the second comes after; Kelola's own page counts in the same way.
const afterPaint = (act) => requestAnimationFrame(() => requestAnimationFrame(act));

text.textContent = "An empty window";
afterPaint(() => (document.title = "start: painted"));
addEventListener(
  "keydown",
  ({ key }) => {
    text.textContent = key;
    afterPaint(() => (document.title = "start: answered a key"));
  },
  { once: true },
);
