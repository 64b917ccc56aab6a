/** What a service says of a field or a refusal, and how a language says it. `{name}` stands for what is filled in. */
export type Sentences = readonly (readonly [form: string, text: string])[];

/**
 * The services write their objections in English, those to a field as the end of a sentence: `must have at most 80
 * characters`. A language brings them by their form. Null for one that it does not know, as a newer server's; English,
 * without a table, knows all.
 */
export function createSaying(sentences: Sentences | null): (said: string) => string | null {
  if (sentences === null) return sentenceOf;
  let forms: { pattern: RegExp; names: string[]; text: string }[] | null = null;
  return (said) => {
    forms ??= sentences.map(([form, text]) => ({ ...patternOf(form), text }));
    const plain = said.trim().replace(/\.$/u, '');
    for (const { pattern, names, text } of forms) {
      const found = pattern.exec(plain);
      if (!found) continue;
      const values = new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
      return sentenceOf(text.replace(/\{(\w+)\}/gu, (slot, name: string) => values.get(name) ?? slot));
    }
    return null;
  };
}

/** With a capital and a full stop. */
export function sentenceOf(said: string): string {
  const plain = said.trim();
  const first = plain.charAt(0).toLocaleUpperCase();
  return `${first}${plain.slice(1)}${/[.!?…]$/u.test(plain) ? '' : '.'}`;
}

/** `{name}` matches anything; `{}` and other braces are themselves. */
function patternOf(form: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = form
    .split(/(\{\w+\})/u)
    .map((part) => {
      const name = /^\{(\w+)\}$/u.exec(part)?.[1];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
      names.push(name);
      return '(.+?)';
    })
    .join('');
  return { pattern: new RegExp(`^${source}$`, 'su'), names };
}
