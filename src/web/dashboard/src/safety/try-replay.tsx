import { Link } from '@tanstack/react-router';
import { useText } from '../messages/text';
import { RelativeTime } from '../ui/relative-time';
import { countsOf, type Replay, type ReplayedMessage } from './try-answer';
import { Marked } from './try-verdict';

/** What the lists would have done with the last messages: how many of each verdict, and those that something hit. */
export function TryReplay({ replay }: { replay: Replay }) {
  const { t } = useText();
  return (
    <section className="try-replay">
      <h3 className="try-heading">{t('safety.try.replay', { count: replay.tried })}</h3>
      {replay.tried > 0 && (
        <ul className="try-counts">
          {countsOf(replay).map(([verdict, count]) => (
            <li key={verdict} className={`verdict verdict-${verdict}`}>
              <strong>{count}</strong> {t(`verdict.${verdict}`)}
            </li>
          ))}
        </ul>
      )}
      {replay.tried > 0 && replay.hits.length === 0 && (
        <p className="muted">{t('safety.try.replay.clean')}</p>
      )}
      {replay.hits.length > 0 && (
        <ol className="try-hits">
          {replay.hits.map((hit) => (
            <Hit key={hit.messageId} hit={hit} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Hit({ hit }: { hit: ReplayedMessage }) {
  const { t, find } = useText();
  return (
    <li className="try-hit">
      <p className="try-hit-head">
        <strong>{t(`verdict.${hit.verdict}`)}</strong>
        {hit.serious && <span className="tag tag-danger">{t('row.serious')}</span>}
        <span className="muted">
          {[
            t(`safety.inspects.${hit.direction}`),
            hit.list && (find(`cause.${hit.list}`) ?? hit.list),
            hit.system && t('safety.try.system'),
          ]
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <RelativeTime at={hit.createdAt} />
        </span>
        <Link
          to="/inbox/$conversationId"
          params={{ conversationId: hit.conversationId }}
          className="try-hit-link"
        >
          {t('safety.try.open')}
        </Link>
      </p>
      {hit.text && (
        <p className="try-text" dir="auto">
          <Marked text={hit.text} match={hit.matched} />
        </p>
      )}
      {!hit.text && hit.rule && <q>{hit.rule}</q>}
    </li>
  );
}
