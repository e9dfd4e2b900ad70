import { generateSecret } from '#secrets/secrets'
import type { Visitor } from '../visitors.js'

/** One after the other, so that what is timed is the work and not the queue. */
export const ROUNDS = 20

type Size = { middle: number; last: number; cursor: string; file: string }
type Question = {
  what: string
  as: 'owner' | 'reader' | 'somebody' | 'admin'
  by?: 'token' | 'cookie' | 'personal'
  method?: string
  path: string | ((size: Size) => string)
  body?: object
  status?: number
}

const FILES = '/api/v1/files?perPage=20'
const SHARED = `${FILES}&shared=with-me`

const PEOPLE = '/api/v1/admin/users?perPage=20'

/** A third of all were away for longer: the oldest accounts. */
const LONG_AGO = new Date(Date.now() - 20 * 86_400_000).toISOString()
const AWAY = `${PEOPLE}&seenBefore=${LONG_AGO}`

const ofPeople: [what: string, path: Question['path']][] = [
  ['newest first', PEOPLE],
  ['after a cursor', ({ cursor }) => `${PEOPLE}&after=${cursor}`],
  ['by username', `${PEOPLE}&sort=username`],
  ['by when they were last seen', `${PEOPLE}&sort=-lastSeenAt`],
  ['search that finds all', `${PEOPLE}&q=example.org`],
  ['search that finds few', `${PEOPLE}&q=scale77&status=suspended`],
  ['search that finds nothing', `${PEOPLE}&q=zebra`],
  ['search by two letters', `${PEOPLE}&q=sc`],
  ['suspended', `${PEOPLE}&status=suspended`],
  ['not confirmed, by username', `${PEOPLE}&confirmed=false&sort=username`],
  ['away for long', AWAY],
  ['away for long, newest first', `${AWAY}&sort=-createdAt`],
  ['away for long, by username', `${AWAY}&sort=username`],
  ['seen lately, oldest first', `${PEOPLE}&seenAfter=${LONG_AGO}&sort=createdAt`],
]

const listsOf = (as: 'owner' | 'reader', list: string): Question[] => {
  const name = as === 'owner' ? 'Own files' : 'Shared with you'
  const one = (what: string, path: Question['path']): Question => ({
    what: `${name}, ${what}`,
    as,
    path,
  })
  return [
    one('first page', list),
    one('middle page', ({ middle }) => `${list}&page=${middle}`),
    one('last page', ({ last }) => `${list}&page=${last}`),
    one('after a cursor', ({ cursor }) => `${list}&after=${cursor}`),
    one('by name, first page', `${list}&sort=name`),
    one('by name, middle page', ({ middle }) => `${list}&sort=name&page=${middle}`),
    one('by size, middle page', ({ middle }) => `${list}&sort=-size&page=${middle}`),
    one('search that finds all', `${list}&q=report`),
    one('search that finds all, middle page', ({ middle }) => `${list}&q=report&page=${middle}`),
    one('search that finds few', `${list}&q=t%2077`),
    one('search that finds nothing', `${list}&q=zebra`),
  ]
}

export const QUESTIONS: Question[] = [
  ...listsOf('owner', FILES),
  ...listsOf('reader', SHARED),
  ...ofPeople.map(([what, path]): Question => ({ what: `People, ${what}`, as: 'admin', path })),
  { what: 'Page `/admin/people`', as: 'admin', by: 'cookie', path: '/admin/people' },
  { what: 'Empty bin', as: 'owner', path: '/api/v1/bin' },
  { what: 'Page `/files`', as: 'owner', by: 'cookie', path: '/files' },
  { what: 'Page `/shared-with-me`', as: 'reader', by: 'cookie', path: '/shared-with-me' },
  { what: 'Page `/account`', as: 'somebody', by: 'cookie', path: '/account' },
  { what: 'Sign-ins', as: 'somebody', path: '/api/v1/sign-ins' },
  { what: 'Personal tokens', as: 'somebody', path: '/api/v1/personal-tokens' },
  { what: 'Caller by access token', as: 'somebody', path: '/api/v1/me' },
  { what: 'Caller by session', as: 'somebody', by: 'cookie', path: '/api/v1/me' },
  {
    what: 'Caller by personal token, own file by id',
    as: 'owner',
    by: 'personal',
    path: ({ file }) => `/api/v1/files/${file}`,
  },
  {
    what: 'File shared with you, by id',
    as: 'reader',
    path: ({ file }) => `/api/v1/files/${file}`,
  },
  { what: 'Shares of a file', as: 'owner', path: ({ file }) => `/api/v1/files/${file}/shares` },
  {
    what: 'Username that is taken',
    as: 'somebody',
    method: 'PATCH',
    path: '/api/v1/me',
    body: { username: 'SCALE77' },
    status: 422,
  },
  {
    what: 'Refresh token that nobody has',
    as: 'somebody',
    method: 'POST',
    path: '/api/v1/tokens/refresh',
    body: { refreshToken: generateSecret('refresh') },
    status: 400,
  },
]

async function ask(question: Question, visitor: Visitor, size: Size) {
  const { by = 'token', method, path, body, status = 200 } = question
  const address = typeof path === 'string' ? path : path(size)
  const start = performance.now()
  const answer = await fetch(visitor.origin + address, {
    method,
    headers: { ...visitor.headers[by], ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  })
  const text = await answer.text()
  const time = performance.now() - start
  if (answer.status !== status)
    throw new Error(`${question.what}: ${answer.status} ${text.slice(0, 200)}`)
  return { time, text }
}

/** Where the pages are that are asked for. */
async function sizeOf(question: Question, visitor: Visitor): Promise<Size> {
  const path = { reader: SHARED, admin: PEOPLE, owner: FILES, somebody: FILES }[question.as]
  const nothing = { middle: 1, last: 1, cursor: '', file: '' }
  const { text } = await ask({ what: 'Its size', as: question.as, path }, visitor, nothing)
  const { data, meta } = JSON.parse(text)
  const cursor = encodeURIComponent(meta.nextCursor ?? '')
  const middle = Math.ceil(meta.lastPage / 2)
  return { middle, last: meta.lastPage, cursor, file: data[0]?.id }
}

/** Milliseconds until the answer is whole, the least of all rounds, of each visitor. They take turns. */
export async function measureQuestion(question: Question, visitors: Visitor[]) {
  const sizes = await Promise.all(visitors.map((visitor) => sizeOf(question, visitor)))
  const times = visitors.map(() => Infinity)
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, visitor] of visitors.entries()) {
      const { time } = await ask(question, visitor, sizes[index])
      times[index] = Math.min(times[index], time)
    }
  return times
}
