import { describe, expect, test, vi } from "vitest";
import { asFault, Fault, faultOf, isSetupFault, retryAfter } from "./fault";
import { ownerLine, Reporter } from "./report";
import { maxAttempts, retryDelay } from "./retry";

const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });

test("a problem document is read with code, cause, cure, request id and the visitor's sentence", async () => {
  const fault = await faultOf(
    problem(
      429,
      {
        code: "rate_limited",
        title: "Too many messages",
        detail: "Wait.",
        requestId: "r-1",
        visitorMessage: "Slow down",
        retryable: true,
      },
      { "Retry-After": "12" },
    ),
    0,
  );
  expect(fault).toMatchObject({
    code: "rate_limited",
    cure: "Wait.",
    requestId: "r-1",
    retryAfterMs: 12_000,
    retryable: true,
  });
  expect(asFault(fault)).toBe(fault);
  expect(asFault(new Error("x"))).toBeNull();
});

test("a web page instead of an answer says that apiUrl is wrong", async () => {
  const fault = await faultOf(problem(404, "<html>"), 0);
  expect(fault.code).toBe("api_not_json");
  expect(fault.cure).toContain("apiUrl");
});

test.each([
  ["30", 30_000],
  ["0", 0],
  ["86400", 600_000],
  [new Date(90_000).toUTCString(), 80_000],
  ["soon", null],
  [null, null],
])("Retry-After %s is %s ms at second ten", (header, expected) => {
  expect(retryAfter(header, 10_000)).toBe(expected);
});

test.each([
  ["token_expired", 401, true],
  ["domain_not_authorized", 403, true],
  ["tenant_suspended", 403, true],
  ["csp_blocked", 0, true],
  ["rate_limited", 429, false],
  ["unavailable", 503, false],
  ["conversation_not_found", 404, false],
  ["visitor_banned", 403, false],
])("%s (%i) takes the launcher away: %s", (code, status, expected) => {
  expect(isSetupFault(new Fault(code, { status }))).toBe(expected);
});

describe("retry", () => {
  const fault = (facts: object) => new Fault("unavailable", { retryable: true, ...facts });

  test("the server's word wins, then the pauses double", () => {
    expect(retryDelay(fault({ retryAfterMs: 7000 }), 1)).toBe(7000);
    expect([1, 2, 3, 4].map((attempt) => retryDelay(fault({}), attempt, () => 0.5))).toEqual([1000, 2000, 4000, 8000]);
  });

  test("what cannot be retried is not, and patience ends, but never while offline", () => {
    expect(retryDelay(new Fault("visitor_banned"), 1)).toBeNull();
    expect(retryDelay(fault({}), maxAttempts)).toBeNull();
    expect(retryDelay(new Fault("offline", { retryable: true }), 50, () => 0.5)).toBe(15_000);
  });
});

describe("report", () => {
  test("one line with code, cause, cure and request id", () => {
    const fault = new Fault("token_expired", {
      cause: "The token has expired",
      cure: "Mint a new one.",
      requestId: "r-7",
    });
    expect(ownerLine(fault)).toBe("[LiveChat] token_expired: The token has expired. Fix: Mint a new one. Request: r-7");
  });

  test("the same fault is told once, and again after it had passed", () => {
    const line = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const reporter = new Reporter();
    const fault = new Fault("unavailable");
    reporter.tell(fault);
    reporter.tell(fault);
    reporter.tell(new Fault("offline"));
    expect(line).toHaveBeenCalledTimes(1);
    reporter.passed();
    reporter.tell(fault);
    expect(line).toHaveBeenCalledTimes(2);
    line.mockRestore();
  });
});
