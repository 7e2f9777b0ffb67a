// Names that Wagtail leaves out: of rich text fields, list items and windows, by the label or heading they have.
// Blocks are landmarks no more: there are dozens, and new ones are all named by one and the same id.
const NAMELESS = ".w-panel--nested :is([role='textbox'], input:not([type='hidden'])):not([aria-label])";
const WINDOWS = ".modal[role='dialog']:has(h1):not([aria-label])";
const BLOCKS = "section.w-panel--nested[aria-labelledby]";

const wordsOf = (place) => place?.textContent.replace(/\s+/g, " ").trim() ?? "";
const headingOf = (block) => wordsOf(block?.querySelector(".w-panel__heading"));

function nameField(field) {
  if (field.labels?.length) return;
  const label = field.closest(".w-field__wrapper")?.parentElement.querySelector(":scope > label");
  field.setAttribute("aria-label", wordsOf(label?.firstChild) || headingOf(field.closest("section")));
}

let asked = false;
function nameAll() {
  asked = false;
  document.querySelectorAll(BLOCKS).forEach((block) => block.removeAttribute("aria-labelledby"));
  document.querySelectorAll(NAMELESS).forEach(nameField);
  document.querySelectorAll(WINDOWS).forEach((each) => {
    each.setAttribute("aria-label", wordsOf(each.querySelector("h1")));
  });
}

new MutationObserver(() => {
  if (!asked) requestAnimationFrame(nameAll);
  asked = true;
}).observe(document.body, { childList: true, subtree: true });
nameAll();
