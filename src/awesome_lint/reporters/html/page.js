(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  if (!form) return;
  document.documentElement.classList.add("scripted");

  const wanted = (name) => new Set(all(`input[name="${name}"]:checked`, form).map((box) => box.value));
  const pane = (file) => file.querySelector(file.querySelector(".view-after")?.checked ? ".after" : ".before");
  const shownIn = (file) => all(".note:not(.made, [hidden])", pane(file));
  let current = null;

  const filter = () => {
    const rules = wanted("rule");
    const states = wanted("state");
    for (const note of all(".note")) note.hidden = !(rules.has(note.dataset.rule) && states.has(note.dataset.state));
    for (const marked of all(".marked")) {
      marked.classList.toggle("quiet", !marked.dataset.rules.split(" ").some((rule) => rules.has(rule)));
    }
    count();
  };

  const count = () => {
    for (const file of all(".file")) {
      const output = file.querySelector(".shown");
      if (!output) continue;
      const notes = shownIn(file);
      const at = notes.indexOf(current);
      const total = all(".note:not(.made)", pane(file)).length;
      const number = `${notes.length} ${notes.length === 1 ? "note" : "notes"}`;
      output.textContent = at >= 0 ? `${at + 1} of ${number}` : notes.length === total ? number : `${number} of ${total}`;
    }
  };

  const step = (by, files) => {
    const notes = files.flatMap(shownIn);
    if (!notes.length) return;
    let at = notes.indexOf(current);
    if (at < 0) {
      const below = notes.findIndex((note) => note.getBoundingClientRect().top > 90);
      at = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? notes.length : below) - 1;
    } else {
      at += by;
    }
    current = notes[(at + notes.length) % notes.length];
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center" });
    count();
  };

  const turn = (file, view) => {
    const radio = file.querySelector(`.view-${view}`);
    if (!radio || radio.checked) return;
    radio.checked = true;
    current = null;
    count();
  };

  form.addEventListener("change", filter);
  for (const [name, state] of [["all-rules", true], ["no-rules", false]]) {
    document.getElementById(name).addEventListener("click", () => {
      for (const box of all('input[name="rule"]', form)) box.checked = state;
      filter();
    });
  }
  for (const file of all(".file")) {
    for (const radio of all(".switch input", file)) radio.addEventListener("change", () => { current = null; count(); });
    file.querySelector(".step.on")?.addEventListener("click", () => step(1, [file]));
    file.querySelector(".step.back")?.addEventListener("click", () => step(-1, [file]));
  }

  document.addEventListener("keydown", (event) => {
    const typed = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
    if (typed || event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) return;
    const files = all(".file");
    if (event.key === "j") step(1, files);
    else if (event.key === "k") step(-1, files);
    else if (event.key === "b") for (const file of files) turn(file, pane(file)?.classList.contains("after") ? "before" : "after");
    else return;
    event.preventDefault();
  });

  // A link into a list that is not shown shows it.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const place = link && document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    const list = place?.closest(".list");
    if (list) turn(list.closest(".file"), list.classList.contains("after") ? "after" : "before");
  });

  if (window.matchMedia("(max-width: 60rem)").matches) for (const each of all(".filters > details, .glance")) each.open = false;
  filter();
})();
