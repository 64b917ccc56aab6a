import { useSyncExternalStore } from 'react';

export type AlertSetting = 'notify' | 'sound';

const stored = (setting: AlertSetting) => `livechat.alerts.${setting}`;
const listeners = new Set<() => void>();

/** Off until somebody switches them on, on this device. */
export function alertOn(setting: AlertSetting): boolean {
  return localStorage.getItem(stored(setting)) === 'on';
}

export function switchAlert(setting: AlertSetting, on: boolean): void {
  if (on) localStorage.setItem(stored(setting), 'on');
  else localStorage.removeItem(stored(setting));
  for (const listener of listeners) listener();
}

export function useAlertOn(setting: AlertSetting): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => alertOn(setting),
  );
}

export type Permission = NotificationPermission | 'impossible';

export function notificationPermission(): Permission {
  return 'Notification' in window && isSecureContext ? Notification.permission : 'impossible';
}

/** Asks the browser, which asks the person; only ever after a click. */
export async function askPermission(): Promise<Permission> {
  const now = notificationPermission();
  return now === 'default' ? Notification.requestPermission() : now;
}
