import { expect, test } from "vitest";
import { Fault } from "./fault";
import { baseAddress, optionsFromAttributes, readOptions } from "./options";

const script = "https://chat.example/web-widget.js";

test.each([
  ["https://api.example", "https://api.example"],
  ["https://api.example/", "https://api.example"],
  ["https://api.example/api", "https://api.example"],
  ["https://api.example/api/", "https://api.example"],
  ["https://api.example/chat/api//", "https://api.example/chat"],
  [" https://api.example ", "https://api.example"],
  [undefined, "https://chat.example"],
  ["", "https://chat.example"],
])("apiUrl %s is understood as %s", (given, expected) => {
  expect(baseAddress(given, script)).toBe(expected);
});

test("a token pasted with Bearer in front is cut to the token", () => {
  expect(readOptions({ tenantId: "t", token: "Bearer abc" }, script).token).toBe("abc");
});

test.each([
  [{ token: "x" }, "tenantId"],
  [{ tenantId: "t" }, "token"],
  [{ tenantId: "t", token: 5 }, "token"],
  [{ tenantId: "t", token: "x", apiUrl: "http://" }, "apiUrl"],
  [undefined, "tenantId"],
])("options %j are refused for their %s, with a cure", (options, name) => {
  try {
    readOptions(options, script);
    expect.unreachable();
  } catch (error) {
    expect((error as Fault).code).toBe("options_invalid");
    expect((error as Fault).message).toContain(name);
    expect((error as Fault).cure).not.toBe("");
  }
});

test("attributes of the script's tag become options; a tag without them starts nothing", () => {
  const tag = document.createElement("script");
  expect(optionsFromAttributes(tag.dataset)).toBeNull();
  tag.setAttribute("data-tenant-id", "shop");
  tag.setAttribute("data-token", "abc");
  tag.setAttribute("data-z-index", "50");
  tag.setAttribute("data-launcher", "false");
  expect(optionsFromAttributes(tag.dataset)).toEqual({ tenantId: "shop", token: "abc", zIndex: 50, launcher: false });
});
