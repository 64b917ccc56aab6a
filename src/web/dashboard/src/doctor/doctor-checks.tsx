import { CircleCheck, CircleMinus, CircleX, TriangleAlert } from 'lucide-react';
import { useText } from '../messages/text';
import { CopyButton } from '../ui/copy-button';

export interface DoctorCheck {
  id: string;
  title: string;
  status: 'pass' | 'warn' | 'fail' | 'skipped';
  code: string | null;
  evidence: unknown;
  fix: string | null;
  /** The id of the check because of which this one was skipped. */
  because?: string | null;
}

export interface DoctorReport {
  verdict: string;
  firstFailure: string | null;
  checks: DoctorCheck[];
}

const icons = {
  pass: <CircleCheck aria-hidden="true" />,
  warn: <TriangleAlert aria-hidden="true" />,
  fail: <CircleX aria-hidden="true" />,
  skipped: <CircleMinus aria-hidden="true" />,
};

const tones = { pass: 'tag-good', warn: 'tag-warning', fail: 'tag-danger', skipped: '' };

/** The verdict, then each link of the chain with what was seen and how to mend it. */
export function DoctorChecks({ report }: { report: DoctorReport }) {
  const { t } = useText();
  const titles = new Map(report.checks.map((check) => [check.id, check.title]));
  return (
    <div className="form">
      <p className={`verdict ${report.firstFailure ? '' : 'verdict-allow'}`}>
        <strong>{report.verdict}</strong>
      </p>
      <ol className="lines doctor-checks">
        {report.checks.map((check) => (
          <li key={check.id} className="line doctor-check">
            <span className={`tag ${tones[check.status]}`}>
              {icons[check.status]}
              {t(`doctor.status.${check.status}`)}
            </span>
            <span className="line-main">
              <span className="line-title">
                {check.title} {check.code && check.status !== 'pass' && <code>{check.code}</code>}
              </span>
              {check.status === 'skipped' && check.because ? (
                <span className="line-text line-wrap">
                  {t('doctor.because', { check: titles.get(check.because) ?? check.because })}
                </span>
              ) : (
                evidence(check.evidence) && (
                  <span className="line-text line-wrap">{evidence(check.evidence)}</span>
                )
              )}
              {check.fix && check.status !== 'pass' && <span className="doctor-fix">{check.fix}</span>}
            </span>
          </li>
        ))}
      </ol>
      <div className="form-actions">
        <CopyButton
          text={JSON.stringify(report, null, 2)}
          label={t('doctor.copy')}
          showLabel
          variant="secondary"
        />
      </div>
    </div>
  );
}

function evidence(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
