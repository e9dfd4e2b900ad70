import type { Table } from '../measures/peers.js'
import type { Measured } from './measured.js'
import { fileTargets } from './file_targets.js'
import { ratioOf } from './ratios.js'
import { at, atLeast, inConnections, type Row, yesOrNo } from './rows.js'

const BARE = 'bare node:http, one JOIN'
const BATCHED = 'bare node:http, batched'
const UNCHECKED = 'Gatehouse, no check'

/** Of what stands in for other designs, the one that is nearest to us, or ahead. */
function nearestPeer(kind: string, { connections, results }: Table[number]): Row[] {
  const others = [...results.keys()].filter(
    (name) => !name.startsWith('Gatehouse') && name !== BARE && name !== BATCHED
  )
  const ratios = others.map((name) => ({ name, ratio: ratioOf(results, 'Gatehouse', name)! }))
  const { name, ratio } = ratios.toSorted((a, b) => a.ratio.median - b.ratio.median)[0]
  return atLeast(`By ${kind}, ${inConnections(connections)}, against the next: ${name}`, ratio, 1)
}

function ofCredential(kind: string, table: Table): Row[] {
  const against = (peer: string, connections: number, least: number, aim: number) =>
    atLeast(
      `By ${kind}, ${inConnections(connections)}, against ${peer}`,
      ratioOf(at(table, connections), 'Gatehouse', peer),
      least,
      aim
    )
  return [
    ...against(BARE, 1, 0.75, 0.9),
    ...against(BARE, 32, 1.2, 1.5),
    ...against(BARE, 128, 1.5, 2),
    ...against(BATCHED, 32, 0.6, 0.8),
    ...against(BATCHED, 128, 0.6, 0.8),
    ...against(UNCHECKED, 32, 0.5, 0.7),
    ...against('stock AdonisJS 7', 32, 8, 15),
    ...table.flatMap((row) => nearestPeer(kind, row)),
  ]
}

function tokenAgainstCookie({ bad }: Measured): Row[] {
  const ratio = ratioOf(bad, 'good token', 'good cookie')
  return atLeast('By token against by cookie, 32 connections', ratio, 1, 1.1)
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
    ...tokenAgainstCookie(measured),
    ...atLeast('A bad token against a good one', ratioOf(bad, 'bad token', 'good token'), 1),
    ...atLeast('A dead cookie against a good one', ratioOf(bad, 'bad cookie', 'good cookie'), 1),
    ...atLeast(
      'Two processes against one',
      ratioOf(processes, 'Gatehouse, two processes', 'Gatehouse'),
      1.15,
      1.5
    ),
    ...atLeast(
      '`GET /` against bare node:http sending the same bytes',
      ratioOf(pages, 'Gatehouse', BARE),
      0.5,
      0.8
    ),
    ...fileTargets(measured),
    yesOrNo(
      'p99 of `/api/v1/me` while 100 connections hammer sign-in',
      `${storm.during.p99.toFixed(1)} ms, ${slower.toFixed(1)} × ${storm.quiet.p99.toFixed(1)} ms`,
      'under 3 ×',
      slower < 3
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
