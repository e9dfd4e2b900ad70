import type { Table } from '../measures/peers.js'
import { inWords, type Ratio, verdictOn } from './ratios.js'

export type Row = [what: string, measured: string, least: string, aim: string, verdict: string]

const MET = 'met'
const MISSED = '**missed**'

/** A ratio that should be at least so high. */
export function atLeast(what: string, ratio: Ratio | undefined, least: number, aim = least): Row[] {
  if (!ratio) return []
  return [[what, inWords(ratio), String(least), String(aim), verdictOn(ratio, least, aim)]]
}

export const yesOrNo = (what: string, measured: string, wanted: string, isMet: boolean): Row => [
  what,
  measured,
  wanted,
  '',
  isMet ? MET : MISSED,
]

export const at = (table: Table, connections: number) =>
  table.find((one) => one.connections === connections)?.results

export const inConnections = (count: number) => `${count} connection${count > 1 ? 's' : ''}`
