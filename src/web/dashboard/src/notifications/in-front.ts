/** Held by the tab that somebody looks at. */
const inFront = 'livechat.in-front';

export function isInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Lets the other tabs know while somebody looks at this one; the function it returns ends it. */
export function tellWhileInFront(): () => void {
  // Web locks exist only on https and loopback; elsewhere each tab stands alone.
  if (!navigator.locks) return () => undefined;
  let leave: (() => void) | null = null;
  const end = () => {
    leave?.();
    leave = null;
  };
  const look = () => {
    if (!isInFront()) return end();
    if (leave) return;
    const left = new Promise<void>((resolve) => (leave = resolve));
    void navigator.locks.request(inFront, { mode: 'shared' }, () => left);
  };
  look();
  addEventListener('focus', look);
  addEventListener('blur', look);
  document.addEventListener('visibilitychange', look);
  return () => {
    removeEventListener('focus', look);
    removeEventListener('blur', look);
    document.removeEventListener('visibilitychange', look);
    end();
  };
}

/** Whether somebody looks at any tab of the dashboard in this browser. */
export async function isAnyInFront(): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === inFront) ?? false;
}
