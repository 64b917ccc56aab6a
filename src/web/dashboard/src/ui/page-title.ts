import { useEffect } from 'react';

const product = 'LiveChat';
let page = '';
let count = 0;

function show() {
  document.title = [count > 0 ? `(${count})` : '', page && `${page} ·`, product].filter(Boolean).join(' ');
}

/** What the browser's tab says: the page's name. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    page = title;
    show();
  }, [title]);
}

/** And before it how much waits, for whoever has the tab in the background. */
export function useTitleCount(waiting: number): void {
  useEffect(() => {
    count = waiting;
    show();
    return () => {
      count = 0;
      show();
    };
  }, [waiting]);
}
