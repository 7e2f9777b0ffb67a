/*
 * Keeps what she wrote in one block of a lesson and leaves the page as it is, with all else that stands in it. Where more
 * is asked of her (a passphrase, a session that ended) the form goes its own way.
 */
const words = document.querySelector("[data-keep]").dataset;
for (const button of document.querySelectorAll("button[form^=keep-]:not([disabled])")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    keep(button);
  });
}

async function keep(button) {
  const { form } = button;
  const body = new FormData(form);
  if (button.name) body.set(button.name, button.value);
  const place = status(form, button);
  place.textContent = "";
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Stay": "1" } });
    if (answer.status === 204) place.textContent = words.kept;
    else if (others(form).length === 0 || confirm(words.warning)) go(button, answer);
  } catch {
    go(button, {});
  }
}

function go(button, answer) {
  // What was sent to an ended session waits behind the door.
  if (answer.redirected) return location.assign(answer.url);
  const chosen = document.createElement("input");
  Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
  if (button.name) button.form.append(chosen);
  button.form.submit();
}

function status(form, button) {
  const known = document.getElementById(`said-${form.id}`);
  const place = known || document.createElement("p");
  Object.assign(place, { id: `said-${form.id}`, className: "meta" });
  place.setAttribute("role", "status");
  button.after(place);
  return place;
}

function others(form) {
  return [...document.querySelectorAll("main textarea, main input[type=text]")].filter(
    (each) => each.form !== form && each.value.trim(),
  );
}
