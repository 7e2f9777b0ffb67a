/*
 * A worksheet: print it alone, or take it as a file with a harmless name. Nothing is kept: what was written goes with
 * the page.
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
