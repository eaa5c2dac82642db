import type { Attainment, Forecast, Funnel, Losses } from "../../../models/shared/contracts/selling";
import { sellingPages as t } from "../../../models/shared/text/zhCN/sellingPages";
import { formatFen } from "../../../models/shared/values/money";

/** Reports about selling as lines. */
interface Line {
  key: string;
  what: string;
  side: string;
  second?: string;
  share?: number | null;
}

export const targetLines = ({ rows }: Attainment): Line[] =>
  rows.map(({ kind, id, name, target, won, share }) => ({
    key: `${kind}:${id}`,
    what: name,
    side: formatFen(won),
    second: target === null ? t.noTarget : t.ofTarget(formatFen(target), share ?? 0),
    share,
  }));

export const forecastLines = ({ stages, months }: Forecast): Line[] => [
  ...stages
    .filter(({ count }) => count > 0)
    .map(({ stage, name, count, amount, weighted, probability, source }) => ({
      key: stage,
      what: name,
      side: formatFen(weighted),
      second: t.weighed(t.counted(count, formatFen(amount)), { percent: probability, isOwn: source === "history" }),
    })),
  ...months.map(({ month, count, amount, weighted }) => ({
    key: month ?? "none",
    what: month === null ? t.noMonth : t.month(month),
    side: formatFen(weighted),
    second: t.counted(count, formatFen(amount)),
  })),
];

export function funnelLines({ stages, won, lost }: Funnel): Line[] {
  const most = Math.max(1, ...stages.map(({ reached }) => reached));
  return [
    ...stages.map(({ stage, name, count, amount, reached, goesOn }) => ({
      key: stage,
      what: name,
      side: t.counted(count, formatFen(amount)),
      second: t.reached(reached, goesOn),
      share: reached / most,
    })),
    { key: "won", what: t.won, side: t.counted(won.count, formatFen(won.amount)) },
    { key: "lost", what: t.lost, side: t.counted(lost.count, formatFen(lost.amount)) },
  ];
}

export const lossLines = ({ reasons, competitors }: Losses): Line[] => [
  ...reasons.map(({ reason, count, amount }) => ({
    key: `reason ${reason}`,
    what: reason ?? t.noReason,
    side: t.counted(count, formatFen(amount)),
  })),
  ...competitors.map(({ name, count, amount }) => ({
    key: `rival ${name}`,
    what: t.to(name),
    side: t.counted(count, formatFen(amount)),
  })),
];
