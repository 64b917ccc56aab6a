import { useEffect, useSyncExternalStore } from 'react';
import type { MessageKey } from '../messages/text';

/** Every single-key shortcut there is, for the list that `?` shows; one key may mean something on each page. */
export const shortcutList = [
  { place: 'inbox', key: 'j', name: 'shortcut.next' },
  { place: 'inbox', key: 'k', name: 'shortcut.previous' },
  { place: 'inbox', key: '/', name: 'shortcut.search' },
  { place: 'inbox', key: 'x', name: 'shortcut.choose' },
  { place: 'inbox', key: 'r', name: 'shortcut.reply' },
  { place: 'inbox', key: 'n', name: 'shortcut.note' },
  { place: 'inbox', key: 't', name: 'shortcut.takeover' },
  { place: 'inbox', key: 'a', name: 'shortcut.assign' },
  { place: 'inbox', key: 'e', name: 'shortcut.close' },
  { place: 'reviews', key: 'j', name: 'shortcut.review.next' },
  { place: 'reviews', key: 'k', name: 'shortcut.review.previous' },
  { place: 'reviews', key: 'a', name: 'shortcut.review.approve' },
  { place: 'reviews', key: 'e', name: 'shortcut.review.edit' },
  { place: 'reviews', key: 'x', name: 'shortcut.review.reject' },
  { place: 'everywhere', key: '?', name: 'shortcut.help' },
] as const satisfies readonly {
  place: 'inbox' | 'reviews' | 'everywhere';
  key: string;
  name: MessageKey;
}[];

export const shortcutPlaces = ['inbox', 'reviews', 'everywhere'] as const;

export type ShortcutKey = (typeof shortcutList)[number]['key'];

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
  if (!handler || !shortcutsOn()) return false;
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

/** Does what the key would do, for who comes by a menu instead. */
export function actShortcut(key: ShortcutKey): void {
  handlers.get(key)?.();
}

/** Puts the focus into a field that has the given `data-shortcut`. */
export function focusField(name: 'search' | 'composer'): void {
  document.querySelector<HTMLElement>(`[data-shortcut="${name}"]`)?.focus();
}
