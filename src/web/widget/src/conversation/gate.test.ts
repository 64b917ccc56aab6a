import { expect, test } from "vitest";
import { gateOf, isEmail, missing } from "./gate";
import { newSession } from "./session";

const form = (name: "off" | "optional" | "required", email: "off" | "optional" | "required") => ({
  preChatForm: { name, email },
});

test("nothing is asked where the tenant asks nothing", () => {
  expect(gateOf({}, undefined, newSession(), false)).toBeNull();
  expect(gateOf(form("off", "off"), undefined, newSession(), false)).toBeNull();
});

test("what the page or an earlier chat told is not asked again", () => {
  const widget = form("required", "required");
  expect(gateOf(widget, { name: "Ann" }, newSession(), false)).toMatchObject({ name: "off", email: "required" });
  expect(gateOf(widget, { name: "Ann" }, { ...newSession(), visitor: { email: "a@b.example" } }, false)).toBeNull();
});

test("optional fields are asked once, required ones until they are known", () => {
  const asked = { ...newSession(), asked: true };
  expect(gateOf(form("optional", "optional"), undefined, newSession(), false)).not.toBeNull();
  expect(gateOf(form("optional", "optional"), undefined, asked, false)).toBeNull();
  expect(gateOf(form("required", "off"), undefined, asked, false)).not.toBeNull();
});

test("a conversation that has begun asks nothing but the consent that the server demands", () => {
  const begun = { ...newSession(), conversationId: "c" };
  const widget = { ...form("required", "required"), consent: { required: true, textVersion: "1" } };
  expect(gateOf(widget, undefined, begun, false)).toBeNull();
  expect(gateOf(widget, undefined, begun, true)).toEqual({ name: "off", email: "off", consent: true });
});

test("consent is to one wording: another wording asks again", () => {
  const agreed = { ...newSession(), consent: { at: "2026-01-01T00:00:00Z", textVersion: "1" } };
  expect(gateOf({ consent: { required: true, textVersion: "1" } }, undefined, agreed, false)).toBeNull();
  expect(gateOf({ consent: { required: true, textVersion: "2" } }, undefined, agreed, false)).toMatchObject({
    consent: true,
  });
  expect(gateOf({ consent: { required: false, textVersion: "2" } }, undefined, agreed, false)).toBeNull();
});

test("what is wrong is named; an optional address must still be one", () => {
  const gate = { name: "required", email: "optional", consent: true } as const;
  expect(missing(gate, { name: " ", email: "", consent: false })).toEqual(["name", "consent"]);
  expect(missing(gate, { name: "Ann", email: "ann", consent: true })).toEqual(["email"]);
  expect(missing(gate, { name: "Ann", email: "ann@shop.example", consent: true })).toEqual([]);
  expect(isEmail(`${"a".repeat(250)}@b.example`)).toBe(false);
});
