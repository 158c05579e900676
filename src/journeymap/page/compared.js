// A blueprint held against an earlier version: both at once, or without what is new, or without what is gone.
function chooseVersion(version) {
  const choice = byId("compared");
  choice.value = ["before", "after"].includes(version) ? version : "";
  drawn.classList.toggle("without-new", choice.value === "before");
  drawn.classList.toggle("without-gone", choice.value === "after");
}

function startCompared() {
  if (!data.compared) return;
  byId("compared-choice").hidden = false;
  byId("compared").onchange = () => {
    chooseVersion(byId("compared").value);
    keepAddress();
    announce(byId("compared").selectedOptions[0].textContent);
  };
}

