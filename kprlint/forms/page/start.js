// Tells Decap CMS of the plan (forms.json), and of how its files are read and written (format.js).

import { fromFile, toFile, unfit } from "./format.js";

const { config, fields, order, reasons } = await (await fetch("forms.json", { cache: "no-cache" })).json();

const begins = {}; // what a file has that the form does not ask for, by the file's name

for (const collection of config.collections) {
  for (const file of collection.files) {
    begins[file.name] = file.begins;
    delete file.begins;
    file.fields = fields;
  }
}

CMS.registerCustomFormat("kprlint", "yaml", { fromFile, toFile: (form) => toFile(form, order) });
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const data = entry.get("data");
    const why = unfit(data.toJS(), reasons);
    if (why) throw new Error(why);
    const missing = Object.entries(begins[entry.get("slug")]).filter(([name]) => !data.get(name));
    return data.merge(Object.fromEntries(missing));
  },
});
CMS.init({ config });
