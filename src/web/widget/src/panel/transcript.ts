import type { Line } from "../conversation/messages";
import type { AppProps } from "./app";

/** The conversation as plain text, in the visitor's language and time. */
export function transcriptOf(
  { look, texts, locale }: Pick<AppProps, "look" | "texts" | "locale">,
  lines: readonly Line[],
): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const rows = lines
    .filter((line) => line.text)
    .map((line) => {
      const who = line.side === "visitor" ? texts.you : line.side === "system" ? "–" : (line.name ?? look.name);
      return `[${time.format(line.at)}] ${who}: ${line.text}`;
    });
  return `${look.companyName || look.name}\n\n${rows.join("\n\n")}\n`;
}

export function saveTranscript(props: AppProps, lines: readonly Line[]): void {
  const url = URL.createObjectURL(new Blob([transcriptOf(props, lines)], { type: "text/plain;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = "chat.txt";
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
