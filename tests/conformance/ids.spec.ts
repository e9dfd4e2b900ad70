import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import type { AuditedRoute } from '#access/audited_route'
import { isForSuperUser } from '#access/route_access'
import { auditedRoutes } from '#access/audit'
import { readContents } from '#tests/conformance/contents'
import { checkForeign, checkWrongIds } from '#tests/conformance/ids'
import { nameOf, requestTo, sampleOf } from '#tests/conformance/requests'
import { Visitors } from '#tests/conformance/visitors'
import { createUser } from '#tests/helpers/people/users'

const visitors = new Visitors()

/** Addresses with an id of something that somebody has. What is behind a link in a mail has none. */
const routes = () =>
  auditedRoutes(router)
    .filter(({ access, path }) => access.who === 'signed-in' && path.includes(':id'))
    .map((route) => ({ title: nameOf(route), route }))

/** Of an id that is none, the super user learns too; all that others have is theirs to look after. */
function visitorTo({ access, face }: AuditedRoute) {
  if (!isForSuperUser(access)) return strangerTo({ face })
  return visitors.get(
    face === 'page' ? 'the cookie of the super user' : 'a token of the super user'
  )
}

const strangerTo = ({ face }: Pick<AuditedRoute, 'face'>) =>
  visitors.get(face === 'page' ? 'a cookie' : 'a token')

test.group('An id in an address', () => {
  test('that is none, or that nobody has, leads nowhere: {title}')
    .with(routes)
    .run(async ({ assert }, { route }) => {
      const visitor = await visitorTo(route)
      await checkWrongIds(assert, route, async (path) => {
        const request = await requestTo({ ...route, path }, visitor, randomUUID(), route)
        return request()
      })
    })

  test("of what is somebody else's leads nowhere, and changes nothing: {title}")
    .with(routes)
    .run(async ({ assert }, { route }) => {
      const visitor = await strangerTo(route)
      const params = sampleOf(route)?.params
      if (!params) throw new Error(`tests/conformance/samples has no id for ${nameOf(route)}`)
      const { id } = await params(await createUser())
      const path = route.path.replace(':id', id)

      const request = await requestTo({ ...route, path }, visitor, randomUUID(), route)
      const before = await readContents()
      checkForeign(assert, await request())
      assert.deepEqual(await readContents(), before)
    })
})
