import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAnyInFront, tellWhileInFront } from './in-front';

/** As much of web locks as is used: shared ones, held until their work has ended. */
function sharedLocks() {
  const held: { name: string }[] = [];
  return {
    request: async (name: string, _: object, work: () => Promise<void>) => {
      const lock = { name };
      held.push(lock);
      await work();
      held.splice(held.indexOf(lock), 1);
    },
    query: () => Promise.resolve({ held: [...held] }),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('the tab in front', () => {
  let focused = true;

  beforeEach(() => {
    focused = true;
    vi.stubGlobal('navigator', { locks: sharedLocks() });
    vi.spyOn(document, 'hasFocus').mockImplementation(() => focused);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('is known to the others for as long as somebody looks at it', async () => {
    expect(await isAnyInFront()).toBe(false);
    const end = tellWhileInFront();
    expect(await isAnyInFront()).toBe(true);
    focused = false;
    dispatchEvent(new Event('blur'));
    await settled();
    expect(await isAnyInFront()).toBe(false);
    focused = true;
    dispatchEvent(new Event('focus'));
    dispatchEvent(new Event('focus'));
    expect(await isAnyInFront()).toBe(true);
    end();
    await settled();
    expect(await isAnyInFront()).toBe(false);
  });
});
