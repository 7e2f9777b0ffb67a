/*
 * Adds to the browser's own player: how fast she hears, kept on her account where there is a line, and ten seconds back
 * or on. One recording sounds at a time.
 */
const page = document.documentElement;
const boxes = [...document.querySelectorAll("[data-listen]")].map((box) => [box, box.previousElementSibling]);

function choose(hundredths) {
  for (const [box, sound] of boxes) {
    box.querySelector("select").value = hundredths;
    sound.defaultPlaybackRate = sound.playbackRate = hundredths / 100;
  }
}

function keep(hundredths) {
  page.dataset.pace = hundredths;
  document.dispatchEvent(new Event("pace"));
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!token) return; // A kept page: it holds on this phone.
  const body = new URLSearchParams({ pace: hundredths, csrfmiddlewaretoken: token.value });
  fetch("/cuenta/vista/", { method: "POST", body, headers: { "X-Script": "1" }, redirect: "manual" }).catch(() => {});
}

for (const [box, sound] of boxes) {
  box.hidden = false;
  box.addEventListener("change", (event) => {
    event.stopPropagation(); // No answer to a question.
    choose(event.target.value);
    keep(event.target.value);
  });
  for (const button of box.querySelectorAll("[data-skip]")) {
    button.addEventListener("click", () => { sound.currentTime += Number(button.dataset.skip); });
  }
  sound.addEventListener("play", () => {
    for (const [, other] of boxes) if (other !== sound) other.pause();
  });
}

choose(page.dataset.pace || "100");
