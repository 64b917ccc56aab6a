import { useLayoutEffect, useRef, useState } from 'react';

/** The width in CSS pixels that an element has, kept up to date; `before` until it is known. */
export function useWidth<T extends HTMLElement>(before: number) {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(before);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth || before);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [before]);
  return [ref, width] as const;
}
