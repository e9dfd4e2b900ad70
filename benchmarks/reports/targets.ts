import type { Table } from '../measures/peers.js'
import type { Measured } from './measured.js'
import type { Result } from '../load/rounds.js'

type Row = [what: string, measured: string, least: string, aim: string, verdict: string]

const MET = 'met'
const MISSED = '**missed**'

/** A ratio that should be at least so high. */
function atLeast(what: string, measured: number | undefined, least: number, aim = least): Row[] {
  if (measured === undefined) return []
  const verdict =
    measured >= aim ? (aim > least ? 'aim met' : MET) : measured >= least ? MET : MISSED
  return [[what, measured.toFixed(2), String(least), String(aim), verdict]]
}

const yesOrNo = (what: string, measured: string, wanted: string, isMet: boolean): Row => [
  what,
  measured,
  wanted,
  '',
  isMet ? MET : MISSED,
]

const ratio = (results: Map<string, Result> | undefined, ours: string, theirs: string) =>
  results && results.get(ours)!.perSecond / results.get(theirs)!.perSecond

const at = (table: Table, connections: number) =>
  table.find((one) => one.connections === connections)?.results

function ofCredential(kind: string, table: Table): Row[] {
  const against = (connections: number, peer: string) =>
    ratio(at(table, connections), 'Gatehouse', peer)
  return [
    ...atLeast(
      `By ${kind}, 32 connections, against bare node:http with one JOIN`,
      against(32, 'bare node:http, one JOIN'),
      0.9,
      1.2
    ),
    ...atLeast(
      `By ${kind}, 1 connection, against the same`,
      against(1, 'bare node:http, one JOIN'),
      0.55,
      0.7
    ),
    ...atLeast(
      `By ${kind}, 32 connections, against our route with no check`,
      against(32, 'Gatehouse, no check'),
      0.5,
      0.7
    ),
    ...atLeast(
      `By ${kind}, 32 connections, against bare node:http, batched`,
      against(32, 'bare node:http, batched'),
      0.4,
      0.6
    ),
    ...atLeast(
      `By ${kind}, 32 connections, against stock AdonisJS 7`,
      against(32, 'stock AdonisJS 7'),
      8,
      15
    ),
  ]
}

function ofMemory({ memory }: Measured): Row[] {
  if (!memory) return []
  const growth = memory.samples.at(-1)! - (memory.samples[4] ?? memory.samples[0])
  const most = Math.max(...memory.samples)
  return [
    yesOrNo(
      'Memory after the fifth minute, growth',
      `${growth.toFixed(1)} MB`,
      'under 1 MB',
      growth < 1
    ),
    yesOrNo('Memory at most', `${most.toFixed(0)} MB`, 'under 250 MB', most < 250),
  ]
}

function ofFirstPage({ firstPage }: Measured): Row[] {
  if (!firstPage)
    return [['Lighthouse on the phone profile', 'no browser found', '100', '', 'not measured']]
  const { score, bytes, firstPaint, largestPaint } = firstPage
  return [
    yesOrNo(
      'Lighthouse performance of `/`, phone profile',
      `${score} (first paint ${firstPaint}, largest ${largestPaint})`,
      '100',
      score === 100
    ),
    yesOrNo(
      'Bytes over the wire',
      `${(bytes / 1_000).toFixed(1)} KB`,
      'under 50 KB',
      bytes < 50_000
    ),
  ]
}

/** What was to be reached, and whether it was. */
export function targetRows(measured: Measured): Row[] {
  const { byToken, byCookie, bad, processes, pages, storm, shutdown, startUp } = measured
  const slower = storm.during.p99 / storm.quiet.p99
  const { exitCode, seconds, broken, otherStatus, answered } = shutdown
  return [
    ...ofCredential('token', byToken),
    ...ofCredential('cookie', byCookie),
    ...atLeast('A bad token against a good one', ratio(bad, 'bad token', 'good token'), 1),
    ...atLeast('A dead cookie against a good one', ratio(bad, 'bad cookie', 'good cookie'), 1),
    ...atLeast(
      'Two processes against one',
      ratio(processes, 'Gatehouse, two processes', 'Gatehouse'),
      1.15,
      1.5
    ),
    ...atLeast(
      '`GET /` against bare node:http sending the same bytes',
      ratio(pages, 'Gatehouse', 'bare node:http, one JOIN'),
      0.25,
      0.4
    ),
    yesOrNo(
      'p99 of `/api/v1/me` while 100 connections hammer sign-in',
      `${storm.during.p99.toFixed(1)} ms, ${slower.toFixed(1)} × ${storm.quiet.p99.toFixed(1)} ms`,
      'under 5 ×',
      slower < 5
    ),
    ...ofMemory(measured),
    yesOrNo(
      '`SIGTERM` under steady load',
      `exit ${exitCode} after ${seconds.toFixed(1)} s; ${answered} answered, ${broken + otherStatus} not`,
      'exit 0 within 10 s, all answered',
      exitCode === 0 && seconds < 10 && broken + otherStatus === 0
    ),
    yesOrNo(
      'Start to first answer',
      `${startUp.median.toFixed(0)} ms (least ${startUp.least.toFixed(0)})`,
      'under 1,000 ms',
      startUp.median < 1_000
    ),
    ...ofFirstPage(measured),
  ]
}
