import type { HttpContext } from '@adonisjs/core/http'
import { groupsOf, holds, referenced, theReference } from '#openapi/reference'
import { referenceValidator } from '#validators/reference'

/** The API reference: /openapi.json as pages for people. */
export default class ApiReferenceController {
  async index({ request, view }: HttpContext) {
    const { q = '' } = await referenceValidator.validate(request.qs())
    const { version, endpoints } = await theReference()
    const groups = groupsOf(endpoints.filter(holds(q)))
    return view.render('pages/docs/api', { q, version, groups })
  }

  async show({ params, view }: HttpContext) {
    return view.render('pages/docs/show', await referenced(params.id))
  }
}
