import { Readable } from 'node:stream'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { problems } from '#exceptions/problem'
import type BulkAction from '#models/people/bulk_action'
import type User from '#models/user'
import { csvLine } from '#words/csv'

type Format = NonNullable<BulkAction['format']>

const at = (time: User['deletedAt']) => time?.toJSDate().toISOString() ?? null

/** What an export says about a person: the same as the list. */
const factsOf = (person: User) => {
  const isSuspended = person.status === 'suspended'
  return {
    id: person.id,
    username: person.username,
    email: person.email,
    status: person.status,
    isSuperUser: person.isSuperUser,
    emailVerifiedAt: at(person.emailVerifiedAt),
    createdAt: at(person.createdAt),
    lastSeenAt: at(person.lastSeenAt),
    deletedAt: at(person.deletedAt),
    suspendedAt: isSuspended ? at(person.suspendedAt) : null,
    suspendedUntil: isSuspended ? at(person.suspendedUntil) : null,
    suspensionReason: isSuspended ? person.suspensionReason : null,
  }
}

const COLUMNS: (keyof ReturnType<typeof factsOf>)[] = [
  ...(['id', 'username', 'email', 'status', 'isSuperUser', 'emailVerifiedAt'] as const),
  ...(['createdAt', 'lastSeenAt', 'deletedAt'] as const),
  ...(['suspendedAt', 'suspendedUntil', 'suspensionReason'] as const),
]

export const FORMATS: Record<
  Format,
  { type: string; head: string; line: (person: User) => string }
> = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    head: csvLine(COLUMNS),
    line(person) {
      const facts = factsOf(person)
      return csvLine(COLUMNS.map((column) => facts[column]))
    },
  },
  jsonl: {
    type: 'application/x-ndjson',
    head: '',
    line: (person) => `${JSON.stringify(factsOf(person))}\n`,
  },
}

/**
 * Stores one part of the export, until all are complete and for a week after.
 * @returns how many people are in it
 */
export async function keepPart(people: User[], action: BulkAction, trx: TransactionClientContract) {
  const last = people.at(-1)
  if (!last) return 0
  const lines = people.map(FORMATS[action.format!].line).join('')
  const part = { bulk_action_id: action.id, reached: last.id, lines }
  await trx.table('export_parts').insert(part)
  return people.length
}

async function* partsOf({ id, format }: BulkAction) {
  yield FORMATS[format!].head
  for (let reached = 0; ;) {
    const parts = db.from('export_parts').where('bulk_action_id', id).where('reached', '>', reached)
    const part = await parts.orderBy('reached').first()
    if (!part) return
    yield part.lines as string
    reached = part.reached
  }
}

/**
 * Reads a whole export part by part: however many people are in it, only one part is in memory.
 * @throws Problem not_found if it is not an export, unfinished, or deleted
 */
export async function openExport(action: BulkAction) {
  if (!(await action.keepsExport())) throw problems.notFound()
  const first = await db.from('export_parts').where('bulk_action_id', action.id).first()
  if (!first && action.done > 0) throw problems.notFound()
  const { type } = FORMATS[action.format!]
  const name = `people-${action.createdAt.toUTC().toISODate()}.${action.format}`
  return { name, type, stream: Readable.from(partsOf(action)) }
}
