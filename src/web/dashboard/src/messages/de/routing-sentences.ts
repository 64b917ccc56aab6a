import type { Sentences } from '../sentences';

/** Why a routing rule held or did not, as a dry run tells it. */
export const routingSentences: Sentences = [
  ['keywords: none of them is in the message', 'Stichwörter: keines steht in der Nachricht'],
  ['channel: it is {what}', 'Kanal: es ist {what}'],
  ['page: another page', 'Seite: eine andere'],
  ['locale: it is unknown', 'Sprache: unbekannt'],
  ['locale: it is {what}', 'Sprache: es ist {what}'],
  ['hours: not at this time', 'Zeiten: nicht um diese Zeit'],
  [
    'openingHours: none are set, which counts as open',
    'Öffnungszeiten: keine eingetragen, das gilt als offen',
  ],
  ['openingHours: it is open', 'Öffnungszeiten: es ist offen'],
  ['openingHours: it is closed', 'Öffnungszeiten: es ist geschlossen'],
  ['intent: none was recognised', 'Anliegen: keines erkannt'],
  ['intent: it is {what}', 'Anliegen: es ist {what}'],
  ['attributes: {name} has another value', 'Eigenschaften: {name} hat einen anderen Wert'],
  ['all conditions hold', 'alle Bedingungen treffen zu'],
  [
    "keyword '{word}', and all other conditions hold",
    'Stichwort „{word}“, und alle anderen Bedingungen treffen zu',
  ],
];
