import { expect, test } from "vitest";
import { Fault } from "../conversation/fault";
import { browserChecks, firstFailure, linkOf, reportOf, withServer } from "./checks";

const status = (checks: ReturnType<typeof browserChecks>) =>
  Object.fromEntries(checks.map((check) => [check.id, check.status]));

test.each([
  ["csp_blocked", 0, false, "csp"],
  ["api_unreachable", 0, false, "api"],
  ["api_unreachable", 0, true, "cors"],
  ["api_not_json", 200, false, "api"],
  ["unavailable", 503, true, "api"],
  ["token_expired", 401, true, "token"],
  ["tenant_mismatch", 403, true, "token"],
  ["domain_not_authorized", 403, true, "domain"],
  ["rate_limited", 429, true, null],
] as const)("%s (%i) breaks %s", (code, http, answered, link) => {
  expect(linkOf(new Fault(code, { status: http }), answered)).toBe(link);
});

test("what comes before the broken link holds, what comes after was not tried", () => {
  const fault = new Fault("token_expired", {
    status: 401,
    cause: "Token expired",
    cure: "Mint one.",
    requestId: "r-1",
  });
  const checks = browserChecks(fault, true);
  expect(status(checks)).toMatchObject({
    script: "pass",
    cors: "pass",
    token: "fail",
    domain: "skipped",
    delivery: "skipped",
  });
  expect(checks.find((check) => check.id === "domain")?.because).toBe("token");
  expect(firstFailure(checks)).toMatchObject({
    id: "token",
    code: "token_expired",
    fix: "Mint one.",
    requestId: "r-1",
  });
});

test("the server fills in what a browser can't see, and contradicts no failure that the browser met", () => {
  const checks = withServer(browserChecks(null, true), [
    { id: "domain", title: "Domain", status: "warn", code: "allowlist_empty" },
    { id: "assistant", title: "x", status: "fail", code: "assistant_not_configured", fix: "Set one." },
    { id: "site", title: "The page", status: "pass" },
  ]);
  expect(firstFailure(checks)?.id).toBe("assistant");
  expect(status(checks)).toMatchObject({ domain: "warn", token: "pass", site: "pass", limits: "skipped" });
  const broken = withServer(browserChecks(new Fault("csp_blocked"), false), [
    { id: "csp", title: "x", status: "pass" },
  ]);
  expect(firstFailure(broken)?.id).toBe("csp");
});

test("the report says code, fix and request, and nothing else", () => {
  const text = reportOf(browserChecks(new Fault("csp_blocked", { cause: "Blocked", cure: "Add it." }), false), {
    tenant: "shop",
  });
  expect(text).toContain("tenant: shop");
  expect(text).toContain("[fail] csp | code csp_blocked | Blocked | fix: Add it.");
  expect(text).toContain("[skipped] api | not tried because of csp");
});
