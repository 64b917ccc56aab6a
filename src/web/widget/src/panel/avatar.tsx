import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "./icons";

/** Picture, or the first letter of the name; a picture that does not load falls back to the letter. */
export function Avatar({
  url,
  name,
  size,
  person,
}: {
  url: string | null;
  name: string;
  size: number;
  person?: boolean;
}): VNode {
  const [broken, setBroken] = useState<string | null>(null);
  const letter = [...name.trim()][0]?.toLocaleUpperCase();
  return (
    <span class={`avatar s${size}`} aria-hidden="true">
      {url && url !== broken ? (
        <img src={url} alt="" width={size} height={size} loading="lazy" onError={() => setBroken(url)} />
      ) : (
        (letter ?? <Icon name={person ? "person" : "page"} size={size / 2} />)
      )}
    </span>
  );
}
