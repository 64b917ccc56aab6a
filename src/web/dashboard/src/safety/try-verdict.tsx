import { useText } from '../messages/text';
import { markMatches } from '../reviews/review';
import type { SecondOpinion, TryAnswer } from './try-answer';

/** What would become of the text that was tried, and why. */
export function TryVerdict({ text, answer }: { text: string; answer: TryAnswer }) {
  const { t, find } = useText();
  const fired = answer.escalationRules ?? [];
  return (
    <div className="try-verdict">
      <p className={`verdict verdict-${answer.verdict}`}>
        <strong>{t(`verdict.${answer.verdict}`)}</strong>
        {answer.serious && <span className="tag tag-danger">{t('row.serious')}</span>}
      </p>
      {answer.matched && (
        <p className="try-text" dir="auto">
          <Marked text={text} match={answer.matched} />
        </p>
      )}
      {answer.list && (
        <p>
          {find(`cause.${answer.list}`) ?? answer.list}
          {answer.rule && answer.rule !== answer.matched?.text && (
            <>
              {': '}
              <q>{answer.rule}</q>
            </>
          )}
          {answer.system && <span className="muted"> {t('safety.try.system')}</span>}
        </p>
      )}
      {answer.secondOpinion && <Opinion opinion={answer.secondOpinion} />}
      {fired.length > 0 && (
        <>
          <h3 className="try-heading">{t('safety.try.rules')}</h3>
          <ul className="try-rules">
            {fired.map((rule) => (
              <li key={rule.id}>
                <strong>{rule.name}</strong>{' '}
                <span className="muted">
                  {t('safety.try.because', {
                    what: rule.because
                      .map((what) => find(`escalation.when.${what}.short`) ?? what)
                      .join(', '),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Opinion({ opinion }: { opinion: SecondOpinion }) {
  const { t, find } = useText();
  const verdict = opinion.confirms ? t('safety.try.opinion.yes') : t('safety.try.opinion.no');
  return (
    <p>
      {t('safety.try.opinion')}: <strong>{verdict}</strong>{' '}
      <span className="muted">
        {opinion.by === 'provider'
          ? t('safety.try.opinion.provider', { model: opinion.model ?? t('nav.provider') })
          : t('safety.try.opinion.rules', { score: opinion.score, needed: opinion.needed })}
        {opinion.cause &&
          ` ${t('safety.try.opinion.cause', { why: find(`cause.${opinion.cause}`) ?? opinion.cause })}`}
      </span>
    </p>
  );
}

/** The text with the words that a rule hit marked. */
export function Marked({ text, match }: { text: string; match: TryAnswer['matched'] }) {
  return markMatches(text, [{ matched: match }]).map((part, index) =>
    part.matched ? <mark key={index}>{part.text}</mark> : part.text,
  );
}
