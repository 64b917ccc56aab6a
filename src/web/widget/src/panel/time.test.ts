import { expect, test } from "vitest";
import { lineOfOutgoing, type Line } from "../conversation/messages";
import { en } from "./texts/en";
import { backText, dayName, groupsOf } from "./time";
import { launcherTexts, type Language } from "../conversation/locale";
import { fill, inTheTenantsWords, loadTexts, plural } from "./texts/texts";

const noon = new Date(2026, 4, 10, 12).getTime();
const line = (key: string, minute: number, facts: Partial<Line> = {}): Line => ({
  ...lineOfOutgoing({ clientMessageId: key, text: key, at: noon + minute * 60_000 }, "sent"),
  ...facts,
});

test("lines of one writer within five minutes stand together", () => {
  const groups = groupsOf([
    line("a", 0),
    line("b", 3),
    line("c", 9),
    line("d", 9.5, { side: "assistant", name: "Ada" }),
    line("e", 9.6, { side: "agent", name: "Mia" }),
  ]);
  expect(groups.map((group) => group.lines.map((l) => l.key))).toEqual([["a", "b"], ["c"], ["d"], ["e"]]);
  expect(groups.map((group) => group.newDay)).toEqual([true, false, false, false]);
});

test("a failed line ends its group, where its button stands", () => {
  const groups = groupsOf([line("a", 0, { delivery: "failed" }), line("b", 1)]);
  expect(groups).toHaveLength(2);
});

test("days have names near by and dates far off", () => {
  const day = 86_400_000;
  expect(dayName(noon, noon, "en", en)).toBe("Today");
  expect(dayName(noon - day, noon, "en", en)).toBe("Yesterday");
  expect(dayName(noon - 3 * day, noon, "en-GB", en)).toMatch(/7 May$/);
  expect(dayName(noon - 400 * day, noon, "de", en)).toMatch(/2025$/);
});

test.each(Object.keys(launcherTexts) as Language[])(
  "%s has every sentence with the same placeholders as English",
  async (language) => {
    const texts = await loadTexts(language);
    for (const [name, sentence] of Object.entries(en)) {
      const other = texts[name as keyof typeof texts];
      expect(other, name).toBeTruthy();
      const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));
      expect(placeholders(other), name).toEqual(placeholders(sentence));
      if (!sentence.includes("|")) continue;
      // Every form that this language's plural rules may ask for.
      for (let count = 0; count < 120; count++) {
        const said = plural(other, count, language);
        expect(said, name).not.toMatch(/[|{}]|other:/);
        expect(said, name).toContain(new Intl.NumberFormat(language).format(count));
      }
    }
  },
);

test("plurals follow the language's own rules", () => {
  expect(plural(en.left, 1, "en")).toBe("1 character left");
  expect(plural(en.left, 1200, "en")).toBe("1,200 characters left");
  expect(plural("one:{count} a|few:{count} b|other:{count} c", 3, "ar")).toContain(" b");
  expect(plural("{count} plain", 2, "en")).toBe("2 plain");
});

test("the tenant's own words win, by language, and unknown names are left out", () => {
  const own = inTheTenantsWords(
    en,
    { hello: { de: "Moin", en: "Ahoy" }, placeholder: "Ask us", nonsense: "x" },
    "de-CH",
  );
  expect([own.hello, own.placeholder, own.send]).toEqual(["Moin", "Ask us", en.send]);
  expect(own).not.toHaveProperty("nonsense");
});

test("placeholders are filled", () => {
  expect(fill("{name} has {count}", { name: "Ada", count: 2 })).toBe("Ada has 2");
});

test("says when people are back: the hour soon, the day with it later, nothing that is over", () => {
  const at = noon + 3 * 3_600_000;
  expect(backText(at, en, "en-GB", noon)).toBe("We're back 15:00.");
  expect(backText(noon + 45 * 3_600_000, en, "en-GB", noon)).toMatch(/^We're back Tuesday.* 09:00\.$/);
  expect(backText(noon, en, "en-GB", noon)).toBeNull();
  expect(backText(null, en, "en-GB", noon)).toBeNull();
});
