/*
 * Keeps what she wrote in one block of a lesson and leaves the page as it is, with all else that stands in it. Where more
 * is asked of her (a passphrase, a session that ended) the form goes its own way.
 */
const words = document.querySelector("[data-keep]").dataset;
for (const form of document.querySelectorAll("form[id^=keep-]")) {
  const button = document.querySelector(`button[form="${form.id}"]:not([disabled])`);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "meta";
  button?.after(" ", said);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Stay": "1" } });
      if (answer.status === 204) said.textContent = words.kept;
      else if (others(form).length === 0 || confirm(words.warning)) go(form, answer);
    } catch {
      form.submit();
    }
  });
}

function go(form, answer) {
  // What was sent to an ended session waits behind the door.
  if (answer.redirected) location.assign(answer.url);
  else form.submit();
}

function others(form) {
  return [...document.querySelectorAll("main textarea, main input[type=text]")].filter(
    (each) => each.form !== form && each.value.trim(),
  );
}
