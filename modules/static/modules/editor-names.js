// Names that Wagtail and its translation editor leave out: of rich text fields, list items, files, translations and
// windows, by the label, heading or sentence they have.
// Blocks are landmarks no more: there are dozens, and new ones are all named by one and the same id.
const NAMELESS = ":is(.w-panel, .js-translation-editor) :is([role='textbox'], input:not([type='hidden'])):not([aria-label])";
const TRANSLATED = ".js-translation-editor textarea:not([aria-label])";
const WINDOWS = ".modal[role='dialog']:has(h1):not([aria-label])";
const BLOCKS = "section.w-panel--nested[aria-labelledby]";

const wordsOf = (place) => place?.textContent.replace(/\s+/g, " ").trim() ?? "";
const headingOf = (block) => wordsOf(block?.querySelector(".w-panel__heading"));

function nameField(field) {
  if (field.labels?.length) return;
  const label = field.closest(".w-field__wrapper")?.parentElement.querySelector(":scope > label");
  const told = field.closest(".w-tabs__panel")?.querySelector(":scope > p");
  const words = wordsOf(label?.firstChild) || headingOf(field.closest("section")) || wordsOf(told);
  if (words) field.setAttribute("aria-label", words);
}

// A form whose title stands in the way to it alone.
function namePage() {
  const main = document.querySelector("main");
  if (!main || document.querySelector("h1")) return;
  const title = document.createElement("h1");
  title.className = "w-sr-only";
  title.textContent = document.title.replace(/ - [^-]*$/, "");
  main.prepend(title);
}

// By the original.
function nameTranslated(field) {
  field.setAttribute("aria-label", wordsOf(field.closest("li")?.querySelector("p")));
}

let asked = false;
function nameAll() {
  asked = false;
  document.querySelectorAll(BLOCKS).forEach((block) => block.removeAttribute("aria-labelledby"));
  document.querySelectorAll(NAMELESS).forEach(nameField);
  document.querySelectorAll(TRANSLATED).forEach(nameTranslated);
  document.querySelectorAll(WINDOWS).forEach((each) => {
    each.setAttribute("aria-label", wordsOf(each.querySelector("h1")));
  });
}

new MutationObserver(() => {
  if (!asked) requestAnimationFrame(nameAll);
  asked = true;
}).observe(document.body, { childList: true, subtree: true });
namePage();
nameAll();
