import { useId, useState, type KeyboardEvent } from 'react';
import { useText } from '../messages/text';
import './charts.css';
import { scaleTop, ticks } from './chart-rules';

export interface Series {
  name: string;
  /** One for each column; null where nothing is known. */
  values: readonly (number | null)[];
}

interface BarChartProps {
  label: string;
  columns: readonly string[];
  series: readonly Series[];
  /** How a value is said, such as `4.2 s` or `38 %`; plain numbers by default. */
  show?: (value: number) => string;
  /** The same beside the lines, where there is room for little. */
  tick?: (value: number) => string;
}

const width = 720;
const height = 200;
const left = 44;
const bottom = 22;
const top = 10;

/**
 * Bars by column, with a table of the same figures behind them. The picture is one image to screen readers;
 * the arrow keys walk through its columns, and the table has everything.
 */
export function BarChart({ label, columns, series, show, tick: sayTick }: BarChartProps) {
  const { t, format } = useText();
  const number = new Intl.NumberFormat(format, { maximumFractionDigits: 1 });
  const say = show ?? ((value: number) => number.format(value));
  const readout = useId();
  const [at, setAt] = useState<number | null>(null);
  const max = scaleTop(series.flatMap((each) => each.values));
  const plot = { width: width - left, height: height - bottom - top };
  const step = plot.width / Math.max(1, columns.length);
  const bar = Math.max(1, Math.min(26, (step * 0.72) / series.length));
  const y = (value: number) => top + plot.height * (1 - value / max);
  const every = Math.ceil(columns.length / 12);

  const move = (event: KeyboardEvent) => {
    const to = {
      ArrowRight: (at ?? -1) + 1,
      ArrowLeft: (at ?? columns.length) - 1,
      Home: 0,
      End: columns.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(columns.length - 1, to)));
  };

  return (
    <figure className="chart">
      <div
        className="chart-picture"
        role="img"
        aria-label={label}
        aria-describedby={readout}
        tabIndex={0}
        onKeyDown={move}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
      >
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {ticks(max).map((tick) => (
            <g key={tick}>
              <line className="chart-grid" x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
              <text className="chart-text" x={left - 6} y={y(tick) + 4} textAnchor="end">
                {(sayTick ?? say)(tick)}
              </text>
            </g>
          ))}
          {columns.map((column, index) => (
            <g key={`${column} ${index}`} onPointerEnter={() => setAt(index)}>
              <rect
                className={`chart-column ${at === index ? 'chart-column-on' : ''}`}
                x={left + index * step}
                y={top}
                width={step}
                height={plot.height}
              />
              {series.map((each, place) => {
                const value = each.values[index] ?? 0;
                return (
                  <rect
                    key={each.name}
                    className={`chart-bar chart-bar-${place}`}
                    x={left + index * step + (step - bar * series.length) / 2 + place * bar}
                    y={y(value)}
                    width={Math.max(1, bar - 1)}
                    height={Math.max(0, top + plot.height - y(value))}
                    rx={Math.min(3, bar / 3)}
                  />
                );
              })}
              {index % every === 0 && (
                <text
                  className="chart-text"
                  x={left + index * step + step / 2}
                  y={height - 6}
                  textAnchor="middle"
                >
                  {column}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
      <figcaption className="chart-caption">
        {series.length > 1 &&
          series.map((each, place) => (
            <span key={each.name} className="chart-key">
              <span className={`chart-swatch chart-bar-${place}`} aria-hidden="true" />
              {each.name}
            </span>
          ))}
        <span id={readout} className="chart-readout" aria-live="polite">
          {at === null
            ? t('chart.hint')
            : `${columns[at]}: ${series.map((each) => `${each.name} ${said(each.values[at])}`).join(', ')}`}
        </span>
      </figcaption>
      <details className="chart-table">
        <summary>{t('chart.table')}</summary>
        <div className="chart-scroll" tabIndex={0} role="group" aria-label={label}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('chart.when')}</th>
                {series.map((each) => (
                  <th scope="col" key={each.name}>
                    {each.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columns.map((column, index) => (
                <tr key={`${column} ${index}`}>
                  <th scope="row">{column}</th>
                  {series.map((each) => (
                    <td key={each.name}>{said(each.values[index])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );

  function said(value: number | null | undefined): string {
    return value === null || value === undefined ? '–' : say(value);
  }
}
