import { describe, expect, it } from "vitest";
import { fromParams, isFiltered, question, toggled, toParams, UNFILTERED } from "./filters";

describe("what the list is narrowed to", () => {
  it("a value is chosen and let go again", () => {
    const chosen = toggled(UNFILTERED, "tags", "lebaran");
    expect(chosen.tags).toEqual(["lebaran"]);
    expect(toggled(chosen, "tags", "lebaran")).toEqual(UNFILTERED);
  });

  it("the core is asked for what was chosen, without blanks around words", () => {
    const filters = toggled({ ...UNFILTERED, query: "  kopi " }, "states", "done");
    expect(question(filters, false)).toEqual({ ...UNFILTERED, query: "kopi", in_trash: false, states: ["done"] });
  });

  it("the address keeps every choice, whatever signs a label has", () => {
    let filters = { ...UNFILTERED, query: "kopi & susu" };
    for (const tag of ["a, b", "50 %", "#teras=1"]) filters = toggled(filters, "tags", tag);
    filters = toggled(filters, "editorial", "idea");
    const address = new URLSearchParams(toParams(filters)).toString();
    expect(fromParams(Object.fromEntries(new URLSearchParams(address)))).toEqual(filters);
  });

  it("an address with states nobody knows filters by none", () => {
    expect(isFiltered(fromParams({ states: "sold", editorial: "lost" }))).toBe(false);
  });

  it("blanks alone are no filter", () => {
    expect(isFiltered({ ...UNFILTERED, query: "   " })).toBe(false);
    expect(isFiltered(toggled(UNFILTERED, "pillars", "quote"))).toBe(true);
  });
});
