/** What is done with one kind of personal data, as the API has it: a word, or an array where there are several. */
export type Masking = string | readonly string[];

/** What the page offers; further mixes come from the API and stay as they are. */
const offered = ['ignore', 'provider', 'storage', 'replies', 'provider+replies', 'storage+replies'] as const;

export const isMasking = (value: unknown): value is Masking =>
  typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'));

/** As an option's value: several words joined by '+'. */
export const optionOf = (masking: Masking): string =>
  typeof masking === 'string' ? masking : masking.join('+');

export const maskingOf = (option: string): Masking => (option.includes('+') ? option.split('+') : option);

export const optionsFor = (masking: Masking): readonly string[] => [
  ...new Set([...offered, optionOf(masking)]),
];

/** 'storage+replies' in words; a word that the page does not know stays itself. */
export const labelOf = (option: string, find: (key: string) => string | null): string =>
  option
    .split('+')
    .map((word) => find(`safety.mask.${word}`) ?? word)
    .join(' + ');
