// Printing: what of the page goes on paper. The drawing alone is one click; without a choice all of it is printed.
function printOnly(parts) {
  root.dataset.printed = parts.join(" ");
  print();
}

// Pages for the printer hold the drawing as it was written; what was chosen since then is printed as it is seen.
function printAsSeen() {
  const changed = state.persona !== drawnFor || data.parts.some((part, number) => part.shown === off.has(number));
  root.classList.toggle("printed-as-seen", changed || !byId("printed")?.children.length);
}

function startPrinting() {
  const choice = byId("print-choice"), form = byId("print-form");
  byId("print").onclick = () => (root.classList.contains("report") ? print() : choice.showModal());
  byId("print-alone").onclick = () => { choice.close(); printOnly(["drawing"]); };
  byId("print-cancel").onclick = () => choice.close();
  form.onsubmit = (event) => {
    event.preventDefault();
    choice.close();
    printOnly([...form.querySelectorAll("input:checked")].map((box) => box.name));
  };
  form.onchange = () => { form.querySelector("[type=submit]").disabled = !form.querySelector("input:checked"); };
  window.addEventListener("beforeprint", printAsSeen);
  window.addEventListener("afterprint", () => { delete root.dataset.printed; });
}

