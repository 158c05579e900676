"use strict";
// A first blueprint from nothing: what the service is called is sent to the server, which says what its page is called.
(() => {
  const form = document.getElementById("begin");
  if (!form) return;
  const refusal = document.getElementById("refused");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = { title: form.elements.title.value, language: form.elements.language.value };
    let answer = null;
    try {
      const headers = { "Content-Type": "application/json" };
      const reply = await fetch("new", { method: "POST", headers, body: JSON.stringify(wanted) });
      answer = await reply.json();
      if (reply.ok) return location.assign(`${encodeURIComponent(answer.file)}.html`);
    } catch { /* the server is gone */ }
    refusal.textContent = answer?.message ?? refusal.dataset.silent;
    return form.elements.title.focus();
  });
})();
