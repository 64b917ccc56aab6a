import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../messages/text';
import './charts.css';
import { layOut, nameAt, scaleTop, sizes, ticks } from './chart-rules';
import { useWidth } from './use-width';

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

const usualWidth = 720;
const { height, top, bottom } = sizes;

/**
 * Bars by column, with a table of the same figures behind them. The picture is one image to screen readers;
 * the arrow keys walk through its columns, and the table has everything. It is drawn as wide as it is shown; more
 * columns than fit are scrolled to, the latest first.
 */
export function BarChart({ label, columns, series, show, tick: sayTick }: BarChartProps) {
  const { t, format } = useText();
  const number = new Intl.NumberFormat(format, { maximumFractionDigits: 1 });
  const say = show ?? ((value: number) => number.format(value));
  const readout = useId();
  const [at, setAt] = useState<number | null>(null);
  const max = scaleTop(series.flatMap((each) => each.values));
  const [picture, room] = useWidth<HTMLDivElement>(usualWidth);
  const marks = ticks(max, !show).map((value) => ({ value, text: (sayTick ?? say)(value) }));
  const { scale, width, step, bar, every } = layOut(
    room,
    columns,
    series.length,
    marks.map((mark) => mark.text),
  );
  const plotHeight = height - bottom - top;
  const y = (value: number) => top + plotHeight * (1 - value / max);
  const scroller = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, [width]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || at === null) return;
    const [from, to] = [at * step, (at + 1) * step];
    if (from < element.scrollLeft) element.scrollLeft = from;
    else if (to > element.scrollLeft + element.clientWidth) element.scrollLeft = to - element.clientWidth;
  }, [at, step]);

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
      <div ref={picture} className="chart-picture">
        <svg style={{ width: scale, height }} aria-hidden="true">
          {marks.map(({ value, text }) => (
            <text key={value} className="chart-text" x={scale - 6} y={y(value) + 4} textAnchor="end">
              {text}
            </text>
          ))}
        </svg>
        <div
          className="chart-plot"
          ref={scroller}
          role="img"
          aria-label={label}
          aria-describedby={readout}
          tabIndex={0}
          onKeyDown={move}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
        >
          <svg style={{ width, height }} aria-hidden="true">
            {marks.map(({ value }) => (
              <line key={value} className="chart-grid" x1={0} x2={width} y1={y(value)} y2={y(value)} />
            ))}
            {columns.map((column, index) => (
              <g key={`${column} ${index}`} onPointerEnter={() => setAt(index)}>
                <rect
                  className={`chart-column ${at === index ? 'chart-column-on' : ''}`}
                  x={index * step}
                  y={top}
                  width={step}
                  height={plotHeight}
                />
                {series.map((each, place) => {
                  const value = each.values[index] ?? 0;
                  return (
                    <rect
                      key={each.name}
                      className={`chart-bar chart-bar-${place}`}
                      x={index * step + (step - bar * series.length) / 2 + place * bar}
                      y={y(value)}
                      width={bar - 1}
                      height={Math.max(0, top + plotHeight - y(value))}
                      rx={Math.min(3, bar / 3)}
                    />
                  );
                })}
                {(columns.length - 1 - index) % every === 0 && (
                  <text
                    className="chart-text"
                    x={nameAt((index + 0.5) * step, column, width)}
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
