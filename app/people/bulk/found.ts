import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type BulkAction from '#models/people/bulk_action'
import { filterPeople, type PeopleFilter, WITH_STATUS } from '#people/filter'
import { everybody } from '#people/find'

export type BulkKind = BulkAction['kind']

/** People whom it would not change are skipped. Nothing is ever done to the super user. */
const CONCERNS: Record<BulkKind, string> = {
  suspend: `not users.is_super_user and ${WITH_STATUS.active}`,
  activate: `not users.is_super_user and ${WITH_STATUS.suspended}`,
  sign_out: `not users.is_super_user and exists (select from sign_ins where sign_ins.user_id = users.id)`,
  export: 'true',
}

/** Above this number, people are not counted while somebody waits. */
export const COUNTED = 100_000

export const found = (kind: BulkKind, filter: PeopleFilter, trx?: TransactionClientContract) =>
  filterPeople(everybody(trx), filter).whereRaw(CONCERNS[kind])

/** How many people the filter finds now, up to one more than requested. */
export async function howMany(
  kind: BulkKind,
  filter: PeopleFilter,
  most: number,
  trx?: TransactionClientContract
) {
  const some = found(kind, filter, trx).clearSelect().select('users.id').orderBy('users.id')
  const counted = (trx ?? db).from(some.limit(most + 1).as('some')).count('* as count')
  const { count } = await counted.firstOrFail()
  return Number(count)
}

/** How many people each kind of action would affect. */
export async function countFound(filter: PeopleFilter) {
  const kinds = Object.keys(CONCERNS) as BulkKind[]
  const counts = await Promise.all(kinds.map((kind) => howMany(kind, filter, COUNTED)))
  return Object.fromEntries(kinds.map((kind, place) => [kind, counts[place]]))
}

/** A filter as it is stored: with times as text. */
export const keptFilter = ({ seenAfter, seenBefore, ...rest }: PeopleFilter) =>
  Object.fromEntries(
    Object.entries({
      ...rest,
      seenAfter: seenAfter?.toISO(),
      seenBefore: seenBefore?.toISO(),
    }).filter(([, value]) => value !== undefined && value !== '')
  ) as BulkAction['filter']

const timeOf = (text: unknown) =>
  text ? DateTime.fromISO(String(text), { zone: 'utc' }) : undefined

export function filterOf({ filter }: BulkAction): PeopleFilter {
  const { seenAfter, seenBefore, ...rest } = filter
  return { ...rest, seenAfter: timeOf(seenAfter), seenBefore: timeOf(seenBefore) } as PeopleFilter
}
