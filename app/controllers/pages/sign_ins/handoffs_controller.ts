import type { HttpContext } from '@adonisjs/core/http'
import Handoff from '#models/sign_ins/handoff'
import { openHandoff } from '#sign_ins/handoff'

/** Behind a link by which an app opens a page. */
export default class HandoffsController {
  /**
   * Changes nothing: programs open links before people do, and somebody else's link must not sign anyone in unasked.
   */
  async show({ params, response, view }: HttpContext) {
    const handoff = await Handoff.findByToken(params.token)
    if (!handoff) response.status(404)
    return view.render('pages/links/handoff', { handoff })
  }

  async store(ctx: HttpContext) {
    const path = await openHandoff(ctx, ctx.params.token)
    ctx.response.seeOther().toPath(path)
  }
}
