/** What can be done with one post of the list, as its menu says it. */
import type { Editorial, PostRow } from "../../ipc";
import type { IconName } from "../../icons/paths";
import { EDITORIALS } from "./filters";
import { t } from "./messages";

export interface PostActs {
  inTrash: boolean;
  open: (row: PostRow) => void;
  edit: (row: PostRow) => void;
  moveTo: (row: PostRow, editorial: Editorial) => void;
  remove: (row: PostRow) => void;
  restore: (row: PostRow) => void;
}

interface Item {
  label: string;
  icon?: IconName;
  danger?: boolean;
  run: () => void;
  testid: string;
}

/** The lines of a post's menu. */
export function actsOf(row: PostRow, acts: PostActs): Item[] {
  const states = EDITORIALS.filter((it) => it !== row.editorial);
  return [
    { label: t.edit, icon: "edit", run: () => acts.edit(row), testid: "post-edit" },
    ...states.map((it): Item => ({
      label: t.moveTo(it),
      icon: it === "archived" ? "folder" : "right",
      run: () => acts.moveTo(row, it),
      testid: `post-to-${it}`,
    })),
    { label: t.remove, icon: "trash", danger: true, run: () => acts.remove(row), testid: "post-remove" },
  ];
}
