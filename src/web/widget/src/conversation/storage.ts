/** What the widget keeps in the browser; memory alone where the browser refuses (private mode, sandbox, full disk). */
export interface Shelf {
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
  remove(name: string): void;
  /** Calls back when another tab has written, until the signal. */
  watch(name: string, changed: () => void, signal: AbortSignal): void;
}

export function openShelf(prefix: string, browser: () => Storage = () => window.localStorage): Shelf {
  const memory = new Map<string, string>();
  let disk: Storage | null = null;
  try {
    disk = browser();
    disk.setItem(`${prefix}probe`, "1");
    disk.removeItem(`${prefix}probe`);
  } catch {
    disk = null;
  }
  return {
    read<T>(name: string): T | null {
      try {
        const text = disk ? disk.getItem(prefix + name) : memory.get(name);
        return text ? (JSON.parse(text) as T) : null;
      } catch {
        return null;
      }
    },
    write(name, value) {
      const text = JSON.stringify(value);
      memory.set(name, text);
      try {
        disk?.setItem(prefix + name, text);
      } catch {
        disk = null;
      }
    },
    watch(name, changed, signal) {
      window.addEventListener("storage", ({ key }) => key === prefix + name && changed(), { signal });
    },
    remove(name) {
      memory.delete(name);
      try {
        disk?.removeItem(prefix + name);
      } catch {
        disk = null;
      }
    },
  };
}
