import { useText } from '../messages/text';
import type { Analytics } from './analytics';
import { useFigures } from './use-figures';

/** The period in a few numbers. */
export function Totals({ totals }: { totals: Analytics['totals'] }) {
  const { t } = useText();
  const figures = useFigures();
  const shown = [
    ['conversations', figures.number],
    ['messages', figures.number],
    ['firstResponse', figures.seconds],
    ['resolution', figures.percent],
    ['handover', figures.percent],
    ['held', figures.number],
    ['blocked', figures.number],
  ] as const;
  return (
    <dl className="figure-row">
      {shown.map(([name, show]) => {
        const value = totals[name];
        return (
          value !== null && (
            <div key={name} className="card figure">
              <dt className="figure-name">{t(`analytics.${name}`)}</dt>
              <dd className="figure-value">{show(value)}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}
