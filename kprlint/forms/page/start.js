// Tells Decap CMS of the plan (forms.json), and of how its files are read and written (format.js).

import { fromFile, toFile, unfit } from "./format.js";

const { config, fields, order, reasons } = await (await fetch("forms.json", { cache: "no-cache" })).json();

for (const collection of config.collections) {
  for (const file of collection.files) {
    const { code, period } = file.begins;
    delete file.begins;
    file.fields = [
      { name: "code", widget: "hidden", default: code },
      ...fields.map((field) => (field.name === "period" ? { ...field, default: period } : field)),
    ];
  }
}

CMS.registerCustomFormat("kprlint", "yaml", { fromFile, toFile: (form) => toFile(form, order) });
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const why = unfit(entry.get("data").toJS(), reasons);
    if (why) throw new Error(why);
    return entry.get("data");
  },
});
CMS.init({ config });
