import { expect, test } from "vitest";
import { offsetMinutes, wallAt, zoneName, zoneTitle } from "./zones";

const summer = new Date("2026-07-01T12:00:00Z");
const winter = new Date("2026-12-01T12:00:00Z");

test("Indonesia's zones have their names", () => {
  expect(zoneName("Asia/Jakarta")).toBe("WIB");
  expect(zoneName("Asia/Pontianak")).toBe("WIB");
  expect(zoneName("Asia/Makassar")).toBe("WITA");
  expect(zoneName("Asia/Jayapura")).toBe("WIT");
});

test("other zones say their offset at that time", () => {
  expect(zoneName("Asia/Tokyo", winter)).toBe("UTC+9");
  expect(zoneName("Asia/Kolkata", winter)).toBe("UTC+5.30");
  expect(zoneName("Europe/Berlin", summer)).toBe("UTC+2");
  expect(zoneName("Europe/Berlin", winter)).toBe("UTC+1");
  expect(zoneName("America/New_York", winter)).toBe("UTC−5");
  expect(zoneName("UTC", winter)).toBe("UTC");
});

test("wall time of an instant", () => {
  expect(wallAt(new Date("2026-11-17T17:30:00Z"), "Asia/Jakarta")).toBe("2026-11-18T00:30");
  expect(offsetMinutes("Asia/Jakarta", winter)).toBe(420);
});

test("a zone reads as a city", () => {
  expect(zoneTitle("America/New_York")).toBe("New York, America");
  expect(zoneTitle("UTC")).toBe("UTC");
});

test("a zone the window does not know keeps its own name and never stops the window", () => {
  expect(zoneName("Asia/Nusantara_Baru", summer)).toBe("Nusantara Baru, Asia");
  expect(wallAt(summer, "Asia/Nusantara_Baru")).toBe("2026-07-01T12:00");
});
