import { sentenceOf } from '../messages/sentences';
import { useText } from '../messages/text';
import { ProblemNote } from '../ui/problem-note';
import { outcomesOf, type ImportAnswer } from './import-rules';

/** What became of one file: an answer, a refusal of the whole, or nothing because it was not even sent. */
export interface FileOutcome {
  name: string;
  answer?: ImportAnswer;
  error?: unknown;
  /** The limit, bytes, that it is over. */
  tooLarge?: number;
}

/** How many articles came of the files, and what was refused where. */
export function ImportResult({ outcomes }: { outcomes: readonly FileOutcome[] }) {
  const { t, find, say } = useText();
  const done = outcomesOf(outcomes.flatMap(({ answer }) => answer ?? []));
  const refused = outcomes.flatMap(({ name, answer }) =>
    (answer?.items ?? [])
      .filter((item) => item.status === 'failed')
      .map((item) => ({
        place: t('knowledge.import.at', { file: name, at: item.at }),
        title: item.title,
        why: Object.entries(item.errors ?? {}).map(([field, objection]) => {
          const sentence = say(objection) ?? sentenceOf(objection);
          const label = find(`knowledge.${field}`);
          return label ? `${label}: ${sentence}` : sentence;
        }),
      })),
  );
  return (
    <div className="import-result">
      {done.length > 0 && (
        <p className="verdict verdict-allow">
          {done.map(({ status, count }) => t(`knowledge.import.${status}`, { count })).join(' · ')}
        </p>
      )}
      {refused.length > 0 && (
        <section className="verdict import-refused" aria-labelledby="import-refused">
          <h3 id="import-refused">{t('knowledge.import.failed', { count: refused.length })}</h3>
          <ul>
            {refused.map(({ place, title, why }, index) => (
              <li key={index}>
                <span className="import-place">
                  {place}
                  {title && ` “${title}”`}
                </span>{' '}
                {why.join(' ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      {outcomes.map(({ name, error, tooLarge }) =>
        tooLarge !== undefined ? (
          <p key={name} className="verdict">
            {t('knowledge.import.tooLarge', { file: name, limit: tooLarge / 1024 })}
          </p>
        ) : (
          error !== undefined && (
            <section key={name} aria-label={name}>
              <p className="import-place">{name}</p>
              <ProblemNote error={error} />
            </section>
          )
        ),
      )}
    </div>
  );
}
