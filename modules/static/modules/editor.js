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
