for (const area of document.querySelectorAll("textarea")) area.style.height = area.scrollHeight + "px";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-of]");
  const area = button && document.getElementById(button.dataset.of);
  if (!area) return;
  area.focus();
  area.select();
  area.setSelectionRange(0, area.value.length);
  let done = false;
  try {
    await navigator.clipboard.writeText(area.value);
    done = true;
  } catch {
    // A page that came from a folder or from the local network may only copy the old way.
    done = document.execCommand("copy");
  }
  if (!done) return;
  const said = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = said), 2500);
});
