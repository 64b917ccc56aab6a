import { expect, test, vi } from "vitest";
import { Fault } from "./fault";
import { openShelf } from "./storage";
import { expiryOf, TokenKeeper } from "./token";

const jwt = (exp: number) => `e30.${btoa(JSON.stringify({ exp })).replace(/=/g, "")}.c2lnbmF0dXJlLXNpZ25hdHVyZQ`;
const shelf = () =>
  openShelf("t:", () => {
    throw new Error("blocked");
  });
const second = 1000;

test("the expiry is read from the token; what is no JWT has none", () => {
  expect(expiryOf(jwt(7))).toBe(7000);
  expect(expiryOf("abc")).toBeNull();
});

test("an expired token is renewed before the first call, once for all who ask", async () => {
  const exchange = vi.fn(async () => jwt(90));
  const keeper = new TokenKeeper(jwt(10), shelf(), exchange, () => 20 * second);
  expect(await Promise.all([keeper.get(), keeper.get()])).toEqual([jwt(90), jwt(90)]);
  expect(exchange).toHaveBeenCalledTimes(1);
});

test("when renewal is refused the old token goes out, and renewal is not tried for ever", async () => {
  const exchange = vi.fn(async () => Promise.reject(new Error("401")));
  const keeper = new TokenKeeper(jwt(10), shelf(), exchange, () => 20 * second);
  expect(await keeper.get()).toBe(jwt(10));
  expect(await keeper.renew()).toBe(false);
  expect(await keeper.get()).toBe(jwt(10));
  expect(exchange).toHaveBeenCalledTimes(1);
});

test("a renewed token is kept for the next page, until the snippet carries another", async () => {
  const store = shelf();
  await new TokenKeeper(
    jwt(10),
    store,
    async () => jwt(90),
    () => 20 * second,
  ).get();
  const never = vi.fn(async () => null);
  expect(await new TokenKeeper(jwt(10), store, never, () => 20 * second).get()).toBe(jwt(90));
  expect(await new TokenKeeper(`${jwt(95)}-other`, store, never, () => 20 * second).get()).toBe(`${jwt(95)}-other`);
  expect(never).not.toHaveBeenCalled();
});

test("without a network nothing was refused: renewal is tried again", async () => {
  const exchange = vi
    .fn()
    .mockRejectedValueOnce(new Fault("offline", { retryable: true }))
    .mockResolvedValue(jwt(90));
  const keeper = new TokenKeeper(jwt(10), shelf(), exchange, () => 20 * second);
  await expect(keeper.get()).rejects.toMatchObject({ code: "offline" });
  expect(await keeper.get()).toBe(jwt(90));
});

test("a clock that is years ahead renews once, and then asks the server alone", async () => {
  const exchange = vi.fn(async () => jwt(90));
  const keeper = new TokenKeeper(jwt(10), shelf(), exchange, () => 9999 * second);
  expect(await keeper.get()).toBe(jwt(90));
  expect(await keeper.get()).toBe(jwt(90));
  expect(exchange).toHaveBeenCalledTimes(1);
  let minted = 10;
  const own = new TokenKeeper(
    () => jwt(minted++),
    shelf(),
    exchange,
    () => 9999 * second,
  );
  expect(await own.get()).toBe(jwt(11));
  expect(await own.get()).toBe(jwt(11));
});

test("a page's own function that fails is told as such, and asked again when the browser was offline", async () => {
  const mint = vi.fn().mockRejectedValue(new TypeError("no network"));
  const keeper = new TokenKeeper(mint, shelf(), async () => null);
  await expect(keeper.get()).rejects.toMatchObject({ code: "token_function_failed" });
  const line = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await expect(keeper.get()).rejects.toMatchObject({ code: "offline" });
  line.mockRestore();
  mint.mockResolvedValue(jwt(4_000_000_000));
  expect(await keeper.get()).toBe(jwt(4_000_000_000));
});

test("a site that mints its own is asked again when its token runs out", async () => {
  let now = 0;
  const mint = vi.fn(() => Promise.resolve(`Bearer ${jwt(now / second + 10)}`));
  const keeper = new TokenKeeper(
    mint,
    shelf(),
    async () => null,
    () => now,
  );
  expect(await keeper.get()).toBe(jwt(10));
  now = 5 * second;
  expect(await keeper.get()).toBe(jwt(10));
  now = 11 * second;
  expect(await keeper.get()).toBe(jwt(21));
});
