import { useEffect, useSyncExternalStore } from 'react';
import type { MessageKey } from '../messages/text';

/** Every single-key shortcut there is, for the list that `?` shows. */
export const shortcutList = [
  ['j', 'shortcut.next'],
  ['k', 'shortcut.previous'],
  ['/', 'shortcut.search'],
  ['r', 'shortcut.reply'],
  ['n', 'shortcut.note'],
  ['t', 'shortcut.takeover'],
  ['e', 'shortcut.close'],
  ['?', 'shortcut.help'],
] as const satisfies readonly (readonly [string, MessageKey])[];

export type ShortcutKey = (typeof shortcutList)[number][0];

const stored = 'livechat.shortcuts';
const handlers = new Map<string, () => void>();
const listeners = new Set<() => void>();

/** Single keys get in the way of speech input, so they can be switched off (WCAG 2.1.4). */
export function shortcutsOn(): boolean {
  return localStorage.getItem(stored) !== 'off';
}

export function switchShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(stored);
  else localStorage.setItem(stored, 'off');
  for (const listener of listeners) listener();
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, shortcutsOn);
}

/** While mounted, the key runs the handler; the latest one mounted wins. */
export function useShortcut(key: ShortcutKey, handler: () => void): void {
  useEffect(() => {
    handlers.set(key, handler);
    return () => {
      if (handlers.get(key) === handler) handlers.delete(key);
    };
  }, [key, handler]);
}

/** Runs the handler of a key that was pressed outside of any field; tells whether there was one. */
export function runShortcut(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return false;
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return false;
  const handler = handlers.get(event.key);
  if (!handler || (!shortcutsOn() && event.key !== '?')) return false;
  event.preventDefault();
  handler();
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Puts the focus into a field that has the given `data-shortcut`. */
export function focusField(name: 'search' | 'composer'): void {
  document.querySelector<HTMLElement>(`[data-shortcut="${name}"]`)?.focus();
}
