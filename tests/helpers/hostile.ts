import router from '@adonisjs/core/services/router'
import type { Assert } from '@japa/assert'
import { takesUploads } from '#access/route_access'
import { type Answer, get } from '#tests/helpers/clients/http'
import { processorTimeOf } from '#tests/helpers/servers/processor_time'

/** Milliseconds. Far more processor time than a refusal takes, and far less than a server that computes. */
const LITTLE_WORK = 3_000

/** Milliseconds on the clock. Less than a server waits for anything, and more than a busy machine keeps it waiting. */
const IN_GOOD_TIME = 10_000

/** Asserts that the task is done in good time, and costs the server no work to speak of. */
export async function assertCheap(assert: Assert, task: () => unknown, about?: string) {
  const start = performance.now()
  assert.isBelow(await processorTimeOf(task), LITTLE_WORK, about)
  assert.isBelow(performance.now() - start, IN_GOOD_TIME, about)
}

/** Asserts that the server refuses what it is sent, in good time, and with words of its own. */
export async function assertRefused(
  assert: Assert,
  call: () => Promise<Answer>,
  { status, about }: { status?: number | number[]; about?: string } = {}
) {
  let answer!: Answer
  await assertCheap(assert, async () => (answer = await call()), about)
  if (status === undefined) assert.isTrue(isRefusal(answer), `${answer.status} ${about ?? ''}`)
  else assert.oneOf(answer.status, [status].flat(), about)
  assert.property(answer.headers, 'x-content-type-options')
  return answer
}

/** Pages lead back to their form. */
const isRefusal = ({ status }: Answer) => status === 303 || (status >= 400 && status < 500)

/** Fails where the server does not answer any more, or no longer at once. */
export async function assertAlive(assert: Assert) {
  await assertCheap(assert, async () => assert.equal((await get('/health/live')).status, 200))
}

/** Of a file or a sign-in, and of a person. */
const SOME_IDS = ['00000000-0000-4000-8000-000000000000', '1']
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE']

/** With an id of the form that the route asks for. */
const addressOf = (pattern: string, method: string) =>
  SOME_IDS.map((id) => pattern.replaceAll(/:\w+/g, id)).find((path) =>
    router.match(path, method, false)
  )!

/** What refuses a body that cannot be read: the super user's routes are not there for anybody else. */
export const refusalBy = (path: string, status: number) =>
  /^\/(api\/v1\/)?admin\//.test(path) ? 404 : status

/** Every route that takes a body: method and path. Uploads are something else. */
export const changingRoutes = () =>
  Object.values(router.toJSON())
    .flat()
    .filter((route) => !takesUploads(route))
    .flatMap(({ pattern, methods }) =>
      methods
        .filter((method) => CHANGING.includes(method))
        .map((method): [string, string] => [method, addressOf(pattern, method)])
    )
