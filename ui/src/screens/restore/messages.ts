import { defineMessages } from "../../i18n";

export const t = defineMessages({
  title: { id: "Data belum bisa dibuka", en: "The data cannot be opened" },
  kept: {
    id: "Tidak ada yang dihapus. Cadangan yang dipulihkan menggantikan data ini; data lama disimpan di sebelahnya.",
    en: "Nothing was deleted. A restored backup takes the place of these data; the old ones are kept beside it.",
  },
  restore: { id: "Pulihkan dari cadangan", en: "Restore a backup" },
});
