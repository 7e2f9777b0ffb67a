/*
 * Adds to "Cómo se ve": the page itself shows what she chooses, before she keeps it. Without it a button does the same.
 */
const page = document.documentElement;
const form = document.querySelector("form[data-looks]");

form.addEventListener("change", () => {
  const chosen = (name) => form.elements[name].value;
  for (const size of [2, 3, 4]) page.classList.toggle(`size-${size}`, chosen("text_size") === String(size));
  page.classList.toggle("contrast", chosen("contrast") === "more");
  page.classList.toggle("simple", chosen("simple_view") === "True");
});
