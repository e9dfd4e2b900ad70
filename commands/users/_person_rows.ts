import type { DateTime } from 'luxon'
import type Event from '#models/event'
import type PersonalToken from '#models/personal_token'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import type { Holdings } from '#people/holdings'

const at = (time: DateTime | null) => time?.toUTC().toFormat(`yyyy-LL-dd HH:mm 'UTC'`) ?? 'never'

const suspensionFacts = ({ suspendedAt, suspendedUntil, suspensionReason }: User) => [
  ['suspended since', at(suspendedAt)],
  ['until', suspendedUntil ? at(suspendedUntil) : 'activated by hand'],
  ['reason', suspensionReason ?? 'none given'],
]

const given = (name: string, value: string | null) => (value === null ? [] : [[name, value]])

/** What there is to say about somebody, one row each. */
export async function factsOf(person: User, { signIns, personalTokens, files }: Holdings) {
  const { sizeInWords } = await import('#words/size')
  const { status, registeredWith, registeredFrom } = person
  return [
    ['id', String(person.id)],
    ['username', person.username],
    ...given('display name', person.displayName),
    ['email', person.email],
    ...given('new email', person.pendingEmail),
    ['confirmed', at(person.emailVerifiedAt)],
    ['status', person.isSuperUser ? `${status}, the super user` : status],
    ...(status === 'suspended' ? suspensionFacts(person) : []),
    ...(person.deletedAt ? [['deleted', at(person.deletedAt)]] : []),
    ['since', at(person.createdAt)],
    ...given('registered with', registeredWith),
    ...given('from', registeredFrom),
    ['last seen', at(person.lastSeenAt)],
    ['sign-ins', String(signIns)],
    ['personal tokens', String(personalTokens)],
    ['files', `${files.count} of ${files.limit}`],
    ['stored', `${sizeInWords(files.bytes)} of ${sizeInWords(files.quotaBytes)}`],
  ]
}

export const signInRow = ({ id, kind, name, ipAddress, lastSeenAt }: SignIn) => [
  ...[id, kind, name, ipAddress ?? '-'],
  `last seen ${at(lastSeenAt)}`,
]

export const tokenRow = ({ id, name, scopes, lastUsedAt, expiresAt }: PersonalToken) => [
  ...[id, name, scopes.join(', ')],
  `last used ${at(lastUsedAt)}`,
  `expires ${at(expiresAt)}`,
]

export async function eventRows(events: Event[]) {
  const { plainSentenceOf } = await import('#history/sentences')
  const { english } = await import('#languages/words')
  return events.map((event) => [
    ...[at(event.occurredAt), event.ipAddress ?? '-'],
    plainSentenceOf(event, english()),
  ])
}
