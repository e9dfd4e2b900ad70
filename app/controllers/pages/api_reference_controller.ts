import type { HttpContext } from '@adonisjs/core/http'
import { groupsOf, holds, type ReferencedEndpoint, theReference } from '#openapi/reference'
import { referenceValidator } from '#validators/reference'

/** Each endpoint as HTML: the same for everyone, and a page of all would take longer to make than all else. */
const drawn = new Map<string, Promise<string>>()

function draw(endpoint: ReferencedEndpoint, { view }: HttpContext) {
  const html = drawn.get(endpoint.id) ?? view.render('pages/docs/endpoint', { endpoint })
  drawn.set(endpoint.id, html)
  return html
}

/** What describes the API to people: /openapi.json, as a page. */
export default class ApiReferenceController {
  async show(ctx: HttpContext) {
    const { q = '' } = await referenceValidator.validate(ctx.request.qs())
    const { version, endpoints } = await theReference()
    const found = endpoints.filter(holds(q))
    const drawings = await Promise.all(found.map((endpoint) => draw(endpoint, ctx)))
    return ctx.view.render('pages/docs/api', { q, version, groups: groupsOf(found, drawings) })
  }
}
