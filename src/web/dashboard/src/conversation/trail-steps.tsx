import type { TrailStep } from '../api/types';
import { useText } from '../messages/text';

/** The turn's stations, one below the other: what was decided, by what, and how long it took. */
export function TrailSteps({ steps }: { steps: readonly TrailStep[] }) {
  const { t, find } = useText();
  if (steps.length === 0) return <p className="muted">{t('trail.empty')}</p>;
  return (
    <ol className="trail">
      {steps.map((step, index) => (
        <li key={index} className={`trail-step ${step.cause ? 'trail-step-cause' : ''}`}>
          <p className="trail-name">
            {find(`step.${step.step}`) ?? step.step.replaceAll('_', ' ')}
            <span className="trail-time">{milliseconds(step.milliseconds)}</span>
          </p>
          <p className="trail-outcome">
            <span className={`tag ${step.cause ? 'tag-warning' : 'tag-good'}`}>
              {find(`outcome.${step.outcome}`) ?? step.outcome.replaceAll('_', ' ')}
            </span>
            {step.cause && <span>{find(`cause.${step.cause}`) ?? step.cause}</span>}
          </p>
          {step.detail && <p className="trail-detail">{step.detail}</p>}
          <p className="trail-service">{find(`service.${step.service}`) ?? step.service}</p>
        </li>
      ))}
    </ol>
  );
}

function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
