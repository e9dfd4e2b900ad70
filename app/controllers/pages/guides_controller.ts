import type { HttpContext } from '@adonisjs/core/http'
import { guideOf } from '#openapi/guides'

/** The guides to the API in docs/api, as pages. */
export default class GuidesController {
  async index({ view }: HttpContext) {
    return view.render('pages/docs/guide', await guideOf())
  }

  async show({ params, view }: HttpContext) {
    return view.render('pages/docs/guide', await guideOf(params.name))
  }
}
