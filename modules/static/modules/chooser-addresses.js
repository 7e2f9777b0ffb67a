// What the translation editor looks for on the window.
window.chooserUrls ??= { ...document.getElementById("chooser-addresses").dataset };
