/*
 * Keeps what she wrote in one block of a lesson and leaves the page as it is, with all else that stands in it, also where
 * the line fails. Where more is asked of her (a passphrase, a session that ended) the form goes its own way, takes
 * all she wrote along, and the page it comes back to has it again.
 */
const words = document.querySelector("[data-keep]").dataset;
const form = document.getElementById("own");
const PATIENCE = 20000;

for (const button of [...form.elements].filter((each) => each.type === "submit" && !each.disabled)) {
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
