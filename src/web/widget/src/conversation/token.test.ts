import { expect, test, vi } from "vitest";
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
