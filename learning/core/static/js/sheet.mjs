/*
 * What she writes in a lesson. A worksheet: print it alone, or take it as a file with a harmless name; nothing is kept by
 * that, what was written goes with the page.
 */
for (const place of document.querySelectorAll("[data-sheet]:empty")) {
  const sheet = place.closest(".worksheet");
  const button = (label, act) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "second", textContent: label });
    made.addEventListener("click", act);
    place.append(made);
  };
  button(place.dataset.print, () => {
    for (const each of sheet.querySelectorAll(".more")) each.open = true;
    for (const each of sheet.querySelectorAll("textarea")) each.style.height = `${each.scrollHeight}px`;
    document.documentElement.classList.add("one-sheet");
    sheet.classList.add("alone");
    print();
    document.documentElement.classList.remove("one-sheet");
    sheet.classList.remove("alone");
  });
  button(place.dataset.download, () => {
    const only = sheet.querySelector(".only-actions").checked ? ".action" : ".field";
    const lines = [];
    for (const entry of sheet.querySelectorAll(".entry")) {
      const legend = entry.querySelector("legend");
      if (legend) lines.push(legend.textContent, "");
      for (const field of entry.querySelectorAll(only)) {
        lines.push(field.querySelector("label").textContent, field.lastElementChild.value, "");
      }
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain" }));
    link.download = "notas.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

/*
 * Keeps what she wrote in one block of a lesson and leaves the page as it is, with all else that stands in it, also where
 * the line fails. Where more is asked of her (a passphrase, a session that ended) the form goes its own way, takes
 * all she wrote along, and the page it comes back to has it again.
 */
const keeping = document.querySelector("[data-keep]");
const words = keeping ? keeping.dataset : {};
const form = document.getElementById("own");
const PATIENCE = 20000;

for (const button of [...(form ? form.elements : [])].filter((each) => each.type === "submit" && !each.disabled)) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    keep(button);
  });
}

function addressOf(button) {
  return button.getAttribute("formaction") || form.action;
}

// Of all she wrote, what this button is about: a field bears the name of its block, and a point.
function bodyOf(button) {
  const body = new FormData(form);
  const block = button.name.includes(".") ? button.name.split(".")[0] : button.value;
  for (const name of [...body.keys()]) if (name.includes(".") && !name.startsWith(`${block}.`)) body.delete(name);
  if (button.name) body.set(button.name, button.value);
  return body;
}

async function keep(button) {
  const body = bodyOf(button);
  const tell = (text) => { status(button).textContent = text; };
  const abort = new AbortController();
  const late = setTimeout(() => abort.abort(), PATIENCE);
  tell("");
  try {
    const answer = await fetch(addressOf(button), {
      method: "POST", body, headers: { "X-Stay": "1" }, signal: abort.signal,
    });
    if (answer.status === 204) tell(words.kept);
    else if (answer.status >= 500) tell(words.lost);
    else if (!others(body) || confirm(words.warning)) go(button);
  } catch {
    tell(words.lost);
  } finally {
    clearTimeout(late);
  }
}

function others(body) {
  return [...new FormData(form)].some(([name, value]) => name.includes(".") && value.trim() && !body.has(name));
}

function go(button) {
  const chosen = document.createElement("input");
  Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
  if (button.name) form.append(chosen);
  form.action = addressOf(button);
  form.submit();
}

function status(button) {
  const next = button.nextElementSibling;
  if (next && next.matches("[data-said]")) return next;
  const place = document.createElement("p");
  place.className = "meta";
  place.dataset.said = "";
  place.setAttribute("role", "status");
  button.after(place);
  return place;
}
