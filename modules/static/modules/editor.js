// What Wagtail starts by scripts inside the page, which our Content-Security-Policy does not let run.
const { Controller } = window.StimulusModule;
const { app } = window.wagtail;

const MOMENTS = {
  date: "initDateChooser",
  datetime: "initDateTimeChooser",
  time: "initTimeChooser",
};

app.register(
  "acuerpar-moment",
  class extends Controller {
    static values = { kind: String, id: String, options: Object };

    connect() {
      window[MOMENTS[this.kindValue]](this.idValue, this.optionsValue);
    }
  },
);

app.register(
  "acuerpar-chooser",
  class extends Controller {
    static values = { constructor: String, id: String, options: Object };

    connect() {
      new window[this.constructorValue](this.idValue, this.optionsValue);
    }
  },
);

document.addEventListener("change", ({ target }) => {
  if (target.name !== "select_all") return;
  document.getElementsByName("locales").forEach((box) => {
    box.checked = target.checked;
  });
});

// A form that is sent while its draft is being saved would make the page twice: one waits for the other.
let saving = false;
let sent = false;
let waiting = null;

document.addEventListener("w-autosave:save", (event) => {
  if (sent) event.preventDefault();
  else saving = true;
});

["w-autosave:success", "w-autosave:error"].forEach((name) =>
  document.addEventListener(name, () => {
    saving = false;
    waiting?.();
    waiting = null;
  }),
);

// The button says what shall be done, but Wagtail has disabled it by then, and what is disabled is not sent.
function sendLater(form, button) {
  return () => {
    const choice = document.createElement("input");
    Object.assign(choice, { type: "hidden", name: button?.name ?? "", value: button?.value ?? "" });
    form.append(choice);
    form.requestSubmit();
  };
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-edit-form]")) return;
    if (saving) {
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = sendLater(event.target, event.submitter);
    } else {
      sent = true;
    }
  },
  true,
);

// Whoever leaves at once is not asked whether to keep what she was writing.
document.querySelector(".exit")?.addEventListener("submit", () => {
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
});
