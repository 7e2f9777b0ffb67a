// Looks every two seconds how far a piece of long work is; without this there is a link.
const shown = () => document.querySelector("[data-work]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-work]");
    if (now?.dataset.work === "over") location.reload();
    else if (now) shown().replaceChildren(...now.childNodes);
  } catch {
    // The line is gone for a moment.
  }
}

setInterval(() => shown()?.dataset.work === "going" && look(), 2000);
