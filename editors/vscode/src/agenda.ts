// What `kprlint due --format json` tells, as a tree: who has not reported yet, then what is due, the earliest first.

export interface Place {
  file: string;
  line: number;
}

interface Item {
  activity: string;
  title: string;
  action: string | null;
  group: string;
  due: string | null;
  days: number | null;
  owner: string | null;
  leads: string[];
  place: Place | null;
}

interface Activity {
  activity: string;
  title: string | null;
  leads: string[];
  status: string | null;
  state: string;
  why: string | null;
  place: Place | null;
}

interface Unread {
  file: string;
  activity: string | null;
  why: string;
}

export interface Due {
  quarter: string | null;
  items: Item[];
  activities: Activity[];
  unread: Unread[];
}

export interface Entry {
  label: string;
  detail: string;
  tooltip: string;
  code: string | null; // of the activity, where it is one
  place: Place | null;
}

export interface Group {
  name: string;
  icon: string;
  entries: Entry[];
}

const NAMES: readonly (readonly [string, string, string])[] = [
  ["overdue", "Overdue", "error"],
  ["today", "Due today", "warning"],
  ["coming", "Coming", "calendar"],
  ["undated", "Without a date", "question"],
  ["left-open", "Left open", "circle-outline"],
];

// Groups without entries are left out. Later steps, standing duties and placeholders are no work for now.
export function agenda(due: Due): Group[] {
  const groups: Group[] = [
    { name: "Cannot be read", icon: "error", entries: due.unread.map(unread) },
    {
      name: due.quarter ? `Not reported for ${due.quarter}` : "Not reported",
      icon: "pencil",
      entries: due.activities.filter((one) => one.state !== "reported").map(owed),
    },
    ...NAMES.map(([group, name, icon]) => ({
      name,
      icon,
      entries: due.items.filter((one) => one.group === group).map(promised),
    })),
  ];
  return groups.filter((group) => group.entries.length > 0);
}

export function count(groups: readonly Group[]): number {
  return groups
    .filter((group) => group.name !== "Coming")
    .reduce((sum, group) => sum + group.entries.length, 0);
}

// The names that may be chosen from.
export function leads(due: Due): string[] {
  return [...new Set(due.activities.flatMap((one) => one.leads))].sort((a, b) => a.localeCompare(b));
}

function unread(one: Unread): Entry {
  return {
    label: one.activity ? bare(one.activity) : one.file,
    detail: one.why,
    tooltip: `${one.file}: ${one.why}`,
    code: null,
    place: { file: one.file, line: 1 },
  };
}

function owed(one: Activity): Entry {
  const code = bare(one.activity);
  return {
    label: one.title ? `${code} ${one.title}` : code,
    detail: one.leads.join(", "),
    tooltip: [one.why ?? "nothing is reported yet", one.status].filter(Boolean).join(" · "),
    code,
    place: one.place,
  };
}

function promised(one: Item): Entry {
  const code = bare(one.activity);
  const when = one.due ? `${one.due}${late(one.days)}` : "";
  return {
    label: one.action ?? one.title,
    detail: [when, code].filter(Boolean).join(" · "),
    tooltip: [`${code} ${one.title}`, one.owner, ...one.leads].filter(Boolean).join(" · "),
    code,
    place: one.place,
  };
}

function late(days: number | null): string {
  if (days === null || days >= 0) {
    return "";
  }
  return days === -1 ? ", a day ago" : `, ${-days} days ago`;
}

function bare(activity: string): string {
  return activity.slice(activity.indexOf("/") + 1);
}
