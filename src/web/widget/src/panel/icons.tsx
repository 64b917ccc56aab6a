import type { VNode } from "preact";

const paths = {
  send: "M12 19V5.5M5.8 11.2 12 5l6.2 6.2",
  close: "m6.5 6.5 11 11M17.5 6.5l-11 11",
  down: "m6.5 9.5 5.5 5.5 5.5-5.5",
  more: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  plus: "M12 5.5v13M5.5 12h13",
  save: "M12 4.5v10.5m0 0 4.5-4.5M12 15l-4.5-4.5M5 19.5h14",
  page: "M13.5 3.5H7.5a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2V8.5zM13.5 3.5v5h5M9 13h6M9 16.5h4",
  next: "m9.5 6.5 5.5 5.5-5.5 5.5",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.8 20c.6-3.6 3.6-5.5 7.2-5.5s6.6 1.9 7.2 5.5",
  retry: "M4.5 12a7.5 7.5 0 1 0 2.3-5.4M4.5 4.5v4h4",
  cloud: "m4 4 16 16M8 8.2A5 5 0 0 0 7 18h10M19.8 16.5A4 4 0 0 0 17 10a5.5 5.5 0 0 0-5-3",
  bell: "M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
  mute: "M6 16.5V11a6 6 0 0 1 9.5-4.9M18 11v5.5l1.5 1.5H8M10 20.5h4M4 4l16 16",
  check: "m5.5 12.5 4.5 4.5 8.5-10",
} as const;

export function Icon({ name, size = 20 }: { name: keyof typeof paths; size?: number }): VNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? 3 : 2}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
